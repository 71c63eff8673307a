-- Documents by day, the newest first, then those without a day.
-- name: document_list
-- in: state text?, pattern text?, words text?, limit int64, skip int64
-- out: many document_line: id int64, draft int64?, plan int64?, state text, number text, type text,
--     issuer text, abstract text, file_name text, issued day?
SELECT d.id, (SELECT max(r.id) FROM draft r WHERE r.document_id = d.id),
       (SELECT max(v.plan_id) FROM plan_version v WHERE v.document_id = d.id),
       d.state, d.number, d.type, d.issuer, d.abstract, d.file_name, d.issued_day
  FROM document d
 WHERE d.state <> 'dropped'
 [[ AND d.state = :state ]]
-- sqlite:
 [[ AND (d.number_key LIKE :pattern ESCAPE '\' OR d.id IN (SELECT rowid - 844424930131968
        FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 844424930131968 AND 1125899906842623)) ]]
-- postgresql:
 [[ AND (d.number_key LIKE :pattern ESCAPE '\' OR d.id IN (SELECT rowid - 844424930131968
        FROM search_word WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 844424930131968 AND 1125899906842623)) ]]
-- both:
 ORDER BY d.issued_day DESC NULLS LAST, d.id DESC
 LIMIT :limit OFFSET :skip

-- name: document_count
-- in: state text?, pattern text?, words text?
-- out: one document_count: count int64
SELECT count(*)
  FROM document d
 WHERE d.state <> 'dropped'
 [[ AND d.state = :state ]]
-- sqlite:
 [[ AND (d.number_key LIKE :pattern ESCAPE '\' OR d.id IN (SELECT rowid - 844424930131968
        FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 844424930131968 AND 1125899906842623)) ]]
-- postgresql:
 [[ AND (d.number_key LIKE :pattern ESCAPE '\' OR d.id IN (SELECT rowid - 844424930131968
        FROM search_word WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 844424930131968 AND 1125899906842623)) ]]

-- name: document_by_id
-- in: id int64
-- out: one document_one: draft int64?, plan int64?, state text, number text, type text, issuer text,
--     abstract text, file_name text, issued day?, issued_text text, format text?, hash text?,
--     size int64?, made_at instant, passages int64
SELECT (SELECT max(r.id) FROM draft r WHERE r.document_id = d.id),
       (SELECT max(v.plan_id) FROM plan_version v WHERE v.document_id = d.id),
       d.state, d.number, d.type, d.issuer, d.abstract, d.file_name, d.issued_day, d.issued_text,
       f.format, d.file_hash, f.size, d.made_at,
       (SELECT count(*) FROM passage p WHERE p.document_id = d.id)
  FROM document d LEFT JOIN file f ON f.hash = d.file_hash
 WHERE d.id = :id

-- Links in force from it (outgoing) and to it.
-- name: document_link_list
-- in: document int64
-- out: many document_link: id int64, other int64, kind text, words text, number text, abstract text,
--     outgoing bool, by_hand bool
SELECT l.id, d.id, l.kind, l.words, d.number, d.abstract, l.from_id = :document, l.words = ''
  FROM document_link l
  JOIN document d ON d.id = CASE WHEN l.from_id = :document THEN l.to_id ELSE l.from_id END
 WHERE (l.from_id = :document OR l.to_id = :document) AND l.ended_at IS NULL
 ORDER BY CASE WHEN l.from_id = :document THEN 0 ELSE 1 END, l.id

-- What a document rests on (up), or what rests on it, at most six steps away; a document may come
-- more than once, the nearest first.
-- name: document_chain
-- in: document int64, up bool
-- out: many document_step: id int64, depth int64, kind text, number text, abstract text
WITH RECURSIVE step (id, depth, kind) AS (
    [[up=1: SELECT l.to_id, 1, l.kind FROM document_link l
             WHERE l.from_id = :document AND l.ended_at IS NULL AND l.kind IN ('based_on', 'implements')
            UNION SELECT l.to_id, s.depth + 1, l.kind FROM step s JOIN document_link l ON l.from_id = s.id
             WHERE s.depth < 6 AND l.ended_at IS NULL AND l.kind IN ('based_on', 'implements') ]]
    [[up=0: SELECT l.from_id, 1, l.kind FROM document_link l
             WHERE l.to_id = :document AND l.ended_at IS NULL AND l.kind IN ('based_on', 'implements')
            UNION SELECT l.from_id, s.depth + 1, l.kind FROM step s JOIN document_link l ON l.to_id = s.id
             WHERE s.depth < 6 AND l.ended_at IS NULL AND l.kind IN ('based_on', 'implements') ]]
)
SELECT s.id, s.depth, s.kind, d.number, d.abstract
  FROM step s JOIN document d ON d.id = s.id
 WHERE s.id <> :document
 ORDER BY s.depth, d.issued_day DESC NULLS LAST, s.id LIMIT 1000

-- name: passage_page
-- in: document int64, limit int64, skip int64
-- out: many passage
SELECT place, page, line, kind, words FROM passage
 WHERE document_id = :document ORDER BY place LIMIT :limit OFFSET :skip

-- Links of one kind between two documents, ended or not.
-- name: document_link_same
-- in: from_document int64, to_document int64, kind text
-- out: many document_link_same: id int64, ended bool
SELECT id, ended_at IS NOT NULL FROM document_link
 WHERE from_id = :from_document AND to_id = :to_document AND kind = :kind

-- name: document_link_add
-- in: from_document int64, to_document int64, kind text, words text, made_at instant, made_by int64
-- out: one document_link_made: id int64
INSERT INTO document_link (from_id, to_id, kind, words, made_at, made_by)
VALUES (:from_document, :to_document, :kind, :words, :made_at, :made_by) RETURNING id

-- name: document_link_by_id
-- in: id int64
-- out: one document_link_one: from_document int64, to_document int64, kind text, ended bool
SELECT from_id, to_id, kind, ended_at IS NOT NULL FROM document_link WHERE id = :id

-- name: document_link_ended_set
-- in: id int64, ended_at instant?
-- out: none
UPDATE document_link SET ended_at = :ended_at WHERE id = :id
