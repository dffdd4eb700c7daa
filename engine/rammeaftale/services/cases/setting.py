"""One value laid over a case's tree: where the case already has it, and without disturbing other years and members."""

from __future__ import annotations

from typing import TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles.nodes import as_scalars
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar
from rammeaftale.services.addresses import Address, member_code
from rammeaftale.services.cases.places import FACTS, WHAT_IF, needs_year
from rammeaftale.services.ruleset import RuleSet

Entries: TypeAlias = dict[str, tuple[Scalar, Node]]


def set_value(entries: Entries, at: Address, value: Scalar, rules: RuleSet, span: Span) -> None:
    """State a value at an address; without a year it is that of the calculated years, the others keep theirs."""
    quantity = rules.quantity(at.name)
    assert quantity is not None
    section = WHAT_IF if quantity.symbol.is_parameter else FACTS
    path = [section, *_path(_inside(entries, section), quantity, at, rules, nested=section == FACTS)]
    old = _at(entries, path)
    by_year = isinstance(old, Mapping) and "værdi" not in old.entries
    wanted = years_meant(at, entries)
    if wanted and (by_year or at.year is not None or (needs_year(quantity) and section == FACTS)):
        kept = _by_year(old, quantity, calculated_years(entries), rules, span)
        changed = {str(year): (Scalar(str(year), span), value) for year in wanted}
        put(entries, path, Mapping({**kept, **changed}, span), span)
    else:
        put(entries, path, value, span)


def years_meant(at: Address, entries: Entries) -> list[int]:
    """The address's own year, or the calculated ones of a case."""
    return calculated_years(entries) if at.year is None else [at.year]


def calculated_years(entries: Entries) -> list[int]:
    """The years a case is about, as far as they can be read."""
    return [int(scalar.text) for scalar in as_scalars(_at(entries, ["år"])) if scalar.text.isdigit()]


def _path(here: Entries, quantity: Quantity, at: Address, rules: RuleSet, *, nested: bool) -> list[str]:
    """The keys to a quantity, the way the case has written it or else with the dimensions around it."""
    path: list[str] = []
    left = dict(zip(quantity.dims, at.members or (), strict=False))
    while nested and left and at.name not in here:
        dimension = next((d for d in left if d in here), next(iter(left)))
        members = _inside(here, dimension)
        key = _key(members, dimension, left.pop(dimension), rules)
        path += [dimension, key]
        here = _inside(members, key)
    path.append(at.name)
    here = _inside(here, at.name)
    for dimension, member in left.items():
        key = _key(here, dimension, member, rules)
        path.append(key)
        here = _inside(here, key)
    return path


def _key(members: Entries, dimension: str, code: str, rules: RuleSet) -> str:
    """The key a member stands under: its code, or its name where the case has written that."""
    return next((key for key in members if member_code(dimension, key, rules) == code), code)


def _by_year(old: Node | None, quantity: Quantity, years: list[int], rules: RuleSet, span: Span) -> Entries:
    """What was stated, year by year: one value holds in the calculated years, a fixed one in the earlier ones too."""
    if old is None:
        return {}
    if isinstance(old, Mapping) and "værdi" not in old.entries:
        return old.entries
    first = min(years, default=0)
    if years and (quantity.symbol.fixed or quantity.symbol.is_parameter):
        years = list(range(first - rules.definitions.history, max(years) + 1))
    return {str(year): (Scalar(str(year), span), old) for year in years}


def _inside(entries: Entries, name: str) -> Entries:
    found = entries.get(name)
    return found[1].entries if found and isinstance(found[1], Mapping) else {}


def _at(entries: Entries, path: list[str]) -> Node | None:
    for name in path[:-1]:
        entries = _inside(entries, name)
    found = entries.get(path[-1])
    return found[1] if found else None


def put(entries: Entries, path: list[str], value: Node, span: Span) -> None:
    """Lay a value over nested blocks, copying what is changed."""
    name = path[0]
    if len(path) == 1:
        entries[name] = (Scalar(name, span), value)
        return
    inside = dict(_inside(entries, name))
    put(inside, path[1:], value, span)
    entries[name] = (entries[name][0] if name in entries else Scalar(name, span), Mapping(inside, span))
