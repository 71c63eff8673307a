"""What every part of the bench uses: where things are, measuring, the table."""
import json
import os
import statistics
import subprocess
import sys

top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
build = os.path.join(top, "build")
corpus = os.environ.get("CORPUS", os.path.join(top, "..", "shared", "corpus"))
namro = os.path.join(build, "namro")
results = []


def tool(name):
    return os.path.join(build, "bench", name)


def measure(what, runs, command):
    run = subprocess.run([tool("measure"), what, str(runs)] + command,
                         capture_output=True, text=True)
    if run.returncode not in (0, 3):
        sys.exit("bench: %s ended with %d" % (" ".join(command), run.returncode))
    return float(run.stdout)


def cpu(commands, rounds):
    """Medians of CPU milliseconds, the commands taken in turn."""
    taken = [[] for _ in commands]
    for _ in range(rounds):
        for command, times in zip(commands, taken):
            times.append(measure("cpu", 1, command) * 1000)
    return [statistics.median(t) for t in taken]


def report(name, value, unit, yardstick, ratio, limit, ok):
    """A line of the table; limit None: to be seen, not kept to."""
    results.append({"name": name, "value": round(value, 4), "unit": unit, "yardstick": yardstick,
                    "ratio": round(ratio, 3), "limit": limit, "ok": ok})
    print("%-48s %10.3f %-5s %-28s %7.3f  limit %-6s %s" %
          (name, value, unit, yardstick, ratio, limit or "-", "ok" if ok else "MISSED"), flush=True)


def documents():
    """Name and path of each document of the corpus that has text in it."""
    for part in ("seeds", "plans", "negative"):
        folder = os.path.join(corpus, part)
        for doc in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            for name in sorted(os.listdir(os.path.join(folder, doc))):
                if name.startswith("source") and not doc.endswith("-scan"):
                    yield doc + ("" if name.startswith("source.") else name[6:].split(".")[0]), os.path.join(folder, doc, name)


def copies(folder, n):
    """The sample, which has 5 pages, n times one behind the other."""
    path = os.path.join(folder, "copies-%d.docx" % n)
    subprocess.run([sys.executable, "-B", os.path.join(top, "data", "sample", "make.py"), path, "--copies", str(n)], check=True)
    return path


def write():
    with open(os.path.join(build, "bench.json"), "w", encoding="utf-8") as out:
        json.dump(results, out, ensure_ascii=False, indent=1)
