-- The register: documents as issued, their drafts, what was confirmed from them, and who did what.
-- Literal words of a document are kept for ever; what was read in them stands in columns beside.
-- Nothing is deleted: things end, and spans say from when to when they held.

-- What the base says of itself: its id, whether it is a test base (only such a base may have another
-- clock), which Vietnamese order its sort keys were made with.
CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
TABLE_END;

CREATE TABLE account (
    id ID,
    kind TEXT NOT NULL,                 -- local (until accounts exist), person, system
    name TEXT NOT NULL,
    made_at INSTANT NOT NULL
TABLE_END;
-- Whoever acts until accounts exist: number 1.
-- sqlite:
INSERT INTO account (kind, name, made_at)
VALUES ('local', 'Người dùng tại máy này', CAST(strftime('%s', 'now') AS INTEGER) * 1000000);
-- postgresql:
INSERT INTO account (kind, name, made_at)
VALUES ('local', 'Người dùng tại máy này', CAST(extract(EPOCH FROM now()) * 1000000 AS BIGINT));
-- both:

-- One line for every act of somebody. Append-only.
CREATE TABLE audit (
    id ID,
    at INSTANT NOT NULL,
    account_id INT64 NOT NULL REFERENCES account (id),
    door TEXT NOT NULL,                 -- web, cli
    act TEXT NOT NULL,                  -- draft.import, draft.edit, draft.confirm, org.alias.end …
    kind TEXT NOT NULL,                 -- what it was done to: draft, task, org …
    ref INT64 NOT NULL                  -- and its id
TABLE_END;
CREATE INDEX audit_by_ref ON audit (kind, ref, id);

-- What an act changed, field by field. Append-only.
CREATE TABLE change (
    id ID,
    audit_id INT64 NOT NULL REFERENCES audit (id),
    kind TEXT NOT NULL,
    ref INT64 NOT NULL,
    field TEXT NOT NULL,
    before TEXT,
    after TEXT
TABLE_END;
CREATE INDEX change_by_ref ON change (kind, ref, id);
CREATE INDEX change_by_audit ON change (audit_id);

-- An original file, kept as files/ab/<hash> before its row is written.
CREATE TABLE file (
    hash TEXT NOT NULL PRIMARY KEY,     -- sha256, 64 hex digits
    size INT64 NOT NULL,                -- bytes
    format TEXT NOT NULL,               -- text markdown html docx xlsx odt pdf
    kept_at INSTANT NOT NULL
TABLE_END;

CREATE TABLE org (
    id ID,
    code TEXT UNIQUE,                   -- QD 20/2020; often unknown
    listed TEXT UNIQUE,                 -- name in the list that ships, for those that came from it
    type TEXT NOT NULL,                 -- state party vertical commune enterprise association school
                                        -- portal group post
    name TEXT NOT NULL,                 -- in force; earlier ones are in org_name
    name_folded TEXT NOT NULL,
    sort_key BYTES NOT NULL,            -- Vietnamese order of the name
    parent_id INT64 REFERENCES org (id),
    pair_id INT64 REFERENCES org (id),  -- the party committee of a state body, and back
    valid_from DAY,                     -- NULL: always was
    valid_to DAY,                       -- last day; NULL: still is
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE INDEX org_by_order ON org (sort_key, id);

CREATE TABLE org_name (
    id ID,
    org_id INT64 NOT NULL REFERENCES org (id),
    name TEXT NOT NULL,
    valid_from DAY,
    valid_to DAY,
    recorded_at INSTANT NOT NULL,
    recorded_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE INDEX org_name_by_org ON org_name (org_id, id);

-- Predecessor to successor, with the day and the document that says so.
CREATE TABLE org_succession (
    id ID,
    from_id INT64 NOT NULL REFERENCES org (id),
    to_id INT64 NOT NULL REFERENCES org (id),
    kind TEXT NOT NULL,                 -- merged split renamed moved
    day DAY,
    document_id INT64,
    recorded_at INSTANT NOT NULL,
    recorded_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE INDEX org_succession_from ON org_succession (from_id);
CREATE INDEX org_succession_to ON org_succession (to_id);

-- Further ways to write a body. A correction in review teaches one; it can be taken back.
CREATE TABLE org_alias (
    id ID,
    org_id INT64 NOT NULL REFERENCES org (id),
    words TEXT NOT NULL,
    folded TEXT NOT NULL,
    source TEXT NOT NULL,               -- list (ships), person (typed), review (learned)
    draft_id INT64,                     -- the draft whose review taught it
    uses INT64 NOT NULL,                -- how many corrections said the same
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id),
    ended_at INSTANT,
    ended_by INT64 REFERENCES account (id)
TABLE_END;
CREATE INDEX org_alias_by_org ON org_alias (org_id, id);
CREATE INDEX org_alias_by_words ON org_alias (folded);

-- cited: named by another document, not here yet; draft: read, not confirmed; issued: confirmed;
-- dropped: read, and not wanted.
CREATE TABLE document (
    id ID,
    state TEXT NOT NULL,
    number TEXT NOT NULL,               -- "181/KH-UBND"; may be empty
    number_key TEXT NOT NULL,           -- folded number, '|', ISO day: the same document cited twice;
                                        -- empty without number
    type TEXT NOT NULL,
    issuer TEXT NOT NULL,               -- literal words
    issuer_id INT64 REFERENCES org (id),
    issued_text TEXT NOT NULL,          -- literal words of place and date
    issued_day DAY,
    abstract TEXT NOT NULL,
    file_hash TEXT REFERENCES file (hash),
    file_name TEXT NOT NULL,            -- as the user named it; empty without file
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE UNIQUE INDEX document_by_file ON document (file_hash);
CREATE INDEX document_by_number ON document (number_key);

CREATE TABLE document_link (
    id ID,
    from_id INT64 NOT NULL REFERENCES document (id),
    to_id INT64 NOT NULL REFERENCES document (id),
    kind TEXT NOT NULL,                 -- based_on implements amends replaces guides
    words TEXT NOT NULL,                -- as the document says it
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id),
    ended_at INSTANT,
    UNIQUE (from_id, to_id, kind)
TABLE_END;
CREATE INDEX document_link_to ON document_link (to_id);

-- The document as read, one line a paragraph or table row: what a row is shown beside.
CREATE TABLE passage (
    document_id INT64 NOT NULL REFERENCES document (id),
    place INT64 NOT NULL,               -- 1, 2, 3 … in reading order
    page INT64 NOT NULL,                -- 0: the format has none
    line INT64 NOT NULL,
    kind TEXT NOT NULL,                 -- paragraph heading header row note
    words TEXT NOT NULL,                -- cells of a table row are divided by U+001F
    PRIMARY KEY (document_id, place)
TABLE_END;

CREATE TABLE draft (
    id ID,
    document_id INT64 NOT NULL REFERENCES document (id),
    state TEXT NOT NULL,                -- open confirmed dropped
    edit INT64 NOT NULL,                -- how many edits were made, undone ones included
    plan_id INT64,                      -- once confirmed
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE UNIQUE INDEX draft_by_document ON draft (document_id) WHERE state <> 'dropped';

CREATE TABLE draft_diag (
    draft_id INT64 NOT NULL REFERENCES draft (id),
    place INT64 NOT NULL,
    level TEXT NOT NULL,                -- note warning
    page INT64 NOT NULL,
    line INT64 NOT NULL,
    code TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (draft_id, place)
TABLE_END;

-- Rows by version: an edit ends the versions it changes and begins new ones. In force is what has no
-- end. Undoing edit k ends what it began with its own number (so it never held) and opens again what
-- it had ended.
CREATE TABLE draft_row (
    id ID,
    draft_id INT64 NOT NULL REFERENCES draft (id),
    row INT64 NOT NULL,                 -- stays the same through all versions
    from_edit INT64 NOT NULL,
    to_edit INT64,
    place INT64 NOT NULL,               -- order in the document; gaps leave room for rows between
    state TEXT NOT NULL,                -- live dropped
    checked BOOL NOT NULL,              -- a person has looked at it
    kind TEXT NOT NULL,                 -- task target
    certainty TEXT NOT NULL,            -- firm tentative
    source TEXT NOT NULL,               -- table labels agency sentence prose goal damaged person
    reason TEXT NOT NULL,               -- why it is doubted
    steps TEXT NOT NULL,                -- why it reads as it does, one a line
    no TEXT NOT NULL,
    heading TEXT NOT NULL,              -- the group above
    name TEXT NOT NULL,
    restored TEXT NOT NULL,             -- proposal of undamaged words
    deadline_text TEXT NOT NULL,
    deadline_kinds INT64 NOT NULL,      -- bits of enum schedule_kind
    start_day DAY,
    due_day DAY,
    due_fixed BOOL NOT NULL,            -- a person set the day against the reading
    deliverable TEXT NOT NULL,
    unit TEXT NOT NULL,
    target_text TEXT NOT NULL,
    baseline TEXT NOT NULL,
    passage INT64 NOT NULL,             -- place of its passage
    doubt INT64 NOT NULL,               -- 0 tentative, 1 its lead is undecided, 2 another body is;
                                        -- 3 none, or a person has looked: lists begin with the least
    folded TEXT NOT NULL                -- name, bodies and deadline, for the search in the draft
TABLE_END;
CREATE INDEX draft_row_by_doubt ON draft_row (draft_id, doubt, place, row) WHERE to_edit IS NULL;
CREATE INDEX draft_row_by_place ON draft_row (draft_id, place, row) WHERE to_edit IS NULL;
CREATE INDEX draft_row_by_row ON draft_row (draft_id, row, from_edit);
CREATE INDEX draft_row_by_end ON draft_row (draft_id, to_edit);

CREATE TABLE draft_body (
    id ID,
    version_id INT64 NOT NULL REFERENCES draft_row (id),
    role TEXT NOT NULL,                 -- lead coordinating
    place INT64 NOT NULL,
    words TEXT NOT NULL,                -- as written
    name TEXT NOT NULL,                 -- canonical words to show
    org_id INT64 REFERENCES org (id),   -- NULL: nobody decided yet
    certainty INT64 NOT NULL            -- 0 … 100; 100 also when a person chose
TABLE_END;
CREATE INDEX draft_body_by_version ON draft_body (version_id, role, place);

-- Numbers 1, 2, 3 … of a draft, never used again.
CREATE TABLE draft_edit (
    id ID,
    draft_id INT64 NOT NULL REFERENCES draft (id),
    number INT64 NOT NULL,
    kind TEXT NOT NULL,                 -- change check split merge add drop restore; of all rows:
                                        -- head check_all resolve
    row INT64 NOT NULL,                 -- 0: of all
    audit_id INT64 NOT NULL REFERENCES audit (id),
    at INSTANT NOT NULL,
    by_id INT64 NOT NULL REFERENCES account (id),
    undone_at INSTANT
TABLE_END;
CREATE INDEX draft_edit_by_draft ON draft_edit (draft_id, number);

CREATE TABLE plan (
    id ID,
    document_id INT64 NOT NULL REFERENCES document (id),
    version INT64 NOT NULL,             -- the one in force
    title TEXT NOT NULL,
    title_folded TEXT NOT NULL,
    sort_key BYTES NOT NULL,
    made_at INSTANT NOT NULL,
    made_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;

CREATE TABLE plan_version (
    plan_id INT64 NOT NULL REFERENCES plan (id),
    number INT64 NOT NULL,
    document_id INT64 NOT NULL REFERENCES document (id),
    reason TEXT NOT NULL,
    valid_from DAY,                     -- the document's day
    recorded_at INSTANT NOT NULL,
    recorded_by INT64 NOT NULL REFERENCES account (id),
    PRIMARY KEY (plan_id, number)
TABLE_END;

CREATE TABLE plan_group (
    id ID,
    plan_id INT64 NOT NULL REFERENCES plan (id),
    parent_id INT64 REFERENCES plan_group (id),
    place INT64 NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL,
    pillar INT64                        -- 1 … 7 of Resolution 57, or none
TABLE_END;
CREATE INDEX plan_group_by_plan ON plan_group (plan_id, place);
CREATE INDEX plan_group_by_parent ON plan_group (parent_id);

CREATE TABLE task (
    id ID,
    plan_id INT64 NOT NULL REFERENCES plan (id),
    group_id INT64 REFERENCES plan_group (id),
    from_version INT64 NOT NULL,
    to_version INT64,                   -- last version it is part of; NULL: still is
    place INT64 NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL,                 -- confirmed words
    name_read TEXT NOT NULL,            -- as read, before a person corrected them
    lead_text TEXT NOT NULL,
    coordinating_text TEXT NOT NULL,
    deadline_text TEXT NOT NULL,
    deadline_kinds INT64 NOT NULL,
    start_day DAY,
    due_day DAY,
    due_fixed BOOL NOT NULL,
    passage INT64 NOT NULL,
    row INT64 NOT NULL,                 -- of the draft it came from
    made_at INSTANT NOT NULL,
    -- How it stands in time beside its due day (enum app_task_time; 0: the due day decides). A trigger
    -- or a condition outranks the day read from the same words, not one that a person has set.
    standing INT64 NOT NULL GENERATED ALWAYS AS (CASE
        WHEN NOT due_fixed AND (deadline_kinds & 1536) <> 0 THEN 5
        WHEN due_day IS NOT NULL THEN 0
        WHEN (deadline_kinds & 1600) <> 0 THEN 5
        WHEN (deadline_kinds & 384) <> 0 THEN 4
        ELSE 6 END) STORED
TABLE_END;
CREATE INDEX task_by_plan ON task (plan_id, place, id) WHERE to_version IS NULL;
CREATE INDEX task_by_due ON task (due_day, id) WHERE to_version IS NULL;
CREATE INDEX task_by_time ON task (plan_id, standing, due_day) WHERE to_version IS NULL;
CREATE INDEX task_by_group ON task (group_id, place, id) WHERE to_version IS NULL;

CREATE TABLE deliverable (
    id ID,
    task_id INT64 NOT NULL REFERENCES task (id),
    place INT64 NOT NULL,
    name TEXT NOT NULL,
    type TEXT,                          -- unknown until somebody says
    due_day DAY
TABLE_END;
CREATE INDEX deliverable_by_task ON deliverable (task_id, place);

CREATE TABLE target (
    id ID,
    plan_id INT64 NOT NULL REFERENCES plan (id),
    group_id INT64 REFERENCES plan_group (id),
    from_version INT64 NOT NULL,
    to_version INT64,
    place INT64 NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL,
    name_read TEXT NOT NULL,
    unit TEXT NOT NULL,
    target_text TEXT NOT NULL,
    baseline TEXT NOT NULL,
    op TEXT,                            -- equal greater at_least less at_most range rank level
                                        -- non_decreasing; NULL: a person has to say
    low_mantissa INT64,
    low_scale INT64,
    high_mantissa INT64,
    high_scale INT64,
    deadline_text TEXT NOT NULL,
    deadline_kinds INT64 NOT NULL,
    start_day DAY,
    due_day DAY,
    due_fixed BOOL NOT NULL,
    passage INT64 NOT NULL,
    row INT64 NOT NULL,
    made_at INSTANT NOT NULL
TABLE_END;
CREATE INDEX target_by_plan ON target (plan_id, place, id) WHERE to_version IS NULL;
CREATE INDEX target_by_group ON target (group_id) WHERE to_version IS NULL;

-- A named body with a role in a task or a target. Exactly one of the two is set.
CREATE TABLE assignment (
    id ID,
    task_id INT64 REFERENCES task (id),
    target_id INT64 REFERENCES target (id),
    org_id INT64 REFERENCES org (id),   -- NULL: words that nobody has matched to a body yet
    role TEXT NOT NULL,                 -- lead co_lead coordinating monitoring
    place INT64 NOT NULL,               -- leads first
    words TEXT NOT NULL,                -- as the document names it
    active BOOL NOT NULL                -- by the last span, and what it is in is in force; for lists
TABLE_END;
CREATE INDEX assignment_by_task ON assignment (task_id, place);
CREATE INDEX assignment_by_target ON assignment (target_id, place);
CREATE INDEX assignment_by_org ON assignment (org_id, role, task_id) WHERE active;

-- From which day an assignment holds or no longer holds, and since when we know. Append-only: the
-- last recorded line whose day has come decides; "as known then" leaves out what was recorded later.
CREATE TABLE assignment_span (
    id ID,
    assignment_id INT64 NOT NULL REFERENCES assignment (id),
    valid_from DAY,                     -- NULL: the day is unknown, from the beginning
    given BOOL NOT NULL,                -- true: holds from then; false: ends
    reason TEXT NOT NULL,
    document_id INT64 REFERENCES document (id),
    recorded_at INSTANT NOT NULL,
    recorded_by INT64 NOT NULL REFERENCES account (id)
TABLE_END;
CREATE INDEX assignment_span_by_assignment ON assignment_span (assignment_id, id);

-- One line for each thing that can be found; title and body are the words as written, shown with what
-- was found marked. The id says what it is: (kind << 48) + its id, kinds being 1 task, 2 target,
-- 3 document, 4 plan, 5 org, so one kind is one range, and the few bodies and plans come before the
-- many tasks where the newest are looked at first.
CREATE TABLE search_entry (
    id INT64 NOT NULL PRIMARY KEY,
    plan_id INT64,
    title TEXT NOT NULL,
    body TEXT NOT NULL
TABLE_END;
-- The folded words of it. What was written for an entry is taken out with the very same words.
-- sqlite:
CREATE VIRTUAL TABLE search_word USING fts5 (title, body, content='', prefix='1 2 3', tokenize="unicode61 remove_diacritics 0");
-- postgresql:
CREATE TABLE search_word (
    rowid BIGINT PRIMARY KEY REFERENCES search_entry (id),
    words TSVECTOR NOT NULL             -- of the title with weight A, of the body with weight B
);
-- Without a list of what is still to be put in, which every search would read through.
CREATE INDEX search_word_by_words ON search_word USING gin (words) WITH (fastupdate = off);
