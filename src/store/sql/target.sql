-- name: target_page
-- in: plan int64?, in_group int64?, org int64?, year_from day?, year_to day, words text?, limit int64,
--     skip int64
-- out: many target_id: id int64
SELECT t.id FROM target t
 WHERE t.to_version IS NULL
 [[ AND t.plan_id = :plan ]]
 [[ AND t.group_id IN (WITH RECURSIVE g (id) AS (SELECT CAST(:in_group AS INT64)
        UNION SELECT c.id FROM plan_group c JOIN g ON c.parent_id = g.id) SELECT id FROM g) ]]
 [[ AND t.id IN (SELECT a.target_id FROM assignment a WHERE a.org_id = :org AND a.active) ]]
 [[ AND t.due_day BETWEEN :year_from AND :year_to ]]
-- sqlite:
 [[ AND t.id IN (SELECT rowid - 562949953421312 FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 562949953421312 AND 844424930131967) ]]
-- postgresql:
 [[ AND t.id IN (SELECT rowid - 562949953421312 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 562949953421312 AND 844424930131967) ]]
-- both:
 ORDER BY t.plan_id, t.place, t.id
 LIMIT :limit OFFSET :skip

-- How many, by their due day: the same clauses but for the year.
-- name: target_days
-- in: plan int64?, in_group int64?, org int64?, words text?
-- out: many target_days: due day?, count int64
SELECT t.due_day, count(*) FROM target t
 WHERE t.to_version IS NULL
 [[ AND t.plan_id = :plan ]]
 [[ AND t.group_id IN (WITH RECURSIVE g (id) AS (SELECT CAST(:in_group AS INT64)
        UNION SELECT c.id FROM plan_group c JOIN g ON c.parent_id = g.id) SELECT id FROM g) ]]
 [[ AND t.id IN (SELECT a.target_id FROM assignment a WHERE a.org_id = :org AND a.active) ]]
-- sqlite:
 [[ AND t.id IN (SELECT rowid - 562949953421312 FROM search_word WHERE search_word MATCH :words
        AND rowid BETWEEN 562949953421312 AND 844424930131967) ]]
-- postgresql:
 [[ AND t.id IN (SELECT rowid - 562949953421312 FROM search_word
        WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
        AND rowid BETWEEN 562949953421312 AND 844424930131967) ]]
-- both:
 GROUP BY t.due_day ORDER BY t.due_day

-- Of ids between commas, in that order. Bodies as in task_lines, those of any role.
-- name: target_lines
-- in: ids text
-- out: many target_line: id int64, plan int64, plan_number text, plan_title text, no text, name text,
--     name_read text, unit text, target_text text, baseline text, op text?, low_mantissa int64?,
--     low_scale int64?, high_mantissa int64?, high_scale int64?, deadline_text text,
--     deadline_kinds int64, start day?, due day?, due_fixed bool, passage int64, place int64,
--     document int64, document_number text, format text?, group_no text?, group_name text?,
--     lead text?
SELECT t.id, t.plan_id, d.number, p.title, t.no, t.name, t.name_read, t.unit, t.target_text, t.baseline,
       t.op, t.low_mantissa, t.low_scale, t.high_mantissa, t.high_scale, t.deadline_text,
       t.deadline_kinds, t.start_day, t.due_day, t.due_fixed, t.passage, t.place, v.document_id,
       e.number, f.format, g.no, g.name,
-- sqlite:
       (SELECT group_concat(body, char(30))
          FROM (SELECT COALESCE(a.org_id, 0) || char(31) || COALESCE(o.name, a.words) AS body
                  FROM assignment a LEFT JOIN org o ON o.id = a.org_id
                 WHERE a.target_id = t.id AND a.role IN ('lead', 'co_lead') AND a.active
                 ORDER BY a.place))
  FROM json_each('[' || :ids || ']') k
-- postgresql:
       (SELECT string_agg(COALESCE(a.org_id, 0) || chr(31) || COALESCE(o.name, a.words), chr(30)
                          ORDER BY a.place)
          FROM assignment a LEFT JOIN org o ON o.id = a.org_id
         WHERE a.target_id = t.id AND a.role IN ('lead', 'co_lead') AND a.active)
  FROM unnest(CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[])) WITH ORDINALITY AS k (value, key)
-- both:
  JOIN target t ON t.id = k.value
  JOIN plan p ON p.id = t.plan_id
  JOIN document d ON d.id = p.document_id
  JOIN plan_version v ON v.plan_id = t.plan_id AND v.number = t.from_version
  JOIN document e ON e.id = v.document_id
  LEFT JOIN file f ON f.hash = e.file_hash
  LEFT JOIN plan_group g ON g.id = t.group_id
 ORDER BY k.key

-- name: target_beside
-- in: plan int64, place int64, id int64, behind bool
-- out: many target_id
SELECT t.id FROM target t
 WHERE t.plan_id = :plan AND t.to_version IS NULL
 [[behind=0: AND (t.place < :place OR (t.place = :place AND t.id < :id)) ORDER BY t.place DESC, t.id DESC ]]
 [[behind=1: AND (t.place > :place OR (t.place = :place AND t.id > :id)) ORDER BY t.place, t.id ]]
 LIMIT 1
