"""The sheets that are read: the trace as it was calculated, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.report.explaining.node_text import details
from rammeaftale.report.naming import (
    citation_of,
    main_document,
    place_text,
    shown_id,
    title_of,
    value_of,
    words,
)
from rammeaftale.report.workbook.sheet import Table

if TYPE_CHECKING:
    from rammeaftale.services.calculation import Calculation

TRACE_COLUMNS = (("Størrelse", 40), ("Navn", 34), ("Resultat", 22), ("Stempler", 14), ("Hvorfor", 100))
SOURCE_COLUMNS = (("Dokument", 34), ("Titel", 60), ("Udgiver", 40), ("Kontrolsum", 70))


def write_trace(table: Table, result: Calculation) -> None:
    """Every quantity the results rest on, what was asked for first, each with its rule, numbers and source."""
    cells = [cell for target in result.targets for cell in target.cells()]
    nodes = list(build_nodes(result.run, cells, result.provenance).values())
    document = main_document(citation_of(node) for node in nodes)
    for node in reversed(nodes):
        _node(table, node, result.run.facts.years, document)


def _node(table: Table, node: TraceNode, years: tuple[int, ...], document: str) -> None:
    told = "\n".join(f"{label}: {text}" if label else text for label, text in details(node, document))
    stamps = ", ".join(words(stamp) for stamp in sorted(node.stamps))
    label = [title_of(node, None, counted=True), shown_id(node, years), value_of(node), stamps]
    for column, text in enumerate(label):
        table.put(column, text, table.looks.text())
    table.put(len(label), told, table.looks.text())
    table.high_as([*label, told])
    table.row += 1


def write_sources(table: Table, result: Calculation) -> None:
    """The documents the rules cite, with the checksum of the file they were read from, and the rule files."""
    for program in result.rules.programs:
        for name, document in program.manifest.documents.items():
            table.line([name, document.title, document.publisher, document.sha256])
    table.row += 1
    table.line(["Beregnet efter filerne"], table.looks.topic())
    for path in _rule_files(result):
        table.line([path])


def _rule_files(result: Calculation) -> Iterable[str]:
    entries = (e for p in result.rules.programs for e in p.text.entries.values())
    return sorted({place_text(entry.head.span).rsplit(":", 1)[0] for entry in entries})
