"""The sheets that are read: the front page, the trace as it was calculated, the sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.plan import Plan
from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.report.naming import (
    citation_of,
    main_document,
    place_text,
    shown_id,
    title_of,
    value_of,
    words,
)
from rammeaftale.report.node_text import details
from rammeaftale.report.workbook.cells import unit_text
from rammeaftale.report.workbook.sheet import Live, Table, shown

if TYPE_CHECKING:
    from rammeaftale.services.calculation import Calculation

LINE_HEIGHT = 15
FRONT_COLUMNS = (("Beregning efter rammeaftalen", 52), ("", 26), ("", 12), ("", 60))
TRACE_COLUMNS = (("Størrelse", 46), ("Navn", 34), ("Værdi", 22), ("Stempler", 18), ("Hvorfor", 110))
SOURCE_COLUMNS = (("Dokument", 34), ("Titel", 60), ("Udgiver", 40), ("Kontrolsum", 70))
HOW = """\
Gule felter kan ændres: tal på arkene «Oplysninger» og «Parametre», læsninger og tiltag på «Valg». Resten regnes om.
Et tomt gult felt betyder, at oplysningen ikke er givet. Det, der så ikke kan beregnes, står som «ukendt».
Tilstand: 0 er en værdi, 1 ukendt, 2 ikke relevant, 3 ikke reguleret, 4 fejl.
Regnearket regner med højst 15 betydende cifre; motoren, der har lavet det, regner eksakt.
«Sporing» viser beregningen, som den blev lavet, og følger ikke med, når felter ændres.""".splitlines()


def write_front(table: Table, result: Calculation, plan: Plan, command: str) -> None:
    """What it is, what came out, how to use it, and how to make it again."""
    manifest = result.rules.programs[-1].manifest
    bold = table.looks(bold=True, text_wrap=True)
    years = ", ".join(map(str, result.run.facts.years))
    rows = (
        ("Sag", result.case.title or "uden titel"),
        ("Regelsæt", f"{result.rules.id} · {manifest.title}"),
        ("År", years),
        ("Reglernes fingeraftryk", ", ".join(p.fingerprint for p in result.rules.programs)),
        ("Lavet med", command),
    )
    for label, text in rows:
        table.put(0, label, bold)
        table.put(1, text, table.looks())
        table.row += 1
    table.row += 1
    table.line(["Resultat", "Værdi", "Enhed", "Hvor"], table.looks.heading())
    for target in result.targets:
        for cell in target.cells():
            planned = plan.cell(*cell)
            type_ = planned.quantity.symbol.type
            table.put(0, ", ".join([planned.quantity.head.title, *cell[2], *_year(cell[1], result)]))
            table.put(1, Live(planned.name, shown(planned.outcome)), table.looks.of(type_))
            table.put(2, unit_text(type_))
            table.put(3, planned.name, table.looks.muted())
            table.row += 1
    table.row += 1
    for text in HOW:
        table.line([text])


def _year(year: int | None, result: Calculation) -> list[str]:
    return [str(year)] if year is not None and len(result.run.facts.years) > 1 else []


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
    table.sheet.set_row(table.row, LINE_HEIGHT * _line_count([*label, told]))
    table.row += 1


def _line_count(texts: list[str]) -> int:
    """How many lines the highest of a row's cells takes: spreadsheets do not agree on finding that out themselves."""
    widths = [width for _, width in TRACE_COLUMNS]
    return max(
        sum(1 + len(line) // width for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )


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
