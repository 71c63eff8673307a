-- Bodies for the list that documents are read with; the first ones keep their words. A body that gave
-- way to another names the last such.
-- name: org_all
-- out: many org_all: id int64, listed text?, type text, name text, name_folded text,
--     valid_to day?, successor text?
SELECT o.id, o.listed, o.type, o.name, o.name_folded, o.valid_to,
       (SELECT n.name FROM org_succession s JOIN org n ON n.id = s.to_id
         WHERE s.from_id = o.id ORDER BY s.id DESC LIMIT 1)
  FROM org o ORDER BY o.id

-- Their aliases, by body, those that corrections taught last.
-- name: org_alias_all
-- out: many org_alias_all: org int64, words text, folded text, source text, uses int64
SELECT org_id, words, folded, source, uses FROM org_alias
 WHERE ended_at IS NULL
 ORDER BY org_id, CASE source WHEN 'review' THEN 1 ELSE 0 END, id

-- Changes when any of the two above does, or the order of names.
-- name: org_mark
-- out: one org_mark: orgs int64, last_org int64, last_name int64, last_succession int64,
--     aliases int64, ended int64, last_ended instant, uses int64
SELECT (SELECT count(*) FROM org), (SELECT COALESCE(max(id), 0) FROM org),
       (SELECT COALESCE(max(id), 0) FROM org_name), (SELECT COALESCE(max(id), 0) FROM org_succession),
       count(*), count(ended_at), COALESCE(max(ended_at), 0), COALESCE(CAST(sum(uses) AS INT64), 0)
  FROM org_alias

-- name: org_add
-- in: listed text?, type text, name text, name_folded text, sort_key bytes, made_at instant,
--     made_by int64
-- out: one org_made: id int64
INSERT INTO org (listed, type, name, name_folded, sort_key, made_at, made_by)
VALUES (:listed, :type, :name, :name_folded, :sort_key, :made_at, :made_by) RETURNING id

-- name: org_name_add
-- in: org int64, name text, at instant, by int64
-- out: none
INSERT INTO org_name (org_id, name, recorded_at, recorded_by) VALUES (:org, :name, :at, :by)

-- A body that stands in the list that ships, from now on or with another kind than before.
-- name: org_listed_set
-- in: id int64, listed text, type text
-- out: none
UPDATE org SET listed = :listed, type = :type WHERE id = :id

-- name: org_sort_key_set
-- in: id int64, sort_key bytes
-- out: none
UPDATE org SET sort_key = :sort_key WHERE id = :id

-- name: org_by_name
-- in: name text, sort_key bytes
-- out: many org_id: id int64
SELECT id FROM org WHERE name = :name OR sort_key = :sort_key ORDER BY id LIMIT 1

-- name: org_succession_add
-- in: from_org int64, to_org int64, kind text, at instant, by int64
-- out: none
INSERT INTO org_succession (from_id, to_id, kind, recorded_at, recorded_by)
SELECT :from_org, :to_org, :kind, :at, :by
 WHERE NOT EXISTS (SELECT 1 FROM org_succession WHERE from_id = :from_org AND to_id = :to_org)

-- name: org_list
-- in: pattern text?, type text?, with_work bool, limit int64, skip int64
-- out: many org_line: id int64, name text, type text, code text?, lead int64, coordinating int64,
--     aliases int64, ended bool
SELECT o.id, o.name, o.type, o.code,
       (SELECT count(a.task_id) FROM assignment a
         WHERE a.org_id = o.id AND a.role IN ('lead', 'co_lead') AND a.active),
       (SELECT count(a.task_id) FROM assignment a
         WHERE a.org_id = o.id AND a.role = 'coordinating' AND a.active),
       (SELECT count(*) FROM org_alias a WHERE a.org_id = o.id AND a.ended_at IS NULL),
       o.valid_to IS NOT NULL OR EXISTS (SELECT 1 FROM org_succession s WHERE s.from_id = o.id)
  FROM (SELECT o.id AS of FROM org o WHERE 1 = 1
         [[ AND o.type = :type ]]
         [[with_work=1: AND EXISTS (SELECT 1 FROM assignment a
                         WHERE a.org_id = o.id AND a.active AND a.task_id IS NOT NULL) ]]
         [[ AND (o.name_folded LIKE :pattern ESCAPE '\' OR EXISTS (SELECT 1 FROM org_alias a
                  WHERE a.org_id = o.id AND a.ended_at IS NULL AND a.folded LIKE :pattern ESCAPE '\')) ]]
         ORDER BY o.sort_key, o.id LIMIT :limit OFFSET :skip) k
  JOIN org o ON o.id = k.of
 ORDER BY o.sort_key, o.id

-- name: org_count
-- in: pattern text?, type text?, with_work bool
-- out: one org_count: count int64
SELECT count(*) FROM org o WHERE 1 = 1
 [[ AND o.type = :type ]]
 [[with_work=1: AND EXISTS (SELECT 1 FROM assignment a
                 WHERE a.org_id = o.id AND a.active AND a.task_id IS NOT NULL) ]]
 [[ AND (o.name_folded LIKE :pattern ESCAPE '\' OR EXISTS (SELECT 1 FROM org_alias a
          WHERE a.org_id = o.id AND a.ended_at IS NULL AND a.folded LIKE :pattern ESCAPE '\')) ]]

-- name: org_by_id
-- in: id int64
-- out: one org_one: name text, type text, code text?, parent int64?, parent_name text?, pair int64?,
--     pair_name text?, lead int64, coordinating int64, aliases int64, ended bool
SELECT o.name, o.type, o.code, p.id, p.name, q.id, q.name,
       (SELECT count(a.task_id) FROM assignment a
         WHERE a.org_id = o.id AND a.role IN ('lead', 'co_lead') AND a.active),
       (SELECT count(a.task_id) FROM assignment a
         WHERE a.org_id = o.id AND a.role = 'coordinating' AND a.active),
       (SELECT count(*) FROM org_alias a WHERE a.org_id = o.id AND a.ended_at IS NULL),
       o.valid_to IS NOT NULL OR EXISTS (SELECT 1 FROM org_succession s WHERE s.from_id = o.id)
  FROM org o LEFT JOIN org p ON p.id = o.parent_id LEFT JOIN org q ON q.id = o.pair_id
 WHERE o.id = :id

-- name: org_name_by_org
-- in: org int64
-- out: many org_name: name text, valid_from day?, valid_to day?
SELECT name, valid_from, valid_to FROM org_name WHERE org_id = :org ORDER BY id

-- Bodies that came before it (before = 1), or that took over from it.
-- name: org_succession_by_org
-- in: org int64, before bool
-- out: many org_named: id int64, name text
SELECT o.id, o.name FROM org_succession s
 [[before=1: JOIN org o ON o.id = s.from_id WHERE s.to_id = :org ]]
 [[before=0: JOIN org o ON o.id = s.to_id WHERE s.from_id = :org ]]
 ORDER BY s.id
