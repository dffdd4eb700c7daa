"""The independent second evaluation: slow, plain, and without a line in common with the evaluation of record.

It reads the authors' formulas as text, renders them to Python expressions and lets simpleeval calculate, with
our own operators over exact fractions and outcomes. A test instrument: where the two agree, it is probably
what is meant.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from simpleeval import SimpleEval

from rammeaftale.backends.facts import Facts, Members
from rammeaftale.backends.oracle.aggregates import AGGREGATES
from rammeaftale.backends.oracle.functions import FUNCTIONS, OPERATORS, split, working_days_after
from rammeaftale.backends.oracle.given import NO_YEAR
from rammeaftale.backends.oracle.outcomes import conjunction, failure, hindrance, strict, unknown
from rammeaftale.backends.oracle.procedures import Follower, Trail, latest, reached
from rammeaftale.backends.oracle.rules import Rules
from rammeaftale.backends.oracle.timeline import Part, Timeline
from rammeaftale.core.outcome import NotRegulated, NotRelevant, NoValue, Outcome
from rammeaftale.language.ir import YearAt
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 100_000
Cell: TypeAlias = tuple[int | None, str, int | None, Members]
_PLUS = strict(lambda before, more: before + more)
_EQUAL = strict(lambda left, right: left == right)


class RingError(Exception):
    """Raised through the evaluation of cells that need themselves, up to the one that was asked for again."""

    def __init__(self, cell: Cell) -> None:
        super().__init__(cell)
        self.cell = cell


@dataclass(frozen=True)
class Scope:
    """Where a formula is calculated: in which set, for which year and members.

    `home` is the calculated year, `outer` the scope of the member an aggregate is for, `measures` how many of the
    quantity's measures work before the one whose formula this is.
    """

    part: Part
    home: int | None
    year: int | None
    members: Mapping[str, str]
    outer: Scope | None = None
    measures: int = 0


class Oracle:
    """One case under one program, or under the programs of a timeline."""

    def __init__(self, programs: Sequence[Program], facts: Facts) -> None:
        self.facts = facts
        self.timeline = Timeline(programs, facts)
        self._known: dict[Cell, Outcome] = {}
        self._trails: dict[Cell, Trail] = {}
        self._path: list[Cell] = []
        self._scope = Scope(self.timeline.parts[0], None, None, {})
        self._evaluator = SimpleEval(operators=OPERATORS, functions=self._functions(), names={})

    def value(
        self, name: str, year: int | None = None, members: tuple[str, ...] = (), home: int | None = None
    ) -> Outcome:
        """The outcome of a quantity in a year, for the members of its dimensions in the order of `pr`.

        `home`: on a timeline the calculated year it is read from, the year itself where nothing is said.
        """
        home = year if home is None else home
        if not self.timeline.serves(home):
            return failure(f"intet regelsæt gælder i {home}")
        with _deep():
            return self._cell(None if self.timeline.is_single else home, name, year, members)

    def home(self, name: str, year: int | None) -> int | None:
        """The calculated year that a cell of another year is read from: the first whose sets have the name."""
        years = self.facts.years
        if year is None or year in years:
            return year
        return next((y for y in years if self.timeline.in_force(name, y)), next(iter(years), year))

    def formula(self, program: Program, text: Scalar, year: int | None) -> Outcome:
        """The outcome of a formula outside quantities (a duty's, a check's) of one of the programs in a year."""
        part = next(part for part in self.timeline.parts if part.program is program)
        home = None if self.timeline.is_single else year
        with _deep():
            return _Reading(self, Scope(part, home, year, {})).formula(text)

    def trail(self, procedure: str, year: int | None) -> Trail:
        """What the case's events come to in a procedure under the rules of a year."""
        part = self.timeline.in_force(procedure, year)
        assert part is not None
        home = None if self.timeline.is_single else year
        before, self._scope = self._scope, Scope(part, home, year, {})
        try:
            with _deep():
                return self._trail(procedure)
        finally:
            self._scope = before

    def _cell(self, home: int | None, name: str, year: int | None, members: Members) -> Outcome:
        cell = (home, name, year, members)
        if cell in self._known:
            return self._known[cell]
        if cell in self._path:
            self._close_ring(cell)
        self._path.append(cell)
        try:
            outcome = self._calculate(home, name, year, members)
        except RingError as ring:
            if ring.cell != cell:
                raise
            outcome = self._known[cell]
        finally:
            self._path.remove(cell)
        self._known[cell] = outcome
        return outcome

    def _close_ring(self, cell: Cell) -> NoReturn:
        """Every cell that waits for itself fails, whichever was asked for first."""
        for part in self._path[self._path.index(cell) :]:
            self._known[part] = failure("ring")
        raise RingError(cell)

    def _calculate(self, home: int | None, name: str, year: int | None, members: Members) -> Outcome:
        part = self.timeline.part(name, year, home)
        quantity = part.quantity(name)
        if quantity.symbol.is_parameter:
            return part.given.parameter(quantity, year, members)
        scope = Scope(part, home, year, dict(zip(quantity.dims, members, strict=True)))
        if not quantity.symbol.is_input:
            return self._computed(quantity, scope, members)
        found = part.given.input(quantity, year, members)
        return _whole(self._after_measures(quantity, scope, 0), quantity) if found is None else found

    def _computed(self, quantity: Quantity, scope: Scope, members: Members) -> Outcome:
        """What the case states; else the rule, the chosen measures on top of it, and then the steps."""
        given, year = scope.part.given, scope.year
        stated = given.stated(quantity, year, members)
        if stated is not None:
            return stated.value
        if year is not None and year < self._first_year:
            return given.missing(quantity.name, year, members)
        value = self._after_measures(quantity, scope, len(quantity.overrides))
        value = Rules(_Reading(self, scope)).steps(value, quantity.steps, quantity.symbol.type)
        return _whole(value, quantity)

    @property
    def _first_year(self) -> int:
        """Rules are followed `historik` years back from the calculated years, else from the first set's period."""
        starts = [part.program.manifest.starts.year for part in self.timeline.parts]
        return min(self.facts.years or starts) - self.timeline.history

    def _after_measures(self, quantity: Quantity, scope: Scope, count: int) -> Outcome:
        """The rule with the first so many of its measures, those that are chosen, on top."""
        if count == 0:
            assert quantity.rule is not None
            return Rules(_Reading(self, scope)).rule(quantity.rule)
        override = quantity.overrides[count - 1]
        if override.measure not in self.facts.measures:
            return self._after_measures(quantity, scope, count - 1)
        result = Rules(_Reading(self, replace(scope, measures=count - 1))).rule(override.rule)
        if not override.adds:
            return result
        return _PLUS(self._after_measures(quantity, scope, count - 1), result)

    def run(self, text: int, scope: Scope) -> Outcome:
        """The outcome of a text of the book the scope stands in."""
        before, self._scope = self._scope, scope
        try:
            written = scope.part.book.texts[text]
            outcome: Outcome = self._evaluator.eval(written, previously_parsed=_parsed(written))
        finally:
            self._scope = before
        return outcome

    def read(self, name: str, year: int | None, scope: Scope) -> Outcome:
        """The outcome of a quantity for the members of the scope."""
        quantity = self.timeline.part(name, year, scope.home).quantity(name)
        return self._cell(scope.home, name, year, _members(quantity, scope))

    def _year(self, offset: int, absolute: int | None) -> int | None:
        if absolute is not None:
            return absolute
        return None if self._scope.year is None else self._scope.year + offset

    # what the texts may call, besides the functions that only need their arguments

    def _functions(self) -> dict[str, object]:
        own = {
            "af": self._of,
            "på_dag": self._on_day,
            "medlem": lambda dim: self._scope.members[dim],
            "dette_år": lambda: NO_YEAR if self._scope.year is None else self._scope.year,
            "opgjort": lambda: unknown("opgjort") if self.facts.today is None else self.facts.today,
            "tavs": lambda word: NotRegulated("") if word == "ikke_reguleret" else NotRelevant(""),
            "hvis": self._choice,
            "oplyst": self._stated,
            "oplyst_eller": self._stated_or,
            "uden_tiltag": self._without_measure,
            "denne": lambda text: self.run(text, self._outer),
            "samme": self._same,
            "arbejdsdage_efter": self._working_days,
            "i_katalog": self._in_catalogue,
            "over_medlemmer": self._over_members,
            "over_år": self._over_years,
            "fordel": self._split,
            "nået": lambda procedure, step: reached(self._trail(procedure), step),
            "udfald_af": lambda procedure, step: latest(self._trail(procedure), procedure, step, day=False),
            "dato_for": lambda procedure, step: latest(self._trail(procedure), procedure, step, day=True),
        }
        return {**FUNCTIONS, **own}

    def _trail(self, name: str) -> Trail:
        """The trail of a procedure in the year of the formula that asks, under the rules of that year."""
        home, year = self._scope.home, self._scope.year
        cell = (home, name, year, ())
        if cell not in self._trails:
            part = self.timeline.part(name, year, home)
            reading = _Reading(self, Scope(part, home, year, {}))
            procedure = part.program.procedures[name].entry
            follower = Follower(
                procedure, self.facts, reading.formula, lambda one: _exhaustive(part.program, one)
            )
            self._trails[cell] = follower.trail()
        return self._trails[cell]

    def _of(self, name: str, offset: int, absolute: int | None) -> Outcome:
        year = self._year(offset, absolute)
        if year is None and offset:
            return NO_YEAR
        return self.read(name, year, self._scope)

    def _on_day(self, name: str, day: Outcome) -> Outcome:
        if not isinstance(day, date):
            return day
        part = self.timeline.part(name, day.year, self._scope.home)
        quantity = part.quantity(name)
        return part.given.parameter(quantity, day.year, _members(quantity, self._scope), day)

    def _choice(self, condition: Outcome, yes: int, no: int) -> Outcome:
        if isinstance(condition, NoValue):
            return condition
        return self.run(yes if condition else no, self._scope)

    def _stated(self, name: str, offset: int, absolute: int | None) -> Outcome:
        year = self._year(offset, absolute)
        part = self.timeline.part(name, year, self._scope.home)
        quantity = part.quantity(name)
        if year is None and offset and not quantity.symbol.fixed:
            return NO_YEAR
        return part.given.is_stated(quantity, year, _members(quantity, self._scope))

    def _stated_or(self, name: str, offset: int, absolute: int | None, otherwise: int) -> Outcome:
        is_stated = self._stated(name, offset, absolute)
        if isinstance(is_stated, NoValue):
            return is_stated
        return self._of(name, offset, absolute) if is_stated else self.run(otherwise, self._scope)

    def _without_measure(self, name: str) -> Outcome:
        scope, quantity = self._scope, self._scope.part.quantity(name)
        own = {dim: scope.members[dim] for dim in quantity.dims}
        return self._after_measures(quantity, replace(scope, members=own, outer=None), scope.measures)

    @property
    def _outer(self) -> Scope:
        assert self._scope.outer is not None
        return self._scope.outer

    def _same(self, *texts: int) -> Outcome:
        scope, outer = self._scope, self._outer
        return conjunction(*(_EQUAL(self.run(text, scope), self.run(text, outer)) for text in texts))

    def _working_days(self, day: Outcome, count: Outcome, name: str) -> Outcome:
        calendar = self._scope.part.program.manifest.calendars[name]
        return strict(lambda d, n: working_days_after(d, n, calendar))(day, count)

    def _in_catalogue(self, asked: Outcome, name: str) -> Outcome:
        listed = self._scope.part.program.text.catalogues[name]
        if isinstance(asked, NoValue):
            return asked
        if any(member == asked for member in listed.members):
            return True
        return False if listed.exhaustive else NotRegulated("")

    def _counted(self, dim: str) -> Iterator[Scope]:
        scope = self._scope
        for member in self.facts.members.get(dim) or ():
            yield replace(scope, members={**scope.members, dim: member}, outer=scope)

    def _over_members(
        self, function: str, dim: str, body: int | None, weight: int | None, where: int | None
    ) -> Outcome:
        if self.facts.members.get(dim) is None:
            return unknown(dim)
        rows: list[tuple[Outcome, ...]] = []
        for scope in self._counted(dim):
            holds = True if where is None else self.run(where, scope)
            if holds is not False:
                texts = [text for text in (body, weight) if text is not None]
                rows.append((holds, *(self.run(text, scope) for text in texts)))
        return AGGREGATES[function](rows)

    def _over_years(self, function: str, name: str, *window: int | None) -> Outcome:
        first, last = (self._year(offset or 0, absolute) for offset, absolute in (window[:2], window[2:]))
        if first is None or last is None:
            return NO_YEAR
        return AGGREGATES[function]([(True, self.read(name, y, self._scope)) for y in range(first, last + 1)])

    def _split(self, amount: int, key: int, dim: str) -> Outcome:
        members = self.facts.members.get(dim)
        if members is None:
            return unknown(dim)
        scope = self._scope
        keys = [self.run(key, replace(counted, outer=scope.outer)) for counted in self._counted(dim)]
        whole = self.run(amount, scope)
        reason = hindrance([whole, *keys])
        if reason is not None:
            return reason
        parts = strict(lambda total, *shares: split(total, shares)[members.index(scope.members[dim])])
        return parts(whole, *keys)


@dataclass(frozen=True)
class _Reading:
    """An oracle in one scope, as the branch constructs see it."""

    oracle: Oracle
    scope: Scope

    def formula(self, text: Scalar) -> Outcome:
        return self.oracle.run(self.scope.part.book.formula(text.text), self.scope)

    def column(self, name: str, year: YearAt) -> Outcome:
        at = self.scope.year
        if at is None and year.absolute is None and year.offset:
            return NO_YEAR
        return self.oracle.read(name, at if at is None else year.of(at), self.scope)

    def reading(self, name: str) -> str:
        found = self.scope.part.program.readings[name]
        choice = self.oracle.facts.readings.get(name, found.default)
        return choice if choice in found.choices else found.default


def _whole(value: Outcome, quantity: Quantity) -> Outcome:
    """What a heltal or an årstal came to: a part of a whole number is neither."""
    is_part = isinstance(value, Fraction) and value.denominator != 1
    return failure("det er ikke et helt tal") if is_part and quantity.symbol.type.whole else value


def _exhaustive(program: Program, catalogue: str) -> Sequence[str] | None:
    found = program.text.catalogues.get(catalogue)
    return list(found.members) if found is not None and found.exhaustive else None


def _members(quantity: Quantity, scope: Scope) -> Members:
    return tuple(scope.members[dim] for dim in quantity.dims)


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> ast.AST:
    parsed: ast.AST = SimpleEval.parse(text)
    return parsed


@contextmanager
def _deep() -> Iterator[None]:
    """Room for the recursion of a long chain of quantities."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
