-- Edits of a draft, and how they are taken back.

-- name: draft_edit_add
-- in: draft int64, number int64, kind text, row int64, audit int64, at instant, account int64
-- out: none
INSERT INTO draft_edit (draft_id, number, kind, row, audit_id, at, by_id)
VALUES (:draft, :number, :kind, :row, :audit, :at, :account)

-- name: draft_edit_count_set
-- in: draft int64, edit int64
-- out: none
UPDATE draft SET edit = :edit WHERE id = :draft

-- The edit that undoing takes back.
-- name: draft_edit_last
-- in: draft int64
-- out: many draft_edit: number int64, kind text, row int64, audit int64, at instant
SELECT number, kind, row, audit_id, at FROM draft_edit
 WHERE draft_id = :draft AND undone_at IS NULL ORDER BY number DESC LIMIT 1

-- name: draft_edit_undone
-- in: draft int64, number int64, at instant
-- out: none
UPDATE draft_edit SET undone_at = :at WHERE draft_id = :draft AND number = :number

-- What the edit began ends with its own number: it never held.
-- name: draft_row_unbegin
-- in: draft int64, edit int64
-- out: none
UPDATE draft_row SET to_edit = :edit
 WHERE draft_id = :draft AND from_edit = :edit AND to_edit IS NULL

-- What the edit had ended is in force again.
-- name: draft_row_reopen
-- in: draft int64, edit int64
-- out: none
UPDATE draft_row SET to_edit = NULL
 WHERE draft_id = :draft AND to_edit = :edit AND from_edit <> :edit
