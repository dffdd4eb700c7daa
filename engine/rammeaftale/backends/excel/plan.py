"""What stands in the workbook: a cell for every quantity that the asked ones may rest on, whichever branch is taken.

Cells are found from the targets outwards. Every planned cell has a name, a value expression and a state expression;
where it goes on a sheet is the report's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.excel.naming import ENTRY, STATE, CellNames
from rammeaftale.backends.excel.pairs import OK, Pair
from rammeaftale.backends.facts import Members
from rammeaftale.backends.provenance import reach
from rammeaftale.core.calendar import Calendar
from rammeaftale.core.outcome import NoValue, Outcome, Value
from rammeaftale.language.program import Program, Quantity
from rammeaftale.language.types import Type

Key: TypeAlias = tuple[str, int | None, Members]
INPUT, PARAMETER, RULE = "oplysning", "parameter", "regel"
NOT_WRITTEN = Pair("", OK)
MOST_CELLS = 20_000
LONGEST_INSIDE = 90
LARGEST = 10**307


class TooMuch(Exception):  # noqa: N818 - reads as what it is
    """The workbook would be larger than a spreadsheet is good for."""


class TooLarge(Exception):  # noqa: N818 - reads as what it is
    """A number is larger than a spreadsheet holds; `quantity`: whose it is."""

    def __init__(self, quantity: Quantity) -> None:
        super().__init__(quantity.name)
        self.quantity = quantity


@dataclass
class Planned:
    """A quantity's cell: an input the reader may change, a parameter, or a calculation.

    `asked`: the year it was asked for, also where it is one cell for all of them; `given`: what stands in an input's or
    a parameter's own cell, None when it is empty; `formula`: value and state, as read by others through the cell's
    names; `fixed`: why a calculation stands as a value.
    """

    key: Key
    asked: int | None
    quantity: Quantity
    program: Program
    name: str
    kind: str
    outcome: Outcome
    formula: Pair = NOT_WRITTEN
    given: Value | None = None
    fixed: str = ""

    @property
    def state_name(self) -> str:
        """The name of the cell that holds its state."""
        return self.name + STATE

    @property
    def entry_name(self) -> str:
        """The name of the cell in which it is stated."""
        return self.name + ENTRY

    @property
    def blank(self) -> str:
        """Whether nothing is stated."""
        return f"ISBLANK({self.entry_name})"

    @property
    def pair(self) -> Pair:
        """How formulas read it; a field can be emptied, and a calculation is not yet written, so it has a state."""
        return Pair(self.name, self.state_name)


@dataclass
class Helper:
    """An intermediate result that formulas read more than once.

    `owner`: the cell it was first written for; `fixed`: why it stands as a value.
    """

    name: str
    owner: Planned
    type: Type
    formula: Pair
    outcome: Outcome
    fixed: str = ""

    @property
    def state_name(self) -> str:
        """The name of the cell that holds its state."""
        return self.name + STATE

    @property
    def pair(self) -> Pair:
        """How formulas read it."""
        return Pair(self.name, OK if self.formula.state == OK else self.state_name)


@dataclass
class Switch:
    """A choice of the whole case a reader may change: how a passage is read, or whether a measure is used.

    `choices`: what may be chosen, and what each means.
    """

    name: str
    title: str
    chosen: str
    choices: Mapping[str, str]


@dataclass
class Plan:
    """The workbook's cells as they are found; `waiting` are named and not yet written."""

    run: Run
    cells: dict[Key, Planned] = field(default_factory=dict)
    helpers: list[Helper] = field(default_factory=list)
    switches: dict[str, Switch] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    names: CellNames = field(default_factory=CellNames)
    waiting: list[Planned] = field(default_factory=list)
    shared: dict[object, Pair] = field(default_factory=dict)

    def cell(self, name: str, year: int | None, members: Members) -> Planned:
        """The cell of a quantity, planned now if it has not been."""
        key = self._key(name, year, members)
        found = self.cells.get(key)
        if found is None:
            if len(self.cells) > MOST_CELLS:
                raise TooMuch
            quantity = self.run.definitions.quantity(name, year)
            years = self.run.facts.years
            shown = None if key[1] is None or years == (key[1],) else key[1]
            can_be_stated = self.can_be_stated(key[0], key[1], key[2])
            kind = PARAMETER if quantity.symbol.is_parameter else INPUT if can_be_stated else RULE
            program = self.run.definitions.program_of(name, year)
            taken = self.names.take(name, members, shown)
            outcome = _held(self.run.value(name, year, members), quantity)
            found = Planned(key, year, quantity, program, taken, kind, outcome)
            found.given = self._given(found, year)
            self.cells[key] = found
            self.waiting.append(found)
        return found

    def _key(self, name: str, year: int | None, members: Members) -> Key:
        """A fixed input, and a parameter of one figure, is one cell for all years unless the case states it by year."""
        quantity = self.run.definitions.quantity(name, year)
        by_year = self.run.facts.stated.get((name, members)) or self.run.facts.what_if.get((name, members))
        if by_year and set(by_year) != {None}:
            return (name, year, members)
        if quantity.symbol.fixed:
            return (name, None, members)
        if quantity.symbol.is_parameter and all(
            figures.always for figures in (quantity.figures or {}).values()
        ):
            return (name, None, members)
        return (name, year, members)

    def can_be_stated(self, name: str, year: int | None, members: Members) -> bool:
        """Whether there is a field for it: it is an input, or something calculated that the case states instead."""
        quantity = self.run.definitions.quantity(name, year)
        return quantity.symbol.is_input or self.run.facts.find(name, members, year) is not None

    def _given(self, cell: Planned, year: int | None) -> Value | None:
        """What stands in a cell's own field: what the case states, or the parameter's figure; None: nothing does."""
        name, _, members = cell.key
        if cell.kind == PARAMETER:
            return None if isinstance(cell.outcome, NoValue) else cell.outcome
        stated = self.run.facts.find(name, members, year) if cell.kind == INPUT else None
        return stated.value if stated else None

    def pending(self) -> Iterator[Planned]:
        """Every cell that has not been written, those found on the way too."""
        while self.waiting:
            yield self.waiting.pop()

    def inside(self, pair: Pair, owner: Planned, type_: Type, outcome: Callable[[], Outcome]) -> Pair:
        """The pair itself when it is short, else a helper cell's: for what is to be read more than once."""
        if len(pair.value) + len(pair.state) <= LONGEST_INSIDE:
            return pair
        name = self.names.take(f"{owner.name}.del", (str(len(self.helpers) + 1),), None)
        self.helpers.append(Helper(name, owner, type_, pair, _held(outcome(), owner.quantity)))
        return self.helpers[-1].pair

    def fields_behind(self, cells: Iterable[Cell]) -> list[Planned]:
        """The fields that some cells of the exact evaluation rest on, procedures' too."""
        found: dict[str, Planned] = {}
        for name, year, members in reach(self.run, cells):
            if self.run.definitions.course(name, year) is None:
                quantity = self.run.definitions.quantity(name, year)
                if quantity.symbol.is_parameter or self.can_be_stated(name, year, members):
                    cell = self.cell(name, year, members)
                    found[cell.name] = cell
        return list(found.values())

    def switch(self, name: str, title: str, chosen: str, choices: Mapping[str, str]) -> Switch:
        """A choice, with the cell that holds it."""
        found = self.switches.get(name)
        if found is None:
            found = self.switches[name] = Switch(
                self.names.take(f"valg.{name}", (), None), title, chosen, choices
            )
        return found

    def days_off(self, calendar: Calendar) -> str:
        """The name of the list of a calendar's days off."""
        self.calendars[calendar.name] = calendar
        return f"fridage.{calendar.name}"


def _held(outcome: Outcome, quantity: Quantity) -> Outcome:
    """The outcome itself, which a spreadsheet can hold."""
    if isinstance(outcome, int | Fraction) and not -LARGEST <= outcome <= LARGEST:
        raise TooLarge(quantity)
    return outcome
