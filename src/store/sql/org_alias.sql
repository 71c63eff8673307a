-- name: org_alias_by_org
-- in: org int64
-- out: many org_alias: id int64, words text, source text, uses int64, made_at instant, draft int64?,
--     ended bool
SELECT id, words, source, uses, made_at, draft_id, ended_at IS NOT NULL
  FROM org_alias WHERE org_id = :org ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id

-- name: org_alias_by_id
-- in: id int64
-- out: one org_alias_one: org int64, words text, ended bool
SELECT org_id, words, ended_at IS NOT NULL FROM org_alias WHERE id = :id

-- Aliases of a body, in force or not, that read the same when folded.
-- name: org_alias_same
-- in: org int64, folded text
-- out: many org_alias_same: id int64, ended bool
SELECT id, ended_at IS NOT NULL FROM org_alias WHERE org_id = :org AND folded = :folded ORDER BY id

-- Bodies that have these words as their name or an alias.
-- name: org_by_words
-- in: folded text
-- out: many org_named
SELECT o.id, o.name FROM org o
 WHERE o.name_folded = :folded
    OR o.id IN (SELECT a.org_id FROM org_alias a WHERE a.folded = :folded AND a.ended_at IS NULL)
 ORDER BY o.id

-- name: org_alias_add
-- in: org int64, words text, folded text, source text, made_at instant, made_by int64
-- out: one org_alias_made: id int64
INSERT INTO org_alias (org_id, words, folded, source, uses, made_at, made_by)
VALUES (:org, :words, :folded, :source, 0, :made_at, :made_by) RETURNING id

-- name: org_alias_end
-- in: id int64, at instant, by int64
-- out: none
UPDATE org_alias SET ended_at = :at, ended_by = :by WHERE id = :id AND ended_at IS NULL

-- name: org_alias_renew
-- in: id int64
-- out: none
UPDATE org_alias SET ended_at = NULL, ended_by = NULL WHERE id = :id AND ended_at IS NOT NULL

-- Aliases that ship, ended or not.
-- name: org_alias_listed
-- out: many org_alias_listed: id int64, org int64, words text, ended bool
SELECT id, org_id, words, ended_at IS NOT NULL FROM org_alias WHERE source = 'list' ORDER BY id
