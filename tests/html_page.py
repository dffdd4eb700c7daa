"""A page as a program sees it: elements, ids, links, headings and the text of tables, by the standard parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(("meta", "link", "br", "hr", "img", "input"))


@dataclass
class Element:
    """A tag with its attributes, text and children; an unclosed tag is an error."""

    tag: str
    attributes: dict[str, str]
    parts: list[Element | str] = field(default_factory=list)

    def all(self, *tags: str) -> list[Element]:
        """Every element of some tags below, in order (no tag: every one)."""
        found = []
        for part in self.parts:
            if isinstance(part, Element):
                found += [part] if not tags or part.tag in tags else []
                found += part.all(*tags)
        return found

    @property
    def text(self) -> str:
        """All text below, with single blanks."""
        told = " ".join(part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(told.split())

    def rows(self) -> list[list[str]]:
        """A table's body as texts."""
        body = self.all("tbody")[0]
        return [[cell.text for cell in row.all("th", "td")] for row in body.all("tr")]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.top = Element("", {})
        self.open = [self.top]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> where <{self.open[-1].tag}> is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read_page(text: str) -> Element:
    """The elements of a page.

    Raises:
        AssertionError: A tag is closed where it is not open.
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert reader.open == [reader.top], "every tag is closed"
    return reader.top


def table_of(page: Element, caption: str) -> Element:
    """The first table whose caption begins so."""
    return next(t for t in page.all("table") if t.all("caption")[0].text.startswith(caption))
