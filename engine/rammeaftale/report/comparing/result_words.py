"""The results of one case through several sets in words: values, and the first rule at which two sets part."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.outcome import Unknown
from rammeaftale.core.records import record
from rammeaftale.report.comparing.view import STATUS_WORDS, only_in
from rammeaftale.report.comparing.words import words_of
from rammeaftale.report.naming import citation_of, display_of, place_text, shown, source_text, words
from rammeaftale.services.comparing.alignment import Said
from rammeaftale.services.comparing.results import Divergence, DutyRow, Result, ResultRow, Results

MISSING_SHOWN = 4


@record
class Parting:
    """Where a set leaves the first one: `way` to it, and in each set its value, its rule and its source."""

    other: str
    way: tuple[str, ...]
    title: str
    sides: tuple[tuple[str, str, tuple[str, ...], str], ...]
    remarks: tuple[str, ...]


@record
class ResultView:
    """A row of results: title, address, what each set makes of it, the last column, and where the sets part."""

    title: str
    address: str
    values: tuple[str, ...]
    verdict: str
    partings: tuple[Parting, ...]


def result_views(results: Results) -> Iterator[ResultView]:
    """The rows in words."""
    for row in results.rows:
        values = tuple(_value(results, n, one) for n, one in enumerate(row.results))
        yield ResultView(
            row.title, row.address, values, _verdict(results, row), tuple(_partings(results, row))
        )


def duty_views(results: Results) -> Iterator[ResultView]:
    """The duties in words."""
    for row in results.duties:
        values = tuple("findes ikke" if one is None else words(one.status) for one in row.results)
        yield ResultView(row.title, row.name, values, _verdict(results, row), ())


def _verdict(results: Results, row: ResultRow | DutyRow) -> str:
    if row.verdict == "kun_i":
        having = [one.side.id for one, r in zip(results.shared, row.results, strict=True) if r is not None]
        return only_in(having)
    return row.verdict


def _value(results: Results, number: int, one: Result | None) -> str:
    if one is None:
        return "findes ikke"
    run = results.calculations[number].run
    quantity = run.definitions.quantity(one.cell[0], one.cell[1])
    program = run.definitions.program_of(one.cell[0], one.cell[1])
    text = shown(one.outcome, quantity.symbol.type, program, display_of(quantity))
    if isinstance(one.outcome, Unknown):
        missing = sorted(one.outcome.missing)
        more = f" og {len(missing) - MISSING_SHOWN} mere" if len(missing) > MISSING_SHOWN else ""
        return f"{text} (mangler {', '.join(missing[:MISSING_SHOWN])}{more})"
    return text


def _partings(results: Results, row: ResultRow) -> Iterator[Parting]:
    first = next(n for n, one in enumerate(row.results) if one is not None)
    for other, found in row.parting.items():
        ids = results.shared[first].side.id, results.shared[other].side.id
        nodes = found.first, found.second
        told = tuple((id_, *_node(node)) for id_, node in zip(ids, nodes, strict=True))
        yield Parting(ids[1], found.path, found.first.quantity.head.title, told, tuple(_remarks(found, ids)))


def _remarks(found: Divergence, ids: tuple[str, str]) -> Iterator[str]:
    for id_, names in zip(ids, (found.only_first, found.only_second), strict=True):
        if names:
            yield f"Reglen i {id_} bruger desuden {', '.join(names)}."
    for id_, node in zip(ids, (found.first, found.second), strict=True):
        if node.stated is not None and not node.quantity.symbol.is_input:
            yield f"I {id_} er tallet oplyst i sagen."


def _node(node: TraceNode) -> tuple[str, tuple[str, ...], str]:
    value = shown(node.outcome, node.quantity.symbol.type, node.program, display_of(node.quantity))
    entry = node.program.text.entries[node.quantity.name]
    rule = tuple(line for line in words_of(Said(entry), node.program) if line != value)
    status = STATUS_WORDS[node.quantity.head.status]
    source = source_text(citation_of(node))
    return value, rule, f"{source} · {status} · {place_text(node.quantity.head.span)}"
