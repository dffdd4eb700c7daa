"""A case in the making: what it states so far, as facts for a rule set and as a case file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from rammeaftale.backends.events import Event
from rammeaftale.backends.facts import EVERY_YEAR, Facts, Members, Stated
from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Value
from rammeaftale.core.records import record
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.services.comparing.sides import Side

Slot: TypeAlias = tuple[str, Members, int | None]
Values: TypeAlias = tuple[tuple[Slot, Value], ...]
Named: TypeAlias = tuple[tuple[str, Members], ...]
Courses: TypeAlias = tuple[tuple[str, tuple[Event, ...]], ...]
LINE = "  "


@record
class Draft:
    """What a case states: values by (name, members, year), members of dimensions, measures, readings, events."""

    year: int | None
    today: date | None = None
    values: Values = ()
    members: Named = ()
    measures: tuple[str, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    events: Courses = ()

    def stating(self, slot: Slot, value: Value) -> Draft:
        """The case with a value stated."""
        return replace(self, values=tuple({**dict(self.values), slot: value}.items()))

    def over(self, other: Draft, exclusive: Callable[[str], set[str]]) -> Draft:
        """The case with what another one adds to it. `exclusive`: what is not stated together with an input."""
        names = {name for (name, _, _), _ in self.values}
        stated = {(name, members) for (name, members, _), _ in self.values}
        added = {
            slot: value
            for slot, value in other.values
            if slot[:2] not in stated and not exclusive(slot[0]) & names
        }
        members = dict(other.members)
        for dimension, own in self.members:
            members[dimension] = tuple(dict.fromkeys((*own, *members.get(dimension, ()))))
        return replace(
            self,
            today=self.today or other.today,
            values=(*self.values, *added.items()),
            members=tuple(members.items()),
            measures=tuple(sorted({*self.measures, *other.measures})),
            readings=tuple({**dict(other.readings), **dict(self.readings)}.items()),
            events=tuple({**dict(other.events), **dict(self.events)}.items()),
        )

    def without(self, slot: Slot) -> Draft:
        """The case without a value."""
        return replace(self, values=tuple((one, value) for one, value in self.values if one != slot))

    def with_member(self, dimension: str, member: str) -> Draft:
        """The case with a member of a dimension."""
        return replace(self, members=tuple({**dict(self.members), dimension: (member,)}.items()))

    def without_member(self, dimension: str, member: str, own: set[Slot]) -> Draft:
        """The case without a member of a dimension and the values stated for it (`own`)."""
        kept = ((d, tuple(m for m in every if (d, m) != (dimension, member))) for d, every in self.members)
        values = tuple((slot, value) for slot, value in self.values if slot not in own)
        return replace(self, members=tuple((d, every) for d, every in kept if every), values=values)

    def on(self, day: date | None) -> Draft:
        """The case as of a day."""
        return replace(self, today=day)

    def choosing(self, measures: Iterable[str]) -> Draft:
        """The case with these measures."""
        return replace(self, measures=tuple(sorted(measures)))

    def reading(self, name: str, choice: str | None) -> Draft:
        """The case with a reading chosen, or none."""
        chosen = {**dict(self.readings), name: choice}
        return replace(self, readings=tuple((n, c) for n, c in chosen.items() if c is not None))

    def after(self, procedure: str, events: tuple[Event, ...]) -> Draft:
        """The case in which this has happened in a procedure."""
        courses = {**dict(self.events), procedure: events}
        return replace(self, events=tuple((name, told) for name, told in courses.items() if told))


def facts_for(draft: Draft, side: Side) -> Facts:
    """The case as a set reads it: only what it knows."""
    program = side.program
    mentioned = dict(draft.members)
    members: dict[str, Members | None] = {}
    for name, dimension in program.manifest.dimensions.items():
        empty = () if dimension.empty_when_unmentioned else None
        members[name] = (
            tuple(dimension.members) if dimension.members is not None else mentioned.get(name, empty)
        )
    stated: dict[tuple[str, Members], dict[int | None, Stated]] = {}
    for (name, own, year), value in draft.values:
        if name in program.quantities and len(own) == len(program.quantities[name].dims):
            stated.setdefault((name, own), {})[year] = Stated(value)
    measures = tuple(name for name in draft.measures if name in program.measures)
    years = (draft.year,) if draft.year is not None else ()
    readings = {n: c for n, c in draft.readings if n in program.readings and c in program.readings[n].choices}
    events = {name: told for name, told in draft.events if name in program.procedures}
    return Facts(years, draft.today, members, stated, readings=readings, measures=measures, events=events)


def year_key(quantity: Quantity, year: int | None) -> int | None:
    """The year a value of an input is stated under: none for one that holds in every year."""
    return EVERY_YEAR if quantity.symbol.fixed else year


def case_text(draft: Draft, id_: str, quantities: Mapping[str, Quantity], title: str, note: str) -> str:
    """The case as a file. `quantities`: those it states."""
    tree: dict[str, Any] = {}
    by_year = {(name, members) for (name, members, year), _ in draft.values if year not in (None, draft.year)}
    for (name, members, year), value in draft.values:
        inside = tree
        for dimension, member in zip(quantities[name].dims, members, strict=True):
            inside = inside.setdefault(dimension, {}).setdefault(f'"{member}"', {})
        text = _literal(value, quantities[name])
        entry = quantities[name].symbol.entry
        if year is not None and (getattr(entry, "per_year", False) or (name, members) in by_year):
            inside.setdefault(name, {})[str(year)] = text
        else:
            inside[name] = text
    for dimension, members in draft.members:
        for member in members:
            tree.setdefault(dimension, {}).setdefault(f'"{member}"', {})
    lines = [f"regelsæt: {id_}", f"titel: {title}", "note: >-", f"{LINE}{note}"]
    lines += [f"år: {draft.year}"] if draft.year is not None else []
    lines += [f"opgjort: {draft.today.isoformat()}"] if draft.today else []
    lines += ["oplysninger:", *_block(tree, 1)] if tree else []
    lines += ["tiltag:", *(f"{LINE}- {name}" for name in draft.measures)] if draft.measures else []
    lines += ["fortolkninger:", *_block(dict(draft.readings), 1)] if draft.readings else []
    lines += ["procedurer:"] if draft.events else []
    for name, told in draft.events:
        lines += [f"{LINE}{name}:", *(f"{LINE * 2}- {_event(event)}" for event in told)]
    return "\n".join(lines) + "\n"


def _event(event: Event) -> str:
    """A step taken, on one line."""
    told = {"trin": event.step, "udfald": event.outcome, "dato": event.day, "del": event.part}
    told |= {"medlem": f'"{event.member}"' if event.member else None}
    lists = {"aktør": event.actors, "dokumenter": event.documents}
    lists |= {"deltagere": event.participants, "tiltag": event.measures}
    told |= {key: f"[{', '.join(names)}]" for key, names in lists.items() if names is not None}
    return "{" + ", ".join(f"{key}: {value}" for key, value in told.items() if value is not None) + "}"


def _block(tree: Mapping[str, Any], depth: int) -> list[str]:
    lines: list[str] = []
    for key, part in tree.items():
        lead = LINE * depth + f"{key}:"
        if isinstance(part, dict):
            lines += [lead, *_block(part, depth + 1)] if part else [f"{lead} {{}}"]
        else:
            lines.append(f"{lead} {part}")
    return lines


def _literal(value: Value, quantity: Quantity) -> str:
    """A value as case files write it, in the declared unit."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | Fraction):
        scale = quantity.symbol.type.unit.scale if quantity.symbol.type.kind is Kind.NUMBER else 1
        return exact_text(Fraction(value) / scale)[0]
    return f'"{value}"' if quantity.symbol.type.kind in (Kind.TEXT, Kind.MEMBER) else value
