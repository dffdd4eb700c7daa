"""How one rule came to its value, as data: the branch, row or reading taken and why the others were not, each step."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.backends.filling import fill
from rammeaftale.backends.terms import Setting, Term, tell
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.model import Reading

if TYPE_CHECKING:
    from rammeaftale.backends.procedure_state import State
    from rammeaftale.language.procedure_program import Procedure


class FormulaTrace:
    """A formula: as written, what it came to, its parts, and the text with numbers in place of names."""

    def __init__(self, rule: ir.Formula, outcome: Outcome, at: Setting) -> None:
        self.rule, self.outcome, self._at = rule, outcome, at

    @property
    def written(self) -> str:
        """The formula as the rule has it, on one line."""
        return " ".join(self.rule.text.text.split())

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.rule.text.span

    @property
    def program(self) -> Program:
        """The rules it belongs to."""
        return self._at.program

    @property
    def members(self) -> Mapping[str, object]:
        """The members it was calculated for, by dimension."""
        return self._at.env

    @cached_property
    def term(self) -> Term:
        """Its parts with what they came to."""
        return tell(self.rule.expression, self._at, self.outcome)

    @cached_property
    def filled(self) -> str:
        """The formula with numbers in place of names."""
        return fill(self.rule.text.text, self.term, self.program)

    @cached_property
    def procedures(self) -> list[tuple[ir.OfProcedure, Procedure, State | None]]:
        """What it asked of procedures, each with the procedure and where that stands."""
        found: dict[ir.OfProcedure, tuple[Procedure, State | None]] = {}
        pending, at = [self.term], self._at
        while pending:
            part = pending.pop()
            if isinstance(part.node, ir.OfProcedure):
                name = part.node.procedure
                course = at.run.definitions.course(name, at.year)
                if course is not None:
                    found[part.node] = (course.procedure, at.run.states.get((name, at.year, ())))
            pending += part.parts
            pending += [t for row in part.rows for t in (row.chosen, row.value, row.weight) if t is not None]
        return [(node, *told) for node, told in found.items()]


@record
class ArmsTrace:
    """The conditions tried in order; the last one holds unless `otherwise`; no `result` when one is in doubt.

    `untried`: how many came after it.
    """

    tried: tuple[FormulaTrace, ...]
    otherwise: bool
    result: RuleTrace | None
    span: Span
    untried: int = 0


@record
class RowTrace:
    """A row not taken (or in doubt): its number from 0 and its first cell that fails, with the value it met."""

    row: int
    column: str
    cell: str
    outcome: Outcome
    span: Span


@record
class TableTrace:
    """What the columns were, the row taken (None: none is certain) and why each other row was not."""

    table: ir.Table
    columns: tuple[Term, ...]
    row: int | None
    others: tuple[RowTrace, ...]
    result: RuleTrace | None

    @property
    def span(self) -> Span:
        """Where the taken row, or else the table, stands."""
        return self.table.span if self.row is None else self.table.rows[self.row].span


@record
class ScaleTrace:
    """The base and, for each interval reached, its number, the part rated and the rate."""

    scale: ir.Scale
    base: FormulaTrace
    parts: tuple[tuple[int, Outcome, FormulaTrace], ...]
    outcome: Outcome

    @property
    def span(self) -> Span:
        """Where the scale stands."""
        return self.scale.span


@record
class DeadlineTrace:
    """The date counted from, the length and the last day."""

    deadline: ir.Deadline
    start: FormulaTrace
    length: FormulaTrace
    outcome: Outcome

    @property
    def span(self) -> Span:
        """Where the deadline stands."""
        return self.deadline.span


@record
class ReadingTrace:
    """The reading used, whether the case chose it, and what it gave."""

    reading: Reading
    choice: str
    chosen: bool
    result: RuleTrace
    span: Span


@record
class MeasureTrace:
    """A chosen measure's rule laid over the value before; `adds`: added to it, else put in its place."""

    measure: str
    adds: bool
    result: RuleTrace
    before: Outcome
    after: Outcome


@record
class StepTrace:
    """A cap, floor or rounding: `when` its condition held, the bound, the value before and after."""

    kind: str
    amount: FormulaTrace
    when: FormulaTrace | None
    applied: bool
    before: Outcome
    after: Outcome
    span: Span


RuleTrace: TypeAlias = FormulaTrace | ArmsTrace | TableTrace | ScaleTrace | DeadlineTrace | ReadingTrace
