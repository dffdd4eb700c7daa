"""The ways a value is calculated, as the rule files say them: variants, tables, scales, deadlines, by a reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.rulefiles.yamltree import Scalar


@record
class Variant:
    """One arm: the condition and what then counts."""

    when: Scalar
    then: Branch


@record
class Variants:
    """Arms in order and what counts when none holds."""

    arms: tuple[Variant, ...]
    otherwise: Branch
    span: Span


@record
class Row:
    """A table row: cells by column (missing = any value) and what it gives."""

    cells: Mapping[str, tuple[Scalar, ...]]
    gives: Branch
    span: Span
    keys: tuple[Scalar, ...] = ()


@record
class Table:
    """A decision table over named quantities."""

    columns: tuple[Scalar, ...]
    rows: tuple[Row, ...]
    span: Span


@record
class Interval:
    """A part of a scale: lower bound, whether the bound itself belongs, rate."""

    bound: Scalar
    inclusive: bool
    rate: Scalar


@record
class Scale:
    """A rate by interval of a base; `marginal`: each part by its own rate."""

    base: Scalar
    marginal: bool
    intervals: tuple[Interval, ...]
    span: Span


@record
class Deadline:
    """A length from a date: `unit` is dage, arbejdsdage or måneder; `same_day`: the date itself counts."""

    start: Scalar
    unit: str
    length: Scalar
    backwards: bool
    calendar: Scalar | None
    same_day: bool
    day_off: str
    month_end: str
    span: Span


@record
class ByReading:
    """One branch for each way to read a doubtful passage."""

    reading: Scalar
    branches: Mapping[str, Branch]
    keys: tuple[Scalar, ...]
    span: Span


Branch: TypeAlias = Scalar | Variants | Table | Scale | Deadline | ByReading
