"""A comparison as a self-contained web page: one table of concepts, a column a set, and the case below."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element

from rammeaftale.report.comparing.notes import case_sentences
from rammeaftale.report.comparing.page import add, as_text, page, table
from rammeaftale.report.comparing.result_words import Parting, ResultView, duty_views, result_views
from rammeaftale.report.comparing.view import (
    STATE_HELP,
    STATE_WORDS,
    Block,
    CellView,
    RowView,
    counts_text,
    period,
    row_views,
)
from rammeaftale.services.comparing.alignment import Comparison
from rammeaftale.services.comparing.results import Results

LONG_ROW = 12


def comparison_html(comparison: Comparison, results: Results | None) -> str:
    """The page."""
    ids = [side.id for side in comparison.sides]
    html, main = page(f"Sammenligning: {', '.join(ids[:-1])} og {ids[-1]}")
    sets = add(main, "ul", attributes={"class": "plain"})
    for side in comparison.sides:
        add(sets, "li", f"{side.id}: {side.program.manifest.title} ({period(side)})")
    if results is not None:
        _results(main, results)
    _concepts(main, comparison, ids)
    _words(main, comparison)
    return as_text(html)


def _concepts(main: Element, comparison: Comparison, ids: list[str]) -> None:
    add(main, "h2", "Reglerne begreb for begreb")
    add(main, "p", counts_text(comparison))
    columns = [("Begreb", "16%"), *((id_, "") for id_ in ids), ("Sammenligning", "15%")]
    body = table(main, "Et fælles begreb i hver række, et regelsæt i hver kolonne", columns)
    for group, views in groupby(row_views(comparison), key=lambda view: view.row.concept.group):
        row = add(body, "tr", attributes={"class": "art"})
        add(row, "th", group.capitalize(), {"scope": "rowgroup", "colspan": str(len(ids) + 2)})
        for view in views:
            _row(body, view)


def _row(body: Element, view: RowView) -> None:
    concept = view.row.concept
    lines = max((sum(2 + len(b.lines) for b in cell.blocks) for cell in view.cells), default=0)
    row = add(body, "tr", attributes={"class": "long"} if lines > LONG_ROW else {})
    head = add(row, "th", concept.title, {"scope": "row", "style": f"padding-left:{0.5 + concept.depth}rem"})
    if concept.definition:
        add(head, "div", concept.definition, {"class": "definition"})
    for cell in view.cells:
        _cell(add(row, "td"), cell)
    add(row, "td", "" if view.row.is_empty else view.verdict, {"class": "verdict"})


def _cell(parent: Element, cell: CellView) -> None:
    if not cell.blocks:
        add(parent, "span", cell.words, {"class": "state"})
        if cell.note:
            add(parent, "p", cell.note)
    for block in cell.blocks:
        _block(parent, block)


def _block(parent: Element, block: Block) -> None:
    rule = add(parent, "div", attributes={"class": "rule"})
    title = add(rule, "p")
    add(title, "strong", block.title).tail = " "
    add(title, "span", f"({block.kind})", {"class": "kind"})
    for line in block.lines:
        add(rule, "p", line)
    about = " · ".join(part for part in (block.source, block.status, block.place) if part)
    if about:
        add(rule, "p", about, {"class": "source"})


def _words(main: Element, comparison: Comparison) -> None:
    add(main, "h2", "Ordene")
    listed = add(main, "dl")
    for state, text in STATE_HELP.items():
        add(listed, "dt", STATE_WORDS[state])
        add(listed, "dd", text)
    counts = ", ".join(f"{count} i {id_}" for id_, count in comparison.without_concept.items())
    add(main, "p", f"Regler uden fælles begreb er ikke med: {counts}.")


def _results(main: Element, results: Results) -> None:
    add(main, "h2", f"Sagen «{results.shared[0].case.title or 'uden titel'}»")
    notes = add(main, "ul", attributes={"class": "plain"})
    for sentence in case_sentences(results.shared):
        add(notes, "li", sentence)
    if not len(notes):
        main.remove(notes)
    ids = [one.side.id for one in results.shared]
    views = sorted(result_views(results), key=_differing_first)
    _result_table(main, "Resultater", views, ids)
    _result_table(main, "Pligter, der er udløst i mindst ét af dem", list(duty_views(results)), ids)


def _differing_first(view: ResultView) -> int:
    return (view.verdict != "forskellig") + (view.verdict not in ("forskellig", "ens"))


def _result_table(main: Element, caption: str, views: list[ResultView], ids: list[str]) -> None:
    if not views:
        return
    body = table(
        main,
        caption,
        [
            ("Størrelse" if caption == "Resultater" else "Pligt", "25%"),
            *((i, "") for i in ids),
            ("Sammenligning", "15%"),
        ],
    )
    for view in views:
        row = add(body, "tr")
        head = add(row, "th", view.title, {"scope": "row"})
        add(head, "div", view.address, {"class": "definition"})
        for value in view.values:
            add(row, "td", value)
        add(row, "td", view.verdict, {"class": "verdict"})
        for parting in view.partings:
            inside = add(body, "tr")
            _parting(add(inside, "td", attributes={"colspan": str(len(ids) + 2)}), parting)


def _parting(cell: Element, parting: Parting) -> None:
    add(
        cell,
        "p",
        f"Den første regel, hvor {parting.other} skiller sig ud: {parting.title} ({' → '.join(parting.way)})",
    )
    listed = add(cell, "ul", attributes={"class": "plain"})
    for id_, value, rule, source in parting.sides:
        item = add(listed, "li", f"{id_}: {value}")
        for line in rule:
            add(item, "div", line)
        add(item, "div", source, {"class": "source"})
    for remark in parting.remarks:
        add(cell, "p", remark)
