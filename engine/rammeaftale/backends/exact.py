"""The evaluation of record: exact, lazy, every cell once, iterative however deep the rules go.

A cell is a quantity in a year for given members. A run remembers every cell's outcome and, in order, the cells it
read, so that stamps, assumptions and the trace can be told afterwards without evaluating anything again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeAlias

from rammeaftale.backends.arithmetic import Impossible, bounded, whole_number
from rammeaftale.backends.facts import Facts, Members, Stated, address
from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.language.program import Figure, Program, Quantity
from rammeaftale.language.rule_findings import TOO_MUCH
from rammeaftale.rulefiles.head_model import Head

if TYPE_CHECKING:
    from rammeaftale.backends.procedure_state import State
    from rammeaftale.language.ir import Formula
    from rammeaftale.language.procedure_program import Procedure

Cell: TypeAlias = tuple[str, int | None, Members]
Env: TypeAlias = Mapping[str, object]
Rule: TypeAlias = "Callable[[Run, int | None, Env], Outcome]"
MOST_FRAMES = 450
MOST_CELLS = 500_000
MOST_READS = 5_000_000
MOST_SHOWN = 12
NO_ENV: Env = {}


class Course(Protocol):
    """A procedure of a program, ready to follow."""

    program: Program
    procedure: Procedure
    frames: int

    @property
    def name(self) -> str:
        """The procedure's name."""

    def rule(self, formula: Formula) -> Rule:
        """A condition or deadline of the procedure as a closure."""

    def state(self, run: Run, year: int | None) -> State:
        """Where it stands after the events of the case."""


class Definitions(Protocol):
    """Where a run finds what a name means in a year, ready to evaluate."""

    history: int
    starts: int
    has_procedures: bool

    def seen_from(self, years: tuple[int, ...]) -> Definitions:
        """The same for a calculation of these years."""

    def quantity(self, name: str, year: int | None) -> Quantity:
        """The definition of a name in a year."""

    def rule(self, name: str, year: int | None) -> tuple[Rule, int]:
        """The compiled rule of a computed quantity (or of an input's standard) and the frames it may take."""

    def program_of(self, name: str, year: int | None) -> Program:
        """The program that defines a name in a year."""

    def bare_rule(self, name: str, year: int | None, before: str | None = None) -> Rule:
        """The rule without its steps, with the measures up to (not including) `before`."""

    def course(self, name: str, year: int | None) -> Course | None:
        """The procedure of a name in a year, ready to follow; None when it is no procedure's."""

    def group(self, name: str) -> tuple[str, ...]:
        """The inputs of which exactly one is stated, if `name` is one of them; else nothing."""

    def together(self, name: str) -> tuple[str, ...]:
        """The inputs that are stated together or not at all, if `name` is one of them; else nothing."""


class Deferred(BaseException):
    """Raised through a deep evaluation: the cells underway, each waiting for the next; the last comes first."""

    def __init__(self, path: list[Cell]) -> None:
        super().__init__()
        self.path = path


class Ring(BaseException):
    """Raised through an evaluation that has come back to a cell underway, up to that cell."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self.cell = cell


class Run:
    """One calculation: facts in, outcomes by cell out."""

    def __init__(self, definitions: Definitions, facts: Facts) -> None:
        self.definitions = definitions.seen_from(facts.years)
        self.facts = facts
        self.outcomes: dict[Cell, Outcome] = {}
        self.reads: dict[Cell, list[Cell]] = {}
        self.absent: set[Cell] = set()
        self.days: dict[Cell, dict[date, None]] = {}
        self.shared: dict[object, tuple[Any, list[Cell]]] = {}
        self.reading: list[Cell] = []
        self.states: dict[Cell, State] = {}
        self._underway: dict[Cell, None] = {}
        self._frames = 0
        self._base = 0
        self._reads = 0
        self._nested = 1
        self._has_procedures = self.definitions.has_procedures
        self.earliest = min(facts.years, default=definitions.starts) - definitions.history

    def value(self, name: str, year: int | None = None, members: Members = ()) -> Outcome:
        """The outcome of a cell, evaluated now if it has not been."""
        wanted: Cell = (name, year, members)
        waiting = [wanted]
        self._underway.clear()
        while waiting:
            cell = waiting[-1]
            if cell in self.outcomes:
                waiting.pop()
                if waiting:
                    del self._underway[waiting[-1]]
                continue
            self._frames, self._nested, self._base = 0, 1, len(waiting)
            try:
                self.read(*cell)
            except Deferred as deferred:
                for further in deferred.path:
                    self._underway[waiting[-1]] = None
                    waiting.append(further)
            except Ring:
                continue
        return self.outcomes[wanted]

    def formula(self, rule: Rule, year: int | None, env: Env = NO_ENV) -> tuple[Outcome, list[Cell]]:
        """The outcome of a formula that is no quantity's (a duty's, a check's), and the cells it read."""
        while True:
            self._underway.clear()
            self._frames, self._nested, self._base, self.reading = 0, 1, 0, []
            try:
                return rule(self, year, env), list(dict.fromkeys(self.reading))
            except Deferred as deferred:
                self.value(*deferred.path[0])

    def read(self, name: str, year: int | None, members: Members) -> Outcome:
        """The outcome of a cell as part of a rule under evaluation."""
        cell = (name, year, members)
        self.reading.append(cell)
        self._reads += 1
        if self._reads > MOST_READS:
            self._too_much("opslag", MOST_READS, self._head(name, year).span)
        outcome = self.outcomes.get(cell)
        if outcome is not None:
            return outcome
        if cell in self._underway:
            self._close_ring(cell)
        self._underway[cell] = None
        outside, self.reading = self.reading, []
        try:
            outcome = self._evaluate(name, year, members)
            self.outcomes[cell] = outcome
            self.reads[cell] = self.reading
        except Ring as ring:
            if ring.cell != cell:
                raise
            outcome = self.outcomes[cell]
        finally:
            self.reading = outside
            del self._underway[cell]
        return outcome

    def _close_ring(self, cell: Cell) -> NoReturn:
        """Every cell that waits for itself fails, whichever of them was asked for first."""
        path = list(self._underway)
        ring = path[path.index(cell) :]
        start = ring.index(min(ring, key=lambda c: (c[0], c[1] or 0, c[2])))
        ring = ring[start:] + ring[:start]
        shown = [address(name, members, year) for name, year, members in (*ring, ring[0])]
        if len(shown) > MOST_SHOWN:
            shown[MOST_SHOWN // 2 : -MOST_SHOWN // 2] = ["…"]
        head = self._head(ring[0][0], ring[0][1])
        message = f"reglerne går i ring: {' → '.join(shown)}"
        for position, part in enumerate(ring):
            self.outcomes[part] = Failure("ring", message, head.name, head.span)
            self.reads[part] = ring[position + 1 : position + 2]
        raise Ring(cell)

    def count_rows(self, count: int, place: Span | None) -> int:
        """Begin a sum over `count` members at `place`; the result is what `end_rows` takes when it is done."""
        before = self._nested
        self._nested *= max(count, 1)
        self._reads += count
        if self._nested > MOST_READS or self._reads > MOST_READS:
            self._too_much("opslag", MOST_READS, place)
        return before

    def end_rows(self, before: int) -> None:
        """End a sum begun with `count_rows`."""
        self._nested = before

    def _too_much(self, what: str, limit: int, place: Span | None) -> NoReturn:
        findings = Findings()
        shown = show_number(limit)
        findings.add(TOO_MUCH, place or whole(SourceText("<beregning>")), what=what, limit=shown)
        raise RammeaftaleError(findings)

    def _head(self, name: str, year: int | None) -> Head:
        course = self.definitions.course(name, year)
        return self.definitions.quantity(name, year).head if course is None else course.procedure.head

    def state(self, name: str, year: int | None) -> State | NoValue:
        """Where a procedure stands, as part of a rule under evaluation; no state when it waits for itself."""
        outcome = self.read(name, year, ())
        return outcome if isinstance(outcome, NoValue) else self.states[name, year, ()]

    def _follow(self, course: Course, year: int | None) -> Outcome:
        """Follow a procedure as a cell of its own; its state is kept beside the outcomes."""
        frames = course.frames
        if self._frames and self._frames + frames > MOST_FRAMES:
            raise Deferred([*islice(self._underway, self._base, None)])
        nested, self._nested = self._nested, 1
        self._frames += frames
        try:
            self.states[course.name, year, ()] = course.state(self, year)
        finally:
            self._frames -= frames
            self._nested = nested
        return True

    def _evaluate(self, name: str, year: int | None, members: Members) -> Outcome:
        if self._has_procedures:
            course = self.definitions.course(name, year)
            if course is not None:
                return self._follow(course, year)
        quantity = self.definitions.quantity(name, year)
        symbol = quantity.symbol
        if symbol.is_parameter:
            return self._parameter(quantity, year, members)
        stated = self.facts.find(name, members, year)
        if stated is not None:
            return stated.value
        if symbol.is_input:
            return self._input(quantity, year, members)
        if year is not None and year < self.earliest:
            return self.missing(name, year, members)
        return self._fitting(self._apply(quantity, year, members), quantity)

    def _apply(self, quantity: Quantity, year: int | None, members: Members) -> Outcome:
        rule, frames = self.definitions.rule(quantity.name, year)
        if self._frames and self._frames + frames > MOST_FRAMES:
            raise Deferred([*islice(self._underway, self._base, None)])
        if len(self.outcomes) > MOST_CELLS:
            self._too_much("celler", MOST_CELLS, quantity.head.span)
        env = dict(zip(quantity.dims, members, strict=True)) if members else NO_ENV
        nested, self._nested = self._nested, 1
        self._frames += frames
        try:
            return rule(self, year, env)
        finally:
            self._frames -= frames
            self._nested = nested

    def _fitting(self, outcome: Outcome, quantity: Quantity) -> Outcome:
        """The outcome itself, if it is no number, or one that the quantity can be."""
        kind = type(outcome)
        if kind is not int and kind is not Fraction:
            return outcome
        try:
            value = bounded(outcome)  # type: ignore[arg-type]
            return whole_number(value, "resultatet") if quantity.symbol.type.whole else value
        except Impossible as fault:
            return Failure(fault.code, fault.message, quantity.name, quantity.head.span)

    def _parameter(self, quantity: Quantity, year: int | None, members: Members) -> Outcome:
        figure = self.figure(quantity, year, members)
        given = self.given_parameter(quantity.name, year, members, figure)
        if given is not None:
            return given.value
        if figure is None and year is None:
            return self.missing_year()
        if figure is None or figure.value is None:
            return self.missing(quantity.name, year, members)
        return figure.value

    def parameter_on(self, name: str, day: date, members: Members) -> Outcome:
        """A parameter's value on a day."""
        self._read_on(name, day, members)
        figure = self.figure(self.definitions.quantity(name, day.year), day, members)
        given = self.given_parameter(name, day.year, members, figure)
        if given is not None:
            return given.value
        if figure is None or figure.value is None:
            return self.missing(name, day.year, members)
        return figure.value

    def given_parameter(
        self, name: str, year: int | None, members: Members, figure: Figure | None
    ) -> Stated | None:
        """A parameter's value from the case: `hvad_hvis`, or stated where the source lacks the `figure`."""
        replaced = self.facts.replaced(name, members, year)
        if replaced is not None or (figure is not None and figure.value is not None):
            return replaced
        return self.facts.find(name, members, year)

    def figure(self, quantity: Quantity, at: int | date | None, members: Members) -> Figure | None:
        """A parameter's figure in the agreement: of a year, or in force on a day."""
        figures = (quantity.figures or {}).get(members[0] if members else "")
        if figures is None:
            return None
        if figures.always or at is None:
            return figures.always
        return figures.of_year(at) if isinstance(at, int) else figures.on(at)

    def _input(self, quantity: Quantity, year: int | None, members: Members) -> Outcome:
        name, entry = quantity.name, quantity.symbol.entry
        if entry.per_year and year is None:  # type: ignore[union-attr]
            return self.missing_year()
        group = self.definitions.group(name)
        if not self.is_about(quantity, year):
            return self.missing(name, year, members, group)
        self.absent.add((name, year, members))
        if quantity.member_defaults and members and members[-1] in quantity.member_defaults:
            return quantity.member_defaults[members[-1]]
        if quantity.default is not None:
            return quantity.default
        if quantity.rule is not None:
            return self._fitting(self._apply(quantity, year, members), quantity)
        return self.missing(name, year, members, group)

    def _read_on(self, name: str, day: date, members: Members) -> None:
        """Note that a parameter is read on a day: its cell is the year's, the figure that of the day."""
        cell = (name, day.year, members)
        self.reading.append(cell)
        self.days.setdefault(cell, {})[day] = None

    def is_about(self, quantity: Quantity, year: int | None) -> bool:
        """Whether the case may speak of an input in this year: its own years, or any when it is fixed or by year."""
        entry = quantity.symbol.entry
        return entry.fixed or entry.per_year or year in self.facts.years or not self.facts.years  # type: ignore[union-attr]

    def is_stated(self, name: str, year: int | None, members: Members) -> Outcome:
        """Whether the case states a value for the year and members; unknown only in a partly stated group."""
        if self.facts.find(name, members, year) is not None:
            return True
        quantity = self.definitions.quantity(name, year)
        if quantity.symbol.is_input:
            if self._partly_stated(name, year, members):
                return self.missing(name, year, members)
            self.absent.add((name, year, members))
        return False

    def _partly_stated(self, name: str, year: int | None, members: Members) -> bool:
        """Whether others of an all-or-none group are stated, so that this one is unknown rather than absent."""
        return any(self.facts.find(other, members, year) for other in self.definitions.together(name))

    def members(self, dimension: str) -> Members | None:
        """The members of a dimension, or None when the case does not say."""
        return self.facts.members.get(dimension)

    def missing(self, name: str, year: int | None, members: Members, group: Iterable[str] = ()) -> Unknown:
        """Unknown for want of this cell (or of any of its group)."""
        names = tuple(group) or (name,)
        return Unknown(
            frozenset(address(n, members, self._shown_year(n, year), self.facts.years) for n in names)
        )

    def _shown_year(self, name: str, year: int | None) -> int | None:
        return None if self.definitions.quantity(name, year).symbol.fixed else year

    def missing_year(self) -> Unknown:
        """Unknown for want of a year to calculate."""
        return Unknown(frozenset(("år",)))
