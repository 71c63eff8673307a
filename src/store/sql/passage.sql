-- The lines of a document around one of them, with the header of its table.
-- name: passage_around
-- in: document int64, place int64, before int64, behind int64
-- out: many passage: place int64, page int64, line int64, kind text, words text
SELECT place, page, line, kind, words FROM passage
 WHERE document_id = :document AND place BETWEEN :place - :before AND :place + :behind
 ORDER BY place

-- The rows that head the table in which `place` stands: no paragraph lies between.
-- name: passage_header
-- in: document int64, place int64
-- out: many passage
SELECT place, page, line, kind, words FROM passage
 WHERE document_id = :document AND place < :place AND kind = 'header'
   AND place > COALESCE((SELECT MAX(q.place) FROM passage q
                          WHERE q.document_id = :document AND q.place < :place
                            AND q.kind IN ('paragraph', 'heading')), 0)
 ORDER BY place DESC LIMIT 3
