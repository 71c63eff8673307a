-- Tasks in force that pass a filter: a page of their ids, and how they stand in time. The two have the
-- same clauses, which stand in both. Time is standing = 0 with days of the due day, or another standing.
-- Words that many tasks have are given as `common`: then SQLite walks the tasks in their order and looks
-- whether each has them (that is what the + says), instead of sorting all that have them.
-- Counts come in several rows for each time, to be summed: as task_by_time groups them, which is walked
-- where nothing is filtered.

-- name: task_page
-- in: plan int64?, in_group int64?, org int64?, any_role bool, standing int64?, due_from day?,
--     due_to day, without_lead bool, words text?, common text?,
--     sort int64, limit int64, skip int64
-- out: many task_id: id int64
SELECT t.id FROM task t
 WHERE t.to_version IS NULL
 [[ AND t.plan_id = :plan ]]
 [[ AND t.group_id IN (WITH RECURSIVE g (id) AS (SELECT CAST(:in_group AS INT64)
        UNION SELECT c.id FROM plan_group c JOIN g ON c.parent_id = g.id) SELECT id FROM g) ]]
 [[ AND t.id IN (SELECT a.task_id FROM assignment a WHERE a.org_id = :org AND a.active
        AND a.role IN ('lead', 'co_lead', CASE WHEN :any_role THEN 'coordinating' END,
            CASE WHEN :any_role THEN 'monitoring' END)) ]]
 [[without_lead=1: AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.active
        AND a.role IN ('lead', 'co_lead') AND a.org_id IS NOT NULL) ]]
 [[ AND t.standing = :standing ]]
 [[ AND t.due_day BETWEEN :due_from AND :due_to ]]
-- sqlite:
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
 [[ AND +t.id IN (SELECT rowid - 281474976710656 FROM search_word WHERE search_word MATCH :common
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
-- postgresql:
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:common AS TEXT))
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
-- both:
 ORDER BY [[sort=0: t.plan_id, t.place, t.id ]][[sort=1: t.due_day NULLS LAST, t.id ]]
 LIMIT :limit OFFSET :skip

-- name: task_time
-- in: plan int64?, in_group int64?, org int64?, any_role bool, without_lead bool, words text?,
--     common text?, today day, soon day
-- out: many task_time: time int64, count int64
SELECT CASE WHEN t.standing <> 0 THEN t.standing WHEN t.due_day < :today THEN 1
            WHEN t.due_day <= :soon THEN 2 ELSE 3 END, count(*)
  FROM task t
 WHERE t.to_version IS NULL
 [[ AND t.plan_id = :plan ]]
 [[ AND t.group_id IN (WITH RECURSIVE g (id) AS (SELECT CAST(:in_group AS INT64)
        UNION SELECT c.id FROM plan_group c JOIN g ON c.parent_id = g.id) SELECT id FROM g) ]]
 [[ AND t.id IN (SELECT a.task_id FROM assignment a WHERE a.org_id = :org AND a.active
        AND a.role IN ('lead', 'co_lead', CASE WHEN :any_role THEN 'coordinating' END,
            CASE WHEN :any_role THEN 'monitoring' END)) ]]
 [[without_lead=1: AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.task_id = t.id AND a.active
        AND a.role IN ('lead', 'co_lead') AND a.org_id IS NOT NULL) ]]
-- sqlite:
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
 [[ AND +t.id IN (SELECT rowid - 281474976710656 FROM search_word WHERE search_word MATCH :common
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
-- postgresql:
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
 [[ AND t.id IN (SELECT rowid - 281474976710656 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:common AS TEXT))
        AND rowid BETWEEN 281474976710656 AND 562949953421311) ]]
-- both:
 GROUP BY t.plan_id, t.standing, t.due_day

-- Lines of a list, of ids between commas and in that order. Bodies: id, U+001F, name; U+001E between.
-- name: task_lines
-- in: ids text
-- out: many task_line: id int64, plan int64, plan_number text, no text, name text, lead text?,
--     deadline_text text, deadline_kinds int64, due day?, due_fixed bool, deliverable text?
SELECT t.id, t.plan_id, d.number, t.no, t.name,
-- sqlite:
       (SELECT group_concat(body, char(30))
          FROM (SELECT COALESCE(a.org_id, 0) || char(31) || COALESCE(o.name, a.words) AS body
                  FROM assignment a LEFT JOIN org o ON o.id = a.org_id
                 WHERE a.task_id = t.id AND a.role IN ('lead', 'co_lead') AND a.active
                 ORDER BY a.place)),
-- postgresql:
       (SELECT string_agg(COALESCE(a.org_id, 0) || chr(31) || COALESCE(o.name, a.words), chr(30)
                          ORDER BY a.place)
          FROM assignment a LEFT JOIN org o ON o.id = a.org_id
         WHERE a.task_id = t.id AND a.role IN ('lead', 'co_lead') AND a.active),
-- both:
       t.deadline_text, t.deadline_kinds, t.due_day, t.due_fixed,
-- sqlite:
       (SELECT group_concat(name, '; ')
          FROM (SELECT name FROM deliverable WHERE task_id = t.id ORDER BY place))
  FROM json_each('[' || :ids || ']') k
-- postgresql:
       (SELECT string_agg(name, '; ' ORDER BY place) FROM deliverable WHERE task_id = t.id)
  FROM unnest(CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[])) WITH ORDINALITY AS k (value, key)
-- both:
  JOIN task t ON t.id = k.value
  JOIN plan p ON p.id = t.plan_id
  JOIN document d ON d.id = p.document_id
 ORDER BY k.key

-- What an export says besides.
-- name: task_export_lines
-- in: ids text
-- out: many task_export_line: id int64, coordinating text?, plan_title text, group_no text?,
--     group_name text?
SELECT t.id,
-- sqlite:
       (SELECT group_concat(body, '; ')
          FROM (SELECT COALESCE(o.name, a.words) AS body FROM assignment a LEFT JOIN org o ON o.id = a.org_id
                 WHERE a.task_id = t.id AND a.role = 'coordinating' AND a.active ORDER BY a.place)),
-- postgresql:
       (SELECT string_agg(COALESCE(o.name, a.words), '; ' ORDER BY a.place)
          FROM assignment a LEFT JOIN org o ON o.id = a.org_id
         WHERE a.task_id = t.id AND a.role = 'coordinating' AND a.active),
-- both:
       p.title, g.no, g.name
-- sqlite:
  FROM json_each('[' || :ids || ']') k
-- postgresql:
  FROM unnest(CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[])) WITH ORDINALITY AS k (value, key)
-- both:
  JOIN task t ON t.id = k.value
  JOIN plan p ON p.id = t.plan_id
  LEFT JOIN plan_group g ON g.id = t.group_id
 ORDER BY k.key

-- One task, in force or not.
-- name: task_by_id
-- in: id int64
-- out: one task_one: plan int64, document int64, place int64, no text, name text, name_read text,
--     lead_text text, coordinating_text text, deadline_text text, deadline_kinds int64, start day?,
--     due day?, due_fixed bool, passage int64, row int64, group_no text?,
--     group_name text?, plan_title text, plan_number text, document_number text,
--     format text?
SELECT t.plan_id, v.document_id, t.place, t.no, t.name, t.name_read, t.lead_text, t.coordinating_text,
       t.deadline_text, t.deadline_kinds, t.start_day, t.due_day, t.due_fixed, t.passage, t.row,
       g.no, g.name, p.title, d.number, e.number, f.format
  FROM task t
  JOIN plan p ON p.id = t.plan_id
  JOIN document d ON d.id = p.document_id
  JOIN plan_version v ON v.plan_id = t.plan_id AND v.number = t.from_version
  JOIN document e ON e.id = v.document_id
  LEFT JOIN file f ON f.hash = e.file_hash
  LEFT JOIN plan_group g ON g.id = t.group_id
 WHERE t.id = :id

-- Bodies of a task or a target: lead, co-lead, coordinating, monitoring.
-- name: assignment_list
-- in: task int64?, target int64?
-- out: many assignment: org int64?, name text?, role text, words text
SELECT a.org_id, o.name, a.role, a.words
  FROM assignment a LEFT JOIN org o ON o.id = a.org_id
 WHERE a.active [[ AND a.task_id = :task ]] [[ AND a.target_id = :target ]]
 ORDER BY a.place, a.id

-- name: deliverable_by_task
-- in: task int64
-- out: many deliverable: name text
SELECT name FROM deliverable WHERE task_id = :task ORDER BY place

-- The tasks in force next to a place in the order of the plan.
-- name: task_beside
-- in: plan int64, place int64, id int64, behind bool
-- out: many task_id
SELECT t.id FROM task t
 WHERE t.plan_id = :plan AND t.to_version IS NULL
 [[behind=0: AND (t.place < :place OR (t.place = :place AND t.id < :id)) ORDER BY t.place DESC, t.id DESC ]]
 [[behind=1: AND (t.place > :place OR (t.place = :place AND t.id > :id)) ORDER BY t.place, t.id ]]
 LIMIT 1

-- What is known of how a task came to read as it does, the newest first: changes of it, that its draft
-- was confirmed (a line without field), and edits of its row in the draft that were not undone.
-- name: task_history
-- in: task int64
-- out: many task_told: at instant, who text, act text, field text, before text?, after text?
WITH source (draft, row) AS (
    SELECT r.id, t.row FROM task t
      JOIN plan_version v ON v.plan_id = t.plan_id AND v.number = t.from_version
      JOIN draft r ON r.document_id = v.document_id AND r.plan_id = t.plan_id
     WHERE t.id = :task)
SELECT a.at, w.name, a.act, k.field, k.before, k.after
  FROM (SELECT c.audit_id AS audit, c.id, c.field, c.before, c.after
          FROM change c WHERE c.kind = 'task' AND c.ref = :task
        UNION ALL
        SELECT b.id, 0, '', CAST(NULL AS TEXT), CAST(NULL AS TEXT)
          FROM source s JOIN audit b ON b.kind = 'draft' AND b.ref = s.draft
         WHERE b.act = 'draft.confirm'
        UNION ALL
        SELECT c.audit_id, c.id, c.field, c.before, c.after
          FROM source s JOIN draft_row v ON v.draft_id = s.draft AND v.row = s.row
          JOIN change c ON c.kind = 'draft_row' AND c.ref = v.id
         WHERE c.field <> 'deadline_kinds'
           AND NOT EXISTS (SELECT 1 FROM draft_edit e WHERE e.draft_id = s.draft
                              AND e.audit_id = c.audit_id AND e.undone_at IS NOT NULL)) k
  JOIN audit a ON a.id = k.audit JOIN account w ON w.id = a.account_id
 ORDER BY k.audit DESC, k.id DESC
