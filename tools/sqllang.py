"""The language of src/store/sql/ and src/store/migrations/, and its proof; for sqlc.

docs/howto/add-a-statement.md tells the language. Every variant of every statement is prepared by SQLite
on the schema that the steps give."""

import itertools
import re
import sqlite3

MAX_VARIANTS = 1024
BASES = {"sqlite": "?", "postgresql": "$"}  # and the mark of a numbered parameter
TYPES = {  # word: (member of enum store__type, C type, C type where it may be NULL)
    "int64": ("INT64", "int64_t ", "struct store_int64 "),
    "text": ("TEXT", "struct str ", "struct store_text "),
    "bytes": ("BYTES", "struct str ", "struct store_text "),
    "day": ("DAY", "struct day ", "struct store_day "),
    "instant": ("INSTANT", "int64_t ", "struct store_int64 "),
    "bool": ("BOOL", "bool ", "struct store_bool "),
}
WORDS = {  # what STRICT tables and PostgreSQL call differently
    "ID": ("INTEGER PRIMARY KEY AUTOINCREMENT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
    "INT64": ("INTEGER", "BIGINT"),
    "BYTES": ("BLOB", "BYTEA"),
    "DAY": ("INTEGER", "INTEGER"),
    "INSTANT": ("INTEGER", "BIGINT"),
    "BOOL": ("INTEGER", "BOOLEAN"),
    "TABLE_END": (") STRICT", ")"),
}
C_WORDS = set("""auto break case char const continue default do double else enum extern float for goto
    if inline int long register return short signed sizeof static struct switch typedef union unsigned
    void volatile while bool true false""".split())
TOKEN = re.compile(r"""
    (?P<literal>'(?:[^']|'')*'|"(?:[^"]|"")*"|\$\$.*?\$\$)
  | (?P<comment>--[^\n]*|/\*.*?\*/)
  | (?P<cast>::)
  | :(?P<param>[a-z][a-z0-9_]*)
  | \[\[(?:\s*(?P<switch>[a-z][a-z0-9_]*)\s*=\s*(?P<value>-?\d+)\s*:)?(?P<open>)
  | (?P<close>\]\])
  | (?P<word>[A-Za-z_][A-Za-z_0-9]*)
  | (?P<space>\s+)
  | (?P<other>.)""", re.X | re.S)


class Bad(Exception):
    def __init__(self, path, line, message):
        super().__init__(f"{path}:{line}: {message}")


def read(path):
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Bad(path, 1, "is not UTF-8")


def for_base(lines, base):
    """The lines of one base; those of the other are left empty, so that line numbers stay."""
    chosen, out = "both", []
    for line in lines:
        mark = re.fullmatch(r"\s*--\s*(sqlite|postgresql|both):\s*", line)
        chosen = mark[1] if mark else chosen
        out.append("" if mark or chosen not in ("both", base) else line)
    return "\n".join(out)


def base_word(word, base, before=""):
    if word == "TEXT" and base == "postgresql" and before.upper() != "AS":
        return 'TEXT COLLATE "C"'  # bytes decide equality and order, as in SQLite
    return WORDS[word][base == "postgresql"] if word in WORDS else word


# Schema steps ---------------------------------------------------------------------------------------


class Migration:
    def __init__(self, path):
        name = re.fullmatch(r"(\d{4})-([a-z0-9-]+)\.sql", path.name)
        if not name:
            raise Bad(path, 1, "a schema step is called NNNN-name.sql")
        self.path, self.number, self.name = path, int(name[1]), name[2]
        lines = read(path).split("\n")
        self.oldest = self.number
        for i, line in enumerate(lines):
            if mark := re.match(r"--\s*oldest:\s*(.*)", line):
                if not re.fullmatch(r"\d+\s*", mark[1]) or int(mark[1]) > self.number:
                    raise Bad(path, i + 1, f"oldest: a number up to {self.number}, the first step "
                              "whose program may still use the base after this one")
                self.oldest = int(mark[1])
        self.text = {base: self.expand(for_base(lines, base), base) for base in BASES}

    @staticmethod
    def expand(text, base):
        out, before = [], ""
        for token in TOKEN.finditer(text):
            out.append(base_word(token[0], base, before) if token["word"] else token[0])
            before = before if token["space"] else token[0]
        return "".join(out)

    def apply(self, connection):
        statement, first = "", 1
        for i, line in enumerate(self.text["sqlite"].split("\n")):
            if not statement.strip():
                statement, first = "", i + 1
            statement += line + "\n"
            if sqlite3.complete_statement(statement):
                self.run(connection, statement, first)
                statement = ""
        if re.sub(r"--[^\n]*", "", statement).strip():
            raise Bad(self.path, first, "this statement lacks its ;")

    def run(self, connection, statement, line):
        try:
            connection.execute(statement)
        except sqlite3.Error as error:
            raise Bad(self.path, line, f"SQLite: {error}")


# Statements -----------------------------------------------------------------------------------------


class Field:
    def __init__(self, text, path, line):
        match = re.fullmatch(r"([a-z][a-z0-9_]*)\s+([a-z0-9]+)(\??)", text)
        if not match:
            raise Bad(path, line, f'"{text}" is not "name type" or "name type?"')
        if match[2] not in TYPES:
            raise Bad(path, line, f'no type "{match[2]}"; there are {", ".join(TYPES)}')
        if match[1] in C_WORDS:
            raise Bad(path, line, f'"{match[1]}" is a word of C')
        self.name, self.type, self.nullable = match[1], match[2], bool(match[3])


def fields(text, path, line):
    found = [Field(part.strip(), path, line) for part in text.split(",")] if text.strip() else []
    names = [field.name for field in found]
    for name in names:
        if names.count(name) > 1:
            raise Bad(path, line, f'"{name}" stands twice')
    return found


class Row:
    def __init__(self, name, columns, path, line):
        self.name, self.columns, self.path, self.line = name, columns, path, line


class Statement:
    """One named statement: its input, its kind of answer, and for each base its pieces
    [text, needed condition bits, parameters]."""

    def __init__(self, path, name, line, comment):
        self.path, self.name, self.line, self.comment = path, name, line, comment
        self.head, self.body, self.body_line = {}, [], line
        self.conditions = []  # (parameter, None) = it is set; (parameter, N) = it is N
        self.must = []        # switches without a clause for "none of these"

    def bad(self, message, line=None):
        return Bad(self.path, line or self.line, f"{self.name}: {message}")

    def finish(self):
        self.input = fields(*self.head.get("in", ("", self.path, self.line)))
        self.by_name = {field.name: field for field in self.input}
        out, _, line = self.head.get("out", ("", None, self.line))
        match = re.fullmatch(r"(none)|(one|many)\s+([a-z][a-z0-9_]*)\s*(?::(.*))?", out.strip(), re.S)
        if not match:
            raise self.bad('out: wants "none", "one ROW: columns" or "many ROW: columns"', line)
        self.kind, self.row_name = match[1] or match[2], match[3]
        self.row = None
        if match[4] is not None:
            columns = fields(match[4], self.path, line)
            if not columns:
                raise self.bad("a row has at least one column", line)
            self.row = Row(self.row_name, columns, self.path, line)
        self.pieces = {base: self.split(for_base(self.body, base), base) for base in BASES}
        used = {p for pieces in self.pieces.values() for piece in pieces for p in piece[2]}
        used |= {name for name, _ in self.conditions}
        for field in self.input:
            if field.name not in used:
                raise self.bad(f'parameter "{field.name}" is used nowhere', self.head["in"][2])

    def bit(self, name, value=None):
        if (name, value) not in self.conditions:
            self.conditions.append((name, value))
        if len(self.conditions) > 32:
            raise self.bad("more than 32 conditions")
        return 1 << self.conditions.index((name, value))

    def split(self, text, base):
        pieces, piece, opened, before = [], ["", 0, set()], None, ""
        for token in TOKEN.finditer(text):
            line = self.body_line + text.count("\n", 0, token.start())
            if token["open"] is not None:
                if opened:
                    raise self.bad("[[ inside [[", line)
                pieces.append(piece)
                piece, opened = ["", 0, set()], line
                if token["switch"]:
                    field = self.by_name.get(token["switch"])
                    if not field or field.type not in ("int64", "bool"):
                        raise self.bad(f'"{token["switch"]}" is no int64 or bool of in:', line)
                    piece[1] = self.bit(field.name, int(token["value"]))
            elif token["close"]:
                bits = 0
                if not opened:
                    raise self.bad("]] without [[", line)
                for name in sorted(piece[2]) if not piece[1] else ():
                    bits |= self.bit(name) if self.by_name[name].nullable else 0
                piece[1] |= bits
                if not piece[1]:
                    raise self.bad("[[ ]] names no parameter that may be NULL", opened)
                pieces.append(piece)
                piece, opened = ["", 0, set()], None
            elif token["param"]:
                if token["param"] not in self.by_name:
                    raise self.bad(f'":{token["param"]}" is not in in:', line)
                piece[0] += BASES[base] + str(self.number(token["param"]))
                piece[2].add(token["param"])
            elif token["space"] or token["comment"]:
                piece[0] += "" if piece[0].endswith(" ") or not (pieces or piece[0]) else " "
            else:
                word = token["word"] if token["word"] != "TEXT" else None
                piece[0] += base_word(word, base) if word else token[0]
        if opened:
            raise self.bad("[[ without ]]", opened)
        pieces.append(piece)
        pieces[-1][0] = pieces[-1][0].rstrip(" ;")
        pieces = [piece for piece in pieces if piece[0]]
        if not pieces:
            raise self.bad(f"has no words for {base}")
        return pieces

    def number(self, name):
        return 1 + [field.name for field in self.input].index(name)

    def variants(self):
        """Every key (the bits of the conditions that hold) that an input can give."""
        sets = [name for name, value in self.conditions if value is None]
        switches = {}
        for name, value in self.conditions:
            if value is not None:
                switches.setdefault(name, [] if name in self.must else [None]).append(value)
        ways = [[0, (name, None)] for name in sets]
        ways += [[(name, value) if value is not None else 0 for value in values]
                 for name, values in switches.items()]
        count = 1
        for way in ways:
            count *= len(way)
        if count > MAX_VARIANTS:
            raise self.bad(f"{count} variants; at most {MAX_VARIANTS}")
        for chosen in itertools.product(*ways):
            if any(c and c[1] is not None and (c[0], None) in self.conditions
                   and (c[0], None) not in chosen for c in chosen):
                continue  # a value without being set
            yield sum(1 << self.conditions.index(c) for c in chosen if c)

    def prepare(self, connection, key):
        """How many columns SQLite's program for this variant gives."""
        here = [piece for piece in self.pieces["sqlite"] if piece[1] & key == piece[1]]
        numbers = [self.number(name) for piece in here for name in piece[2]]
        text = "".join(piece[0] for piece in here)
        program = connection.execute("EXPLAIN " + text, [None] * max(numbers, default=0))
        return {step[3] for step in program if step[1] == "ResultRow"}

    def prove(self, connection):
        first = {}
        for i, (name, value) in enumerate(self.conditions):
            if value is not None:
                first.setdefault(name, 1 << i)
        for name in first:
            others = [bit for other, bit in first.items() if other != name]
            try:
                self.prepare(connection, sum(others))
            except sqlite3.Error:
                self.must.append(name)  # ORDER BY [[sort=0: …]]: one of them must hold
        if len(self.must) > 4:
            raise self.bad("more than 4 switches of which one must hold")
        wanted = set() if self.kind == "none" else {len(self.row.columns)}
        for key in self.variants():
            try:
                given = self.prepare(connection, key)
            except sqlite3.Error as error:
                raise self.bad(f"SQLite: {error}{self.told(key)}")
            if given != wanted:
                says = "/".join(map(str, sorted(given))) or "no"
                raise self.bad(f"gives {says} columns, out: says "
                               f"{max(wanted, default='none')}{self.told(key)}")

    def told(self, key):
        holds = [name + ("" if value is None else f"={value}")
                 for i, (name, value) in enumerate(self.conditions) if key >> i & 1]
        return f" (with {', '.join(holds) or 'no optional clause'})" if self.conditions else ""


def parse(path):
    statements, comment, key = [], [], None
    for number, line in enumerate(read(path).split("\n"), 1):
        mark = re.match(r"--\s*(name|in|out):\s*(.*)", line)
        if mark and mark[1] == "name":
            if not re.fullmatch(r"[a-z][a-z0-9_]*", mark[2].strip()):
                raise Bad(path, number, f'"{mark[2].strip()}" is no name')
            if statements:  # the comment above belongs to this statement, not to the one before
                del statements[-1].body[len(statements[-1].body) - len(comment):]
            statements.append(Statement(path, mark[2].strip(), number, comment))
            key = "name"
        elif not statements:
            if line.strip() and not line.startswith("--"):
                raise Bad(path, number, "words before the first -- name:")
        elif mark and key:
            key = mark[1]
            if key in statements[-1].head:
                raise Bad(path, number, f"a second {key}:")
            statements[-1].head[key] = (mark[2], path, number)
        elif key in ("in", "out") and re.match(r"--\s{2,}\S", line):
            text, _, first = statements[-1].head[key]
            statements[-1].head[key] = (text + " " + line[2:].strip(), path, first)
        else:
            if key:
                statements[-1].body_line, key = number, None
            statements[-1].body.append(line)
        comment = comment + [line] if line.startswith("--") and not mark and not key else []
    for statement in statements:
        statement.finish()
    return statements


def resolve(statements):
    """Names are unique; a row without columns is the one that another statement declares."""
    names, rows = {}, {}
    for s in statements:
        if s.name in names:
            raise s.bad(f"also in {names[s.name].path}:{names[s.name].line}")
        names[s.name] = s
        if s.row:
            if s.row.name in rows:
                other = rows[s.row.name]
                raise s.bad(f'row "{s.row.name}" is declared in {other.path}:{other.line} already; '
                            "name it without columns", s.row.line)
            rows[s.row.name] = s.row
    for s in statements:
        if s.kind != "none" and not s.row:
            if s.row_name not in rows:
                raise s.bad(f'no statement declares row "{s.row_name}"', s.head["out"][2])
            s.row = rows[s.row_name]
    return rows.values()


def read_migrations(folder):
    """The steps in order, and a base in memory with all of them applied."""
    migrations = [Migration(path) for path in sorted(folder.glob("*.sql"))]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    for i, migration in enumerate(migrations):
        if migration.number != migrations[0].number + i:
            raise Bad(migration.path, 1, f"step {migrations[0].number + i} is missing before this one")
        migration.apply(connection)
    return migrations, connection


def read_statements(folder, connection):
    """The statements, proved on that base, and the rows that they declare."""
    statements = [s for path in sorted(folder.glob("*.sql")) for s in parse(path)]
    rows = resolve(statements)
    for statement in statements:
        statement.prove(connection)
    return statements, rows
