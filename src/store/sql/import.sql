-- A document on its way into the base: its file, itself, what it cites, the lines it was read as.

-- name: document_by_file
-- in: hash text
-- out: many document_known: id int64, state text
SELECT id, state FROM document WHERE file_hash = :hash

-- The draft of a document, unless it was dropped.
-- name: draft_of_document
-- in: document int64
-- out: many draft_known: id int64, state text, plan int64?
SELECT id, state, plan_id FROM draft WHERE document_id = :document AND state <> 'dropped'

-- name: file_add
-- in: hash text, size int64, format text, at instant
-- out: none
INSERT INTO file (hash, size, format, kept_at) VALUES (:hash, :size, :format, :at)
ON CONFLICT (hash) DO NOTHING

-- Is the file of some document?
-- name: file_count
-- in: hash text
-- out: one file_count: count int64
SELECT COUNT(*) FROM file WHERE hash = :hash

-- name: document_add
-- in: state text, number text, number_key text, type text, issuer text, issued_text text,
--     issued_day day?, abstract text, file_hash text?, file_name text, at instant, account int64
-- out: one document_made: id int64
INSERT INTO document (state, number, number_key, type, issuer, issued_text, issued_day, abstract,
                      file_hash, file_name, made_at, made_by)
VALUES (:state, :number, :number_key, :type, :issuer, :issued_text, :issued_day, :abstract,
        :file_hash, :file_name, :at, :account)
RETURNING id

-- Read again, after its draft was dropped.
-- name: document_reread
-- in: id int64, state text, number text, number_key text, type text, issuer text, issued_text text,
--     issued_day day?, abstract text, file_name text
-- out: none
UPDATE document SET state = :state, number = :number, number_key = :number_key, type = :type,
       issuer = :issuer, issued_text = :issued_text, issued_day = :issued_day, abstract = :abstract,
       file_name = :file_name
 WHERE id = :id

-- The document of this number and day; of several the one that is here, then the oldest.
-- name: document_by_number
-- in: number_key text, but int64
-- out: many document_known
SELECT id, state FROM document
 WHERE number_key = :number_key AND id <> :but AND state <> 'dropped'
 ORDER BY CASE state WHEN 'issued' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, id LIMIT 1

-- name: document_link_put
-- in: from_id int64, to_id int64, kind text, words text, at instant, account int64
-- out: none
INSERT INTO document_link (from_id, to_id, kind, words, made_at, made_by)
VALUES (:from_id, :to_id, :kind, :words, :at, :account)
ON CONFLICT (from_id, to_id, kind) DO NOTHING

-- name: passage_clear
-- in: document int64
-- out: none
DELETE FROM passage WHERE document_id = :document

-- name: passage_add
-- in: document int64, place int64, page int64, line int64, kind text, words text
-- out: none
INSERT INTO passage (document_id, place, page, line, kind, words)
VALUES (:document, :place, :page, :line, :kind, :words)

-- name: draft_add
-- in: document int64, at instant, account int64
-- out: one draft_made: id int64
INSERT INTO draft (document_id, state, edit, made_at, made_by)
VALUES (:document, 'open', 0, :at, :account) RETURNING id

-- name: draft_diag_add
-- in: draft int64, place int64, level text, page int64, line int64, code text, words text
-- out: none
INSERT INTO draft_diag (draft_id, place, level, page, line, code, words)
VALUES (:draft, :place, :level, :page, :line, :code, :words)

-- How many rows are live, and how many of them nobody needs to look at; for who imports.
-- name: draft_row_tally
-- in: draft int64
-- out: one draft_row_tally: rows int64, tentative int64
SELECT COUNT(*), COUNT(*) FILTER (WHERE certainty = 'tentative') FROM draft_row
 WHERE draft_id = :draft AND to_edit IS NULL AND state = 'live'
