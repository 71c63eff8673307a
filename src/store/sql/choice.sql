-- Bodies that lead a task, in Vietnamese order: what the filter of a list offers.
-- name: choice_lead
-- out: many choice: id int64, words text
SELECT o.id, o.name FROM org o
 WHERE EXISTS (SELECT 1 FROM assignment a
                WHERE a.org_id = o.id AND a.role IN ('lead', 'co_lead') AND a.active
                  AND a.task_id IS NOT NULL)
 ORDER BY o.sort_key, o.id

-- Plans, the newest first, by number or, where they have none, by title.
-- name: choice_plan
-- out: many choice
SELECT p.id, CASE WHEN d.number = '' THEN p.title ELSE d.number END
  FROM plan p JOIN document d ON d.id = p.document_id
 ORDER BY d.issued_day DESC NULLS LAST, p.id DESC
