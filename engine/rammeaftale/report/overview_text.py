"""A rule set by topic as text: one line an entry, name, unit and title in columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rammeaftale.core.danish import show_date
from rammeaftale.core.units import PLAIN
from rammeaftale.language.program import Program
from rammeaftale.services.describing.overview import Row
from rammeaftale.services.describing.silences import SILENT, SOURCE_MISSING, Silence

WIDEST_NAME = 40
TYPES = {"ja_nej": "ja/nej"}


def set_heading(program: Program) -> str:
    """Who the set is: id, title, period, region and track."""
    m = program.manifest
    until = f"{show_date(m.starts)} til {show_date(m.ends)}" if m.ends else f"fra {show_date(m.starts)}"
    base = f" · bygger på {m.base}" if m.base else ""
    return f"{m.id}  {m.title}\n  region {m.region} · spor {m.track} · {until}{base}"


def overview_text(rows: Iterable[Row]) -> str:
    """The rows under their topics and sections."""
    topics = groupby(rows, key=lambda row: row.topic)
    return "\n\n".join("\n".join([topic, *_topic(list(inside))]) for topic, inside in topics)


def silence_text(found: Iterable[Silence]) -> str:
    """What the set lacks, under what it lacks it for."""
    kinds = groupby(found, key=lambda one: one.kind)
    return "\n\n".join("\n".join([_LACKS[kind], *map(_silence, inside)]) for kind, inside in kinds)


_LACKS = {SILENT: "Aftalen er tavs om", SOURCE_MISSING: "Kilden mangler"}


def _silence(one: Silence) -> str:
    return f"    {one.concept}: {one.note}"


def _topic(rows: list[Row]) -> Iterator[str]:
    name = min(max(len(row.name) for row in rows), WIDEST_NAME)
    what = max(len(_what(row)) for row in rows)
    for section, entries in groupby(rows, key=lambda row: row.section):
        if section != "dimensioner":
            yield f"  {section}"
        for row in entries:
            yield f"    {row.name:<{name}}  {_what(row):<{what}}  {row.title}".rstrip()


def _what(row: Row) -> str:
    """What an entry holds: its unit or type and what it is per; a duty's modality, a check's grade."""
    if row.force:
        return row.force.replace("_", " ")
    unit = "" if row.type_name == "heltal" and row.unit == PLAIN else row.unit
    what = unit or TYPES.get(row.type_name, row.type_name)
    return f"{what} pr. {', '.join(row.dims)}" if row.dims else what
