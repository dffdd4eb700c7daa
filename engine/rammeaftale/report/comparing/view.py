"""A comparison in words: what every format shows, made once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rammeaftale.core.records import record
from rammeaftale.report.comparing.words import MODALITY, kind_of, words_of
from rammeaftale.report.naming import source_text
from rammeaftale.rulefiles import model as m
from rammeaftale.services.comparing import alignment as a
from rammeaftale.services.comparing.alignment import Cell, Comparison, Row, Said
from rammeaftale.services.comparing.sides import NO_SOURCE, OMITTED, SILENT, Side

STATE_WORDS = {
    a.VALUE: "",
    SILENT: "aftalen tier",
    NO_SOURCE: "kilden mangler",
    OMITTED: "udeladt",
    a.REPEALED: "ophævet",
    a.NOT_CODED: "ikke kodet",
}
STATE_HELP = {
    SILENT: "Aftalen siger ikke noget om det.",
    NO_SOURCE: "Den del af kilden, hvor det står, har vi ikke.",
    OMITTED: "Det står i kilden, men er bevidst ikke skrevet som regel.",
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
        return only_in(row.only)
    word = {a.SAME: "ens", a.DIFFERENT: "forskellig", a.NONE: "ingen har en regel"}[row.verdict]
    return word + _modality_words(row)


def only_in(ids: Sequence[str]) -> str:
    """`kun i a, b og c (ens)`."""
    *most, last = ids
    return f"kun i {', '.join(most)} og {last} (ens)" if most else f"kun i {last}"


def _modality_words(row: Row) -> str:
    """` (skal / bør)` where the sets oblige to different degrees; else nothing."""
    told = [found for cell, found in zip(row.cells, row.modalities, strict=True) if cell.state == a.VALUE]
    if len(set(told)) < 2 or not all(told):  # noqa: PLR2004 - two that differ
        return ""
    shown = (", ".join(MODALITY[one] for one in found) for found in dict.fromkeys(told))
    return f" ({' / '.join(shown)})"


def counts_text(comparison: Comparison) -> str:
    """`202 fælles begreber: 1 ens, 17 forskellige …`."""
    names = {
        a.SAME: "ens",
        a.DIFFERENT: "forskellige",
        a.ONLY: "kun i nogle af dem",
        a.NONE: "uden regel i nogen",
    }
    told = ", ".join(
        f"{comparison.counts[one]} {name}" for one, name in names.items() if comparison.counts[one]
    )
    total = sum(comparison.counts.values())
    return f"{total} {'fælles begreb' if total == 1 else 'fælles begreber'}: {told or 'ingen'}."


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
    """`01-01-2019 til 31-12-2020`, and that the set is not finished when it is not."""
    manifest = side.program.manifest
    starts = f"{manifest.starts:%d-%m-%Y}"
    dates = f"{starts} til {manifest.ends:%d-%m-%Y}" if manifest.ends else f"fra {starts}"
    return f"{dates}, ikke færdigt" if manifest.under_way else dates
