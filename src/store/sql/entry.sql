-- What can be found: an entry has its words as written, and the same words folded, as an index wants
-- them (text/search.h).

-- name: entry_by_id
-- in: id int64
-- out: many entry: title text, body text
SELECT title, body FROM search_entry WHERE id = :id

-- name: entry_add
-- in: id int64, plan int64?, title text, body text
-- out: none
INSERT INTO search_entry (id, plan_id, title, body) VALUES (:id, :plan, :title, :body)

-- name: entry_set
-- in: id int64, title text, body text
-- out: none
UPDATE search_entry SET title = :title, body = :body WHERE id = :id

-- name: entry_drop
-- in: id int64
-- out: none
DELETE FROM search_entry WHERE id = :id

-- name: entry_words_add
-- in: id int64, title text, body text
-- out: none
-- sqlite:
INSERT INTO search_word (rowid, title, body) VALUES (:id, :title, :body)
-- postgresql:
INSERT INTO search_word (rowid, words)
VALUES (:id, setweight(to_tsvector('simple', :title), 'A') ||
             setweight(to_tsvector('simple', :body), 'B'))

-- Takes them out: the very words that were put in.
-- name: entry_words_drop
-- in: id int64, title text, body text
-- out: none
-- sqlite:
INSERT INTO search_word (search_word, rowid, title, body) VALUES ('delete', :id, :title, :body)
-- postgresql:
DELETE FROM search_word WHERE rowid = :id AND :title IS NOT NULL AND :body IS NOT NULL
