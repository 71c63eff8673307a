"""The HTML machine of tools/viewc: follows the literal text of a view, so that the place of every field
is known (text, quoted value, address), and refuses what a page may not hold."""

import re
from typing import NamedTuple

from catalogue import Wrong

VOID = set("area br col hr img input link meta source track wbr".split())
REFUSED = set("style iframe frame frameset object embed applet base noscript template xmp plaintext noembed "
              "noframes listing math foreignobject animate animatemotion animatetransform set".split())
PLAIN_INSIDE = {"title", "textarea", "script"}  # the HTML parser sees no tags in them
VERBATIM = {"pre", "textarea"}  # white space matters; the parser drops one line break at their start
BLOCK = set("address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 "
            "header hr main menu nav ol p pre section table ul".split())
PARENT = {"li": "ul ol menu", "tr": "thead tbody tfoot", "td": "tr", "th": "tr", "thead": "table",
          "tbody": "table", "tfoot": "table", "caption": "table", "colgroup": "table", "col": "colgroup",
          "dt": "dl div", "dd": "dl div", "option": "select optgroup datalist", "optgroup": "select",
          "legend": "fieldset", "summary": "details", "figcaption": "figure"}
NOT_INSIDE = {**{name: {"p"} for name in BLOCK}, "form": {"form", "p"}, "label": {"label"},
              **{name: {"a", "button"} for name in ("a", "button", "input", "select", "textarea")}}
ADDRESS = set("href src action formaction poster cite data xlink:href hx-get hx-post hx-push-url".split())
FROM_ASSETS = {("script", "src"), ("link", "href")}
NO_ATTRIBUTE = {"style": "an inline style; use a class", "srcdoc": "a page inside the page",
                "srcset": "not understood here", "http-equiv": "headers are http/'s work",
                "ping": "tracks people", "background": "use a class", "manifest": "not understood here"}
HTMX = set("hx-get hx-post hx-push-url hx-target hx-swap hx-trigger hx-select hx-include hx-indicator "
           "hx-confirm hx-disable".split())
NO_FIELD = {"hx-trigger", "hx-swap", "hx-select", "hx-include", "hx-indicator", "type", "method", "rel"}
WORDED = set("alt title placeholder label aria-label aria-description aria-roledescription aria-valuetext "
             "aria-placeholder hx-confirm".split())
OWN_ADDRESS = re.compile(r"/(?![/\\])|[?#]|https://[a-z0-9.-]+/")


class State(NamedTuple):
    """Where the HTML parser of a browser stands."""

    mode: str = "text"  # "text", "tag" (behind the name of a tag) or "value" (between the quotes)
    stack: tuple = ()  # open elements; in a tag the last is the one whose tag it is
    attribute: tuple = ("", 0)  # in a value: its name, and a number of its own
    started: bool = False  # the value has begun: what follows in an address is only a part of it


def has_letters(text):
    return any(c.isalpha() for c in re.sub(r"&#?\w+;", "", text))


class Html:
    """Follows literal HTML; `put` receives what is to be written of it. Elements below `floor` may not be
    closed: they were opened outside the branch."""

    def __init__(self, path, put):
        self.path, self.put = path, put
        self.s, self.floor, self.line, self.serial = State(), 0, 1, 0

    def fail(self, what):
        raise Wrong(f"{self.path}:{self.line}: {what}")

    def top(self):
        return self.s.stack[-1] if self.s.stack else ""

    def pop(self):
        if len(self.s.stack) <= self.floor:
            self.fail(f"<{self.top()}> was opened outside this branch" if self.s.stack else "nothing is open")
        self.s = self.s._replace(mode="text", stack=self.s.stack[:-1])

    def feed(self, text):
        while text:
            rest = {"text": self.text, "tag": self.tag, "value": self.value}[self.s.mode](text)
            self.line += text.count("\n", 0, len(text) - len(rest))
            text = rest

    def text(self, text):
        at = text.find("<")
        words, rest = (text, "") if at < 0 else (text[:at], text[at:])
        if self.top() == "script" and words:
            self.fail("a script inside the page; put it into ui/")
        if has_letters(words):
            self.fail(f"words outside {{{{t …}}}}: {words.strip()[:40]}")
        if words:
            self.put(self.escaped(words), squeezed=not VERBATIM & set(self.s.stack))
            return rest
        if rest.lower().startswith("<!doctype html>"):
            self.put("<!doctype html>")
            return rest[15:]
        m = re.match(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)", rest)
        if not m:
            self.fail("a comment goes into the page; write {{! … }}" if rest.startswith("<!")
                      else "a bare <; write &lt;")
        name = m.group(2)
        if m.group(1):
            if not re.match(r"\s*>", rest[m.end():]):
                self.fail(f"</{name} without >")
            if name != self.top():
                self.fail(f"</{name}> where <{self.top()}> is open" if self.top() else f"</{name}> closes nothing")
            self.pop()
            self.put(f"</{name}>")
            return rest[rest.index(">") + 1:]
        self.open(name)
        return rest[m.end():]

    def open(self, name):
        stack = self.s.stack
        if name.lower() in REFUSED:
            self.fail(f"<{name}> is refused")
        if name != name.lower() and "svg" not in stack:
            self.fail(f"<{name}>: lower case")
        if self.top() in PLAIN_INSIDE:
            self.fail(f"<{name}> inside <{self.top()}>, which holds only text")
        if name in PARENT and stack and self.top() not in PARENT[name].split():
            self.fail(f"<{name}> directly in <{self.top()}>; it belongs into {PARENT[name].replace(' ', ', ')}")
        for outer in sorted(NOT_INSIDE.get(name, set()) & set(stack)):
            self.fail(f"<{name}> inside <{outer}>")
        self.s = self.s._replace(mode="tag", stack=stack + (name,))
        self.put("<" + name)

    def tag(self, text):
        if text[0].isspace():
            return text.lstrip()
        m = re.match(r"(/?)>", text)
        name = self.top()
        if m:
            own_end = m.group(1) and "svg" in self.s.stack
            if m.group(1) and not own_end and name not in VOID:
                self.fail(f"<{name}/>: only void elements and those of an svg end like this")
            self.put(("/>" if own_end else ">") + ("\n" if name in VERBATIM else ""))
            if own_end or name in VOID:
                self.pop()
            self.s = self.s._replace(mode="text")
            return text[m.end():]
        m = re.match(r"([a-zA-Z_:][-a-zA-Z0-9_:.]*)(\s*=\s*)?(\")?", text)
        if not m:
            self.fail(f"not an attribute: {text.split()[0][:20]}")
        self.check_attribute(m.group(1).lower())
        self.put(" " + m.group(1))
        if m.group(2):
            if not m.group(3):
                self.fail(f'{m.group(1)}= without double quotes')
            self.serial += 1
            self.s = self.s._replace(mode="value", attribute=(m.group(1).lower(), self.serial), started=False)
            self.put('="')
        return text[m.end():]

    def check_attribute(self, name):
        if name.startswith("on") or name.startswith("hx-on"):
            self.fail(f"{name}: a script inside the page; put it into ui/")
        if name in NO_ATTRIBUTE:
            self.fail(f"{name}: {NO_ATTRIBUTE[name]}")
        if name.startswith("hx-") and name not in HTMX:
            self.fail(f"{name} is not one of {', '.join(sorted(HTMX))}")

    def value(self, text):
        at = text.find('"')
        literal, rest = (text, None) if at < 0 else (text[:at], text[at + 1:])
        name = self.s.attribute[0]
        if literal:
            self.check_value(name, literal)
            self.put(self.escaped(literal))
            self.s = self.s._replace(started=True)
        if rest is None:
            return ""
        self.put('"')
        self.s = self.s._replace(mode="tag", attribute=("", 0), started=False)
        return rest

    def check_value(self, name, literal):
        if has_letters(literal) and (name in WORDED or not literal.isascii()):
            self.fail(f"words outside {{{{t …}}}} in {name}: {literal[:40]}")
        if name.startswith("hx-") and re.search(r"(javascript|js)\s*:|\[", literal, re.I):
            self.fail(f"{name}: a script inside the page; put it into ui/")
        if (self.top(), name) == ("input", "type") and literal in ("submit", "button", "reset", "image"):
            self.fail("<input> as a button; use <button>")
        if (self.top(), name) in FROM_ASSETS:
            self.fail(f"{name} of <{self.top()}> is an {{{{asset …}}}}")
        if name in ADDRESS and not self.s.started and not OWN_ADDRESS.match(literal):
            if (name, literal) != ("hx-push-url", "true"):
                self.fail(f"{name}: an address begins with / ? # or https://host/, not {literal[:20]}")

    @staticmethod
    def escaped(text):
        text = re.sub(r"&(?!#\d+;|#x[0-9a-fA-F]+;|[a-zA-Z]+;)", "&amp;", text)
        return text.replace("<", "&lt;").replace(">", "&gt;")
