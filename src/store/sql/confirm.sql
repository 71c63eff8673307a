-- What confirming a draft makes.

-- name: plan_add
-- in: document int64, title text, title_folded text, sort_key bytes, at instant, account int64
-- out: one plan_made: id int64
INSERT INTO plan (document_id, version, title, title_folded, sort_key, made_at, made_by)
VALUES (:document, 1, :title, :title_folded, :sort_key, :at, :account) RETURNING id

-- name: plan_version_add
-- in: plan int64, number int64, document int64, reason text, valid_from day?, at instant,
--     account int64
-- out: none
INSERT INTO plan_version (plan_id, number, document_id, reason, valid_from, recorded_at, recorded_by)
VALUES (:plan, :number, :document, :reason, :valid_from, :at, :account)

-- name: plan_group_add
-- in: plan int64, parent int64?, place int64, no text, name text
-- out: one plan_group_made: id int64
INSERT INTO plan_group (plan_id, parent_id, place, no, name)
VALUES (:plan, :parent, :place, :no, :name) RETURNING id

-- name: task_add
-- in: plan int64, group_id int64?, place int64, no text, name text, name_read text, lead_text text,
--     coordinating_text text, deadline_text text, deadline_kinds int64, start_day day?, due_day day?,
--     due_fixed bool, passage int64, row int64, at instant
-- out: one task_made: id int64
INSERT INTO task (plan_id, group_id, from_version, place, no, name, name_read, lead_text,
       coordinating_text, deadline_text, deadline_kinds, start_day, due_day, due_fixed, passage, row,
       made_at)
VALUES (:plan, :group_id, 1, :place, :no, :name, :name_read, :lead_text,
       :coordinating_text, :deadline_text, :deadline_kinds, :start_day, :due_day, :due_fixed,
       :passage, :row, :at)
RETURNING id

-- name: deliverable_add
-- in: task int64, place int64, name text
-- out: none
INSERT INTO deliverable (task_id, place, name) VALUES (:task, :place, :name)

-- name: target_add
-- in: plan int64, group_id int64?, place int64, no text, name text, name_read text, unit text,
--     target_text text, baseline text, op text?, low_mantissa int64?, low_scale int64?,
--     high_mantissa int64?, high_scale int64?, deadline_text text, deadline_kinds int64,
--     start_day day?, due_day day?, due_fixed bool, passage int64, row int64, at instant
-- out: one target_made: id int64
INSERT INTO target (plan_id, group_id, from_version, place, no, name, name_read, unit, target_text,
       baseline, op, low_mantissa, low_scale, high_mantissa, high_scale, deadline_text,
       deadline_kinds, start_day, due_day, due_fixed, passage, row, made_at)
VALUES (:plan, :group_id, 1, :place, :no, :name, :name_read, :unit, :target_text,
       :baseline, :op, :low_mantissa, :low_scale, :high_mantissa, :high_scale, :deadline_text,
       :deadline_kinds, :start_day, :due_day, :due_fixed, :passage, :row, :at)
RETURNING id

-- name: assignment_add
-- in: task int64?, target int64?, org int64?, role text, place int64, words text
-- out: one assignment_made: id int64
INSERT INTO assignment (task_id, target_id, org_id, role, place, words, active)
VALUES (:task, :target, :org, :role, :place, :words, TRUE) RETURNING id

-- name: assignment_span_add
-- in: assignment int64, valid_from day?, given bool, reason text, document int64?, at instant,
--     account int64
-- out: none
INSERT INTO assignment_span (assignment_id, valid_from, given, reason, document_id, recorded_at,
       recorded_by)
VALUES (:assignment, :valid_from, :given, :reason, :document, :at, :account)

-- The names of the rows as they were first read.
-- name: draft_row_as_read
-- in: draft int64
-- out: many draft_row_as_read: row int64, name text
SELECT row, name FROM draft_row WHERE draft_id = :draft AND from_edit = 0 ORDER BY row

-- What a document rests on and the register knows by name only.
-- name: document_cited_by
-- in: document int64
-- out: many document_cited: id int64, number text, words text
SELECT d.id, d.number, l.words
  FROM document_link l JOIN document d ON d.id = l.to_id
 WHERE l.from_id = :document AND d.state = 'cited' AND l.ended_at IS NULL
 ORDER BY d.id, l.id

-- A document that was only named before is here now: what named it names this one.
-- name: document_link_take
-- in: document int64, cited int64
-- out: none
INSERT INTO document_link (from_id, to_id, kind, words, made_at, made_by, ended_at)
SELECT from_id, :document, kind, words, made_at, made_by, ended_at FROM document_link
 WHERE to_id = :cited AND from_id <> :document
ON CONFLICT (from_id, to_id, kind) DO NOTHING

-- name: document_link_take_from
-- in: document int64, cited int64
-- out: none
INSERT INTO document_link (from_id, to_id, kind, words, made_at, made_by, ended_at)
SELECT :document, to_id, kind, words, made_at, made_by, ended_at FROM document_link
 WHERE from_id = :cited AND to_id <> :document
ON CONFLICT (from_id, to_id, kind) DO NOTHING

-- name: document_link_drop
-- in: document int64
-- out: none
DELETE FROM document_link WHERE from_id = :document OR to_id = :document

-- name: document_drop_cited
-- in: id int64
-- out: none
DELETE FROM document WHERE id = :id AND state = 'cited'
