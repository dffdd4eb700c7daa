"""Where something stands: a source text and a span in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

COMMAND_LINE = "<kommandolinje>"
"""What the place of something written as an option is called."""

_NO_LETTER = re.compile("[\ud800-\udfff]")


def told_name(name: str) -> str:
    """A file's name as text: bytes of it that are no letters, as in the names of old systems, become �."""
    return _NO_LETTER.sub("�", name)


@dataclass(frozen=True)
class SourceText:
    """A text with the name a user knows it by (a path, or `<sag>`)."""

    path: str
    text: str = field(repr=False, compare=False, default="")

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    def line(self, number: int) -> str | None:
        """Line `number` (from 1), or None outside the text."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else None


class Span(NamedTuple):
    """A half-open range of a source text; lines and columns count from 1."""

    source: SourceText
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.source.path}:{self.line}:{self.column}"


def whole(source: SourceText) -> Span:
    """The start of a text, for findings about the text as such."""
    return Span(source, 1, 1, 1, 1)
