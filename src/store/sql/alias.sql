-- Aliases as corrections of a review teach them.

-- name: alias_by_words
-- in: org int64, folded text
-- out: many alias_known: id int64, source text, uses int64, ended bool
SELECT id, source, uses, ended_at IS NOT NULL FROM org_alias
 WHERE org_id = :org AND folded = :folded ORDER BY id LIMIT 1

-- name: alias_add
-- in: org int64, words text, folded text, source text, draft int64?, uses int64, at instant,
--     account int64
-- out: one alias_made: id int64
INSERT INTO org_alias (org_id, words, folded, source, draft_id, uses, made_at, made_by)
VALUES (:org, :words, :folded, :source, :draft, :uses, :at, :account) RETURNING id

-- How many corrections say so now; one that nobody says any more has an end.
-- name: alias_uses_set
-- in: id int64, uses int64, ended_at instant?, ended_by int64?
-- out: none
UPDATE org_alias SET uses = :uses, ended_at = :ended_at, ended_by = :ended_by WHERE id = :id

-- name: alias_uses
-- in: id int64
-- out: one alias_uses: uses int64
SELECT uses FROM org_alias WHERE id = :id

-- How often the review of a draft has said so, less how often it has said otherwise, not counting
-- what was undone.
-- name: alias_said
-- in: alias int64, draft int64
-- out: one alias_said: times int64
SELECT CAST(COALESCE(SUM(CAST(c.after AS INT64) - CAST(c.before AS INT64)), 0) AS INT64)
  FROM change c JOIN draft_edit e ON e.audit_id = c.audit_id
 WHERE c.kind = 'org_alias' AND c.ref = :alias AND c.field = 'uses' AND e.draft_id = :draft
   AND e.undone_at IS NULL

-- What corrections taught of the same words for other bodies.
-- name: alias_otherwise
-- in: org int64, folded text
-- out: many alias_known
SELECT id, source, uses, ended_at IS NOT NULL FROM org_alias
 WHERE folded = :folded AND org_id <> :org AND source = 'review' AND ended_at IS NULL ORDER BY id

-- name: org_short
-- in: id int64
-- out: many org_short: name text
SELECT name FROM org WHERE id = :id
