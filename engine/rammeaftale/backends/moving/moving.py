"""A calculation followed once more at one value of one number: what each cell is as a function of that number.

A finished run has the outcomes; here the cells that move with the number are read again, in the order they rest on
each other. Every comparison, branch, row, cap and rounding met is a `Decision` with the functions whose zeros decide
it, so that the nearest places where anything would be decided otherwise can be told without trying them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Protocol

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import NO_ENV, Cell, Env, Rule, Run
from rammeaftale.backends.moving.rational import IDENTITY, Rational, TooSteep, constant
from rammeaftale.backends.moving.rational import at as value_at
from rammeaftale.backends.place import OUTER, Place
from rammeaftale.backends.provenance import reach
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Value
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.yamltree import Scalar

MOST_ROUNDED = 24
"""A rounding with more steps than this over the range is told as such, not step by step."""


@record
class Seen:
    """An outcome that `moving` may change with the number; `function`: of a number or (in days) a date, where known.

    `rounded`: the function leaves fine roundings out.
    """

    outcome: Outcome
    function: Rational | None = None
    moving: bool = False
    rounded: bool = False


Key = tuple[Cell, int, tuple[object, ...]]


@record
class At:
    """Where a rule is read: whose it is, the formula's text, the year and members, the value before a measure."""

    owner: Cell
    text: Scalar | None
    env: Env
    before: Seen | None = None
    before_rule: Rule | None = None

    @property
    def year(self) -> int | None:
        """The year calculated."""
        return self.owner[1]

    @property
    def place(self) -> Place:
        """The same, for closures."""
        return Place(self.owner[0], self.text, self.before_rule)


class Written(Protocol):
    """A node that stands somewhere in a formula."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""


@record
class Spot:
    """Where something is decided: the node and its surroundings, and what kind of decision.

    `part`: the piece of the formula that decides; else `place` is where the rule stands.
    """

    node: object
    at: At
    kind: str
    place: Span | None = None
    part: Written | None = None


@record
class Decision:
    """What was decided at a place in a cell's rule; it may only change where one of the `zeros` is zero."""

    spot: Spot
    result: object
    zeros: tuple[Rational, ...] = ()
    rounded: bool = False

    @property
    def owner(self) -> Cell:
        """Whose rule it is in."""
        return self.spot.at.owner

    @property
    def kind(self) -> str:
        """What kind of decision."""
        return self.spot.kind

    @property
    def span(self) -> Span | None:
        """Where it stands, if that is known."""
        part, text = self.spot.part, self.spot.at.text
        return self.spot.place if part is None or text is None else text.part(part.start, part.end)

    @property
    def text(self) -> str:
        """Its words, where it is a part of a formula."""
        part, text = self.spot.part, self.spot.at.text
        return "" if part is None or text is None else " ".join(text.text[part.start : part.end].split())


@record
class Question:
    """What is followed: a cell, or a formula that is no quantity's (`owner`: whose)."""

    owner: Cell
    formula: ir.Formula | None = None


class Moved(Protocol):
    """What moves: from `low` to `high`, in base scale or days."""

    @property
    def low(self) -> Fraction:
        """Where it begins."""

    @property
    def high(self) -> Fraction:
        """Where it ends."""

    def is_moved(self, cell: Cell) -> bool:
        """Whether a cell is what moves."""

    def value(self, x: Fraction) -> Value:
        """The value at a position."""


class Walk:
    """One question followed at one place `x`."""

    def __init__(self, run: Run, moved: Moved, x: Fraction) -> None:
        self.run, self.moved, self.x = run, moved, x
        self.seen: dict[Cell, Seen] = {}
        self.decisions: dict[Key, Decision] = {}
        self.lost = False
        self.lost_in: Cell | None = None
        self.wants_whole = False
        self.reached = False
        self.roundings: dict[Cell, Fraction] = {}

    def follow(self, question: Question) -> Seen:
        """What the question comes to here."""
        if question.formula is None:
            self.run.value(*question.owner)
            self._cells([question.owner])
            return self.of(question.owner)
        place = Place(question.owner[0], question.formula.text)
        _, reads = self.run.formula(closure(question.formula.expression, place), question.owner[1])
        self._cells(reads)
        return self.formula(question.formula, At(question.owner, question.formula.text, NO_ENV))

    def of(self, cell: Cell) -> Seen:
        """A cell's outcome, moving or not."""
        return self.seen.get(cell) or Seen(self.run.value(*cell))

    def _cells(self, wanted: list[Cell]) -> None:
        from rammeaftale.backends.moving.rules import whole_cell

        for cell in reach(self.run, wanted):
            outcome = self.run.outcomes.get(cell)
            if self.moved.is_moved(cell):
                self.reached = True
                self.seen[cell] = Seen(self.moved.value(self.x), IDENTITY, moving=True)
            elif outcome is None or cell in self.run.states:
                self._procedure(cell)
            elif self._any_moves(self.run.reads.get(cell, ())):
                found = whole_cell(self, cell)
                self.lost_in = self.lost_in or (cell if self.lost else None)
                self.seen[cell] = Seen(outcome, found.function, found.moving, found.rounded)

    def _procedure(self, cell: Cell) -> None:
        """A procedure that reads what moves is not followed."""
        if self._any_moves(self.run.reads.get(cell, ())):
            self.lost = True

    def _any_moves(self, cells: Iterable[Cell]) -> bool:
        return any(found.moving for cell in cells if (found := self.seen.get(cell)) is not None)

    def formula(self, rule: ir.Formula, at: At) -> Seen:
        """A formula; one that reads nothing that moves is not taken apart."""
        from rammeaftale.backends.moving.expressions import expression

        found = self.plain(rule.expression, at)
        if not found.moving and not (at.before is not None and at.before.moving):
            return found
        return expression(self, rule.expression, at)

    def plain(self, node: ir.Expr, at: At) -> Seen:
        """What a node comes to, and whether it reads anything that moves; no function."""
        outcome, reads = self.run.formula(closure(node, at.place), at.year, at.env)
        return Seen(outcome, moving=self._any_moves(reads))

    def lose(self, found: Seen) -> Seen:
        """What has no function we know of; noted when that matters."""
        if found.moving and (isinstance(found.outcome, Failure) or not isinstance(found.outcome, NoValue)):
            self.lost = True
        return found

    def whole(self, found: Seen) -> None:
        """Note that a value that moves must be whole here: then only whole positions have a meaning."""
        if found.moving:
            self.wants_whole = True

    def decide(
        self,
        spot: Spot,
        result: object,
        zeros: list[Rational | None],
        *,
        rounded: bool = False,
        equal: bool = False,
    ) -> None:
        """Note a decision; one without all its functions makes the walk lost.

        `equal`: it asks for one value, which a figure that is `rounded` has all along a step that no zero tells.
        """
        known = tuple([zero for zero in zeros if zero is not None and not zero.is_constant])
        if None in zeros or (equal and rounded and known):
            self.lost = True
        key = (spot.at.owner, id(spot.node), members_of(spot.at.env))
        self.decisions[key] = Decision(spot, result, known, rounded)

    def nearest(self, x: Fraction, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
        """The places left and right of `x` between which nothing is decided otherwise; None if something is at `x`."""
        from rammeaftale.backends.moving.roots import roots_between

        zeros = dict.fromkeys(zero for found in self.decisions.values() for zero in found.zeros)
        for poly in dict.fromkeys(poly for zero in zeros for poly in (zero.top, zero.bottom)):
            if len(poly) > 1 and not value_at(poly, x):
                return None
            for root in roots_between(poly, low, high):
                if root.at < x:
                    low = root.at
                elif root.at > x:
                    high = root.at
                    break
        return low, high


def members_of(env: Env) -> tuple[object, ...]:
    """The members at hand, those outside an aggregate too, in an order of their own."""
    found: list[object] = []
    here: object = env
    while isinstance(here, dict) and here:
        found += [here[name] for name in sorted(here) if name != OUTER]
        here = here.get(OUTER)
    return tuple(found)


def function_of(found: Seen) -> Rational | None:
    """The function of a number or date, one that does not move too; None where there is none."""
    if found.function is not None or found.moving:
        return found.function
    return fixed_function(found.outcome)


def is_number(outcome: Outcome) -> bool:
    """Whether an outcome is a number or a date, which may move a little."""
    return isinstance(outcome, int | Fraction | date) and not isinstance(outcome, bool)


def fixed_function(outcome: Outcome) -> Rational | None:
    """The function that is one number (a date: its day) everywhere."""
    if isinstance(outcome, date):
        return constant(outcome.toordinal())
    if isinstance(outcome, bool) or not isinstance(outcome, int | Fraction):
        return None
    return constant(outcome)


def combined(
    outcome: Outcome, parts: list[Seen], make: Callable[..., Rational], walk: Walk, *more: Rational
) -> Seen:
    """An outcome made of parts: `make` of their functions, where all are known and it can be made."""
    moving = any(part.moving for part in parts)
    rounded = any(part.rounded for part in parts)
    functions = [function_of(part) for part in parts]
    if not moving or isinstance(outcome, NoValue):
        return Seen(outcome, None, moving, rounded)
    try:
        known = [f for f in functions if f is not None]
        function = make(*known, *more) if len(known) == len(functions) else None
    except (TooSteep, ZeroDivisionError):
        function = None
    found = Seen(outcome, function, moving, rounded)
    return walk.lose(found) if function is None else found


def program_of(walk: Walk, cell: Cell) -> Program:
    """The rules that define a cell."""
    return walk.run.definitions.program_of(cell[0], cell[1])
