"""What a case leaves out, as one would ask for it."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.core.records import record
from rammeaftale.report.wanted_text import MOST_ADDRESSES, by_name, what_is
from rammeaftale.services.ruleset import RuleSet


@record
class Wanted:
    """A missing input: its name (or address, where it is missing in one place) and the question; `count`: of what."""

    name: str
    question: str
    count: int = 0


def wanted(addresses: Iterable[str], rules: RuleSet) -> tuple[Wanted, ...]:
    """Missing addresses, those that differ only by member or year as one."""
    return tuple(
        Wanted(_named(name, found), what_is(name, rules)) for name, found in by_name(addresses).items()
    )


def _named(name: str, found: list[str]) -> str:
    if len(found) == 1:
        return found[0]
    places = [address.removeprefix(name) or "(årets)" for address in found[:MOST_ADDRESSES]]
    more = f" og {len(found) - MOST_ADDRESSES} mere" if len(found) > MOST_ADDRESSES else ""
    return f"{name} {', '.join(places)}{more}"
