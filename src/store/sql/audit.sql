-- One line for an act of somebody.
-- name: audit_add
-- in: at instant, account int64, door text, act text, kind text, ref int64
-- out: one audit_made: id int64
INSERT INTO audit (at, account_id, door, act, kind, ref)
VALUES (:at, :account, :door, :act, :kind, :ref) RETURNING id

-- What it changed, a field a line.
-- name: change_add
-- in: audit int64, kind text, ref int64, field text, before text?, after text?
-- out: none
INSERT INTO change (audit_id, kind, ref, field, before, after)
VALUES (:audit, :kind, :ref, :field, :before, :after)

-- What an act changed of things of one kind, in the order it was done.
-- name: change_by_audit
-- in: audit int64, kind text
-- out: many change: ref int64, field text, before text?, after text?
SELECT ref, field, before, after FROM change WHERE audit_id = :audit AND kind = :kind ORDER BY id
