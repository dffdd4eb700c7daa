"""Typed rules: formulas and what is built of them, nodes of the same kind; nothing is desugared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.outcome import Value
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language.ir.atoms import Dims, Ref
from rammeaftale.language.ir.expressions import Expr
from rammeaftale.language.types import Type
from rammeaftale.rulefiles.yamltree import Scalar


@record
class Formula:
    """A formula as a branch: its expression and the text it was written as."""

    expression: Expr
    text: Scalar

    @property
    def type(self) -> Type:
        """The expression's."""
        return self.expression.type

    @property
    def dims(self) -> Dims:
        """The expression's."""
        return self.expression.dims


@record
class Arm:
    """A condition and what counts when it holds."""

    condition: Formula
    then: Rule


@record
class Arms:
    """`varianter`: the first arm that holds."""

    arms: tuple[Arm, ...]
    otherwise: Rule
    type: Type
    dims: Dims
    span: Span


@record
class Cell:
    """A test on a column: one of `values`, or between bounds (None = open end)."""

    text: str
    values: frozenset[Value] = frozenset()
    low: Value | None = None
    low_inclusive: bool = True
    high: Value | None = None
    high_inclusive: bool = True

    def holds(self, value: Value) -> bool:
        """Whether a value passes the test."""
        if self.values:
            return value in self.values
        if self.low is not None and (value < self.low or (value == self.low and not self.low_inclusive)):  # type: ignore[operator]
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_inclusive)  # type: ignore[operator]


@record
class Row:
    """A table row: a test per column (None = any value) and what it gives."""

    cells: tuple[Cell | None, ...]
    gives: Rule
    span: Span


@record
class Table:
    """`tabel`: proved complete and without overlap."""

    columns: tuple[Ref, ...]
    rows: tuple[Row, ...]
    type: Type
    dims: Dims
    span: Span


@record
class Bracket:
    """An interval of a scale from `bound` on (`inclusive`: itself too), in base scale."""

    bound: Value
    inclusive: bool
    rate: Formula


@record
class Scale:
    """`skala`: marginal (each part by its own rate) or by the one interval the base falls in."""

    base: Formula
    marginal: bool
    brackets: tuple[Bracket, ...]
    type: Type
    dims: Dims
    span: Span


@record
class Deadline:
    """A length from a date, in dage, arbejdsdage or måneder; `same_day`: the date itself counts.

    `day_off` says what becomes of an end on a day off, `month_end` what counts when the month is too short.
    """

    start: Formula
    length: Formula
    unit: str
    backwards: bool
    calendar: Calendar | None
    same_day: bool
    day_off: str
    month_end: str
    type: Type
    dims: Dims
    span: Span


@record
class ByReading:
    """`efter_fortolkning`: one rule for each way to read a passage."""

    reading: str
    rules: Mapping[str, Rule]
    type: Type
    dims: Dims
    span: Span


@record
class Step:
    """A cap (`højst`), floor (`mindst`) or rounding to a multiple after the calculation."""

    kind: str
    amount: Formula
    when: Formula | None
    span: Span


Rule: TypeAlias = Formula | Arms | Table | Scale | Deadline | ByReading
AnyNode: TypeAlias = Expr | Rule
