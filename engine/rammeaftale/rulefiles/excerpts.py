"""An entry as it stands in its file: the very lines, with the comment right above it, found again by its place."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence, read_yaml


@record
class Excerpt:
    """Lines of a file, from line `first` on, less the indentation they share."""

    path: str
    first: int
    lines: tuple[str, ...]

    @property
    def last(self) -> int:
        """The number of the last line."""
        return self.first + len(self.lines) - 1


def excerpt(key: Span) -> Excerpt:
    """The lines of the block whose key stands at `key`."""
    place = (key.line, key.column)
    for found, value in _blocks(_tree(key.source)):
        if (found.span.line, found.span.column) == place:
            return _lines(found.span, value.span)
    return _lines(key, key)


def named_block(name: str, inside: Span) -> Excerpt | None:
    """The lines of the innermost block called `name` that holds the place `inside`, or None."""
    place = (inside.line, inside.column)
    around = [
        (key.span, value.span)
        for key, value in _blocks(_tree(inside.source))
        if key.text == name and value.span[1:3] <= place <= value.span[3:5]
    ]
    return _lines(*max(around, key=lambda spans: spans[0][1:3])) if around else None


def _tree(source: SourceText) -> Node | None:
    return read_yaml(source, Findings())


def _blocks(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Every key with its value, in the order written."""
    pending = [node] if node is not None else []
    while pending:
        part = pending.pop()
        if isinstance(part, Mapping):
            yield from part.entries.values()
            pending += [value for _, value in reversed(part.entries.values())]
        elif isinstance(part, Sequence):
            pending += reversed(part.items)


def _lines(key: Span, value: Span) -> Excerpt:
    lines, indent = key.source.lines, key.column - 1
    first, last = key.line, value.end_line
    # libyaml ends a block where the next token begins, past the blank lines and comments in between.
    while last > first and _is_after(lines, last, value, indent):
        last -= 1
    while first > 1 and lines[first - 2].startswith(" " * indent + "#"):
        first -= 1
    shown = (line[indent:] if not line[:indent].strip() else line for line in lines[first - 1 : last])
    return Excerpt(key.source.path, first, tuple(shown))


def _is_after(lines: list[str], number: int, value: Span, indent: int) -> bool:
    if number > len(lines):
        return True
    line = lines[number - 1]
    if not line.strip() or (number == value.end_line and not line[: value.end_column - 1].strip()):
        return True
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) <= indent
