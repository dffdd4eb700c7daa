"""A finished calculation: outcomes of its cells, duties, checks, what was assumed, and the trace on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.facts import Members, address
from rammeaftale.backends.provenance import OUTSIDE, STAMPS, Provenance
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language.program import Program, Quantity
from rammeaftale.services.addresses import find_address
from rammeaftale.services.cases.case import Case
from rammeaftale.services.duties import CheckResult, DutyResult, evaluate
from rammeaftale.services.goals import ActionResult, action_results
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.years_in_force import addressed_in_force

if TYPE_CHECKING:
    from rammeaftale.backends.trace import Trace

VALUE = "værdi"
T = TypeVar("T")


@record
class Answer:
    """One cell as a caller sees it.

    `value` is in the declared unit (Fraction, date, bool, str) or None; `state` is `værdi`, `ukendt`,
    `ikke_reguleret`, `ikke_relevant` or `fejl`; `missing` the addresses that would settle an unknown; `unit` the
    declared unit's name or None.
    """

    address: str
    value: Fraction | date | bool | str | None
    state: str
    missing: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    unit: str | None = None
    failure: Failure | None = None


@dataclass(frozen=True)
class Target:
    """A quantity asked for, the cells it has, and the dimension that is unknown if it cannot be told which."""

    quantity: Quantity
    years: tuple[int | None, ...]
    members: tuple[Members, ...]
    by_year: bool
    unknown_dimension: str | None = None

    def cells(self) -> Iterator[Cell]:
        """Every cell, years outermost."""
        for year in self.years:
            for members in self.members:
                yield (self.quantity.name, year, members)


@dataclass(frozen=True)
class Calculation:
    """A finished calculation; further cells may still be asked for.

    `asked`: the targets were named, so that each of them is to be told of, also where there is little to tell.
    """

    rules: RuleSet
    case: Case
    run: Run
    targets: tuple[Target, ...]
    duties: tuple[tuple[int | None, DutyResult], ...]
    checks: tuple[tuple[int | None, CheckResult], ...]
    provenance: Provenance = field(repr=False)
    asked: bool = False

    def __getitem__(self, text: str) -> Answer:
        """The answer at an address; KeyError when the rules have no such cell."""
        return self.answer(self.cell(text))

    def answer(self, cell: Cell) -> Answer:
        """The answer in a cell."""
        outcome = self.outcome(cell)
        quantity = self.run.definitions.quantity(cell[0], cell[1])
        unit = str(quantity.symbol.type.unit) if quantity.symbol.type.kind == "et tal" else None
        shown = address(cell[0], cell[2], cell[1], self.run.facts.years)
        stamps = self.stamps(cell)
        if isinstance(outcome, NoValue):
            missing = tuple(sorted(outcome.missing)) if isinstance(outcome, Unknown) else ()
            failure = outcome if isinstance(outcome, Failure) else None
            return Answer(shown, None, outcome.state, missing, stamps, unit, failure)
        if isinstance(outcome, int | Fraction) and not isinstance(outcome, bool):
            outcome = Fraction(outcome) / quantity.symbol.type.unit.scale
        return Answer(shown, outcome, VALUE, (), stamps, unit)

    def outcome(self, cell: Cell) -> Outcome:
        """The outcome in a cell, evaluated now if it was not asked for."""
        return self.run.value(*cell)

    def stamps(self, cell: Cell) -> tuple[str, ...]:
        """The stamps a cell carries, in the order of the contract."""
        self.outcome(cell)
        found = set(self.provenance.stamps(cell))
        if cell[1] is not None and not self._in_period(cell):
            found.add(OUTSIDE)
        return tuple(stamp for stamp in STAMPS if stamp in found)

    def _in_period(self, cell: Cell) -> bool:
        manifest = self.run.definitions.program_of(cell[0], cell[1]).manifest
        year = cell[1] or 0
        return manifest.starts.year <= year and (manifest.ends is None or year <= manifest.ends.year)

    def explain(self, text: str) -> Trace:
        """The trace of the cell at an address."""
        from rammeaftale.backends.trace import build_trace

        return build_trace(self.run, self.cell(text), self.provenance)

    def cell(self, text: str) -> Cell:
        """The cell at an address; KeyError when the rules have none there."""
        findings = Findings()
        found = find_address(text, self.rules, findings)
        if found is None or not addressed_in_force(self.rules, self.case, found.year, findings):
            raise KeyError(findings.items[0].message)
        if found.members is None and self.rules.quantity(found.name).dims:  # type: ignore[union-attr]
            raise KeyError(f"{found.name} er opdelt: nævn medlemmet, for eksempel {found.name}[…]")
        years = self.run.facts.years
        if found.year is None and len(years) > 1 and not self.rules.quantity(found.name).symbol.fixed:  # type: ignore[union-attr]
            raise KeyError(f"sagen beregner flere år: nævn året, for eksempel {text}@{years[0]}")
        year = found.year if found.year is not None else next(iter(years), None)
        return (found.name, year, found.members or ())

    @cached_property
    def assumed(self) -> dict[str, Outcome]:
        """The inputs whose absence the targets rest on, by address: a standard's value, or why there is none."""
        return self.assumed_by(self.targets)

    def assumed_by(self, targets: Iterable[Target]) -> dict[str, Outcome]:
        """The inputs whose absence some targets rest on.

        What is missing is not assumed, though a rule may have asked whether it is stated.
        """
        asked = [cell for target in targets for cell in target.cells()]
        cells = self.provenance.assumed(asked)
        found: dict[str, Outcome] = {}
        outcomes = [self.outcome(cell) for cell in asked]
        missing = {name for one in outcomes if isinstance(one, Unknown) for name in one.missing}
        for name, year, members in cells:
            fixed = self.run.definitions.quantity(name, year).symbol.fixed
            outcome = self.run.outcomes.get((name, year, members))
            shown = address(name, members, None if fixed else year, self.run.facts.years)
            if shown in missing:
                continue
            if outcome is None or self.run.definitions.quantity(name, year).symbol.optional:
                found[shown] = "ikke_oplyst"
            elif not isinstance(outcome, NoValue):
                found[shown] = outcome
        return dict(sorted(found.items()))

    @cached_property
    def hints(self) -> list[tuple[str, str]]:
        """(input, text) of the indications that show themselves; they point and never decide."""
        found: dict[str, str] = {}
        for year in self.run.facts.years or (None,):
            for name, hint in named(self.rules.in_force(year), lambda p: p.hints):
                if evaluate(self.run, hint.when, name, year)[0] is True:
                    found[name] = hint.entry.hint_text
        return sorted(found.items())

    @cached_property
    def actions(self) -> list[ActionResult]:
        """Every action of every goal in force, by goal; judged in the last of the years calculated."""
        year = next(iter(reversed(self.run.facts.years)), None)
        found: list[ActionResult] = []
        for name, goal in named(self.rules.in_force(year), lambda p: p.goals):
            found += action_results(self.run, name, goal, self.case.goals.get(name, {}), year)
        return found

    @property
    def failed(self) -> bool:
        """Whether a target ended in a failure or a check of grade fejl does not hold."""
        failures = (
            isinstance(self.outcome(cell), Failure) for target in self.targets for cell in target.cells()
        )
        broken = (c.holds is False and c.check.entry.is_error for _, c in self.checks)
        return any(failures) or self._stands_wrong or any(broken)

    @property
    def _stands_wrong(self) -> bool:
        """Whether a procedure the case speaks of has an event that cannot be."""
        year = next(iter(reversed(self.run.facts.years)), None)
        for name in self.run.facts.events:
            if isinstance(self.run.value(name, year), NoValue) or self.run.states[name, year, ()].invalid:
                return True
        return False


def named(programs: Iterable[Program], pick: Callable[[Program], Mapping[str, T]]) -> list[tuple[str, T]]:
    """The duties, checks or hints of some sets, each name once, by name."""
    found: dict[str, T] = {}
    for program in programs:
        for name, item in pick(program).items():
            found.setdefault(name, item)
    return sorted(found.items(), key=lambda item: item[0])


def place_of(span: Span | None) -> str | None:
    """`file:line`, or None."""
    return f"{span.source.path}:{span.line}" if span else None
