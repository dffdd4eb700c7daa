"""Cases to begin a search from: the examples beside two sets, each with what can matter to the target, in a year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from rammeaftale.backends.events import Event
from rammeaftale.backends.facts import Facts
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Value
from rammeaftale.language.types import Kind
from rammeaftale.services.cases.case import case_node
from rammeaftale.services.comparing.candidates import Candidates
from rammeaftale.services.comparing.draft import Draft
from rammeaftale.services.comparing.shared_case import read_shared
from rammeaftale.services.comparing.sides import Side


class Seeds:
    """The examples of some sets, read once. Those that cannot be read are left out; `tjek` and `test` tell of them."""

    def __init__(self, sides: Iterable[Side], candidates: Candidates) -> None:
        self.candidates = candidates
        sides = list(sides)
        paths = {path.resolve(): path for side in reversed(sides) for path in side.examples}
        self.drafts = list(dict.fromkeys(draft for path in paths.values() for draft in self._of(path, sides)))

    def in_year(self, year: int) -> list[Draft]:
        """The examples moved to a year, with all they say of other years and of dates moved as far."""
        return list(dict.fromkeys(self._moved(draft, year) for draft in self.drafts))

    def _of(self, path: Path, sides: list[Side]) -> Iterator[Draft]:
        """An example as each of the sets reads it."""
        findings = Findings()
        node = case_node(path, findings)
        for one in read_shared(node, sides, findings) if node is not None else ():
            first = one.side.program.manifest.starts.year
            facts = one.case.facts
            yield from (self._draft(facts, year) for year in facts.years or (first,))

    def _draft(self, facts: Facts, year: int) -> Draft:
        """What a case says that can matter."""
        known = self.candidates
        stated = {
            (name, members, key): one.value
            for (name, members), by_year in facts.stated.items()
            if name in known.inputs
            for key, one in by_year.items()
            if known.fits(name, one.value)
        }
        members = {d: m for d, m in facts.members.items() if m and d in known.dimensions}
        return Draft(
            year,
            facts.today,
            tuple(stated.items()),
            tuple(members.items()),
            tuple(name for name in facts.measures if name in known.measures),
            tuple((name, choice) for name, choice in facts.readings.items() if name in known.readings),
            tuple(
                (n, tuple(map(_told_briefly, every)))
                for n, every in facts.events.items()
                if n in known.procedures
            ),
        )

    def _moved(self, draft: Draft, year: int) -> Draft:
        by = year - (draft.year or year)
        values = {
            (name, members, key if key is None else key + by): self._later(name, value, by)
            for (name, members, key), value in draft.values
        }
        events = tuple((n, tuple(_event_later(e, by) for e in every)) for n, every in draft.events)
        today = _day_later(draft.today, by) if draft.today else None
        return replace(draft, year=year, today=today, values=tuple(values.items()), events=events)

    def _later(self, name: str, value: Value, by: int) -> Value:
        if isinstance(value, date):
            return _day_later(value, by)
        is_year = self.candidates.quantity(name).symbol.type.kind is Kind.YEAR
        return value + by if is_year and isinstance(value, int) else value


def _told_briefly(event: Event) -> Event:
    return replace(event, note="", span=None)


def _event_later(event: Event, by: int) -> Event:
    return replace(event, day=_day_later(event.day, by)) if event.day else event


@cache
def _day_later(day: date, by: int) -> date:
    """The same day some years later, the last of February for its 29th."""
    try:
        return day.replace(year=day.year + by)
    except ValueError:
        return day.replace(year=day.year + by, day=28)
