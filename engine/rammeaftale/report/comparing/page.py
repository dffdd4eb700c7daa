"""A self-contained web page, put together as a tree so that every text is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.45 "Segoe UI", "Liberation Sans", Arial, sans-serif; color: #1a1a1a; background: #fff; }
body { margin: 2rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; table-layout: fixed; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid #8a8a8a; padding: .4rem .5rem; text-align: left; vertical-align: top; }
th, td { overflow-wrap: anywhere; }
thead th { background: #1f3864; color: #fff; } tbody th { background: #f2f4f8; font-weight: 600; }
th small { font-weight: 400; }
.art th { background: #dfe5f0; font-size: 1.05rem; } .definition { font-weight: 400; color: #444; }
.state { font-style: italic; } .source { color: #444; font-size: .85rem; } .kind { color: #444; }
.rule + .rule { margin-top: .6rem; border-top: 1px dotted #8a8a8a; padding-top: .4rem; }
.rule p { margin: 0; } td > p { margin: 0 0 .25rem; } .verdict { font-weight: 600; } .number { text-align: right; }
ul.plain { padding-left: 1.1rem; margin: .2rem 0; }
a.skip { position: absolute; left: -999px; } a.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
.wide { overflow-x: auto; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; font-size: 9pt; } table { min-width: 0 !important; }
  thead { display: table-header-group; } tr { break-inside: avoid; }
  tr.long { break-inside: auto; } a { color: inherit; text-decoration: none; } h2 { break-after: avoid; } }
"""


NARROWEST = 7


def page(title: str) -> tuple[Element, Element]:
    """The document and its main part, with a heading."""
    html = Element("html", lang="da")
    head = SubElement(html, "head")
    SubElement(head, "meta", charset="utf-8")
    SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    SubElement(head, "title").text = title
    SubElement(head, "style").text = STYLE
    body = SubElement(html, "body")
    add(body, "a", "Gå til indholdet", {"class": "skip", "href": "#indhold"})
    main = SubElement(body, "main", id="indhold")
    add(main, "h1", title)
    return html, main


def add(parent: Element, tag: str, text: str = "", attributes: dict[str, str] | None = None) -> Element:
    """A new element at the end of another."""
    found = SubElement(parent, tag, attributes or {})
    if text:
        found.text = text
    return found


def table(parent: Element, caption: str, columns: Iterable[tuple[str, str]]) -> Element:
    """A table with a caption and a heading row of (text, width in pct or nothing); the result is its body."""
    columns = list(columns)
    # A table wider than its window scrolls by itself, and so must be reached from the keyboard and have a name.
    frame = {"class": "wide", "role": "region", "tabindex": "0", "aria-label": caption}
    width = f"min-width:{NARROWEST * len(columns)}rem"
    found = add(add(parent, "div", attributes=frame), "table", attributes={"style": width})
    add(found, "caption", caption)
    group = SubElement(found, "colgroup")
    for _, width in columns:
        SubElement(group, "col", {"style": f"width:{width}"} if width else {})
    row = SubElement(SubElement(found, "thead"), "tr")
    for text, _ in columns:
        add(row, "th", text, {"scope": "col"})
    return SubElement(found, "tbody")


def as_text(html: Element) -> str:
    """The page's bytes as text."""
    style = html.find("head/style")
    assert style is not None
    assert style.text is not None
    body = tostring(html, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{body}\n"
