"""The catalogue of sentences, for tools/poc, tools/viewc and tools/check-po: reads po/*.po as gettext
writes it (comments, msgid, msgid_plural, msgstr, msgstr[0], msgstr[1]) and finds what is marked."""

import re

# A conversion of printf: its position (or ""), and what it takes ("s", "zu", ".*s", "02d" …).
CONVERSION = re.compile(r"%(?:(\d+)\$)?(?:%|([-+ 0#]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|j|t)?[diouxXcsp]))")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "r": "\r", "a": "\a"}


class Wrong(Exception):
    """A finding: file:line: what is wrong."""


class Entry:
    """One sentence: Vietnamese `vi`, English `en`; `one` is English for exactly one, or None."""

    def __init__(self, line):
        self.line, self.vi, self.plural, self.en, self.one = line, None, None, None, None


def unescape(text, where):
    def one(m):
        if m.group(1) not in ESCAPES:
            raise Wrong(f"{where}: \\{m.group(1)} is not understood here")
        return ESCAPES[m.group(1)]

    return re.sub(r"\\(.)", one, text, flags=re.S)


def read(path):
    """The entries of a .po file, without its header (the entry of the empty sentence)."""
    entries, entry, field, texts = [], None, None, {}

    def close():
        if entry is None:
            return
        where = f"{path}:{entry.line}"
        entry.vi, entry.plural = texts.get("msgid"), texts.get("msgid_plural")
        if entry.plural is None:
            entry.en = texts.get("msgstr")
        else:
            entry.one, entry.en = texts.get("msgstr[0]"), texts.get("msgstr[1]")
            if not entry.one:
                raise Wrong(f"{where}: msgid_plural needs msgstr[0] (one) and msgstr[1] (more)")
            if entry.plural != entry.vi:
                raise Wrong(f"{where}: Vietnamese has no plural: msgid_plural must repeat msgid")
        if entry.en is None:
            raise Wrong(f"{where}: an entry without msgstr")
        if entry.vi:
            entries.append(entry)

    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.strip()
            where = f"{path}:{number}"
            if line.startswith("#~"):
                raise Wrong(f"{where}: an obsolete entry: remove it")
            if line.startswith("#, ") and "fuzzy" in line:
                raise Wrong(f"{where}: a fuzzy entry: translate it")
            if not line or line.startswith("#"):
                continue
            m = re.fullmatch(r'(?:(msgid|msgid_plural|msgstr(?:\[[01]\])?)\s+)?"((?:[^"\\]|\\.)*)"', line)
            if not m:
                raise Wrong(f"{where}: neither a comment nor msgid, msgid_plural, msgstr or a string")
            if m.group(1) == "msgid":
                close()
                entry, texts = Entry(number), {}
            if m.group(1):
                field = m.group(1)
                if field in texts or entry is None:
                    raise Wrong(f"{where}: {field} out of place")
                texts[field] = ""
            if field is None:
                raise Wrong(f"{where}: a string of no entry")
            texts[field] += unescape(m.group(2), where)
    close()
    seen = {}
    for e in entries:
        if e.vi in seen:
            raise Wrong(f"{path}:{e.line}: stands already in line {seen[e.vi]}")
        seen[e.vi] = e.line
    return entries


def conversions(text):
    """What printf takes for `text`, in the order of the arguments; %% takes nothing."""
    found, plain = {}, 0
    for m in CONVERSION.finditer(text):
        if m.group(2) is None:
            continue
        if m.group(1):
            found[int(m.group(1))] = m.group(2)
        else:
            plain += 1
            found[plain] = m.group(2)
    return [found[k] for k in sorted(found)]


def marked_in_c(path):
    """(line, sentence) of every N_("…" "…") in a C file; comments are left out."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    string = r'"(?:[^"\\\n]|\\.)*"'
    blank = lambda m: re.sub(r"[^\n]", " ", m.group(0)) if m.group(0)[0] == "/" else m.group(0)
    text = re.sub(r'/\*.*?\*/|//[^\n]*|' + string + r"|'(?:[^'\\\n]|\\.)*'", blank, text, flags=re.S)
    for m in re.finditer(r"\bN_\(", text):
        line = text.count("\n", 0, m.start()) + 1
        if re.match(r"\s*#\s*define\s+$", text[text.rfind("\n", 0, m.start()) + 1 : m.start()]):
            continue
        literal = re.compile(rf"\s*((?:{string}\s*)+)\)").match(text, m.end())
        if not literal:
            raise Wrong(f"{path}:{line}: N_() takes one literal sentence")
        parts = re.findall(string, literal.group(1))
        yield line, "".join(unescape(p[1:-1], f"{path}:{line}") for p in parts)


def marked_in_view(path):
    """(line, sentence) of every {{t …}} in a view; see tools/viewc."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for m in re.finditer(r"\{\{t1?\s+(.*?)\}\}", text, flags=re.S):
        yield text.count("\n", 0, m.start()) + 1, sentence(m.group(1))[0]


def sentence(inside):
    """What stands in {{t …}}: the sentence on one line, and the list of its fields."""
    words, bar, fields = inside.partition(" | ")
    words = " ".join(words.split())
    return words, [f.strip() for f in fields.split(",")] if bar else []
