"""A rule set in short, topic by topic, and the entries in which a text occurs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.references import citations
from rammeaftale.rulefiles.source_order import in_source
from rammeaftale.services.describing.as_json import unit_name

DIMENSIONS = "Dimensioner"


@record
class Row:
    """An entry in a line.

    `section`: parametre, …, dimensioner; `dims`: with år for what is stated by year; `force`: a duty's modality, a
    check's grade.
    """

    topic: str
    section: str
    name: str
    type_name: str
    unit: str
    dims: tuple[str, ...]
    title: str
    force: str = ""


def overview(program: Program, wanted: str = "") -> list[Row]:
    """The entries in the order of their source, topic by topic, then the dimensions; only those that hold `wanted`."""
    entries = [e for e in program.text.entries.values() if _holds(_texts(program, e), wanted)]
    sections = list(schema.SECTIONS)
    topics: dict[str, list[m.Entry]] = {}
    for entry in sorted(entries, key=lambda e: in_source(e.head)):
        topics.setdefault(entry.head.topic, []).append(entry)
    rows = [
        _row(program, entry)
        for inside in topics.values()
        for entry in sorted(inside, key=lambda e: sections.index(e.head.section))
    ]
    dimensions = program.manifest.dimensions.values()
    return rows + [_dimension(d) for d in dimensions if _holds((d.name, d.title), wanted)]


def _row(program: Program, entry: m.Entry) -> Row:
    head = entry.head
    symbol = None if isinstance(entry, m.Catalogue) else program.names.symbols.get(head.name)
    kind = entry.typing.kind if isinstance(entry, m.Parameter | m.Input | m.Computed) else ""
    unit, dims = (unit_name(symbol.type), symbol.dims) if symbol else ("", ())
    if isinstance(entry, m.Input) and entry.per_year:
        dims = (*dims, "år")
    return Row(head.topic, head.section, head.name, kind, unit, dims, head.title, _force(entry))


def _force(entry: m.Entry) -> str:
    if isinstance(entry, m.Duty):
        return entry.modality
    return ("fejl" if entry.is_error else "advarsel") if isinstance(entry, m.Check) else ""


def _dimension(dimension: Dimension) -> Row:
    return Row(DIMENSIONS, "dimensioner", dimension.name, "", "", (), dimension.title)


def _holds(texts: Iterable[str], wanted: str) -> bool:
    return not wanted or any(wanted.casefold() in text.casefold() for text in texts)


def _texts(program: Program, entry: m.Entry) -> Iterator[str]:
    """What is searched: name, title, description, question, message, readings, clause ids and their titles."""
    head = entry.head
    yield from (head.name, head.title, head.description)
    if isinstance(entry, m.Input):
        yield from (entry.question, *entry.typing.options)
    if isinstance(entry, m.Check):
        yield entry.message
    if isinstance(entry, m.Reading):
        for choice in entry.choices.values():
            yield from (choice.name, choice.title, choice.description)
    for part in m.parts_of(entry):
        yield part.title
    for cited in citations(entry):
        for anchor in cited.anchors:
            clause = program.manifest.clauses.get(anchor)
            yield from (anchor, clause.title if clause else "")


def row_json(row: Row) -> dict[str, Any]:
    """A line of the overview as `vis --format json` prints it."""
    told = {
        "navn": row.name,
        "slags": schema.SECTIONS[row.section].title if row.section in schema.SECTIONS else "dimension",
        "titel": row.title,
        "emne": row.topic if row.topic != DIMENSIONS else "",
        "type": row.type_name,
        "enhed": row.unit,
        "pr": list(row.dims),
        "modalitet": row.force if row.section == "pligter" else "",
        "grad": row.force if row.section == "kontroller" else "",
    }
    return {key: value for key, value in told.items() if value not in ("", [])}
