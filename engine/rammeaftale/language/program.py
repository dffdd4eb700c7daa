"""The checked, typed program of one rule set: what every reader (evaluation, trace, graph, comparison) works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.fingerprint import fingerprint
from rammeaftale.language.symbols import Names, Symbol
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Manifest

if TYPE_CHECKING:
    from rammeaftale.language.procedure_program import Procedure


@record
class Figure:
    """A parameter's value in base scale (None where the source lacks it or it is `unfilled`) and where it stands."""

    value: Value | None
    citation: m.Citation
    external: bool
    unfilled: bool = False


@record
class Figures:
    """A parameter's values: by year, from a date on (rising), or one for all years."""

    by_year: Mapping[int, Figure]
    from_date: tuple[tuple[date, Figure], ...]
    always: Figure | None
    ends: date | None

    def on(self, day: date) -> Figure | None:
        """The value in force on a day, or None."""
        if self.always:
            return self.always
        if self.from_date:
            if self.ends and day >= self.ends:
                return None
            started = [figure for start, figure in self.from_date if start <= day]
            return started[-1] if started else None
        return self.by_year.get(day.year)

    def of_year(self, year: int) -> Figure | None:
        """The value of a year: its own, or the one in force on 1 January."""
        return self.by_year[year] if year in self.by_year else self.on(date(year, 1, 1))

    def values_in(self, year: int) -> list[Value | None]:
        """The values of a year in order of days, None where there is none."""
        begun = [figure for day, figure in self.from_date if day.year == year]
        ceases = self.ends is not None and self.ends.year == year
        figures = [self.of_year(year), *begun, *([None] if ceases else [])]
        return [figure.value if figure is not None else None for figure in figures]


@record
class Override:
    """What a chosen measure makes of a quantity: `adds` to the value before, or sets it."""

    measure: str
    rule: ir.Rule
    adds: bool


@record
class Quantity:
    """One node of the graph. Values in base scale; `reads`: the quantities it mentions, with the year.

    `figures` (parameters) by member, the empty text where there is no dimension; `default`, `least`, `most` (inputs);
    `rule`, `steps`, `overrides` (computed).
    """

    symbol: Symbol
    rule: ir.Rule | None = None
    steps: tuple[ir.Step, ...] = ()
    overrides: tuple[Override, ...] = ()
    reads: tuple[ir.Read, ...] = ()
    figures: Mapping[str, Figures] | None = None
    default: Value | None = None
    member_defaults: Mapping[str, Value] | None = None
    least: Value | None = None
    most: Value | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return self.symbol.name

    @property
    def head(self) -> m.Head:
        """Title, source, place."""
        return self.symbol.entry.head

    @property
    def dims(self) -> ir.Dims:
        """The dimensions it is per, in the order of `pr`."""
        return self.symbol.dims


@record
class Duty:
    """A duty with its typed conditions and deadline; one that is repeated counts its periods from `begins`."""

    entry: m.Duty
    begins: date
    when: ir.Formula | None
    deadline: ir.Formula | None
    fulfilled: ir.Formula | None
    breached: ir.Formula | None
    reads: tuple[ir.Read, ...]


@record
class Check:
    """A check with its typed conditions."""

    entry: m.Check
    must_hold: ir.Formula
    when: ir.Formula | None
    reads: tuple[ir.Read, ...]


@record
class Goal:
    """A goal with the typed conditions of its actions (None where an action is done by what the case states)."""

    entry: m.Goal
    done: Mapping[str, ir.Formula | None]
    reads: tuple[ir.Read, ...]


@record
class Measure:
    """A measure with the typed condition it requires; `order` says after which others it works."""

    entry: m.Measure
    requires: ir.Formula | None
    sets: frozenset[str]


@record
class Hint:
    """An input's indication: it points, never decides."""

    entry: m.Input
    when: ir.Formula


@dataclass(frozen=True)
class Program:
    """A rule set, checked. Mappings are in the order of the files (name order) and of the entries in them."""

    text: m.RuleText
    names: Names
    quantities: Mapping[str, Quantity]
    duties: Mapping[str, Duty]
    checks: Mapping[str, Check]
    measures: Mapping[str, Measure]
    hints: Mapping[str, Hint]
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    goals: Mapping[str, Goal] = field(default_factory=dict)

    @property
    def manifest(self) -> Manifest:
        """Who, when, from which documents."""
        return self.text.manifest

    @property
    def id(self) -> str:
        """The rule set's id."""
        return self.text.manifest.id

    @property
    def readings(self) -> Mapping[str, m.Reading]:
        """The doubtful passages by name."""
        return self.names.readings

    def choice(self, reading: str, chosen: Mapping[str, str]) -> str:
        """How a passage is read: as chosen, or by the standard where this set does not have that way to read it."""
        found = self.readings[reading]
        choice = chosen.get(reading, found.default)
        return choice if choice in found.choices else found.default

    @cached_property
    def fingerprint(self) -> str:
        """`sha256:…` of everything that decides a result, whatever the order of entries and files."""
        return fingerprint(self.text)

    @cached_property
    def used_by(self) -> dict[str, list[str]]:
        """Who mentions each quantity: quantities, duties, checks, procedures and goals, in name order."""
        found: dict[str, set[str]] = {}
        for owner, reads in self.all_reads():
            for name, _ in reads:
                found.setdefault(name, set()).add(owner)
        return {name: sorted(owners) for name, owners in found.items()}

    def all_reads(self) -> list[tuple[str, tuple[ir.Read, ...]]]:
        """(owner, what it mentions) for every quantity, duty, check, procedure and goal."""
        holders = (self.quantities, self.duties, self.checks, self.procedures, self.goals)
        return [(name, item.reads) for holder in holders for name, item in holder.items()]
