"""What a cell rests on: the cells it read, the stamps of the rules and choices behind it, what was assumed."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.rules import rule_closure
from rammeaftale.language.program import Figure, Measure, Program, Quantity
from rammeaftale.rulefiles.head_model import ASSUMED

EXTERNAL, STATED, WHAT_IF = "ekstern", "oplyst", "hvad_hvis"
PRESUMED, REJECTED, OUTSIDE = "forudsat", "forkastet", "uden_for_perioden"
STAMPS = (ASSUMED, OUTSIDE, EXTERNAL, STATED, WHAT_IF, PRESUMED, REJECTED)
NO_NAMES: frozenset[str] = frozenset()


def reach(run: Run, cells: Iterable[Cell], known: Container[Cell] = ()) -> list[Cell]:
    """The cells and all they rest on, each after what it reads; not what is `known` already, nor what that rests on."""
    found: dict[Cell, None] = {}
    pending = [(cell, False) for cell in reversed(list(cells))]
    underway: set[Cell] = set()
    while pending:
        cell, done = pending.pop()
        if done:
            found[cell] = None
        elif cell not in underway and cell not in known:
            underway.add(cell)
            pending.append((cell, True))
            pending += [(read, False) for read in reversed(run.reads.get(cell, ())) if read not in underway]
    return list(found)


def measures_behind(run: Run, cells: Iterable[Cell], measures: Container[str]) -> dict[Cell, frozenset[str]]:
    """Which of some measures have a rule for the cells, or for anything they rest on."""
    found: dict[Cell, frozenset[str]] = {}
    for cell in reach(run, cells):
        reads = run.reads.get(cell, ())
        found[cell] = _measures_of(run, cell, measures).union(*(found.get(read, NO_NAMES) for read in reads))
    return found


def _measures_of(run: Run, cell: Cell, measures: Container[str]) -> frozenset[str]:
    """The measures with a rule for the very cell."""
    name, year, _ = cell
    if run.definitions.has_procedures and run.definitions.course(name, year) is not None:
        return NO_NAMES
    overrides = run.definitions.quantity(name, year).overrides
    return frozenset([override.measure for override in overrides if override.measure in measures])


def read_quantities(run: Run, cells: Iterable[Cell]) -> list[Cell]:
    """The quantities among the cells, each once; for a procedure, those its conditions were asked of."""
    if not run.states:
        return list(dict.fromkeys(cells))
    found: dict[Cell, None] = {}
    pending = list(cells)[::-1]
    seen: set[Cell] = set()
    while pending:
        cell = pending.pop()
        if cell not in run.states:
            found[cell] = None
        elif cell not in seen:
            seen.add(cell)
            pending += run.reads.get(cell, ())[::-1]
    return list(found)


def figures_on_days(run: Run, quantity: Quantity, cell: Cell) -> list[tuple[date, Figure | None]]:
    """The days on which a parameter was read in a year, with the figure in force on each."""
    members = cell[2]
    figures = (quantity.figures or {}).get(members[0] if members else "")
    return [(day, figures.on(day) if figures else None) for day in run.days.get(cell, ())]


def figures_read(run: Run, quantity: Quantity, cell: Cell) -> list[Figure | None]:
    """A parameter's figure in the agreement for each way it was read in a year: on days, by year."""
    found = [figure for _, figure in figures_on_days(run, quantity, cell)]
    if cell in run.outcomes or not found:
        found.append(run.figure(quantity, cell[1], cell[2]))
    return found


def has_value(figure: Figure | None) -> bool:
    """Whether the source has the figure."""
    return figure is not None and figure.value is not None


class Provenance:
    """Stamps and assumptions of a finished run; asked for as often as one likes."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._stamps: dict[Cell, frozenset[str]] = {}
        self._measures: dict[str, frozenset[str]] = {}

    def stamps(self, cell: Cell) -> frozenset[str]:
        """The stamps a cell carries, from all it rests on."""
        if cell not in self._stamps:
            self.learn(reach(self.run, [cell], self._stamps))
        return self._stamps[cell]

    def learn(self, cells: Iterable[Cell]) -> None:
        """Find the stamps of some cells, each after what it reads."""
        known, reads = self._stamps, self.run.reads
        for cell in cells:
            if cell not in known:
                known[cell] = self._own(cell).union(
                    *[known.get(read, NO_NAMES) for read in reads.get(cell, ())]
                )

    def assumed(self, cells: Iterable[Cell]) -> list[Cell]:
        """The inputs whose absence the cells rest on."""
        return [cell for cell in reach(self.run, cells) if cell in self.run.absent]

    def _own(self, cell: Cell) -> frozenset[str]:
        name, year, members = cell
        definitions = self.run.definitions
        course = definitions.course(name, year) if definitions.has_procedures else None
        if course is not None:
            return frozenset([ASSUMED]) if course.procedure.head.status == ASSUMED else NO_NAMES
        quantity = definitions.quantity(name, year)
        if quantity.symbol.is_input:
            return NO_NAMES
        inherited = frozenset([ASSUMED]) if quantity.head.status == ASSUMED else NO_NAMES
        if quantity.symbol.is_parameter:
            return self._parameter(quantity, cell) or inherited
        if self.run.facts.find(name, members, year) is not None:
            return frozenset([STATED])
        program = definitions.program_of(name, year)
        chosen = [o.measure for o in quantity.overrides if o.measure in self.run.facts.measures]
        return inherited.union(*(self._measure(program, program.measures[name]) for name in chosen))

    def _parameter(self, quantity: Quantity, cell: Cell) -> frozenset[str]:
        name, year, members = cell
        if self.run.facts.replaced(name, members, year) is not None:
            return frozenset([WHAT_IF])
        figures = figures_read(self.run, quantity, cell)
        found = [EXTERNAL] if any(figure and figure.external for figure in figures) else []
        if not all(map(has_value, figures)) and self.run.facts.find(name, members, year) is not None:
            found.append(STATED)
        return frozenset(found)

    def _measure(self, program: Program, measure: Measure) -> frozenset[str]:
        name = measure.entry.head.name
        if name not in self._measures:
            found = {REJECTED} if measure.entry.status == REJECTED else set()
            if measure.requires is not None:
                rule = rule_closure(program, measure.requires, name)
                years = self.run.facts.years
                outcomes = [self.run.formula(rule, year)[0] for year in years or (None,)]
                if not all(outcome is True for outcome in outcomes):
                    found.add(PRESUMED)
            self._measures[name] = frozenset(found)
        return self._measures[name]
