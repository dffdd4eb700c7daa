"""Where in a case file something is written: the keys from the top down to the value."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles.model import Input
from rammeaftale.services.addresses import parse_address
from rammeaftale.services.loading import RuleSet

TOP = ("år", "opgjort")


def keys_to(address: str, rules: RuleSet, year: int | None) -> tuple[str, ...]:
    """The keys under which an address (or `år`, `opgjort`, a dimension) is stated; `year`: the calculated one."""
    if address in TOP:
        return (address,)
    found = parse_address(address, Findings())
    quantity = rules.quantity(found.name) if found else None
    if found is None or quantity is None:
        return ("oplysninger", address)
    members = found.members or ()
    asked_year = found.year if found.year is not None or not needs_year(quantity) else year
    last = () if asked_year is None else (str(asked_year),)
    if quantity.symbol.is_parameter and not lacks_source(quantity):
        return ("hvad_hvis", found.name, *members, *last)
    nested = [part for pair in zip(quantity.dims, members, strict=False) for part in pair]
    return ("oplysninger", *nested, found.name, *last)


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
