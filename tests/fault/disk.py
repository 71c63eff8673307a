"""What a power cut leaves of a folder: the tape of its changes (tape.c) cut at any place, and of what
was not synced by then nothing, everything, or something.

The rules are the ones a careful program may rely on, no more: a file's bytes and length last once it
was fsynced, a name once its folder was, and a folder's content only where the folder's own name does.
What was not synced may last in any part: some writes and not others, half of one, the length without
the bytes. A rename never loses both names. After a failed fsync the pages count as clean, so the next
one does not bring them to the disk either."""

import hashlib
import os
import random
import subprocess
import urllib.parse

SECTOR = 512


class File:
    def __init__(self, durable=b""):
        self.durable = bytearray(durable)
        self.pending = []  # [offset, bytes or None for a new length, lost]
        self.content = bytes(durable)  # `durable`, the same object as long as it is the same

    def sync(self):
        if not self.pending:
            return
        kept = [change for change in self.pending if change[2]]
        for offset, data, lost in self.pending:
            if not lost:
                put(self.durable, offset, data)
                kept = [k for k in kept if data is not None and k[1] is not None and
                        (k[0] + len(k[1]) <= offset or offset + len(data) <= k[0])]
        self.pending, self.content = kept, bytes(self.durable)

    def lose(self):
        for change in self.pending:
            change[2] = True

    def survive(self, luck):
        if not self.pending:
            return self.content
        content = bytearray(self.durable)
        for offset, data, _ in self.pending:
            what = luck(("whole", "nothing", "part", "length"))
            if data is None:
                if what in ("whole", "length"):
                    put(content, offset, None)
            elif what == "whole":
                put(content, offset, data)
            elif what == "part":
                put(content, offset, data[:max(SECTOR, len(data) // 2 // SECTOR * SECTOR)])
            elif what == "length" and offset + len(data) > len(content):
                put(content, offset + len(data), None)
        return bytes(content)


def put(content, offset, data):
    if data is None:
        del content[offset:]
    if offset > len(content):
        content.extend(bytes(offset - len(content)))
    if data is not None:
        content[offset:offset + len(data)] = data


class Change:
    """A name that means another node, or None; a rename takes it away only where the new name, `moved`,
    lasts."""

    def __init__(self, folder, name, node, moved=None):
        self.folder, self.name, self.node, self.moved = folder, name, node, moved
        folder.pending.append(self)

    def waits(self):
        return self.moved is not None and self.moved in self.moved.folder.pending


class Folder:
    def __init__(self):
        self.durable, self.pending = {}, []

    @staticmethod
    def set(names, change):
        if change.node is None:
            names.pop(change.name, None)
        else:
            names[change.name] = change.node

    def sync(self):
        for change in list(self.pending):
            if not change.waits():
                self.pending.remove(change)
                self.set(self.durable, change)

    def lose(self):
        pass  # only unsynced still: a file system that loses its journal does not go on

    def survive(self, luck, told):
        """The names, with the same answer for both ends of a rename."""
        def lasts(change):
            if change not in told:
                told[change] = luck(("whole", "nothing")) == "whole" and (
                    not change.waits() or lasts(change.moved))
            return told[change]

        names = dict(self.durable)
        for change in self.pending:
            if lasts(change):
                self.set(names, change)
        return names


class Disk:
    def __init__(self, path):
        """A folder as it lies there, all of it synced."""
        self.nodes = {}
        self.root = self.load(path)

    def load(self, path):
        if os.path.isdir(path):
            node = Folder()
            for name in os.listdir(path):
                node.durable[name] = self.load(os.path.join(path, name))
        else:
            with open(path, "rb") as f:
                node = File(f.read())
        self.nodes[os.lstat(path).st_ino] = node
        return node

    def apply(self, word, fields):
        nodes = self.nodes
        if word in ("create", "mkdir"):
            nodes[fields[2]] = File() if word == "create" else Folder()
        if word in ("create", "mkdir", "link"):
            Change(nodes[fields[0]], fields[1], nodes[fields[2]])
        elif word == "unlink":
            Change(nodes[fields[0]], fields[1], None)
        elif word == "rename":
            node = self.live(nodes[fields[0]])[fields[1]]
            added = Change(nodes[fields[2]], fields[3], node)
            Change(nodes[fields[0]], fields[1], None, added)
        elif word == "write":
            nodes[fields[0]].pending.append([fields[1], fields[2], False])
        elif word == "size":
            nodes[fields[0]].pending.append([fields[1], None, False])
        elif word == "sync":
            nodes[fields[0]].sync()
        elif word == "lost":
            nodes[fields[0]].lose()

    @staticmethod
    def live(folder):
        return folder.survive(lambda ways: "whole", {})

    def after_cut(self, luck):
        """{path: bytes, or None for a folder}"""
        tree, told = {}, {}

        def walk(node, path):
            if isinstance(node, File):
                tree[path] = node.survive(luck)
                return
            if path:
                tree[path] = None
            for name, inner in sorted(node.survive(luck, told).items()):
                walk(inner, os.path.join(path, name))

        walk(self.root, "")
        return tree


def read_tape(path):
    """Yields (word, fields): inodes and numbers as int, names as str, bytes as bytes."""
    numbers = {"create": (0, 2), "mkdir": (0, 2), "link": (0, 2), "unlink": (0,), "rename": (0, 2),
               "write": (0, 1, 2), "size": (0, 1), "sync": (0,), "lost": (0,), "mark": ()}
    with open(path, "rb") as f:
        while line := f.readline().decode():
            word, *fields = line.split()
            fields = [int(x) if i in numbers[word] else urllib.parse.unquote(x)
                      for i, x in enumerate(fields)]
            if word == "write":
                fields[2] = f.read(fields[2])
            yield word, fields


def write_tree(tree, folder):
    os.mkdir(folder, 0o700)
    for path, content in tree.items():  # a folder stands before what is in it
        if content is None:
            os.mkdir(os.path.join(folder, path), 0o700)
        else:
            with open(os.path.join(folder, path), "wb") as f:
                f.write(content)


def power_cuts(disk, tape, ways, wanted=lambda place, way: True):
    """Yields (place, way, words for it, marks until then, tree) for each place of the tape and each of so
    many ways that is wanted: 0 nothing unsynced survives, 1 all, above by luck. The same tree under the
    same marks comes once. `disk` is the folder before the tape began."""
    seen, marks = set(), []
    for place, (word, fields) in enumerate(tape):
        if word == "mark":
            marks.append(fields[0])
        else:
            disk.apply(word, fields)
        for way in range(ways):
            if not wanted(place, way):
                continue
            luck = (lambda ways: "nothing", lambda ways: "whole",
                    random.Random("%d %d" % (way, place)).choice)[min(way, 2)]
            tree = disk.after_cut(luck)
            digest = hashlib.sha256(repr(marks).encode())
            for path, content in tree.items():
                digest.update(b"%s\0%s\0" % (path.encode(), b"/" if content is None else
                                             hashlib.sha256(content).digest()))
            if digest.digest() not in seen:
                seen.add(digest.digest())
                last = " ".join([word] + [str(x) for x in fields if not isinstance(x, bytes)])
                yield place, way, "after " + last, list(marks), tree


class Taped:
    """A folder whose changes go on a tape: by way of the file system `tape` where one may be mounted,
    else by way of the library `inside`, loaded into each program. `place` is where the programs find
    the folder, `env` what they need; the tape is whole once this is left."""

    def __init__(self, programs, folder, mountpoint, tape, inside, eio_at=0, room=None):
        self.folder, self.tape, self.inside, self.eio_at = folder, tape, inside, eio_at
        self.room = {} if room is None else {"TAPE_ROOM": str(room)}  # only inside
        self.place, self.env = (folder, dict(os.environ)) if inside else (mountpoint, None)
        self.program = programs.get("inside.so" if inside else "tape")

    def __enter__(self):
        if self.program is None:
            raise RuntimeError("not built")
        if self.inside:
            open(self.tape, "wb").close()
            self.env.update(LD_PRELOAD=self.program, TAPE=self.tape, TAPE_FOLDER=self.folder,
                            TAPE_EIO_AT=str(self.eio_at), **self.room)
            return self
        os.makedirs(self.place, exist_ok=True)
        self.fuse = subprocess.Popen([self.program, self.folder, self.place, self.tape,
                                      str(self.eio_at)], stdout=subprocess.PIPE)
        if self.fuse.stdout.readline() != b"ready\n":
            self.end()
            raise RuntimeError("tape does not mount")
        return self

    def mark(self, name):
        name = urllib.parse.quote(name).encode()
        if self.inside:
            with open(self.tape, "ab") as f:
                f.write(b"mark %s\n" % name)
        else:
            os.setxattr(self.place, "user.mark", name)

    def __exit__(self, *error):
        if not self.inside:
            subprocess.run(["umount", self.place] if os.geteuid() == 0 else
                           ["fusermount3", "-u", self.place], check=False)
            self.end()

    def end(self):
        self.fuse.wait(timeout=60)
        self.fuse.stdout.close()


def complete(before, tape, folder):
    """What the tape says otherwise than what lies in the folder: nothing may go round it. The shared
    memory of SQLite may, as it is made anew after a cut."""
    for word, fields in tape:
        if word != "mark":
            before.apply(word, fields)
    said, lies = before.after_cut(lambda ways: "whole"), Disk(folder).after_cut(lambda ways: "whole")
    return ["the tape does not tell all of %s" % path for path in sorted(said.keys() | lies.keys())
            if said.get(path, 0) != lies.get(path, 0) and not path.endswith("-shm")]
