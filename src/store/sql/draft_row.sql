-- Rows of a draft by version. In force is what no edit has ended.

-- name: draft_row_add
-- in: draft int64, row int64, from_edit int64, place int64, state text, checked bool, kind text,
--     certainty text, source text, reason text, steps text, no text, heading text, name text,
--     restored text, deadline_text text, deadline_kinds int64, start_day day?, due_day day?,
--     due_fixed bool, deliverable text, unit text, target_text text, baseline text, passage int64,
--     doubt int64, folded text
-- out: one draft_row_made: id int64
INSERT INTO draft_row (draft_id, row, from_edit, place, state, checked, kind, certainty, source,
       reason, steps, no, heading, name, restored, deadline_text, deadline_kinds, start_day, due_day,
       due_fixed, deliverable, unit, target_text, baseline, passage, doubt, folded)
VALUES (:draft, :row, :from_edit, :place, :state, :checked, :kind, :certainty, :source,
       :reason, :steps, :no, :heading, :name, :restored, :deadline_text, :deadline_kinds, :start_day,
       :due_day, :due_fixed, :deliverable, :unit, :target_text, :baseline, :passage, :doubt, :folded)
RETURNING id

-- name: draft_body_add
-- in: version int64, role text, place int64, words text, name text, org int64?, certainty int64
-- out: none
INSERT INTO draft_body (version_id, role, place, words, name, org_id, certainty)
VALUES (:version, :role, :place, :words, :name, :org, :certainty)

-- The version of a row that is in force.
-- name: draft_row_by_row
-- in: draft int64, row int64
-- out: many draft_row: id int64, row int64, place int64, state text, checked bool, kind text,
--     certainty text, source text, reason text, steps text, no text, heading text, name text,
--     restored text, deadline_text text, deadline_kinds int64, start_day day?, due_day day?,
--     due_fixed bool, deliverable text, unit text, target_text text, baseline text, passage int64,
--     doubt int64, page int64?, line int64?
SELECT r.id, r.row, r.place, r.state, r.checked, r.kind, r.certainty, r.source, r.reason, r.steps,
       r.no, r.heading, r.name, r.restored, r.deadline_text, r.deadline_kinds, r.start_day, r.due_day,
       r.due_fixed, r.deliverable, r.unit, r.target_text, r.baseline, r.passage, r.doubt,
       p.page, p.line
  FROM draft_row r JOIN draft d ON d.id = r.draft_id
  LEFT JOIN passage p ON p.document_id = d.document_id AND p.place = r.passage
 WHERE r.draft_id = :draft AND r.row = :row AND r.to_edit IS NULL

-- show 1: still to be looked at; 2: without doubt, and nobody has looked; 3: looked at.
-- name: draft_row_list
-- in: draft int64, state text, show int64, kind text?, words text?, by_place int64, limit int64,
--     skip int64
-- out: many draft_row
SELECT r.id, r.row, r.place, r.state, r.checked, r.kind, r.certainty, r.source, r.reason, r.steps,
       r.no, r.heading, r.name, r.restored, r.deadline_text, r.deadline_kinds, r.start_day, r.due_day,
       r.due_fixed, r.deliverable, r.unit, r.target_text, r.baseline, r.passage, r.doubt,
       p.page, p.line
  FROM draft_row r JOIN draft d ON d.id = r.draft_id
  LEFT JOIN passage p ON p.document_id = d.document_id AND p.place = r.passage
 WHERE r.draft_id = :draft AND r.to_edit IS NULL AND r.state = :state
 [[show=1: AND r.doubt < 3 ]][[show=2: AND r.doubt = 3 AND NOT r.checked ]]
 [[show=3: AND r.checked ]]
 [[ AND r.kind = :kind ]]
 [[ AND r.folded LIKE :words ]]
 ORDER BY [[by_place=0: r.doubt, ]] r.place, r.row LIMIT :limit OFFSET :skip

-- name: draft_row_count
-- in: draft int64, state text, show int64, kind text?, words text?
-- out: one draft_row_count: count int64
SELECT COUNT(*) FROM draft_row r
 WHERE r.draft_id = :draft AND r.to_edit IS NULL AND r.state = :state
 [[show=1: AND r.doubt < 3 ]][[show=2: AND r.doubt = 3 AND NOT r.checked ]]
 [[show=3: AND r.checked ]]
 [[ AND r.kind = :kind ]]
 [[ AND r.folded LIKE :words ]]

-- The neighbour in such a list: way 1 before and 2 behind by doubt, 3 before and 4 behind by place.
-- name: draft_row_beside
-- in: draft int64, state text, show int64, kind text?, words text?, way int64, doubt int64,
--     place int64, row int64
-- out: many draft_row_beside: row int64
SELECT r.row FROM draft_row r
 WHERE r.draft_id = :draft AND r.to_edit IS NULL AND r.state = :state
 [[show=1: AND r.doubt < 3 ]][[show=2: AND r.doubt = 3 AND NOT r.checked ]]
 [[show=3: AND r.checked ]]
 [[ AND r.kind = :kind ]]
 [[ AND r.folded LIKE :words ]]
 [[way=1: AND (r.doubt, r.place, r.row) < (:doubt, :place, :row)
   ORDER BY r.doubt DESC, r.place DESC, r.row DESC ]]
 [[way=2: AND (r.doubt, r.place, r.row) > (:doubt, :place, :row) ORDER BY r.doubt, r.place, r.row ]]
 [[way=3: AND (r.place, r.row) < (:place, :row) ORDER BY r.place DESC, r.row DESC ]]
 [[way=4: AND (r.place, r.row) > (:place, :row) ORDER BY r.place, r.row ]]
 LIMIT 1

-- The next row to be looked at, behind this one in the document, else from its beginning.
-- name: draft_row_next
-- in: draft int64, place int64, row int64
-- out: many draft_row_beside
SELECT r.row FROM draft_row r
 WHERE r.draft_id = :draft AND r.to_edit IS NULL AND r.state = 'live' AND r.doubt < 3
   AND r.row <> :row
 ORDER BY CASE WHEN (r.place, r.row) > (:place, :row) THEN 0 ELSE 1 END, r.place, r.row LIMIT 1

-- Everything in force, in the order of the document.
-- name: draft_row_all
-- in: draft int64, state text?
-- out: many draft_row
SELECT r.id, r.row, r.place, r.state, r.checked, r.kind, r.certainty, r.source, r.reason, r.steps,
       r.no, r.heading, r.name, r.restored, r.deadline_text, r.deadline_kinds, r.start_day, r.due_day,
       r.due_fixed, r.deliverable, r.unit, r.target_text, r.baseline, r.passage, r.doubt,
       p.page, p.line
  FROM draft_row r JOIN draft d ON d.id = r.draft_id
  LEFT JOIN passage p ON p.document_id = d.document_id AND p.place = r.passage
 WHERE r.draft_id = :draft AND r.to_edit IS NULL
 [[ AND r.state = :state ]]
 ORDER BY r.place, r.row

-- name: draft_body_by_version
-- in: version int64
-- out: many draft_body: version int64, role text, words text, name text, org int64?, org_name text?,
--     certainty int64
SELECT b.version_id, b.role, b.words, b.name, b.org_id, o.name, b.certainty
  FROM draft_body b LEFT JOIN org o ON o.id = b.org_id
 WHERE b.version_id = :version ORDER BY b.role DESC, b.place, b.id

-- Bodies of all live rows, in the order of the versions.
-- name: draft_body_all
-- in: draft int64
-- out: many draft_body
SELECT b.version_id, b.role, b.words, b.name, b.org_id, o.name, b.certainty
  FROM draft_row r JOIN draft_body b ON b.version_id = r.id LEFT JOIN org o ON o.id = b.org_id
 WHERE r.draft_id = :draft AND r.to_edit IS NULL
 ORDER BY b.version_id, b.role DESC, b.place, b.id

-- Words of bodies that nobody has decided, with the rows that name them.
-- name: draft_body_undecided
-- in: draft int64, known int64
-- out: many draft_body_undecided: words text, rows int64
SELECT b.words, COUNT(DISTINCT r.row)
  FROM draft_row r JOIN draft_body b ON b.version_id = r.id
 WHERE r.draft_id = :draft AND r.to_edit IS NULL AND r.state = 'live'
   AND (b.org_id IS NULL OR b.certainty < :known)
 GROUP BY b.words ORDER BY COUNT(DISTINCT r.row) DESC, b.words

-- name: draft_row_last
-- in: draft int64
-- out: one draft_row_last: row int64, place int64
SELECT COALESCE(MAX(row), 0), COALESCE(MAX(place), 0) FROM draft_row WHERE draft_id = :draft

-- An edit ends a version.
-- name: draft_row_end
-- in: id int64, edit int64
-- out: none
UPDATE draft_row SET to_edit = :edit WHERE id = :id AND to_edit IS NULL
