"""Ways to fail, each tried on a scenario: the power goes, a sync fails, the disk is full, the process is
killed. A scenario has

    name
    prepare(data)       makes the data folder as it stands before
    acts                [(name, words of the command; "DATA" stands for the data folder)]; one may
                        let itself be killed
    check(data, acked)  what is wrong with the folder when the acts named in `acked` were acknowledged
                        (exit status 0): sentences. It may change the folder, and tries the acts again.
    full                what the error of a command on a full disk says
"""

import os
import re
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
SAMPLE_SECONDS = 4  # for one way to fail on one scenario


def enter_namespace():
    """All mounts are this process's own, and go with it; who is not root tries to be one of his own."""
    if os.environ.get("NAMRO_FAULT_INSIDE"):
        return
    env = dict(os.environ, NAMRO_FAULT_INSIDE="yes", PYTHONDONTWRITEBYTECODE="1")
    words = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
    if subprocess.run(words + ["true"], stderr=subprocess.DEVNULL).returncode == 0:
        os.execvpe(words[0], words + [sys.executable] + sys.argv, env)
    os.execvpe(sys.executable, [sys.executable] + sys.argv, env)


def sample(items, every):
    """The items in an order in which any beginning of them is spread over all."""
    if every or len(items) < 3:
        return items
    step = next(s for s in (7, 11, 13, 17, 19) if len(items) % s)
    return [items[i * step % len(items)] for i in range(len(items))]


class Lab:
    def __init__(self, folder, tape, every):
        self.folder, self.tape, self.every = folder, tape, every
        self.bad, self.number, self.cuts = 0, 0, None

    def __enter__(self):
        self.can_mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "mode=700", "lab", self.folder],
            stderr=subprocess.DEVNULL).returncode == 0
        return self

    def __exit__(self, *error):
        if self.can_mount:
            subprocess.run(["umount", "-l", self.folder], check=False)

    def new(self, name):
        """A path in the laboratory where nothing is."""
        self.number += 1
        return os.path.join(self.folder, "%s-%d" % (name, self.number))

    def run(self, words, data, before=()):
        words = list(before) + [data if w == "DATA" else w for w in words]
        return subprocess.run(words, capture_output=True, text=True, timeout=120)

    # ---- what is said ----

    def report(self, what, tried, wrong, start, left=0):
        print("%s %s: %d tried%s, %.1f s" % ("FAILED" if wrong else "ok    ", what, tried,
              ", %d left out" % left if left else "", time.monotonic() - start))
        for line in wrong[:10]:
            print("    " + line)
        if len(wrong) > 10:
            print("    and %d more" % (len(wrong) - 10))
        self.bad += len(wrong) > 0
        sys.stdout.flush()

    def not_run(self, what, why):
        print("not run %s: %s" % (what, why))

    def try_all(self, what, cases, one, expect_wrong=False):
        """one(case) → sentences, for all cases, or as many as fit into the time of a sample."""
        start, tried, wrong = time.monotonic(), 0, []
        cases = sample(list(cases), self.every)
        for case in cases:
            if not self.every and time.monotonic() - start > SAMPLE_SECONDS:
                break
            tried += 1
            wrong += one(case)
            if expect_wrong and wrong:
                break
        if tried == 0:
            wrong.append("nothing was tried")
        if expect_wrong:
            wrong = [] if wrong else ["the laboratory notices nothing"]
        self.report(what, tried, wrong, start, len(cases) - tried)

    # ---- the power goes ----

    def can_cut(self):
        if self.cuts is None:
            probe = self.new("probe")
            os.mkdir(probe)
            try:
                with disk.mounted(self.tape, probe, self.new("mount"), self.new("tape")):
                    self.cuts = True
            except (OSError, RuntimeError, TypeError):  # no program, not run, no mount
                self.cuts = False
                self.not_run("power cuts", "no /dev/fuse, or no right to mount")
        return self.cuts

    def record(self, scenario, eio_at=0, room=-1):
        """Runs the acts on the taping file system: (folder before, tape, [results])."""
        data, tape = self.new("data"), self.new("tape")
        os.mkdir(data, 0o700)
        scenario.prepare(data)
        before = disk.Disk(data)
        results = []
        with disk.mounted(self.tape, data, self.new("mount"), tape, eio_at, room) as mount:
            for name, words in scenario.acts:
                result = self.run(words, mount)
                results.append(result)
                if result.returncode == 0:
                    disk.mark(mount, name)
        return before, list(disk.read_tape(tape)), results, data

    def check_tree(self, scenario, case):
        place, marks, tree = case
        data = self.new("cut")
        disk.write_tree(tree, data)
        wrong = ["cut at %s: %s" % (place, w) for w in scenario.check(data, marks)]
        shutil.rmtree(data)
        return wrong

    def power(self, scenario, expect_wrong=False):
        if not self.can_cut():
            return
        before, tape, results, _ = self.record(scenario)
        failed = [r.stderr.strip() for r in results if r.returncode not in (0, -signal.SIGKILL)]
        if failed:
            self.report(scenario.name + ", power cut", 0, failed, time.monotonic())
            return
        self.try_all(scenario.name + ", power cut",
                     disk.power_cuts(before, tape, 20 if self.every else 4),
                     lambda case: self.check_tree(scenario, case), expect_wrong)

    def sync_fails(self, scenario, expect_wrong=False):
        """Each sync fails once; what was acknowledged all the same must last."""
        if not self.can_cut():
            return
        _, tape, _, _ = self.record(scenario)

        def one(eio_at):
            before, tape, _, data = self.record(scenario, eio_at=eio_at)
            wrong = []
            for case in disk.power_cuts(before, tape, 2 if self.every else 0):
                wrong += self.check_tree(scenario, case)
            shutil.rmtree(data)
            return ["sync %d fails, %s" % (eio_at, w) for w in wrong]

        syncs = sum(word == "sync" for word, _ in tape)
        self.try_all(scenario.name + ", a sync fails", range(1, syncs + 1), one, expect_wrong)

    # ---- the disk is full ----

    def full(self, scenario):
        if not self.can_mount:
            self.not_run("full disks", "only root may mount a tmpfs")
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
                     range(0, 3 * need // 2 + 65536, 4096 if self.every else 16384), one)

    def fill(self, scenario, place, free):
        data = os.path.join(place, "data")
        os.mkdir(data, 0o700)
        scenario.prepare(data)
        room = os.statvfs(place)
        ballast = room.f_bavail * room.f_bsize - free
        with open(os.path.join(place, "ballast"), "wb") as f:
            os.posix_fallocate(f.fileno(), 0, ballast)
        acked, wrong = [], []
        for name, words in scenario.acts:
            result = self.run(words, data)
            if result.returncode == 0:
                acked.append(name)
            elif scenario.full not in result.stderr:
                wrong.append("%s says %r" % (name, result.stderr))
        os.unlink(os.path.join(place, "ballast"))
        return wrong + scenario.check(data, acked)

    # ---- the process is killed ----

    def kill(self, scenario):
        """Before each step of each act; the acts before it were acknowledged."""
        if shutil.which("strace") is None:
            self.not_run("kill -9", "no strace")
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
                    call = re.match(r"\w+", line)[0]
                    count[call] = count.get(call, 0) + 1
                    cases.append((start, list(acked), name, words, call, count[call]))
            start = steps
            acked.append(name)
        self.try_all(scenario.name + ", kill -9", cases, lambda case: self.kill_one(scenario, case))

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
