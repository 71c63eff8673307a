-- A new thing with all that it can have.
-- name: thing_add
-- in: name text, number int64, raw bytes, due day, at instant, open bool,
--     name_maybe text?, number_maybe int64?, raw_maybe bytes?, due_maybe day?, at_maybe instant?,
--     open_maybe bool?
-- out: one thing_made: id int64
INSERT INTO thing (name, number, raw, due, at, open,
    name_maybe, number_maybe, raw_maybe, due_maybe, at_maybe, open_maybe)
VALUES (:name, :number, :raw, :due, :at, :open,
    :name_maybe, :number_maybe, :raw_maybe, :due_maybe, :at_maybe, :open_maybe)
RETURNING id

-- name: thing_by_id
-- in: id int64
-- out: one thing: id int64, name text, number int64, raw bytes, due day, at instant, open bool,
--     name_maybe text?, number_maybe int64?, raw_maybe bytes?, due_maybe day?, at_maybe instant?,
--     open_maybe bool?
SELECT id, name, number, raw, due, at, open,
    name_maybe, number_maybe, raw_maybe, due_maybe, at_maybe, open_maybe FROM thing WHERE id = :id

-- Every combination of filters and orders.
-- name: thing_list
-- in: due_from day?, due_to day?, open bool?, low int64?, high int64?, sort int64, limit int64
-- out: many thing_line: id int64, name text
SELECT t.id, t.name FROM thing t WHERE 1 = 1
 [[ AND t.due >= :due_from ]]
 [[ AND t.due <= :due_to ]]
 [[ AND t.open = :open ]]
 [[ AND t.number BETWEEN :low AND :high ]]   -- both or none
 ORDER BY [[sort=0: t.id]][[sort=1: t.due DESC, t.id]][[sort=2: t.name]]
 LIMIT :limit

-- name: thing_all
-- out: many thing_line
SELECT id, name FROM thing ORDER BY id

-- name: thing_count
-- in: least int64?
-- out: one thing_count: count int64, total int64?
SELECT count(*), CAST(sum(number) AS INT64) FROM thing [[ WHERE number >= :least ]]

-- name: thing_rename
-- in: id int64, name text
-- out: none
UPDATE thing SET name = :name WHERE id = :id

-- One and the same thing, said in the words of each base.
-- name: thing_kind
-- in: id int64
-- out: one thing_kind: base text, name text
SELECT
-- sqlite:
    'sqlite' || substr(sqlite_version(), 1, 0),
-- postgresql:
    'postgresql' || substr(version(), 1, 0),
-- both:
    name FROM thing WHERE id = :id

-- name: part_add
-- in: thing int64, words text
-- out: none
INSERT INTO part (thing_id, words) VALUES (:thing, :words)

-- Counts by counting.
-- name: number_count
-- in: most int64
-- out: one number_count: count int64
WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :most)
SELECT count(*) FROM number

-- Asks for one and gets all.
-- name: thing_any
-- out: one thing_made
SELECT id FROM thing
