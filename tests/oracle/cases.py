"""Random cases for a generated rule set: what is stated, supposed, chosen and not mentioned."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from oracle import courses
from oracle.known import UNFIXED
from oracle.pools import POOLS
from oracle.sorts import HISTORY, LEVELS, TOWNS, Dice, Sort
from rammeaftale.backends.facts import Facts, Stated
from rammeaftale.language.literals import read_literal
from rammeaftale.rulefiles import model as m

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rammeaftale.backends.facts import Members, Slot
    from rammeaftale.language.program import Program, Quantity

POOL = {(sort.kind, sort.unit): texts for sort, texts in POOLS.items()}
LEVEL_CHOICES: tuple[Members | None, ...] = (("N1", "N2"), ("N1",), (), None, ("N2", "N1", "N3"))
YEAR_CHOICES = ((2019,), (2020,), (2019, 2020), (2018, 2021), (2021,), (2019, 2020, 2021), ())


@st.composite
def cases(draw: Callable[..., Any], program: Program) -> Facts:
    """A case of the program."""
    return _Case(Dice(draw), program).make()


def cells(program: Program, facts: Facts) -> Iterator[tuple[str, int | None, Members]]:
    """Every quantity for the calculated years and some earlier ones, for all members the case mentions."""
    years: list[int | None] = [*facts.years] or [None]
    if facts.years:
        first = facts.years[0]
        years += [y for y in (first - 1, first - HISTORY, first - HISTORY - 1, 2018) if y not in years]
    for name, quantity in program.quantities.items():
        mentioned = [facts.members.get(dim) or () for dim in quantity.dims]
        for year in years:
            for members in product(*mentioned):
                yield name, year, members


class _Case:
    """One case in the making."""

    def __init__(self, dice: Dice, program: Program) -> None:
        self.dice, self.program = dice, program
        self.years = dice.pick(YEAR_CHOICES)
        self.members = {LEVELS: dice.pick(LEVEL_CHOICES), TOWNS: ("A", "B", "C")}
        self.usually = dice.pick((100, 95, 80, 50, 100))

    def make(self) -> Facts:
        """The facts."""
        measures = tuple(self.dice.some(list(self.program.measures), 40))
        touched = {name for measure in measures for name in self.program.measures[measure].sets}
        stated: dict[Slot, dict[int | None, Stated]] = {}
        supposed: dict[Slot, dict[int | None, Stated]] = {}
        for quantity in self.program.quantities.values():
            for slot in self._slots(quantity):
                if quantity.symbol.is_parameter:
                    supposed |= self._sometimes(quantity, slot, 8)
                    stated |= self._lacking(quantity, slot)
                elif quantity.symbol.is_input:
                    stated |= self._input(quantity, slot)
                elif quantity.name not in touched:
                    stated |= self._sometimes(quantity, slot, 8)
        self._exactly_one(stated)
        readings = dict.fromkeys(self.dice.some(list(self.program.readings), 40), "anden")
        today = self.dice.pick((date(2019, 6, 30), date(2020, 2, 29), None))
        mentions = bool(self.program.procedures) and self.dice.chance(85)
        events = {courses.NAME: courses.events(self.dice)} if mentions else {}
        return Facts(self.years, today, self.members, stated, supposed, readings, measures, events)

    def _slots(self, quantity: Quantity) -> list[Slot]:
        mentioned = [self.members.get(dim) or () for dim in quantity.dims]
        return [(quantity.name, members) for members in product(*mentioned)]

    def _value(self, quantity: Quantity) -> Stated:
        entry = quantity.symbol.entry
        unit = entry.typing.unit.text if entry.typing.unit else ""
        sort = Sort(entry.typing.kind, unit)
        value = read_literal(self.dice.pick(POOL[sort.kind, sort.unit]), quantity.symbol.type)
        assert value is not None
        return Stated(value)

    def _input(self, quantity: Quantity, slot: Slot) -> dict[Slot, dict[int | None, Stated]]:
        """By year, or one value: for every year when it is fixed, else for the years calculated."""
        entry = quantity.symbol.entry
        assert isinstance(entry, m.Input)
        if not entry.per_year and self.dice.chance(80):
            if not self.dice.chance(self.usually):
                return {}
            value = self._value(quantity)
            if entry.fixed or not self.years:
                return {slot: {None: value}}
            return {slot: dict.fromkeys(self.years, value)}
        asked = self._asked_years(quantity)
        return {slot: found} if (found := {year: self._value(quantity) for year in asked}) else {}

    def _asked_years(self, quantity: Quantity) -> list[int]:
        last = self.years[-1] if self.years else 2020
        return self.dice.some(list(range(last - 3, last + 1)), self.usually)

    def _sometimes(
        self, quantity: Quantity, slot: Slot, percent: int
    ) -> dict[Slot, dict[int | None, Stated]]:
        """Stated now and then: for the calculated years or for some year."""
        if not self.dice.chance(percent):
            return {}
        value = self._value(quantity)
        if self.dice.chance(50) or not self.years:
            return {slot: {self.dice.pick((2018, 2019, 2020)): value}}
        return {slot: dict.fromkeys(self.years, value)}

    def _lacking(self, quantity: Quantity, slot: Slot) -> dict[Slot, dict[int | None, Stated]]:
        """A case may state what the source lacks."""
        figures = (quantity.figures or {}).get(slot[1][0] if slot[1] else "")
        dated = bool(figures and figures.from_date) and "oplyst parameter med dateret værdi" in UNFIXED
        if figures is None or dated or not self.dice.chance(40):
            return {}
        lacking = [
            year for year in range(2016, 2022) if not (found := figures.of_year(year)) or found.value is None
        ]
        return {slot: {year: self._value(quantity) for year in lacking}} if lacking else {}

    def _exactly_one(self, stated: dict[Slot, dict[int | None, Stated]]) -> None:
        """Two of `netop_én_af` would refuse the case."""
        for group in self.program.text.groups:
            if not group.exactly_one:
                continue
            first, second = (node.text for node in group.members)
            for (name, members), years in list(stated.items()):
                if name == first and (self.dice.chance(50) or (second, members) in stated):
                    del stated[name, members]
                    years.clear()
