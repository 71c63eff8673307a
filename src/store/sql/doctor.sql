-- What must hold in a register, for namro doctor: each statement counts what does not, and names the
-- first. All of it holds after every transaction, whatever was cut off.

-- What the base itself finds wrong.
-- name: doctor_integrity
-- out: many doctor_said: words text
-- sqlite:
SELECT integrity_check FROM pragma_integrity_check(5) WHERE integrity_check <> 'ok'
-- postgresql:
SELECT 'checksum failures: ' || checksum_failures FROM pg_stat_database
 WHERE datname = current_database() AND checksum_failures > 0
UNION ALL
SELECT 'index ' || CAST(i.indexrelid AS regclass) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
 WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND NOT i.indisvalid

-- Rows that name what is not there. PostgreSQL refuses them; only a constraint may be unproved.
-- name: doctor_reference
-- out: many doctor_said
-- sqlite:
SELECT "table" || ' ' || COALESCE("rowid", 0) || ' → ' || parent FROM pragma_foreign_key_check LIMIT 5
-- postgresql:
SELECT CAST(conname AS TEXT) FROM pg_constraint
 WHERE connamespace = CAST(current_schema() AS regnamespace) AND NOT convalidated LIMIT 5

-- Files by hash, behind `after`.
-- name: doctor_file
-- in: after text, limit int64
-- out: many doctor_file: hash text, size int64, document int64?
SELECT f.hash, f.size, (SELECT MIN(d.id) FROM document d WHERE d.file_hash = f.hash)
  FROM file f WHERE f.hash > :after ORDER BY f.hash LIMIT :limit

-- Whether a file that lies there has its row, or is on its way to it.
-- name: doctor_file_known
-- in: hash text
-- out: one doctor_file_known: row int64, arrival int64
SELECT (SELECT COUNT(*) FROM file WHERE hash = :hash), (SELECT COUNT(*) FROM arrival WHERE hash = :hash)

-- name: doctor_file_document
-- out: one doctor_tally: count int64, first int64?
SELECT COUNT(*), CAST(NULL AS INT64) FROM file f
 WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.file_hash = f.hash)

-- A document that was read has a draft, and both say the same of how far it has come.
-- name: doctor_document
-- out: one doctor_tally
SELECT COUNT(*), MIN(o.id) FROM document o
 WHERE o.file_hash IS NOT NULL
   AND (SELECT COUNT(*) FROM draft d WHERE d.document_id = o.id AND
        ((o.state = 'draft' AND d.state = 'open') OR (o.state = 'issued' AND d.state = 'confirmed') OR
         (o.state = 'dropped' AND d.state = 'dropped'))) = 0

-- name: doctor_draft
-- out: one doctor_tally
SELECT COUNT(*), MIN(d.id) FROM draft d JOIN document o ON o.id = d.document_id
 WHERE (d.state = 'open' AND o.state <> 'draft') OR (d.state = 'confirmed' AND o.state <> 'issued')
    OR NOT EXISTS (SELECT 1 FROM audit a WHERE a.kind = 'draft' AND a.ref = d.id AND a.act = 'draft.import')

-- One version of a row is in force at most, and every version is of an edit that was made.
-- name: doctor_draft_row
-- out: one doctor_tally
SELECT COUNT(*), MIN(k.id) FROM (
    SELECT r.draft_id AS id FROM draft_row r WHERE r.to_edit IS NULL
     GROUP BY r.draft_id, r.row HAVING COUNT(*) > 1
    UNION ALL
    SELECT d.id FROM draft d JOIN draft_row r ON r.draft_id = d.id
     WHERE r.from_edit > d.edit OR r.to_edit > d.edit) k

-- name: doctor_draft_edit
-- out: one doctor_tally
SELECT COUNT(*), MIN(d.id) FROM draft d
 WHERE d.edit <> (SELECT COUNT(*) FROM draft_edit x WHERE x.draft_id = d.id)
    OR d.edit <> (SELECT COALESCE(MAX(x.number), 0) FROM draft_edit x WHERE x.draft_id = d.id)

-- name: doctor_draft_passage
-- out: one doctor_tally
SELECT COUNT(*), MIN(d.id) FROM draft_row r JOIN draft d ON d.id = r.draft_id
 WHERE r.passage <> 0 AND NOT EXISTS (SELECT 1 FROM passage p
        WHERE p.document_id = d.document_id AND p.place = r.passage)

-- A confirmed draft has its plan, and only such a one.
-- name: doctor_confirmed
-- out: one doctor_tally
SELECT COUNT(*), MIN(d.id) FROM draft d LEFT JOIN plan p ON p.id = d.plan_id
 WHERE (d.state = 'confirmed') <> (d.plan_id IS NOT NULL)
    OR (d.plan_id IS NOT NULL AND (p.id IS NULL OR p.document_id <> d.document_id))
    OR (d.state = 'confirmed' AND NOT EXISTS (SELECT 1 FROM audit a
        WHERE a.kind = 'draft' AND a.ref = d.id AND a.act = 'draft.confirm'))

-- Every row that was confirmed became one task or target, and nothing else did.
-- name: doctor_plan_row
-- out: one doctor_tally
WITH live AS (SELECT d.plan_id, r.row FROM draft d JOIN draft_row r ON r.draft_id = d.id
               WHERE d.plan_id IS NOT NULL AND r.to_edit IS NULL AND r.state = 'live' AND r.name <> ''),
     made AS (SELECT plan_id, row FROM task UNION ALL SELECT plan_id, row FROM target)
SELECT COUNT(*), MIN(k.plan_id) FROM (
    SELECT plan_id FROM (SELECT plan_id, row FROM live EXCEPT SELECT plan_id, row FROM made) a UNION ALL
    SELECT plan_id FROM (SELECT plan_id, row FROM made EXCEPT SELECT plan_id, row FROM live) b UNION ALL
    SELECT plan_id FROM made GROUP BY plan_id, row HAVING COUNT(*) > 1) k

-- A plan has its versions 1, 2, 3 … and the draft it was made of.
-- name: doctor_plan
-- out: one doctor_tally
SELECT COUNT(*), MIN(p.id) FROM plan p
 WHERE p.version <> (SELECT COUNT(*) FROM plan_version v WHERE v.plan_id = p.id)
    OR p.version <> (SELECT COALESCE(MAX(v.number), 0) FROM plan_version v WHERE v.plan_id = p.id)
    OR NOT EXISTS (SELECT 1 FROM draft d WHERE d.plan_id = p.id)

-- Groups are of the plan they stand in.
-- name: doctor_group
-- out: one doctor_tally
SELECT COUNT(*), MIN(k.plan_id) FROM (
    SELECT plan_id, group_id FROM task UNION ALL SELECT plan_id, group_id FROM target UNION ALL
    SELECT plan_id, parent_id FROM plan_group) k
  JOIN plan_group g ON g.id = k.group_id
 WHERE g.plan_id <> k.plan_id

-- An assignment is of one task or one target, and has a span.
-- name: doctor_assignment
-- out: one doctor_tally
SELECT COUNT(*), MIN(a.id) FROM assignment a
 WHERE (a.task_id IS NULL) = (a.target_id IS NULL)
    OR NOT EXISTS (SELECT 1 FROM assignment_span s WHERE s.assignment_id = a.id)

-- What can be found is there, by its words; ids as 0001-register.sql tells. The first is the id of the
-- entry without its kind.
-- name: doctor_entry
-- out: one doctor_tally
SELECT COUNT(*), MIN(k.id % 281474976710656) FROM (
    SELECT 281474976710656 + id AS id FROM task UNION ALL
    SELECT 562949953421312 + id FROM target UNION ALL
    SELECT 844424930131968 + id FROM document WHERE state = 'issued' UNION ALL
    SELECT 1125899906842624 + id FROM plan UNION ALL
    SELECT 1407374883553280 + id FROM org) k
-- sqlite:
 WHERE NOT EXISTS (SELECT 1 FROM search_entry e JOIN search_word_docsize w ON w.id = e.id WHERE e.id = k.id)
-- postgresql:
 WHERE NOT EXISTS (SELECT 1 FROM search_entry e JOIN search_word w ON w.rowid = e.id WHERE e.id = k.id)

-- … and nothing is found that is not there.
-- name: doctor_entry_of_nothing
-- out: one doctor_tally
SELECT COUNT(*), MIN(k.id % 281474976710656) FROM (
    SELECT id FROM search_entry
    EXCEPT SELECT 281474976710656 + id FROM task
    EXCEPT SELECT 562949953421312 + id FROM target
    EXCEPT SELECT 844424930131968 + id FROM document WHERE state IN ('issued', 'cited')
    EXCEPT SELECT 1125899906842624 + id FROM plan
    EXCEPT SELECT 1407374883553280 + id FROM org) k
