"""What a case does not say: addresses told with titles, those that differ only by member or year as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rammeaftale.rulefiles.model import Input
from rammeaftale.services.loading import RuleSet

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


def wanted_lines(addresses: Iterable[str], rules: RuleSet) -> list[str]:
    """A line a name: the addresses, then what they are."""
    grouped = by_name(addresses)
    shown = {name: _addresses(name, found) for name, found in grouped.items()}
    width = max(map(len, shown.values()), default=0)
    return [f"{text:<{width}}  {what_is(name, rules)}".rstrip() for name, text in shown.items()]


def _addresses(name: str, found: list[str]) -> str:
    if len(found) <= MOST_ADDRESSES:
        return ", ".join(found)
    return f"{name} ({len(found)} steder, først {found[0]})"


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
