"""Python mappings as case files: the same nodes, so that one reader serves both."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

from rammeaftale.core.danish import MOST_DIGITS, exact_text
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles import findings as rf
from rammeaftale.rulefiles.yamltree import DEEPEST, UNPRINTABLE, Mapping, Node, Scalar, Sequence
from rammeaftale.services import findings as f

EXACT = "="
MOST_BITS = 4000
LONGEST_KEY = 60


def node_of(value: object, findings: Findings, name: str = "<sag>") -> Node:
    """The node a program's value stands for; a float or another type is a finding."""
    return _Converter(findings, name).node(value)


class _Converter:
    """Turns values into nodes whose place is the path of keys to them: `<sag> oplysninger.løn.2019`."""

    def __init__(self, findings: Findings, name: str) -> None:
        self.findings, self.name, self.depth = findings, name, 0
        self.keys: list[str] = []

    @property
    def span(self) -> Span:
        """The place of the value at hand."""
        path = ".".join(self.keys)
        return whole(SourceText(f"{self.name} {path}" if path else self.name))

    def node(self, value: object) -> Node:
        if not isinstance(value, MappingType | list | tuple):
            return Scalar(self.text(value), self.span, EXACT if isinstance(value, Fraction | Decimal) else "")
        self.depth += 1
        if self.depth > DEEPEST:
            self.findings.add(rf.TOO_DEEP, self.span, limit=DEEPEST)
            inside: Node = Scalar("", self.span)
        elif isinstance(value, MappingType):
            inside = self.mapping(value)
        else:
            inside = Sequence(tuple([self.under(str(n), item) for n, item in enumerate(value, 1)]), self.span)
        self.depth -= 1
        return inside

    def mapping(self, value: MappingType[object, object]) -> Node:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, part in value.items():
            text = self.text(key)
            if text in entries:
                self.findings.add(rf.DUPLICATE_KEY, self.span, key=text, line=1)
            inside = self.under(text, part)
            entries[text] = (Scalar(text, inside.span), inside)
        return Mapping(entries, self.span)

    def under(self, key: str, value: object) -> Node:
        """The node of what stands under a key, or at a place in a list."""
        self.keys.append(key[:LONGEST_KEY])
        inside = self.node(value)
        self.keys.pop()
        return inside

    def text(self, value: object) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, int | Fraction | Decimal):
            return self.number(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, float):
            self.findings.add(f.FLOAT, self.span)
            return "0"
        if isinstance(value, str):
            hidden = UNPRINTABLE.search(value)
            if hidden:
                self.findings.add(rf.BAD_CHARACTER, self.span, number=ord(hidden[0]))
            return normalize("NFC", value)
        self.findings.add(f.BAD_TYPE, self.span, type=type(value).__name__)
        return ""

    def number(self, value: int | Fraction | Decimal) -> str:
        """A number's exact text; one of more digits than anyone needs is a finding."""
        if isinstance(value, Decimal):
            if not value.is_finite() or abs(value.adjusted()) > MOST_DIGITS:
                return self.refused(str(value))
            return exact_text(Fraction(value))[0]
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS:
            return self.refused("et meget langt tal")
        return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else str(value)

    def refused(self, text: str) -> str:
        self.findings.add(f.BAD_VALUE, self.span, text=text, expected=f"et tal med højst {MOST_DIGITS} cifre")
        return "0"
