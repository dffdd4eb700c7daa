"""Where in a case file something is written."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles.model import Input
from rammeaftale.services.addresses import parse_address
from rammeaftale.services.ruleset import RuleSet

TOP = ("år", "opgjort")
FACTS, WHAT_IF, EVENTS = "oplysninger", "hvad_hvis", "procedurer."


@record
class CasePlace:
    """Where a value is stated: `section` (empty for the case's own keys), the members, the name, the year if any."""

    section: str
    dims: tuple[str, ...]
    members: tuple[str, ...]
    name: str
    year: int | None

    def keys(self, member: str | None = None, year: str | None = None) -> tuple[str, ...]:
        """The keys from the top down; `member`, `year`: what to write instead of the members and the year."""
        members = [member or m for m in self.members]
        years = [] if self.year is None else [year or str(self.year)]
        if self.section == WHAT_IF:
            return (self.section, self.name, *members, *years)
        nested = [part for pair in zip(self.dims, members, strict=False) for part in pair]
        return tuple(key for key in (self.section, *nested, self.name, *years) if key)


def place_in_case(address: str, rules: RuleSet, year: int | None) -> CasePlace:
    """Where an address (or `år`, `opgjort`, a dimension) is stated; `year`: the calculated one."""
    if address in TOP:
        return CasePlace("", (), (), address, None)
    if address.startswith(EVENTS):
        name, _, rest = address.removeprefix(EVENTS).partition(".")
        told = f"{name} → hændelsen i trinnet «{rest.removesuffix('.dato')}» → dato"
        return CasePlace("procedurer", (), (), told, None)
    found = parse_address(address, Findings())
    quantity = rules.quantity(found.name) if found else None
    if found is None or quantity is None:
        return CasePlace(FACTS, (), (), address, None)
    asked = found.year if found.year is not None or not needs_year(quantity) else year
    section = WHAT_IF if quantity.symbol.is_parameter and not lacks_source(quantity) else FACTS
    return CasePlace(section, quantity.dims, found.members or (), found.name, asked)


def needs_year(quantity: Quantity) -> bool:
    """Whether it is always stated by year."""
    entry = quantity.symbol.entry
    return quantity.symbol.is_parameter or (isinstance(entry, Input) and entry.per_year)


def lacks_source(quantity: Quantity) -> bool:
    """Whether the source lacks a figure of a parameter, so that a case may state it."""
    every = [
        figure
        for figures in (quantity.figures or {}).values()
        for figure in (*figures.by_year.values(), *(f for _, f in figures.from_date), figures.always)
    ]
    return any(figure is not None and figure.value is None for figure in every)
