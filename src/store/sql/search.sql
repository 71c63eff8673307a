-- Ids of entries are told in migrations/0001-register.sql; words are those of text/search.h.

-- Entries in a range of ids that have the words (in their title), the highest ids first. SQLite stops at
-- the limit: common words cost no more than rare ones. The + 0 keeps PostgreSQL from reading every entry of
-- the range, which it takes for a narrow one, instead of the index of words.
-- name: search_find
-- in: words text, title bool, from_id int64, to_id int64, limit int64
-- out: many search_found: id int64
SELECT rowid FROM search_word
-- sqlite:
 WHERE search_word MATCH [[title=1: '{title} : (' || ]] :words [[title=1: || ')' ]]
   AND rowid BETWEEN :from_id AND :to_id
-- postgresql:
 WHERE words @@ to_tsquery('simple', CAST(:words AS TEXT))
 [[title=1: AND ts_filter(words, '{a}') @@ to_tsquery('simple', CAST(:words AS TEXT)) ]]
   AND rowid + 0 BETWEEN :from_id AND :to_id
-- both:
 ORDER BY rowid DESC LIMIT :limit

-- Of ids between commas, in any order.
-- name: search_titles
-- in: ids text
-- out: many search_title: id int64, title text
SELECT e.id, e.title
-- sqlite:
  FROM json_each('[' || :ids || ']') k
-- postgresql:
  FROM unnest(CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[])) AS k (value)
-- both:
  JOIN search_entry e ON e.id = k.value

-- Of ids between commas, in that order.
-- name: search_hits
-- in: ids text
-- out: many search_hit: id int64, plan_number text?, title text, body text
SELECT e.id, d.number, e.title, e.body
-- sqlite:
  FROM json_each('[' || :ids || ']') k
-- postgresql:
  FROM unnest(CAST(string_to_array(CAST(:ids AS TEXT), ',') AS BIGINT[])) WITH ORDINALITY AS k (value, key)
-- both:
  JOIN search_entry e ON e.id = k.value
  LEFT JOIN plan p ON p.id = e.plan_id
  LEFT JOIN document d ON d.id = p.document_id
 ORDER BY k.key
