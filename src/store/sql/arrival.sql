-- Original files on their way in.

-- Before the file is kept.
-- name: arrival_put
-- in: hash text, at instant
-- out: none
INSERT INTO arrival (hash, at) VALUES (:hash, :at) ON CONFLICT (hash) DO UPDATE SET at = excluded.at

-- It has its row; or, with `at`, what began then has left nothing.
-- name: arrival_end
-- in: hash text, at instant?
-- out: none
DELETE FROM arrival WHERE hash = :hash
 [[ AND at = :at ]]

-- kept: the file has its row.
-- name: arrival_list
-- out: many arrival: hash text, at instant, kept bool
SELECT a.hash, a.at, f.hash IS NOT NULL FROM arrival a LEFT JOIN file f ON f.hash = a.hash
 ORDER BY a.hash
