#!/usr/bin/env python3
"""Writes the papers of the sample plan (plan.py): a DOCX, and the DOCX behind the PDF.

usage: make.py DOCX [--copies N] [--unruled]
  --copies N   the whole plan N times in one file (bench/ uses it)
  --unruled    annex II without rules; `soffice --headless --convert-to pdf` of this is ke-hoach-25.pdf
ke-hoach-25.txt was typed by hand from the same plan, as a clerk would paste it."""
import sys
import zipfile
from xml.sax.saxutils import escape

import plan

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text, bold=False, italic=False):
    style = "<w:rPr>%s%s</w:rPr>" % ("<w:b/>" if bold else "", "<w:i/>" if italic else "")
    return '<w:r>%s<w:t xml:space="preserve">%s</w:t></w:r>' % (style, escape(text))


def par(text, bold=False, italic=False, centred=False, number=None, extra="", before=""):
    props = ""
    if number is not None:
        props += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>' % number
    if centred:
        props += '<w:jc w:val="center"/>'
    return "<w:p><w:pPr>%s</w:pPr>%s%s%s</w:p>" % (props, before, run(text, bold, italic), extra)


def cell(content, width, span=1, merge=None, bold=False, centred=False):
    props = '<w:tcW w:w="%d" w:type="dxa"/>' % width
    if span > 1:
        props += '<w:gridSpan w:val="%d"/>' % span
    if merge:
        props += "<w:vMerge%s/>" % (' w:val="restart"' if merge == "restart" else "")
    paragraphs = content if content.startswith("<w:p>") else par(content, bold=bold, centred=centred)
    return "<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>" % (props, paragraphs)


def row(cells, header=False):
    return "<w:tr>%s%s</w:tr>" % ("<w:trPr><w:tblHeader/></w:trPr>" if header else "", "".join(cells))


def table(widths, rows, ruled=True):
    line = "".join('<w:%s w:val="%s" w:sz="4"/>' % (side, "single" if ruled else "nil")
                   for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join('<w:gridCol w:w="%d"/>' % w for w in widths)
    return ("<w:tbl><w:tblPr><w:tblBorders>%s</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr>"
            "<w:tblGrid>%s</w:tblGrid>%s</w:tbl>" % (line, grid, "".join(rows)))


def letterhead():
    stack = lambda lines: "".join(par(t, bold=i != 2, centred=True) for i, t in enumerate(lines))
    return table([4200, 5400], [row([cell(stack(plan.HEAD_LEFT), 4200), cell(stack(plan.HEAD_RIGHT), 5400)])], False)


def body():
    out = [letterhead(), par("")]
    out += [par(t, bold=True, centred=True) for t in plan.TITLE]
    group = 0
    for kind, text, *labels in plan.BODY:
        if kind == "b":
            group += text[0].isdigit()
            out.append(par(text, bold=True))
        elif kind == "n":                      # numbered by the word processor, one list a group
            out.append(par(text, number=group))
            out += [par("- " + line) for line in labels[0]]
        elif kind == "-":
            out.append(par("- " + text))
        else:
            out.append(par(text, italic=kind == "i"))
    left = "".join(par(t, bold=i == 0, italic=i == 0) for i, t in enumerate(plan.RECIPIENTS))
    right = "".join(par(t, bold=True, centred=True) for t in plan.SIGNATURE)
    return out + [table([4800, 4800], [row([cell(left, 4800), cell(right, 4800)])], False)]


def annex_title(lines):
    page_break = '<w:r><w:br w:type="page"/></w:r>'
    out = [par(lines[0], bold=True, centred=True, before=page_break), par(lines[1], bold=True, centred=True)]
    return out + [par("(Kèm theo Kế hoạch số 25/KH-UBND ngày 20/01/2026 của UBND tỉnh)", italic=True, centred=True)]


def annex_1():
    widths = [700, 3600, 1300, 1900, 2100]
    rows = [row([cell(h, w, bold=True, centred=True) for h, w in zip(plan.ANNEX_1[2], widths)], header=True)]
    for t in plan.TARGETS:
        if len(t) == 2:
            rows.append(row([cell(t[0], widths[0], bold=True), cell(t[1], sum(widths[1:]), span=4, bold=True)]))
        else:
            rows.append(row([cell(c, w) for c, w in zip(t, widths)]))
    return annex_title(plan.ANNEX_1) + [table(widths, rows)]


def annex_2(ruled):
    widths = [600, 2900, 1500, 1800, 1500, 1300]
    first = ["TT", "Nhiệm vụ", None, None, "Thời gian hoàn thành", "Kết quả/\u00a0sản phẩm"]
    head = [cell(h, w, merge="restart", bold=True) for h, w in zip(first, widths) if h]
    head.insert(2, cell("Cơ quan thực hiện", 3300, span=2, bold=True, centred=True))
    second = [cell("", w, merge="go on") for w in widths]
    second[2:4] = [cell("Chủ trì", 1500, bold=True), cell("Phối hợp", 1800, bold=True)]
    numbers = [cell("(%d)" % (i + 1), w, centred=True) for i, w in enumerate(widths)]
    rows = [row(head, header=True), row(second, header=True), row(numbers)]
    for i, t in enumerate(plan.TASKS):
        if len(t) == 2:
            rows.append(row([cell(t[0], widths[0], bold=True), cell(t[1], sum(widths[1:]), span=5, bold=True)]))
            continue
        below = plan.TASKS[i + 1] if i + 1 < len(plan.TASKS) else ()
        cells = []
        for k, (text, w) in enumerate(zip(t, widths)):
            go_on = len(below) > 2 and below[k] is None and k == 2
            if text is None and k == 2:
                cells.append(cell("", w, merge="go on"))
            elif k == 4 and text == "Quý IV/2026":              # a tracked change, accepted
                gone = "<w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText>Quý III</w:delText></w:r></w:del>"
                new = "<w:ins w:id=\"2\" w:author=\"x\">%s</w:ins>" % run("Quý IV")
                cells.append(cell("<w:p>%s%s%s</w:p>" % (gone, new, run("/2026")), w))
            elif k == 1 and "Internet yếu" in text:
                mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
                cells.append(cell(par(text, extra=mark), w))
            else:
                cells.append(cell(text or "", w, merge="restart" if go_on else None))
        rows.append(row(cells))
    return annex_title(plan.ANNEX_2) + [table(widths, rows, ruled)]


def numbering():
    level = ('<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%d.%%1."/></w:lvl>')
    return ("<w:numbering %s>" % W
            + "".join('<w:abstractNum w:abstractNumId="%d">%s</w:abstractNum>' % (i, level % i) for i in (1, 2))
            + "".join('<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>' % (i, i) for i in (1, 2))
            + "</w:numbering>")


def write(path, copies=1, ruled=True):
    one = "".join(body() + annex_1() + annex_2(ruled))
    size = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1418" w:right="850"/></w:sectPr>'
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = {
        "[Content_Types].xml": xml + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join('<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>' % (name, kind, what) for name, what in
                  (("document", "document.main"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("styles", "styles")))
        + "</Types>",
        "_rels/.rels": xml + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="%s/officeDocument" Target="word/document.xml"/></Relationships>' % rel,
        "word/_rels/document.xml.rels": xml + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join('<Relationship Id="r%d" Type="%s/%s" Target="%s.xml"/>' % (i, rel, name, name)
                  for i, name in enumerate(("numbering", "footnotes", "styles"))) + "</Relationships>",
        "word/document.xml": xml + "<w:document %s><w:body>%s%s</w:body></w:document>" % (W, one * copies, size),
        "word/numbering.xml": xml + numbering(),
        "word/styles.xml": xml + '<w:styles %s><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Serif" '
        'w:hAnsi="Liberation Serif"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>' % W,
        "word/footnotes.xml": xml + '<w:footnotes %s><w:footnote w:id="2">%s</w:footnote></w:footnotes>' % (W, par(plan.FOOTNOTE)),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 20, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    args = sys.argv[1:]
    if not args or args[0].startswith("-"):
        sys.exit(__doc__)
    write(args[0], int(args[args.index("--copies") + 1]) if "--copies" in args else 1, "--unruled" not in args)
