-- oldest: 1
CREATE TABLE part (
    id ID,
    thing_id INT64 NOT NULL REFERENCES thing (id),
    words TEXT NOT NULL    -- may hold a ; and "quotes"
TABLE_END;
ALTER TABLE thing ADD COLUMN place INT64 NOT NULL DEFAULT 7;
