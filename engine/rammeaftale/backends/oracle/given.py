"""What case and agreement give, as the oracle looks it up: inputs, parameters, whether they are stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rammeaftale.backends.facts import EVERY_YEAR, Facts, Members, Stated, address
from rammeaftale.backends.oracle.outcomes import unknown
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
        """What the case says of a quantity in a year."""
        return _of_year(self.facts.stated.get((quantity.name, members), {}), year)

    def is_stated(self, quantity: Quantity, year: int | None, members: Members) -> Outcome:
        """`oplyst(x)`: ja or nej in every year, unless the others it belongs together with are stated."""
        if self.stated(quantity, year, members) is not None:
            return True
        if self._others_stated(quantity.name, year, members):
            return self.missing(quantity.name, year, members)
        return False

    def _others_stated(self, name: str, year: int | None, members: Members) -> bool:
        together = [names for names in self._groups(exactly_one=False) if name in names]
        others = {other for names in together for other in names}
        return any(_of_year(self.facts.stated.get((other, members), {}), year) for other in others)

    def _groups(self, *, exactly_one: bool) -> list[list[str]]:
        groups = [group for group in self.program.text.groups if group.exactly_one == exactly_one]
        return [[node.text for node in group.members] for group in groups]

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
        instead = _of_year(self.facts.what_if.get((quantity.name, members), {}), year)
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
        """A case without years says nothing that is bound to one."""
        if quantity.symbol.fixed or _per_year(quantity) or not self.facts.years:
            return True
        return year in self.facts.years

    def _ungiven(self, name: str, year: int | None, members: Members) -> Unknown:
        """An unstated member of `netop_én_af` would be settled by any of the group."""
        for names in self._groups(exactly_one=True):
            if name in names:
                return unknown(*(self._address(other, year, members) for other in names))
        return self.missing(name, year, members)

    def _address(self, name: str, year: int | None, members: Members) -> str:
        fixed = self.program.quantities[name].symbol.fixed
        return address(name, members, None if fixed else year, self.facts.years)


def _of_year(by_year: Mapping[int | None, Stated], year: int | None) -> Stated | None:
    return by_year.get(year) or by_year.get(EVERY_YEAR)


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
