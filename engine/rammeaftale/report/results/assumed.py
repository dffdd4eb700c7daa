"""What a result assumes: the standards used in place of what the case does not say, and what is simply absent."""

from __future__ import annotations

from textwrap import wrap

from rammeaftale.report.naming import display_of, shown
from rammeaftale.report.wanted_text import name_of
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.relevance import Relevance

WIDEST, MOST_ABSENT, MOST_ALONE = 110, 12, 3
NOT_STATED = "ikke_oplyst"


def assumed_section(result: Calculation, about: Relevance | None) -> list[str]:
    """A line a standard, with years only where they differ; the optional inputs that are absent by name or number.

    Of a whole result (`about`) only what stands behind the topics that are about the case.
    """
    shown_targets = [target for target in result.targets if about is None or about.shows(target)]
    standards: dict[str, dict[str, dict[str, list[str]]]] = {}
    absent: dict[str, None] = {}
    for address, outcome in result.assumed_by(shown_targets).items():
        quantity = result.rules.quantity(name_of(address))
        assert quantity is not None
        if outcome == NOT_STATED:
            absent[quantity.name] = None
            continue
        program = result.rules.program_of(quantity.name)
        value = shown(outcome, quantity.symbol.type, program, display_of(quantity))
        place, _, year = address.partition("@")
        values = standards.setdefault(quantity.name, {}).setdefault(place, {})
        values.setdefault(value, []).append(year)
    titles = {name: result.rules.quantity(name).head.title for name in standards}  # type: ignore[union-attr]
    lines = [f"  {titles[name]} {line}" for name, places in standards.items() for line in _told(name, places)]
    lines += _absent(list(absent))
    return ["Antaget, fordi sagen ikke oplyser det", *lines] if lines else []


def _told(name: str, places: dict[str, dict[str, list[str]]]) -> list[str]:
    """A line a place; many members with the same standard stand in one."""
    alike: dict[str, list[str]] = {}
    for place, values in places.items():
        alike.setdefault(_values(values), []).append(place)
    told = []
    for value, same in alike.items():
        if len(same) > MOST_ALONE:
            told.append(f"({name} for {len(same)} medlemmer): {value}")
        else:
            told += [f"({place}): {value}" for place in same]
    return told


def _values(values: dict[str, list[str]]) -> str:
    if len(values) == 1:
        return next(iter(values))
    return ", ".join(f"{value} ({', '.join(years)})" for value, years in values.items())


def _absent(names: list[str]) -> list[str]:
    if not names:
        return []
    listed = f": {', '.join(names)}" if len(names) <= MOST_ABSENT else ""
    noun = "oplysning" if len(names) == 1 else "oplysninger"
    text = f"{len(names)} {noun} er ikke oplyst og regnet som fraværende{listed}."
    return wrap(text, WIDEST, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)
