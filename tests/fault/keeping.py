"""Scenario: files kept by store/file.c (by way of keeper.c), rightly and wrongly."""

import hashlib
import os
import random

FILES = {  # two in one folder of files/, one of several pages
    "small": b"K\xe1\xba\xbf ho\xe1\xba\xa1ch",
    "pages": random.Random(1).randbytes(9000),
    "large": random.Random(2).randbytes(150000),
}


def hash_of(data):
    return hashlib.sha256(data).hexdigest()


class Keeping:
    full = ("hết chỗ",)

    def __init__(self, lab, keeper, without=()):
        self.lab, self.keeper = lab, keeper
        self.name = "keeping files" + "".join(", " + w for w in without)
        self.originals = lab.new("originals")
        os.mkdir(self.originals)
        for name, data in FILES.items():
            with open(os.path.join(self.originals, name), "wb") as f:
                f.write(data)
        names = list(FILES) + ["small"]  # the last one is there already
        self.acts = [("%s %d" % (name, i), [keeper, *without, "keep", "DATA",
                                            os.path.join(self.originals, name)])
                     for i, name in enumerate(names)]

    def prepare(self, data):
        pass

    def after_kill(self):
        """The first keeper dies when the name is given and no folder synced yet; the next finds the
        file there and must not believe that it will last."""
        self.name += ", after a keeper that was killed"
        name, words = self.acts[-1]
        self.acts = [("killed", ["strace", "-qq", "-o", "/dev/null", "-e",
                                 "inject=fsync:signal=KILL:when=2", *words]), (name, words)]
        return self

    def refused(self, data):
        lies = self.lab.run([self.keeper, "each", "DATA"], data).stdout.splitlines()
        return ["there lies after a refusal: %s" % line for line in lies if not line.startswith("kept ")]

    def check(self, data, acked):
        wrong = ["%s was acknowledged and is lost" % a for a in acked
                 if self.content(data, hash_of(FILES[a.split()[0]])) is None]
        wrong += ["%s has got its name and is not whole" % n for n, whole in self.kept(data)
                  if not whole]
        for name in FILES:
            result = self.lab.run([self.keeper, "keep", "DATA",
                                   os.path.join(self.originals, name)], data)
            if result.stdout.strip() != hash_of(FILES[name]):
                wrong.append("%s cannot be kept again: %s" % (name, result.stderr))
        self.lab.run([self.keeper, "sweep", "DATA"], data)
        lies = self.lab.run([self.keeper, "each", "DATA"], data).stdout.splitlines()
        want = ["kept %s/%s" % (h[:2], h) for h in map(hash_of, FILES.values())]
        if sorted(lies) != sorted(want):
            wrong.append("there lies in the end: %s" % ", ".join(lies))
        wrong += ["%s is not whole in the end" % n for n, whole in self.kept(data) if not whole]
        return wrong

    @staticmethod
    def content(data, name):
        try:
            with open(os.path.join(data, "files", name[:2], name), "rb") as f:
                return f.read()
        except FileNotFoundError:
            return None

    def kept(self, data):
        for _, _, files in os.walk(os.path.join(data, "files")):
            for name in files:
                if len(name) == 64:
                    yield name, hash_of(self.content(data, name) or b"") == name


def run(lab, keeper):
    scenario = Keeping(lab, keeper)
    lab.power(scenario)
    lab.power(Keeping(lab, keeper).after_kill())
    lab.sync_fails(scenario)
    lab.full(scenario)
    lab.kill(scenario)
    for without in ("no-file-sync", "no-folder-sync"):
        lab.power(Keeping(lab, keeper, [without]), expect_wrong=True)
    lab.sync_fails(Keeping(lab, keeper, ["no-error"]), expect_wrong=True)
