"""Branch constructs in plain Python: varianter, tabel, skala, efter_fortolkning and trin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from rammeaftale.backends.oracle.deadlines import deadline
from rammeaftale.backends.oracle.functions import round_to
from rammeaftale.backends.oracle.outcomes import added, failure, hindrance, strict
from rammeaftale.core.outcome import NoValue, Outcome, Value
from rammeaftale.language import ir
from rammeaftale.language.literals import read_literal
from rammeaftale.language.types import Type
from rammeaftale.rulefiles.yamltree import Scalar

_LOWER = strict(min)
_RAISE = strict(max)
_ROUND = strict(round_to)
_TIMES = strict(lambda rate, base: rate * base)
_SUM = strict(added)


class Reader(Protocol):
    """What a construct asks of its surroundings: formulas and quantities in the scope it stands in."""

    def formula(self, text: Scalar) -> Outcome:
        """The outcome of a formula."""
        ...

    def column(self, name: str, year: ir.YearAt) -> Outcome:
        """The outcome of a quantity."""
        ...

    def reading(self, name: str) -> str:
        """The chosen reading of a passage."""
        ...


@dataclass(frozen=True)
class Rules:
    """The constructs in one scope."""

    reader: Reader

    def rule(self, rule: ir.Rule) -> Outcome:
        """The outcome of any branch."""
        match rule:
            case ir.Formula():
                return self.reader.formula(rule.text)
            case ir.Arms():
                return self._arms(rule)
            case ir.Table():
                return self._table(rule)
            case ir.Scale():
                return self._scale(rule)
            case ir.Deadline():
                return self._deadline(rule)
            case ir.ByReading():
                return self.rule(rule.rules[self.reader.reading(rule.reading)])

    def _arms(self, arms: ir.Arms) -> Outcome:
        for arm in arms.arms:
            holds = self.reader.formula(arm.condition.text)
            if isinstance(holds, NoValue):
                return holds
            if holds:
                return self.rule(arm.then)
        return self.rule(arms.otherwise)

    def _table(self, table: ir.Table) -> Outcome:
        """A row that certainly matches decides; else what the rows still possible ask of in vain."""
        found = [self.reader.column(column.name, column.year) for column in table.columns]
        possible = [row for row in table.rows if not _excluded(row, found)]
        for row in possible:
            if not _open_questions(row, found):
                return self.rule(row.gives)
        reason = hindrance(outcome for row in possible for outcome in _open_questions(row, found))
        return failure("ingen række passer") if reason is None else reason

    def _scale(self, scale: ir.Scale) -> Outcome:
        base = self.reader.formula(scale.base.text)
        if isinstance(base, NoValue):
            return base
        reached = [bracket for bracket in scale.brackets if _reaches(base, bracket)]
        if not reached:
            return failure("under skalaens første interval")
        if not scale.marginal:
            return _TIMES(self.reader.formula(reached[-1].rate.text), base)
        ends = [bracket.bound for bracket in reached[1:]] + [base]
        parts = [end - bracket.bound for bracket, end in zip(reached, ends, strict=True)]  # type: ignore[operator]
        return _SUM(
            *(_TIMES(self.reader.formula(b.rate.text), part) for b, part in zip(reached, parts, strict=True))
        )

    def _deadline(self, rule: ir.Deadline) -> Outcome:
        count = strict(lambda start, length: deadline(rule, start, length))
        return count(self.reader.formula(rule.start.text), self.reader.formula(rule.length.text))

    def steps(self, value: Outcome, steps: Sequence[ir.Step], type_: Type) -> Outcome:
        """The value after its caps, floors and roundings in the order written; without a value there are none."""
        for step in steps:
            if isinstance(value, NoValue):
                return value
            holds = True if step.when is None else self.reader.formula(step.when.text)
            if isinstance(holds, NoValue):
                value = holds
            elif holds:
                value = _step(step.kind, value, self._amount(step.amount.text, type_))
        return value

    def _amount(self, text: Scalar, type_: Type) -> Outcome:
        """A literal in the declared unit, else a formula."""
        literal = read_literal(text.text, type_)
        return self.reader.formula(text) if literal is None else literal


def _step(kind: str, value: Outcome, amount: Outcome) -> Outcome:
    if kind == "højst":
        return _LOWER(value, amount)
    return _RAISE(value, amount) if kind == "mindst" else _ROUND(value, amount, kind)


def _excluded(row: ir.Row, found: Sequence[Outcome]) -> bool:
    cells = zip(row.cells, found, strict=True)
    return any(cell and not isinstance(value, NoValue) and not _passes(cell, value) for cell, value in cells)


def _open_questions(row: ir.Row, found: Sequence[Outcome]) -> list[NoValue]:
    return [
        value for cell, value in zip(row.cells, found, strict=True) if cell and isinstance(value, NoValue)
    ]


def _passes(cell: ir.Cell, value: Value) -> bool:
    if cell.values:
        return value in cell.values
    above = cell.low is None or cell.low < value or (cell.low == value and cell.low_inclusive)  # type: ignore[operator]
    below = cell.high is None or value < cell.high or (value == cell.high and cell.high_inclusive)  # type: ignore[operator]
    return above and below


def _reaches(base: Value, bracket: ir.Bracket) -> bool:
    return base > bracket.bound or (bracket.inclusive and base == bracket.bound)  # type: ignore[operator]
