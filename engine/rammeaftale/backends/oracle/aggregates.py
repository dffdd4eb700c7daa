"""Sums and the like over rows: of each a condition's outcome, then what is counted, then a weight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import TypeAlias

from rammeaftale.backends.oracle.outcomes import (
    ImpossibleError,
    added,
    conjunction,
    disjunction,
    hindrance,
    multiplied,
    strict,
)
from rammeaftale.core.outcome import NoValue, Number, Outcome, Value

Row: TypeAlias = tuple[Outcome, ...]


def _mean(*values: Number) -> Number:
    return Fraction(added(*values)) / len(values)


def _weighted(*values: Number) -> Number:
    """Values and weights in turn."""
    pairs = zip(values[::2], values[1::2], strict=True)
    return Fraction(added(*(multiplied(*pair) for pair in pairs))) / added(*values[1::2])


def _product(*values: Number) -> Number:
    if not values:
        raise ImpossibleError("produkt af ingenting")
    return multiplied(*values)


def _calculated(function: Callable[..., Value], rows: Sequence[Row]) -> Outcome:
    """A function of everything counted: what stands in the way of one stands in the way of all."""
    conditions = [row[0] for row in rows if isinstance(row[0], NoValue)]
    values = [outcome for row in rows for outcome in row[1:]]
    return hindrance([*conditions, *values]) or strict(function)(*values)


def _number(rows: Sequence[Row]) -> Outcome:
    counted = [row if len(row) > 1 else (row[0], True) for row in rows]
    return _calculated(lambda *values: values.count(True), counted)


def _every(rows: Sequence[Row]) -> Outcome:
    """For each: it holds, or it is not among those asked about."""
    return conjunction(*(disjunction(row[1], *_doubt(row)) for row in rows))


def _any(rows: Sequence[Row]) -> Outcome:
    return disjunction(*(conjunction(row[1], *_doubt(row)) for row in rows))


def _doubt(row: Row) -> Row:
    return row[:1] if isinstance(row[0], NoValue) else ()


AGGREGATES: dict[str, Callable[[Sequence[Row]], Outcome]] = {
    "sum": partial(_calculated, added),
    "gennemsnit": partial(_calculated, _mean),
    "produkt": partial(_calculated, _product),
    "antal": _number,
    "alle": _every,
    "mindst_én": _any,
    "størst": partial(_calculated, lambda *values: max(values)),
    "mindst_af": partial(_calculated, lambda *values: min(values)),
    "vægtet_gennemsnit": partial(_calculated, _weighted),
}
