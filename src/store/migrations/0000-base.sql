-- What the store itself keeps in every base: applied before all other steps.
CREATE TABLE base_step (
    number INT64 PRIMARY KEY,
    name TEXT NOT NULL,
    oldest INT64 NOT NULL,      -- the first step whose program may still use the base
    applied_at INSTANT NOT NULL
TABLE_END;

-- postgresql:
-- Counts commits (SQLite counts its own).
CREATE TABLE base_version (number BIGINT NOT NULL);
INSERT INTO base_version VALUES (1);
