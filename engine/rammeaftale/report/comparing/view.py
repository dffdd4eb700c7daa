"""A comparison in words: what every format shows, made once."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.core.records import record
from rammeaftale.report.comparing.words import kind_of, words_of
from rammeaftale.report.naming import source_text
from rammeaftale.rulefiles import model as m
from rammeaftale.services.comparing import alignment as a
from rammeaftale.services.comparing.alignment import Cell, Comparison, Row, Said
from rammeaftale.services.comparing.sides import Side

STATE_WORDS = {
    a.VALUE: "",
    a.SILENT: "aftalen tier",
    a.NO_SOURCE: "kilden mangler",
    a.OMITTED: "udeladt",
    a.REPEALED: "ophævet",
    a.NOT_CODED: "ikke kodet",
}
STATE_HELP = {
    a.SILENT: "Aftalen siger ikke noget om det.",
    a.NO_SOURCE: "Den del af kilden, hvor det står, har vi ikke.",
    a.OMITTED: "Det står i kilden, men er bevidst ikke skrevet som regel.",
    a.REPEALED: "Reglen er arvet og ophævet.",
    a.NOT_CODED: "Ingen har taget stilling til, om aftalen siger noget om det.",
}
STATUS_WORDS = {
    m.OWN: "egen",
    m.REAFFIRMED: "genbekræftet",
    m.CHANGED: "ændret",
    m.ASSUMED: "antaget videreført",
}


@record
class Block:
    """One rule in a cell: its title, what sort of rule it is, what it says, where it comes from and its status."""

    title: str
    name: str
    kind: str
    lines: tuple[str, ...]
    source: str
    status: str
    place: str


@record
class CellView:
    """A cell: rules, or the state and its note in words; `brief`: a note told under a broader concept only named."""

    state: str
    words: str
    note: str
    brief: str
    blocks: tuple[Block, ...]


@record
class RowView:
    """A row: the concept, its cells, and the last column."""

    row: Row
    cells: tuple[CellView, ...]
    verdict: str


def row_views(comparison: Comparison) -> Iterator[RowView]:
    """Every row in words."""
    for row in comparison.rows:
        pairs = zip(comparison.sides, row.cells, strict=True)
        cells = tuple(_cell(side, cell, comparison) for side, cell in pairs)
        yield RowView(row, cells, verdict_words(row))


def verdict_words(row: Row) -> str:
    """The last column: ens, forskellig, kun i …, or that no set has a rule."""
    if row.verdict == a.ONLY:
        return f"kun i {' og '.join(row.only)}" + (" (ens)" if len(row.only) > 1 else "")
    return {a.SAME: "ens", a.DIFFERENT: "forskellig", a.NONE: "ingen har en regel"}[row.verdict]


def _cell(side: Side, cell: Cell, comparison: Comparison) -> CellView:
    blocks = tuple(_block(side, one) for one in cell.said)
    about = comparison.concepts.get(cell.broader, {}).get("titel", cell.broader)
    above = f"Sagt om det bredere begreb «{about}»." if cell.broader else ""
    inherited = f"Arvet fra {cell.origin}." if cell.origin not in ("", side.id) else ""
    note = _joined(cell.note, above, inherited)
    brief = _joined("" if above else cell.note, above, inherited)
    return CellView(cell.state, STATE_WORDS[cell.state], note, brief, blocks)


def _joined(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def _block(side: Side, one: Said) -> Block:
    head, citation, span = one.head, one.citation, one.span
    lines = tuple(words_of(one, side.program))
    place = f"{span.source.path}:{span.line}" if span else ""
    source = source_text(citation) if citation else ""
    return Block(one.title, one.name, kind_of(one), lines, source, _status(head, side), place)


def _status(head: m.Head | None, side: Side) -> str:
    if head is None:
        return ""
    word = STATUS_WORDS[head.status]
    return f"{word} fra {head.origin}" if head.origin != side.id else word


def period(side: Side) -> str:
    """`2019-01-01 til 2020-12-31`."""
    manifest = side.program.manifest
    return (
        f"{manifest.starts:%d-%m-%Y} til {manifest.ends:%d-%m-%Y}"
        if manifest.ends
        else f"fra {manifest.starts:%d-%m-%Y}"
    )
