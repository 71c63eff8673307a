-- Drafts as a list and as one, and what happens to a whole one.

-- Newest first.
-- name: draft_list
-- in: state text?, limit int64, skip int64
-- out: many draft_line: id int64, document int64, plan int64?, state text, number text, abstract text,
--     file_name text, issued day?, made_at instant, rows int64, to_check int64
SELECT d.id, d.document_id, d.plan_id, d.state, o.number, o.abstract, o.file_name, o.issued_day,
       d.made_at,
       (SELECT COUNT(*) FROM draft_row r
         WHERE r.draft_id = d.id AND r.to_edit IS NULL AND r.state = 'live'),
       (SELECT COUNT(*) FROM draft_row r
         WHERE r.draft_id = d.id AND r.to_edit IS NULL AND r.state = 'live' AND r.doubt < 3)
  FROM draft d JOIN document o ON o.id = d.document_id
 WHERE 1 = 1
 [[ AND d.state = :state ]]
 ORDER BY d.id DESC LIMIT :limit OFFSET :skip

-- name: draft_count
-- in: state text?
-- out: one draft_count: count int64
SELECT COUNT(*) FROM draft d WHERE 1 = 1
 [[ AND d.state = :state ]]

-- name: draft_by_id
-- in: id int64
-- out: many draft: id int64, document int64, plan int64?, state text, edit int64, changes int64,
--     made_at instant, number text, number_key text, type text, issuer text, issued_text text, issued day?,
--     abstract text, file_name text, format text
SELECT d.id, d.document_id, d.plan_id, d.state, d.edit,
       d.edit + (SELECT COUNT(*) FROM draft_edit x WHERE x.draft_id = d.id AND x.undone_at IS NOT NULL),
       d.made_at, o.number, o.number_key, o.type, o.issuer, o.issued_text, o.issued_day, o.abstract, o.file_name, COALESCE(f.format, '')
  FROM draft d JOIN document o ON o.id = d.document_id LEFT JOIN file f ON f.hash = o.file_hash
 WHERE d.id = :id

-- name: draft_tally
-- in: draft int64
-- out: one draft_tally: rows int64, to_check int64, tasks int64, targets int64, firm int64,
--     checked int64, dropped int64
SELECT COUNT(*) FILTER (WHERE state = 'live'),
       COUNT(*) FILTER (WHERE state = 'live' AND doubt < 3),
       COUNT(*) FILTER (WHERE state = 'live' AND kind = 'task'),
       COUNT(*) FILTER (WHERE state = 'live' AND kind = 'target'),
       COUNT(*) FILTER (WHERE state = 'live' AND doubt = 3 AND NOT checked),
       COUNT(*) FILTER (WHERE state = 'live' AND checked),
       COUNT(*) FILTER (WHERE state = 'dropped')
  FROM draft_row WHERE draft_id = :draft AND to_edit IS NULL

-- name: draft_diag_list
-- in: draft int64
-- out: many draft_diag: level text, page int64, line int64, words text
SELECT level, page, line, words FROM draft_diag WHERE draft_id = :draft ORDER BY place

-- name: draft_state_set
-- in: id int64, state text, plan int64?
-- out: none
UPDATE draft SET state = :state, plan_id = :plan WHERE id = :id

-- name: document_state_set
-- in: id int64, state text
-- out: none
UPDATE document SET state = :state WHERE id = :id

-- What was read of the document itself, corrected.
-- name: document_head_set
-- in: id int64, number text, number_key text, type text, issuer text, issued_day day?, abstract text
-- out: none
UPDATE document SET number = :number, number_key = :number_key, type = :type, issuer = :issuer,
       issued_day = :issued_day, abstract = :abstract
 WHERE id = :id

-- What was read of the documents that a dropped one names.
-- name: document_link_unread
-- in: document int64
-- out: none
DELETE FROM document_link WHERE from_id = :document AND words <> ''

-- name: document_drop_unnamed
-- out: none
DELETE FROM document
 WHERE state = 'cited'
   AND NOT EXISTS (SELECT 1 FROM document_link l WHERE l.to_id = document.id OR l.from_id = document.id)
