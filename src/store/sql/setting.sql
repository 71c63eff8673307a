-- What the base says of itself.
-- name: setting_list
-- out: many setting: name text, value text
SELECT name, value FROM setting

-- name: setting_put
-- in: name text, value text
-- out: none
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
