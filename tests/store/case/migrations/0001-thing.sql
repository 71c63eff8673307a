-- A value of every type, once required and once not.
CREATE TABLE thing (
    id ID,
    name TEXT NOT NULL UNIQUE,
    number INT64 NOT NULL,
    raw BYTES NOT NULL,
    due DAY NOT NULL,
    at INSTANT NOT NULL,
    open BOOL NOT NULL,
    name_maybe TEXT,
    number_maybe INT64,
    raw_maybe BYTES,
    due_maybe DAY,
    at_maybe INSTANT,
    open_maybe BOOL
TABLE_END;
CREATE INDEX thing_by_due ON thing (due, id);
