"""Scenarios: the register on SQLite. What is in it is looked up with another SQLite, on a copy."""

import contextlib
import os
import shutil
import sqlite3
import sys

NAMES = ["Ban Thử nghiệm một", "Ban Thử nghiệm hai"]


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


class Bodies:
    """A new register, and bodies added to it."""
    full = "hết chỗ", "đã đầy"

    def __init__(self, lab, clerk):
        self.lab, self.name = lab, "a new register and bodies in it"
        self.acts = [(name, [clerk, "DATA/kho/namro", name]) for name in NAMES]

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

    def check(self, data, acked):
        there, wrong = self.bodies(data)
        wrong += ["%s was acknowledged and is lost" % name for name in acked if name not in there]
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


def run(lab, clerk):
    scenario = Bodies(lab, clerk)
    lab.power(scenario)
    lab.sync_fails(scenario)
    lab.full(scenario)
    lab.kill(scenario)
    lab.power(Unsynced(lab), expect_wrong=True)
