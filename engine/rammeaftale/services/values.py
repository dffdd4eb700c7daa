"""Python mappings as case files: the same nodes, so that one reader serves both."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from datetime import date
from decimal import Decimal
from fractions import Fraction

from rammeaftale.core.danish import exact_text
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services import findings as f

EXACT = "="


def node_of(value: object, findings: Findings, name: str = "<sag>") -> Node:
    """The node a program's value stands for; a float or another type is a finding."""
    return _Converter(findings, whole(SourceText(name))).node(value)


class _Converter:
    def __init__(self, findings: Findings, span: Span) -> None:
        self.findings, self.span = findings, span

    def node(self, value: object) -> Node:
        if isinstance(value, MappingType):
            entries = {str(k): (Scalar(str(k), self.span), self.node(v)) for k, v in value.items()}
            return Mapping(entries, self.span)
        if isinstance(value, list | tuple):
            return Sequence(tuple(self.node(item) for item in value), self.span)
        return Scalar(self.text(value), self.span, EXACT if isinstance(value, Fraction) else "")

    def text(self, value: object) -> str:
        if isinstance(value, bool):
            return "ja" if value else "nej"
        if isinstance(value, Fraction):
            return f"{value.numerator}/{value.denominator}"
        if isinstance(value, Decimal):
            if not value.is_finite():
                self.findings.add(f.BAD_VALUE, self.span, text=str(value), expected="et tal")
                return "0"
            return exact_text(Fraction(value))[0]
        if isinstance(value, date):
            return value.isoformat()[:10]
        if isinstance(value, float):
            self.findings.add(f.FLOAT, self.span)
            return "0"
        if not isinstance(value, str | int):
            self.findings.add(f.BAD_TYPE, self.span, type=type(value).__name__)
        return str(value)
