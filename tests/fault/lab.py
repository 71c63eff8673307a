"""Ways to fail, each tried on a scenario: the power goes, a sync fails, the disk is full, the process is
killed. A scenario has

    name
    prepare(data)       fills the folder, which is there, as it stands before
    acts                [(name, words of the command; DATA in them stands for the folder)]; one may
                        let itself be killed
    refused(data)       what is wrong with the folder right after a command that found the disk full
    check(data, acked)  what is wrong with the folder when the acts named in `acked` were acknowledged
                        (exit status 0): sentences. It may change the folder, and tries the acts again.
    full                words, of which the error of a command on a full disk has one
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import disk

# What changes a file or a folder; between two of these nothing is different for who comes after.
STEPS = ("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "sync_file_range",
         "openat", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat",
         "mkdir", "mkdirat", "rmdir", "ftruncate", "fallocate", "sendfile", "copy_file_range",
         "fchmod", "fchown", "exit_group")
CUTS = 300  # of a sample
SAMPLE_SECONDS = 3  # for one way to fail on one scenario
SAMPLE_LEAST = 8


def enter_namespace():
    """All mounts are this process's own, and go with it; who is not root tries to be one of his own."""
    if os.environ.get("NAMRO_FAULT_INSIDE"):
        return
    env = dict(os.environ, NAMRO_FAULT_INSIDE="yes", PYTHONDONTWRITEBYTECODE="1")
    words = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
    if subprocess.run(words + ["true"], stderr=subprocess.DEVNULL).returncode == 0:
        os.execvpe(words[0], words + [sys.executable] + sys.argv, env)
    os.execvpe(sys.executable, [sys.executable] + sys.argv, env)


class Lab:
    def __init__(self, folder, programs, every, inside):
        self.folder, self.programs, self.every, self.inside = folder, programs, every, inside
        self.bad, self.number = 0, 0
        self.kills = inside != "wanted"  # that a process is killed is the same on every tape
        # What is tried on the tape of the file system already is only tried a little.
        self.seconds, self.least = (1, 4) if inside else (SAMPLE_SECONDS, SAMPLE_LEAST)

    def __enter__(self):
        self.can_mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "mode=700", "lab", self.folder],
            stderr=subprocess.DEVNULL).returncode == 0
        if not self.inside:
            self.inside = not self.can_mount_tape()
        print("power cuts are taken from a tape that %s" % (
            "a library inside the programs writes (inside.c), as no file system can be mounted: no "
            "/dev/fuse, no libfuse 3, or no right to" if self.inside is True else
            "a library inside the programs writes (inside.c)" if self.inside else
            "a FUSE file system writes (tape.c)"))
        sys.stdout.flush()
        return self

    def can_mount_tape(self):
        probe = self.new("probe")
        os.mkdir(probe)
        try:
            with disk.Taped(self.programs, probe, self.new("mount"), self.new("tape"), False):
                return True
        except (OSError, RuntimeError):
            return False

    def __exit__(self, *error):
        if self.can_mount:
            subprocess.run(["umount", "-l", self.folder], check=False)

    def new(self, name):
        """A path in the laboratory where nothing is."""
        self.number += 1
        return os.path.join(self.folder, "%s-%d" % (name, self.number))

    def run(self, words, data, before=(), env=None):
        words = list(before) + [w.replace("DATA", data) for w in words]
        return subprocess.run(words, capture_output=True, text=True, timeout=120, env=env)

    # ---- what is said ----

    def report(self, what, tried, wrong, start):
        print("%s %s: %s tried, %.1f s" % ("FAILED" if wrong else "ok    ", what, tried,
                                          time.monotonic() - start))
        for line in wrong[:10]:
            print("    " + line)
        if len(wrong) > 10:
            print("    and %d more" % (len(wrong) - 10))
        self.bad += len(wrong) > 0
        sys.stdout.flush()

    def fail(self, sentence):
        print("FAILED " + sentence)
        self.bad += 1

    def some(self, items):
        """All, in an order in which any beginning of them is spread over all; in a sample the first
        ones are tried."""
        items = list(items)
        step = next(s for s in (7, 11, 13, 17, 19, 1) if len(items) % s or s == 1)
        return items if self.every else [items[i * step % len(items)] for i in range(len(items))]

    def try_all(self, what, cases, one, expect_wrong=False, least=0):
        """one(case) → sentences, for all cases, or for as many of the first as fit into a sample."""
        least = max(least, self.least)
        start, tried, wrong = time.monotonic(), 0, []
        for case in cases:
            if (not self.every and tried >= least and
                    time.monotonic() - start > self.seconds):
                break
            tried += 1
            wrong += one(case)
            if expect_wrong and wrong:
                break
        if tried == 0:
            wrong.append("nothing was tried")
        if expect_wrong:
            wrong = [] if wrong else ["the laboratory notices nothing"]
        self.report(what, tried, wrong, start)

    # ---- the power goes ----

    def record(self, scenario, eio_at=0):
        """Runs the acts on the tape: (folder before, tape, [results], folder, what the tape lacks)."""
        data, tape = self.new("data"), self.new("tape")
        os.mkdir(data, 0o700)
        scenario.prepare(data)
        results = []
        before = disk.Disk(data)
        also = disk.Disk(data)
        with disk.Taped(self.programs, data, self.new("mount"), tape, self.inside, eio_at) as taped:
            for name, words in scenario.acts:
                result = self.run(words, taped.place, env=taped.env)
                results.append(result)
                if result.returncode == 0:
                    taped.mark(name)
        tape = list(disk.read_tape(tape))
        return before, tape, results, data, disk.complete(also, tape, data)

    def check_tree(self, scenario, case):
        place, way, words, marks, tree = case
        data = self.new("cut")
        disk.write_tree(tree, data)
        wrong = ["cut at %d, %s, luck %d: %s" % (place, words, way, w) for w in scenario.check(data, marks)]
        shutil.rmtree(data)
        return wrong

    def power(self, scenario, expect_wrong=False):
        before, tape, results, _, failed = self.record(scenario)
        failed += [r.stderr.strip() for r in results if r.returncode not in (0, -signal.SIGKILL)]
        if failed:
            self.report(scenario.name + ", power cut", 0, failed, time.monotonic())
            return
        ways = 8
        cuts = [(place, way) for place in self.places(tape) for way in range(ways)]
        acked = {(place, 0) for place in self.marks(tape)}
        if not self.every:
            cuts = random.Random(1).sample(cuts, min(CUTS, len(cuts)))
        wanted = acked | set(cuts)
        trees = disk.power_cuts(before, tape, ways, lambda place, way: (place, way) in wanted)
        if not self.every:  # what was just acknowledged comes first
            trees = sorted(self.some(trees), key=lambda tree: tree[:2] not in acked)
        self.try_all(scenario.name + ", power cut", trees,
                     lambda case: self.check_tree(scenario, case), expect_wrong)

    @staticmethod
    def marks(tape):
        """Where something was just acknowledged, and the end."""
        return [i for i, (word, _) in enumerate(tape) if word == "mark"] + [len(tape) - 1]

    @staticmethod
    def places(tape):
        """Where the tape is worth cutting: of many writes in a row the last, and some before it."""
        return [i for i, (word, _) in enumerate(tape)
                if word != "write" or i % 16 == 0 or tape[i + 1:i + 2] == [] or
                tape[i + 1][0] != "write"]

    def sync_fails(self, scenario, expect_wrong=False):
        """Each sync fails once; what was acknowledged all the same must last."""
        _, tape, _, _, _ = self.record(scenario)

        def one(eio_at):
            before, tape, _, data, wrong = self.record(scenario, eio_at=eio_at)
            moments = self.marks(tape)
            for case in disk.power_cuts(before, tape, 2 if self.every else 1, lambda place, way: place in moments):
                wrong += self.check_tree(scenario, case)
            shutil.rmtree(data)
            return ["sync %d fails, %s" % (eio_at, w) for w in wrong]

        syncs = sum(word == "sync" for word, _ in tape)
        self.try_all(scenario.name + ", a sync fails", self.some(range(1, syncs + 1)), one,
                     expect_wrong)

    # ---- the disk is full ----

    def full(self, scenario):
        """A small disk, of every size; where none can be mounted the tape says that it is full."""
        if not self.kills or not self.can_mount:
            self.full_tape(scenario)
            return
        place = self.new("small")
        os.mkdir(place)

        def one(free):
            subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m,mode=700", "small", place],
                           check=True)
            try:
                return ["%d KB free: %s" % (free // 1024, w)
                        for w in self.fill(scenario, place, free)]
            finally:
                subprocess.run(["umount", place], check=True)

        start = self.new("plain")
        os.mkdir(start, 0o700)
        scenario.prepare(start)
        before = used(start)
        for _, words in scenario.acts:
            self.run(words, start)
        need = used(start) - before
        self.try_all(scenario.name + ", disk full",
                     self.some(range(0, 3 * need // 2 + 65536, 4096 if self.every else 16384)), one)

    def full_tape(self, scenario):
        _, tape, _, _, _ = self.record(scenario)

        def one(room):
            data = self.new("data")
            os.mkdir(data, 0o700)
            scenario.prepare(data)
            with disk.Taped(self.programs, data, None, self.new("tape"), True, room=room) as taped:
                acked, wrong = self.act(scenario, data, taped.env)
            wrong += scenario.refused(data) + scenario.check(data, acked)
            shutil.rmtree(data)
            return ["full at %d: %s" % (room, w) for w in wrong]

        size = sum(len(f) for _, fields in tape for f in fields if isinstance(f, bytes)) + 32 * len(tape)
        self.try_all(scenario.name + ", disk said to be full",
                     self.some(range(0, size, 1024 if self.every else 4096)), one)

    def act(self, scenario, data, env=None):
        """The acts up to one that finds the disk full: (those acknowledged, what is wrong)."""
        acked = []
        for name, words in scenario.acts:
            result = self.run(words, data, env=env)
            if result.returncode:
                said = any(words in result.stderr for words in scenario.full)
                return acked, [] if said and result.returncode > 0 else [
                    "%s says %r and %d" % (name, result.stderr, result.returncode)]
            acked.append(name)
        return acked, []

    def fill(self, scenario, place, free):
        data = os.path.join(place, "data")
        os.mkdir(data, 0o700)
        scenario.prepare(data)
        room = os.statvfs(place)
        ballast = room.f_bavail * room.f_bsize - free
        with open(os.path.join(place, "ballast"), "wb") as f:
            os.posix_fallocate(f.fileno(), 0, ballast)
        acked, wrong = self.act(scenario, data)
        os.unlink(os.path.join(place, "ballast"))
        return wrong + scenario.refused(data) + scenario.check(data, acked)

    # ---- the process is killed ----

    def kill(self, scenario):
        """Before each step of each act; the acts before it were acknowledged."""
        if not self.kills:
            return
        if shutil.which("strace") is None:
            self.fail("kill -9: strace is missing; tools/need check installs it")
            return
        start = self.new("data")
        os.mkdir(start, 0o700)
        scenario.prepare(start)
        cases, acked = [], []
        for name, words in scenario.acts:
            steps, log = self.copy(start), self.new("steps")
            result = self.run(words, steps, ("strace", "-qq", "-o", log, "-e",
                                             "trace=" + ",".join(STEPS)))
            if result.returncode:
                self.report(scenario.name + ", kill -9", 0, [result.stderr], time.monotonic())
                return
            count = {}
            with open(log) as f:
                for line in f:
                    call = line.partition("(")[0]
                    if call not in STEPS:
                        continue
                    count[call] = count.get(call, 0) + 1
                    cases.append((start, list(acked), name, words, call, count[call]))
            start = steps
            acked.append(name)
        # Always: a name was just given, or a commit was just brought to the disk.
        key = [after for case, after in zip(cases, cases[1:])
               if case[4].startswith("rename") or case[4] == "fdatasync"]
        cases = key + [case for case in self.some(cases) if case not in key]
        self.try_all(scenario.name + ", kill -9", cases,
                     lambda case: self.kill_one(scenario, case), least=len(key))

    def copy(self, folder):
        copy = self.new("copy")
        shutil.copytree(folder, copy, symlinks=True)
        return copy

    def kill_one(self, scenario, case):
        start, acked, name, words, call, number = case
        data = self.copy(start)
        result = self.run(words, data, (
            "strace", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e",
            "inject=%s:signal=KILL:when=%d" % (call, number)))
        wrong = [] if result.returncode == -signal.SIGKILL else ["was not killed: %s" % result.stderr]
        wrong += scenario.check(data, acked)
        shutil.rmtree(data)
        return ["%s killed before %s %d: %s" % (name, call, number, w) for w in wrong]


def used(folder):
    return sum(os.lstat(os.path.join(at, f)).st_blocks * 512
               for at, folders, files in os.walk(folder) for f in files + folders)
