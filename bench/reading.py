"""Reading documents, and making workbooks: names reading.*, office.*"""
import math
import os
import shutil
import subprocess
import zipfile

from common import build, copies, corpus, cpu, documents, measure, namro, report, tool, top

extract = [namro, "extract", "--format", "csv"]


def corpus_documents():
    if not os.path.isdir(os.path.join(corpus, "seeds")):
        print("not run: corpus absent")
        return
    found = list(documents())
    taken = cpu([["true"]] + [extract + [path] for _, path in found], rounds=11)
    floor = 2 * taken[0]
    for (name, path), value in zip(found, taken[1:]):
        report("reading.cpu." + name, value, "ms", "floor %.1f ms" % floor, value / floor, 50, value <= 50)
    for name, path in found:
        value = measure("memory", 1, extract + [path])
        report("reading.memory." + name, value, "MiB", "64 MiB", value / 64, 64, value <= 64)


def against_yardsticks(folder):
    pages100 = copies(folder, 20)
    unzip = [tool("unzip-expat"), pages100]
    ours, bare = cpu([extract + [pages100], unzip], rounds=21)
    report("reading.docx-100-pages", ours, "ms", "unzip + expat %.1f ms" % bare, ours / bare, 3, ours <= 3 * bare)
    pdf = os.path.join(top, "data", "sample", "ke-hoach-25.pdf")
    ours, bare = cpu([extract + [pdf], ["pdftotext", pdf, "-"]], rounds=21)
    report("reading.pdf", ours, "ms", "pdftotext %.1f ms" % bare, ours / bare, 2, ours <= 2 * bare)


def sample_copies(folder, kind):
    """Files of 1, 10 and 100 copies of the sample, one behind the other."""
    sample = os.path.join(top, "data", "sample", "ke-hoach-25." + kind)
    for n in (1, 10, 100):
        path = os.path.join(folder, "copies-%d.%s" % (n, kind))
        if kind == "docx":
            copies(folder, n)
        elif n == 1:
            shutil.copyfile(sample, path)
        elif kind == "txt":
            with open(sample, encoding="utf-8") as one, open(path, "w", encoding="utf-8") as out:
                out.write("\f".join([one.read()] * n))
        else:
            subprocess.run(["pdfunite"] + [sample] * n + [path], check=True)
        yield path


def growth(folder):
    """Exponent of cost over 1, 10, 100 copies: the steeper of the two steps."""
    for kind in ("docx", "txt", "pdf"):
        cost = cpu([extract + [p] for p in sample_copies(folder, kind)], rounds=5)
        exponent = max(math.log10(cost[1] / cost[0]), math.log10(cost[2] / cost[1]))
        report("reading.growth." + kind, exponent, "", " ".join("%.0f" % c for c in cost) + " ms",
               exponent, 1.1, exponent <= 1.1)


def exports(folder):
    """A workbook of 5,000 tasks beside deflating the bytes of its sheet, which is most of the work."""
    sheet, path, rows = os.path.join(build, "tests", "office", "sheet"), os.path.join(folder, "o.xlsx"), os.path.join(folder, "rows")
    subprocess.run([sheet, "0", path, "5000"], check=True, capture_output=True)
    with zipfile.ZipFile(path) as z, open(rows, "wb") as out:
        out.write(z.read("xl/worksheets/sheet1.xml"))
    ours, bare = cpu([[sheet, "0", path, "5000"], ["gzip", "-3", "-k", "-f", rows]], rounds=21)
    report("office.xlsx-5000-rows", ours, "ms", "gzip -3 %.1f ms" % bare, ours / bare, 3, ours <= 3 * bare)
    value = measure("memory", 1, [sheet, "0", path, "100000"])
    report("office.xlsx-100000-rows-memory", value, "MiB", "20 MiB", value / 20, 20, value <= 20)


def run(folder):
    corpus_documents()
    against_yardsticks(folder)
    growth(folder)
    exports(folder)
