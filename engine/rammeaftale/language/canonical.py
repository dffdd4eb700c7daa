"""What a typed rule says, apart from where it stands and how it is worded: to compare the rules of two sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from rammeaftale.core.places import Span
from rammeaftale.language import ir
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.yamltree import Scalar

_UNSAID = {
    "start",
    "end",
    "span",
    "head",
    "citation",
    "citations",
    "raw",
    "title",
    "description",
    "message",
    "otherwise_text",
}
_WRITTEN = (ir.Formula, ir.Cell)


def canonical(value: object) -> object:
    """Any part of a program as nested tuples that compare; formulas by their typed tree, not their text."""
    if value is None or isinstance(value, str | bool | int) or not _has_parts(value):
        return value
    if isinstance(value, Span):
        return None
    if isinstance(value, Scalar):
        return " ".join(value.text.split())
    if isinstance(value, Mapping):
        return tuple([(key, canonical(part)) for key, part in value.items()])
    if isinstance(value, tuple | list):
        return tuple([canonical(part) for part in value])
    kind: Any = type(value)
    return (kind.__name__, *[canonical(getattr(value, name)) for name in _kept(kind)])


def _has_parts(value: object) -> bool:
    return isinstance(value, Mapping | tuple | list) or hasattr(value, "__dataclass_fields__")


@cache
def _kept(kind: type[Any]) -> tuple[str, ...]:
    unsaid = _UNSAID | ({"text"} if issubclass(kind, _WRITTEN) else set())
    return tuple(field.name for field in fields(kind) if field.name not in unsaid)


def rule_of(quantity: Quantity) -> object:
    """What decides a quantity's value, measures apart: type, figures, rule, steps, standard, bounds."""
    symbol, entry = quantity.symbol, quantity.symbol.entry
    what = [type(entry).__name__, symbol.type, symbol.dims, symbol.optional, symbol.fixed, _by_year(entry)]
    parts = (quantity.rule, quantity.steps, quantity.figures, quantity.default, quantity.member_defaults)
    return canonical([what, parts, quantity.least, quantity.most])


def _by_year(entry: m.Parameter | m.Input | m.Computed) -> bool:
    return isinstance(entry, m.Input) and entry.per_year
