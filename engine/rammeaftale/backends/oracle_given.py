"""What a case and the agreement give, as the oracle looks it up: inputs, parameters, and whether they are stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rammeaftale.backends.facts import EVERY_YEAR, Facts, Members, Stated, address
from rammeaftale.backends.oracle_outcomes import unknown
from rammeaftale.core.outcome import Outcome, Unknown, Value
from rammeaftale.language.program import Figures, Program, Quantity
from rammeaftale.rulefiles import model as m

NO_YEAR = unknown("år")


@dataclass(frozen=True)
class Given:
    """One program's inputs and parameters in one case."""

    program: Program
    facts: Facts

    def missing(self, name: str, year: int | None, members: Members) -> Unknown:
        """Unknown for want of this one."""
        return unknown(self._address(name, year, members))

    def stated(self, quantity: Quantity, year: int | None, members: Members) -> Stated | None:
        """What the case says of a quantity in a year.

        One figure without years holds for the years the case is about, and for all of a fixed input.
        """
        by_year = self.facts.stated.get((quantity.name, members), {})
        if quantity.symbol.fixed or year is None or year in self.facts.years or not quantity.symbol.is_input:
            return by_year.get(year) or by_year.get(EVERY_YEAR)
        return by_year.get(year)

    def is_stated(self, quantity: Quantity, year: int | None, members: Members) -> Outcome:
        """`oplyst(x)`."""
        if self.stated(quantity, year, members) is not None:
            return True
        if quantity.symbol.is_input and not self._is_about(quantity, year):
            return self.missing(quantity.name, year, members)
        return False

    def input(self, quantity: Quantity, year: int | None, members: Members) -> Outcome | None:
        """The stated or standard value, unknown, or None when the standard is a formula."""
        stated = self.stated(quantity, year, members)
        if stated is not None:
            return stated.value
        if _per_year(quantity) and year is None:
            return NO_YEAR
        if self._is_about(quantity, year):
            default = _default(quantity, members)
            if default is not None or quantity.rule is not None:
                return default
        return self._ungiven(quantity.name, year, members)

    def parameter(
        self, quantity: Quantity, year: int | None, members: Members, day: date | None = None
    ) -> Outcome:
        """The figure of a year, or in force on a day; what the case supposes comes first."""
        supposed = self.facts.what_if.get((quantity.name, members), {})
        instead = supposed.get(year) or supposed.get(EVERY_YEAR)
        if instead is not None:
            return instead.value
        figures = (quantity.figures or {}).get(members[0] if members else "")
        if year is None and not (figures and figures.always):
            return NO_YEAR
        value = _figure(figures, day or (date(year, 1, 1) if year else None))
        if value is not None:
            return value
        stated = self.stated(quantity, year, members)
        return stated.value if stated is not None else self.missing(quantity.name, year, members)

    def _is_about(self, quantity: Quantity, year: int | None) -> bool:
        if quantity.symbol.fixed or _per_year(quantity):
            return True
        return year is None or year in self.facts.years

    def _ungiven(self, name: str, year: int | None, members: Members) -> Unknown:
        """An unstated member of `netop_én_af` would be settled by any of the group."""
        for group in self.program.text.groups:
            names = [node.text for node in group.members]
            if group.exactly_one and name in names:
                return unknown(*(self._address(other, year, members) for other in names))
        return self.missing(name, year, members)

    def _address(self, name: str, year: int | None, members: Members) -> str:
        fixed = self.program.quantities[name].symbol.fixed
        return address(name, members, None if fixed else year, self.facts.years)


def _per_year(quantity: Quantity) -> bool:
    entry = quantity.symbol.entry
    return isinstance(entry, m.Input) and entry.per_year


def _default(quantity: Quantity, members: Members) -> Value | None:
    """The member's own standard figure, else the input's."""
    own: Mapping[str, Value] = quantity.member_defaults or {}
    return own[members[0]] if members and members[0] in own else quantity.default


def _figure(figures: Figures | None, day: date | None) -> Value | None:
    """A figure for all years, for the year of the day, or the latest that has begun and not ceased."""
    if figures is None:
        return None
    found = figures.always
    if found is None and day is not None:
        begun = [figure for start, figure in figures.from_date if start <= day]
        ceased = figures.ends is not None and day >= figures.ends
        found = figures.by_year.get(day.year) or (begun[-1] if begun and not ceased else None)
    return found.value if found else None
