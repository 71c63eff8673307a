-- Original files on their way in: the line is there before the file is, and goes in the transaction
-- that gives the file its row. So what an import that was cut off has left is known, and no other
-- file is ever taken for it.
-- oldest: 1
CREATE TABLE arrival (
    hash TEXT NOT NULL PRIMARY KEY,
    at INSTANT NOT NULL
TABLE_END;
