-- Is there a base at all? 0 in an empty one.
-- name: base_exists
-- out: one base_count: count int64
-- sqlite:
SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'base_step'
-- postgresql:
SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'base_step'

-- The steps applied, in order.
-- name: base_step_list
-- out: many base_step: number int64, name text, oldest int64, applied_at instant
SELECT number, name, oldest, applied_at FROM base_step ORDER BY number

-- name: base_step_add
-- in: number int64, name text, oldest int64, applied_at instant
-- out: none
INSERT INTO base_step (number, name, oldest, applied_at)
VALUES (:number, :name, :oldest, :applied_at)
