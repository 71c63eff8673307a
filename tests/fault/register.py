"""Scenarios: the register on SQLite. What is in it is looked up with another SQLite, on a copy, and by
`namro doctor`."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import sys

NAMES = ["Ban Thử nghiệm một", "Ban Thử nghiệm hai", "Ban Thử nghiệm ba"]


@contextlib.contextmanager
def opened(lab, folder):
    """The base in `folder` as it stands, for reading."""
    copy = lab.new("base")
    os.mkdir(copy)
    for name in ("namro.db", "namro.db-wal", "namro.db-journal"):
        if os.path.exists(os.path.join(folder, name)):
            shutil.copy(os.path.join(folder, name), copy)
    base = sqlite3.connect(os.path.join(copy, "namro.db"))
    try:
        yield base
    finally:
        base.close()
        shutil.rmtree(copy)


def ask(base, words, *values):
    return [row[0] if len(row) == 1 else row for row in base.execute(words, values)]


def damage(base):
    """What SQLite itself finds wrong."""
    said = [s for s in ask(base, "PRAGMA integrity_check") if s != "ok"]
    return said + ["%s row %s names what is not in %s" % row[:3]
                   for row in ask(base, "PRAGMA foreign_key_check")]


def doctor(lab, namro, data, folder):
    """What `namro doctor` finds wrong: {check: sentence}. A base that lacks steps of its schema is not:
    who made it was killed between two of them."""
    result = lab.run([namro, "doctor", "--json", "--data", folder], data)
    if not result.stdout:
        return {"doctor": result.stderr.strip()}
    checks = (json.loads(result.stdout)["register"] or {"checks": []})["checks"]
    found = {c["check"]: " ".join([c["sentence"]] + c["details"]) for c in checks if not c["holds"]}
    if result.returncode != (1 if found else 0):
        found["doctor"] = "says %d" % result.returncode
    if any(c["check"] == "base" and c["count"] for c in checks):
        del found["base"]
    return found


class Bodies:
    """A new register, and bodies added to it; two by programs that close nothing after the answer, as a
    server closes nothing: what was answered lasts by itself."""
    full = "hết chỗ", "đã đầy"

    def __init__(self, lab, namro, clerk):
        self.lab, self.namro, self.name = lab, namro, "a new register and bodies in it"
        self.acts = [(name, [clerk, *stay, "DATA/kho/namro", name])
                     for name, stay in zip(NAMES, ([], ["stay"], ["stay"]))]

    def prepare(self, data):
        pass

    def bodies(self, data):
        """(names added by hand, what is wrong); a base not made yet has none."""
        try:
            with opened(self.lab, os.path.join(data, "kho", "namro")) as base:
                wrong = damage(base)
                if not ask(base, "SELECT name FROM sqlite_master WHERE name = 'audit'"):
                    return [], wrong
                names = ask(base, "SELECT name FROM org WHERE listed IS NULL ORDER BY id")
                audited = ask(base, "SELECT after FROM audit JOIN change ON audit_id = audit.id "
                              "WHERE act = 'org.add' AND field = 'name' ORDER BY audit.id")
                if names != audited:
                    wrong.append("half-done: %s beside %s" % (names, audited))
                return names, wrong
        except sqlite3.Error as error:
            return [], ["SQLite says: %s" % error]

    def refused(self, data):
        return []

    def check(self, data, acked):
        there, wrong = self.bodies(data)
        wrong += ["%s was acknowledged and is lost" % name for name in acked if name not in there]
        wrong += doctor(self.lab, self.namro, data, "DATA/kho/namro").values()
        for name, words in self.acts:
            result = self.lab.run(words, data)
            if result.returncode != (3 if name in there else 0):
                wrong.append("%s cannot be added again: %s" % (name, result.stderr))
        there, also = self.bodies(data)
        wrong += also
        if sorted(there) != sorted(NAMES):
            wrong.append("there are in the end: %s" % ", ".join(there))
        lies = set(os.listdir(os.path.join(data, "kho", "namro"))) - {
            "namro.db", "namro.db-wal", "namro.db-shm", "namro.db-lock"}
        if lies:
            wrong.append("there lies in the end: %s" % ", ".join(lies))
        return wrong


INSTANTS = {"at", "made_at", "kept_at", "recorded_at", "ended_at", "undone_at"}
COMING = "arrival"  # says that a file is on its way, before anything of it is there


def content(base):
    """All that the base says of what is there, but for when it was written down: {table: rows}."""
    tables = {}
    for name, kind in base.execute("SELECT name, type FROM pragma_table_list WHERE schema = 'main'"):
        columns = [c for c in ask(base, "SELECT name FROM pragma_table_info(?)", name)
                   if c not in INSTANTS]
        if kind == "table" and not name.startswith("sqlite_") and name != COMING:
            tables[name] = base.execute("SELECT %s FROM %s ORDER BY rowid" % (
                ", ".join('"%s"' % c for c in columns), name)).fetchall()
    return tables


AFTER = {"import": 1, "confirm": 2, "import again": 1}  # the state of the register


class Plan:
    """A document imported, confirmed and imported again: whatever happens, the register is as it was
    before one of these acts or after it, file and rows together. What is left half-done of the file is
    all that the doctor finds, it is known as such, and the sweep at the start of the server or of the
    next import takes it away."""
    full = "hết chỗ", "đã đầy"

    def __init__(self, lab, namro, clerk, document):
        self.lab, self.namro, self.clerk, self.name = lab, namro, clerk, "import and confirm"
        where = ["--data", "DATA/kho"]
        self.acts = [("import", [namro, "import", *where, document]),
                     ("confirm", [namro, "confirm", *where, "1"]),
                     ("import again", [namro, "import", *where, document])]
        self.coming, self.swept = [], 0
        with open(document, "rb") as f:
            self.hash = hashlib.sha256(f.read()).hexdigest()
        self.start, data = lab.new("start"), lab.new("smooth")
        os.mkdir(self.start)
        lab.run([namro, "list", *where], self.start)
        shutil.copytree(self.start, data)
        self.states = [self.look(data)[0]]
        for _, words in self.acts[:2]:
            result = lab.run(words, data)
            if result.returncode:
                raise RuntimeError(result.stderr)
            self.states.append(self.look(data)[0])

    def prepare(self, data):
        shutil.copytree(self.start, data, dirs_exist_ok=True)

    def look(self, data):
        """(content of the base, what is wrong)."""
        folder = os.path.join(data, "kho")
        try:
            with opened(self.lab, folder) as base:
                wrong = damage(base)
                for name, size in base.execute("SELECT hash, size FROM file"):
                    kept = os.path.join(folder, "files", name[:2], name)
                    if not os.path.exists(kept):
                        wrong.append("the row of file %s has no file" % name)
                    elif self.hash_of(kept) != name or os.path.getsize(kept) != size:
                        wrong.append("file %s is not whole" % name)
                self.coming = ask(base, "SELECT hash FROM %s" % COMING)
                return content(base), wrong
        except sqlite3.Error as error:
            return None, ["SQLite says: %s" % error]

    @staticmethod
    def hash_of(path):
        with open(path, "rb") as f:
            return hashlib.sha256(f.read()).hexdigest()

    def refused(self, data):
        """Who was not killed leaves nothing to be swept."""
        there, _ = self.look(data)
        return [] if self.lies(data) == self.wanted(there) else [
            "there lies after a refusal: %s" % " ".join(self.lies(data))]

    def check(self, data, acked):
        there, wrong = self.look(data)
        least = max([0] + [AFTER[name] for name in acked])
        if there not in self.states[least:]:
            wrong.append("half-done: %s" % self.difference(there, self.states[least])
                         if there not in self.states else "acknowledged and lost: %s" % ", ".join(acked))
        wrong += self.clean(data, there)
        for name, words in self.acts:
            result = self.lab.run(words, data)
            if result.returncode:
                wrong.append("%s cannot be done again: %s" % (name, result.stderr))
        there, also = self.look(data)
        wrong += also
        if there != self.states[-1] or self.coming:
            wrong.append("in the end: %s" % self.difference(there, self.states[-1]))
        wrong += ["in the end: %s" % f for f in doctor(self.lab, self.namro, data, "DATA/kho").values()]
        if self.lies(data) != [self.hash]:
            wrong.append("there lies in the end: %s" % " ".join(self.lies(data)))
        return wrong

    def clean(self, data, there):
        """What the doctor finds beside what the sweep removes, and what the sweep leaves."""
        found = doctor(self.lab, self.namro, data, "DATA/kho")
        wrong = [f for code, f in found.items() if code != "leftover"]
        if not found and self.lies(data) == self.wanted(there):
            return []
        self.swept += 1
        result = self.lab.run([self.clerk, "sweep", "DATA/kho"], data)
        if result.returncode:
            wrong.append("cannot be swept: %s" % result.stderr)
        wrong += ["after the sweep: %s" % f
                  for f in doctor(self.lab, self.namro, data, "DATA/kho").values()]
        if self.lies(data) != self.wanted(there):
            wrong.append("there lies after the sweep: %s" % " ".join(self.lies(data)))
        return wrong

    def wanted(self, there):
        return [self.hash] if there in self.states[1:] else []

    @staticmethod
    def lies(data):
        return [f for _, _, files in os.walk(os.path.join(data, "kho", "files")) for f in files]

    @staticmethod
    def difference(there, want):
        return ", ".join("%s has %d rows, not %d" % (t, len((there or {}).get(t, [])), len(rows))
                         if len((there or {}).get(t, [])) != len(rows) else "%s differs" % t
                         for t, rows in want.items() if (there or {}).get(t) != rows)


class Unsynced:
    """A base that does not wait for the disk: the laboratory must notice."""
    name = "SQLite that does not sync"
    program = ("import sqlite3, sys; base = sqlite3.connect(sys.argv[1], isolation_level=None); "
               "base.execute('PRAGMA journal_mode = WAL'); base.execute('PRAGMA synchronous = OFF'); "
               "base.execute('CREATE TABLE IF NOT EXISTS t (n)'); "
               "base.execute('INSERT INTO t VALUES (?)', (sys.argv[2],))")

    def __init__(self, lab):
        self.lab = lab
        self.acts = [(n, [sys.executable, "-c", self.program, "DATA/namro.db", n]) for n in "123"]

    def prepare(self, data):
        pass

    def check(self, data, acked):
        try:
            with opened(self.lab, data) as base:
                there = ask(base, "SELECT n FROM t")
                return damage(base) + ["%s is lost" % n for n in acked if n not in there]
        except sqlite3.Error as error:
            return ["SQLite says: %s" % error] if acked else []


def run(lab, programs, document):
    namro, clerk = programs["namro"], programs["clerk"]
    plan = Plan(lab, namro, clerk, document)
    for scenario in (Bodies(lab, namro, clerk), plan):
        lab.power(scenario)
        lab.sync_fails(scenario)
        lab.full(scenario)
        lab.kill(scenario)
    if lab.kills and not plan.swept:
        lab.fail("nothing was ever swept: nothing half-done was seen")
    lab.power(Unsynced(lab), expect_wrong=True)
