-- The newest first.
-- name: plan_list
-- out: many plan_line: id int64, document int64, title text, number text, issuer text, issued day?,
--     version int64, tasks int64, targets int64
SELECT p.id, p.document_id, p.title, d.number, d.issuer, d.issued_day, p.version,
       (SELECT count(*) FROM task t WHERE t.plan_id = p.id AND t.to_version IS NULL),
       (SELECT count(*) FROM target t WHERE t.plan_id = p.id AND t.to_version IS NULL)
  FROM plan p JOIN document d ON d.id = p.document_id
 ORDER BY d.issued_day DESC NULLS LAST, p.id DESC

-- name: plan_by_id
-- in: id int64
-- out: one plan_line
SELECT p.id, p.document_id, p.title, d.number, d.issuer, d.issued_day, p.version,
       (SELECT count(*) FROM task t WHERE t.plan_id = p.id AND t.to_version IS NULL),
       (SELECT count(*) FROM target t WHERE t.plan_id = p.id AND t.to_version IS NULL)
  FROM plan p JOIN document d ON d.id = p.document_id
 WHERE p.id = :id

-- The drafts that were confirmed as this plan.
-- name: plan_draft
-- in: plan int64
-- out: many plan_draft: id int64
SELECT id FROM draft WHERE plan_id = :plan ORDER BY id

-- name: plan_group_by_plan
-- in: plan int64
-- out: many plan_group: id int64, parent int64?, no text, name text, tasks int64, targets int64
SELECT g.id, g.parent_id, g.no, g.name,
       (SELECT count(*) FROM task t WHERE t.group_id = g.id AND t.to_version IS NULL),
       (SELECT count(*) FROM target t WHERE t.group_id = g.id AND t.to_version IS NULL)
  FROM plan_group g WHERE g.plan_id = :plan ORDER BY g.place, g.id

-- Bodies of a plan by how much they lead, then by how much they coordinate.
-- name: plan_org
-- in: plan int64
-- out: many plan_org: id int64, name text, lead int64, coordinating int64
SELECT o.id, o.name, k.lead, k.coordinating
  FROM (SELECT a.org_id AS org, count(CASE WHEN a.role IN ('lead', 'co_lead') THEN 1 END) AS lead,
               count(CASE WHEN a.role = 'coordinating' THEN 1 END) AS coordinating
          FROM task t JOIN assignment a ON a.task_id = t.id AND a.active
         WHERE t.plan_id = :plan AND t.to_version IS NULL AND a.org_id IS NOT NULL
         GROUP BY a.org_id) k
  JOIN org o ON o.id = k.org
 ORDER BY k.lead DESC, k.coordinating DESC, o.sort_key, o.id

-- name: plan_version_by_plan
-- in: plan int64
-- out: many plan_version: number int64, document int64, document_number text, reason text,
--     recorded_at instant
SELECT v.number, v.document_id, d.number, v.reason, v.recorded_at
  FROM plan_version v JOIN document d ON d.id = v.document_id
 WHERE v.plan_id = :plan ORDER BY v.number DESC

-- name: plan_title_all
-- out: many plan_title: id int64, title text
SELECT id, title FROM plan ORDER BY id

-- name: plan_sort_key_set
-- in: id int64, sort_key bytes
-- out: none
UPDATE plan SET sort_key = :sort_key WHERE id = :id

-- name: plan_group_by_id
-- in: id int64
-- out: one plan_group_one: no text?, name text?
SELECT no, name FROM plan_group WHERE id = :id
