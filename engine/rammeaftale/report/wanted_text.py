"""What a case does not say: addresses told with titles, those that differ only by member or year as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rammeaftale.rulefiles.model import Input
from rammeaftale.services.ruleset import RuleSet

_OWN_WORDS = {"år": "det år, der skal beregnes", "opgjort": "den dag, sagen er opgjort"}
MOST_ADDRESSES = 4


def name_of(address: str) -> str:
    """The name in an address: `navn[N1]@2019` → `navn`."""
    return address.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0]


def by_name(addresses: Iterable[str]) -> dict[str, list[str]]:
    """The addresses of each name, in the order met."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        found.setdefault(name_of(address), []).append(address)
    return found


def wanted_lines(addresses: Iterable[str], rules: RuleSet, year: int | None = None) -> list[str]:
    """A line a name with what it is; where it is missing in several places, those below.

    `year`: the one an address without a year is about.
    """
    grouped = by_name(addresses)
    heads = {name: found[0] if len(found) == 1 else name for name, found in grouped.items()}
    width = max(map(len, heads.values()), default=0)
    lines = []
    for name, found in grouped.items():
        lines.append(f"{heads[name]:<{width}}  {what_is(name, rules)}".rstrip())
        if len(found) > 1:
            lines.append(f"{'':<{width}}  {_places(found, year)}")
    return lines


def _places(found: list[str], year: int | None) -> str:
    if year is not None and any("@" in address for address in found):
        found = sorted(address if "@" in address else f"{address}@{year}" for address in found)
    more = f" og {len(found) - MOST_ADDRESSES} mere" if len(found) > MOST_ADDRESSES else ""
    return (
        ", ".join(address.removeprefix(name_of(address)) or address for address in found[:MOST_ADDRESSES])
        + more
    )


def what_is(name: str, rules: RuleSet) -> str:
    """What a missing name is, as one would ask for it."""
    if name in _OWN_WORDS:
        return _OWN_WORDS[name]
    quantity = rules.quantity(name)
    if quantity is None:
        title = _dimension_title(name, rules.programs[-1].manifest.dimensions)
        return f"{title}: sagen siger ikke, om der er nogen" if title else ""
    entry = quantity.symbol.entry
    return entry.question if isinstance(entry, Input) and entry.question else quantity.head.title


def _dimension_title(name: str, dimensions: Mapping[str, object]) -> str:
    return str(getattr(dimensions.get(name), "title", ""))
