"""The register kept and shown: names register.*"""
import json
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

from common import build, copies, corpus, documents, namro, report, tool, top

LISTS = ["/nhiem-vu"] + ["/nhiem-vu?trang=%d" % n for n in (2, 3, 10, 50, 150)]
FILTERED = {"plan": "ke-hoach=3", "due": "xep=han&han=da-qua", "lead": "co-quan=423", "no-lead": "chua-giao=1"}
PAGES = {"home": "/", "task": "/nhiem-vu/1234", "plans": "/ke-hoach", "plan": "/ke-hoach/3", "targets": "/chi-tieu",
         "target": "/chi-tieu/7", "orgs": "/co-quan", "org": "/co-quan/423", "documents": "/van-ban",
         "document": "/van-ban/3", "drafts": "/nhap", "review": "/nhap/%d", "review-row": "/nhap/%d/dong/3",
         "confirm": "/nhap/%d/xac-nhan"}
# Common and rare words, one letter, a name, a long question; with accents and without.
SEARCHES = ["ke hoach", "kế hoạch", "trien khai", "triển khai kế hoạch", "chuyển đổi số", "so", "d", "tinh",
            "Sở Gió", "đào tạo kỹ năng", '"chuyen doi so"', "181/KH-UBND", "tan giang 2025", "khong co chu nay",
            "kế hoạch chuyển đổi số trên địa bàn tỉnh Tân Giang"]


def ask(path, words):
    return path + "?q=" + urllib.parse.quote_plus(words)


class Server:
    """A server process; `with` stops it."""

    def __init__(self, command, **more):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **more)
        self.port = int(re.search(r"(\d+)/?$", self.process.stdout.readline().strip())[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.terminate()
        self.process.wait()

    def load(self, connections, requests, paths):
        """CPU of the server a request in ms, median and 99th percentile of the answers' time in ms."""
        run = subprocess.run([tool("load"), str(self.port), str(self.process.pid), str(connections), str(requests)] +
                             paths, stdout=subprocess.PIPE, text=True, check=True)
        cpu, median, p99, _ = run.stdout.split()
        return float(cpu) / 1000, float(median), float(p99)

    def memory(self):
        """The most that was resident, in MiB."""
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as status:
            return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1]) / 1024


def serve(data):
    return Server([namro, "serve", "--data", data, "--listen", "127.0.0.1:0"])


def filled(folder, tasks):
    data = os.path.join(folder, "register-%d" % tasks)
    subprocess.run([os.path.join(build, "tests", "register", "namro-register"), data, str(tasks)], check=True)
    return data


def lists(folder, data):
    body = os.path.join(folder, "body")
    with serve(data) as ours:
        with socket.create_connection(("127.0.0.1", ours.port)) as c, open(body, "wb") as out:
            c.sendall(b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % (LISTS[2].encode(), ours.port))
            out.write(c.makefile("rb").read().split(b"\r\n\r\n", 1)[1])
        with Server([tool("bare-http"), os.path.join(data, "namro.db"), body]) as bare:
            rounds = [(ours.load(1, 300, LISTS)[0], bare.load(1, 300, LISTS)[0]) for _ in range(25)]
            tails = [(ours.load(8, 2000, LISTS)[2], bare.load(8, 2000, LISTS)[2]) for _ in range(9)]
        mine, floor = (statistics.median(r) for r in zip(*rounds))
        ratio = statistics.median(r[0] / r[1] for r in rounds)
        report("register.list-cpu", mine, "ms", "0.3 ms", mine / 0.3, 0.3, mine <= 0.3)
        report("register.list", mine, "ms", "bare MHD + reads %.3f ms" % floor, ratio, 3, ratio <= 3)
        mine, floor = (min(r) for r in zip(*tails))
        report("register.list-p99", mine, "ms", "bare %.2f ms; median %.2f" % (floor, statistics.median(t[0] for t in tails)),
               mine / floor, 10, mine < 10)
        for name, query in FILTERED.items():
            rounds = [(ours.load(1, 200, ["/nhiem-vu?" + query])[0], ours.load(1, 200, LISTS)[0]) for _ in range(9)]
            mine, floor = (statistics.median(r) for r in zip(*rounds))
            ratio = statistics.median(r[0] / r[1] for r in rounds)
            report("register.list-by-" + name, mine, "ms", "without filter %.3f ms" % floor, ratio, 2, ratio <= 2)


def clauses(data):
    run = subprocess.run([tool("filter"), os.path.join(data, "namro.db"), "101"], stdout=subprocess.PIPE, text=True, check=True)
    for line in run.stdout.splitlines():
        name, ours, exact = line.split()
        ratio = float(ours) / float(exact)
        report("register.clauses." + name, float(ours), "us", "exact SQL %s us" % exact, ratio, 1.2, ratio <= 1.2)


def worst(server, path, rounds, requests):
    """The dearest question: median of its rounds and its words. Rounds go over all questions in turn."""
    taken = {words: [] for words in SEARCHES}
    for _ in range(rounds):
        for words, times in taken.items():
            times.append(server.load(1, requests, [ask(path, words)])[0])
    return max((statistics.median(times), words) for words, times in taken.items())


def searches(data, tasks, limit):
    with serve(data) as server:
        value, words = worst(server, "/tim", 7, 5)
        report("register.search-%d" % tasks, value, "ms", words[:28], value / limit, limit, value <= limit)
        # A list counts all that is found, once for each state of the base.
        server.load(1, 1, ["/nhiem-vu"])
        first, words = worst(server, "/nhiem-vu", 1, 1)
        value, again = worst(server, "/nhiem-vu", 7, 5)
        report("register.list-by-words-%d" % tasks, value, "ms", again[:28], value / limit, None, True)
        report("register.list-by-words-first-%d" % tasks, first, "ms", words[:28], first / limit, None, True)


def start(data):
    """From starting the process until it has answered the list of tasks."""
    taken, cpu = [], []
    for _ in range(15):
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        with serve(data) as server, socket.create_connection(("127.0.0.1", server.port)) as c:
            c.sendall(b"GET /nhiem-vu HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % server.port)
            if not c.recv(4096).startswith(b"HTTP/1.1 200 "):
                sys.exit("bench: the server did not answer")
            taken.append((time.monotonic() - began) * 1000)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    report("register.start", min(taken), "ms", "median %.0f, CPU %.0f" % (statistics.median(taken), statistics.median(cpu)),
           min(taken) / 50, 50, min(taken) < 50)


def pages(folder, data):
    """What each kind of page costs; then all of them until 10,000 requests are answered."""
    mixed = os.path.join(folder, "mixed")
    shutil.copytree(data, mixed)
    run = subprocess.run([namro, "import", "--json", "--data", mixed, os.path.join(top, "data", "sample", "ke-hoach-25.docx")],
                         check=True, stdout=subprocess.PIPE)
    draft = json.loads(run.stdout)["draft"]
    kinds = {name: path.replace("%d", str(draft)) for name, path in PAGES.items()}
    with serve(mixed) as server:
        for name, path in kinds.items():
            value = statistics.median(server.load(1, 50, [path])[0] for _ in range(7))
            report("register.page." + name, value, "ms", "2 ms", value / 2, 2, value <= 2)
        paths = list(kinds.values()) + LISTS + ["/nhiem-vu?" + f for f in FILTERED.values()] + [ask("/tim", "ke hoach")]
        server.load(8, 16, ["/nhiem-vu.xlsx", "/nhiem-vu.csv"])
        server.load(8, 10000, paths)
        value = server.memory()
        report("register.memory", value, "MiB", "40 MiB", value / 40, 40, value < 40)


def import_once(seed, path):
    """CPU and passed milliseconds of one import into a register where the document is not known."""
    data = seed + "-copy"
    shutil.copytree(seed, data)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    run = subprocess.run([namro, "import", "--data", data, path], capture_output=True)
    passed, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    shutil.rmtree(data)
    if run.returncode not in (0, 3):
        sys.exit("bench: import of %s ended with %d" % (path, run.returncode))
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000, passed * 1000


def imports(folder, data):
    """The document that is dearest to import, and it alone again."""
    found = list(documents())
    if not found:
        print("not run: corpus absent; a generated document of the size of its largest instead")
        found = [("generated", copies(folder, 4))]
    name, path = max(found, key=lambda d: min(import_once(data, d[1]) for _ in range(3)))
    taken = [import_once(data, path) for _ in range(11)]
    cpu, passed = (statistics.median(t) for t in zip(*taken))
    report("register.import-cpu", cpu, "ms", name[:28], cpu / 300, 300, cpu <= 300)
    best = min(t[1] for t in taken)
    report("register.import", best, "ms", "median %.0f, %s" % (passed, name[:14]), best / 300, 300, best <= 300)


def acts(data, *url):
    run = subprocess.run([tool("acts"), data, os.path.join(top, "data", "sample", "ke-hoach-25.txt"), "15", *url],
                         stdout=subprocess.PIPE, text=True, check=True)
    return {name: float(took) for name, took in (line.split() for line in run.stdout.splitlines())}


def bases(folder, data):
    """The same acts on both; each writes through to the disk."""
    ours = os.path.join(folder, "on-sqlite")
    shutil.copytree(data, ours)
    sqlite = acts(ours)
    cluster = subprocess.Popen([os.path.join(top, "tests", "store", "cluster")], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               text=True, env=dict(os.environ, STORE_CLUSTER="-c fsync=on -c shared_buffers=128MB"))
    url, theirs = cluster.stdout.readline().strip(), os.path.join(folder, "on-postgresql")
    subprocess.run([os.path.join(build, "tests", "register", "namro-register"), theirs, "5000", url], check=True)
    subprocess.run(["psql", "-qc", "ANALYZE", url], check=True)
    postgresql = acts(theirs, url)
    cluster.stdin.close()
    cluster.wait()
    for name, value in sqlite.items():
        report("register.store." + name, value, "ms", "PostgreSQL %.2f ms" % postgresql[name], value / postgresql[name],
               None, True)


def run(folder):
    small = filled(folder, 5000)
    lists(folder, small)
    clauses(small)
    searches(small, 5000, 5)
    start(small)
    pages(folder, small)
    imports(folder, small)
    bases(folder, small)
    searches(filled(folder, 100000), 100000, 20)
