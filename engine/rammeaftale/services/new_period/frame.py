"""What a new period inherits beside the entries, and the entries that name years or days of the earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.records import record
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.yamltree import Mapping, Node, Sequence

_TOLD = {
    "titel",
    "beskrivelse",
    "spørgsmål",
    "note",
    "begrundelse",
    "forbehold",
    "tekst",
    "mangler",
    "kilde",
    "kilder",
}
_DATE = re.compile(
    r"\bdato\((\d{4}), *(\d{1,2}), *(\d{1,2})\)|\b((?:19|20)\d\d-\d\d-\d\d)\b|\b((?:19|20)\d\d)\b"
)


@record
class Framed:
    """Something inherited that is no entry: its kind in Danish, its name and what it holds."""

    kind: str
    name: str
    holds: str


@record
class Dated:
    """An entry that names years or days before the new period: each as `2014` or `2021-04-30`, in order."""

    entry: m.Entry
    named: tuple[str, ...]


def framed(text: m.RuleText) -> Iterator[Framed]:
    """The dimensions, actors, calendars and groups that go on without an entry."""
    manifest = text.manifest
    for name, dimension in manifest.dimensions.items():
        yield Framed("dimension", name, f"{dimension.title}: {_members(dimension, text)}")
    for name, title in manifest.actors.items():
        yield Framed("aktør", name, title)
    for name, calendar in manifest.calendars.items():
        yield Framed("kalender", name, _free(calendar))
    for group in text.groups:
        names = ", ".join(node.text for node in group.members)
        yield Framed("gruppe", names, "netop én af dem oplyses" if group.exactly_one else "alle eller ingen")


def _members(dimension: Dimension, text: m.RuleText) -> str:
    if dimension.members is None:
        return "nævnes af sagen"
    inputs = (entry for entry in text.entries.values() if isinstance(entry, m.Input) and entry.member_values)
    own = [e.head.name for e in inputs if dimension.name in {dim.text for dim in e.typing.dims}]
    count = f"{len(dimension.members)} medlem{'' if len(dimension.members) == 1 else 'mer'}"
    return f"{count} med egne tal ({', '.join(own)})" if own else count


def _free(calendar: Calendar) -> str:
    days = f"{len(calendar.weekdays)} dage om ugen"
    free = (["danske helligdage"] if calendar.holidays else []) + [
        f"{day}.{month}." for month, day in sorted(calendar.extra_free)
    ]
    return f"{days}; fri er {', '.join(free)}" if free else days


def with_dates(entries: Iterable[m.Entry], starts: date) -> Iterator[Dated]:
    """Entries other than parameters whose rules name a year or day before `starts`; texts for readers are not rules."""
    for entry in entries:
        if isinstance(entry, m.Parameter) or entry.head.raw is None:
            continue
        named = sorted({one for text in _rules(entry.head.raw.node) for one in _named(text)})
        if any(one < starts.isoformat()[: len(one)] for one in named):
            yield Dated(entry, tuple(named))


def _rules(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        for key, (_, part) in node.entries.items():
            if key not in _TOLD:
                yield from _rules(part)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _rules(item)
    else:
        yield node.text


def _named(text: str) -> Iterator[str]:
    for year, month, day, written, alone in _DATE.findall(text):
        yield written or alone or f"{year}-{int(month):02}-{int(day):02}"
