"""A comparison as a workbook: concepts in rows, sets in columns, headings that stay; the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rammeaftale.report.comparing.notes import case_sentences
from rammeaftale.report.comparing.result_words import ResultView, duty_views, result_views
from rammeaftale.report.comparing.view import STATE_HELP, STATE_WORDS, CellView, period, row_views
from rammeaftale.services.comparing.alignment import Comparison
from rammeaftale.services.comparing.results import Results

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# A workbook says when it was made; ours says the same always, so that the same rules give the same file.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone
LONGEST_CELL = 32_000
WIDE, MIDDLE, NARROW = 60, 34, 18
TALLEST, LINE = 400, 15
_LOOKS: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "font_color": "white", "bg_color": "#1F3864"},
    "group": {"bold": True, "font_color": "#1F3864", "bg_color": "#DFE5F0"},
    "strong": {"bold": True},
    "text": {},
    "state": {"italic": True, "font_color": "#595959"},
}


def comparison_xlsx(comparison: Comparison, results: Results | None) -> bytes:
    """The file's bytes."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    ids = [side.id for side in comparison.sides]
    book.set_properties({"title": f"Sammenligning af {', '.join(ids)}", "created": NO_DAY})
    looks = {
        name: book.add_format({"text_wrap": True, "valign": "top", **look}) for name, look in _LOOKS.items()
    }
    if results is not None:
        _sheet(book, looks, "Sagen", ["Størrelse", "Navn", *ids, "Sammenligning", "Første regel, der er forskellig"],
               [MIDDLE, NARROW, *(NARROW for _ in ids), NARROW, WIDE], _results(results))  # fmt: skip
    _sheet(book, looks, "Begreber", ["Begreb", "Navn", "Art", *ids, "Sammenligning"],
           [MIDDLE, NARROW, NARROW, *(WIDE for _ in ids), NARROW], _concepts(comparison))  # fmt: skip
    _sheet(book, looks, "Regelsæt", ["Regelsæt", "Titel", "Periode", "Regler uden begreb", "Fingeraftryk"],
           [NARROW, WIDE, MIDDLE, NARROW, WIDE], _sets(comparison))  # fmt: skip
    book.close()
    return buffer.getvalue()


Line = tuple[str, list[tuple[str, str]]]


def _sheet(
    book: Workbook,
    looks: dict[str, Any],
    name: str,
    heads: Sequence[str],
    widths: Sequence[int],
    lines: Iterable[Line],
) -> None:
    sheet: Worksheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, looks["heading"])
    row = 0
    for row, (kind, cells) in enumerate(lines, 1):
        for column, (text, look) in enumerate(cells):
            sheet.write_string(row, column, text[:LONGEST_CELL], looks["group" if kind == "group" else look])
        sheet.set_row(row, _height(cells, widths))
    sheet.autofilter(0, 0, row, len(heads) - 1)


def _height(cells: list[tuple[str, str]], widths: Sequence[int]) -> int:
    """A row as high as its fullest cell, within what a screen can show."""
    lines = [
        sum(1 + len(part) // width for part in text.split("\n"))
        for (text, _), width in zip(cells, widths, strict=False)
    ]
    return min(TALLEST, LINE * max(lines, default=1))


def _concepts(comparison: Comparison) -> Iterator[Line]:
    for group, views in groupby(row_views(comparison), key=lambda view: view.row.concept.group):
        yield "group", [(group.capitalize(), "group"), *[("", "group")] * (len(comparison.sides) + 3)]
        for view in views:
            concept = view.row.concept
            title = "    " * concept.depth + concept.title
            cells = [(_cell(cell), "text" if cell.blocks else "state") for cell in view.cells]
            verdict = "" if view.row.is_empty else view.verdict
            yield (
                "row",
                [
                    (title, "strong"),
                    (concept.name, "text"),
                    (concept.art, "text"),
                    *cells,
                    (verdict, "strong"),
                ],
            )


def _cell(cell: CellView) -> str:
    if not cell.blocks:
        return f"{cell.words}: {cell.note}" if cell.note else cell.words
    told = []
    for block in cell.blocks:
        about = " · ".join(part for part in (block.source, block.status) if part)
        told.append(
            "\n".join([f"{block.title} ({block.kind})", *block.lines, *([f"[{about}]"] if about else [])])
        )
    return "\n\n".join(told)


def _results(results: Results) -> Iterator[Line]:
    count = len(results.shared) + 4
    for sentence in case_sentences(results.shared):
        yield "row", [(sentence, "state")]
    for title, views in (("Resultater", result_views(results)), ("Pligter", duty_views(results))):
        yield "group", [(title, "group"), *[("", "group")] * (count - 1)]
        for view in views:
            cells = [(value, "text") for value in view.values]
            yield (
                "row",
                [
                    (view.title, "strong"),
                    (view.address, "text"),
                    *cells,
                    (view.verdict, "strong"),
                    (_parting(view), "text"),
                ],
            )


def _parting(view: ResultView) -> str:
    told = []
    for one in view.partings:
        lines = [f"{one.other}: {one.title} ({' → '.join(one.way)})"]
        for id_, value, rule, source in one.sides:
            lines += [f"{id_}: {value}", *(f"  {line}" for line in rule), f"  [{source}]"]
        told.append("\n".join([*lines, *one.remarks]))
    return "\n\n".join(told)


def _sets(comparison: Comparison) -> Iterator[Line]:
    for side in comparison.sides:
        count = str(comparison.without_concept[side.id])
        parts = (side.id, side.program.manifest.title, period(side), count, side.program.fingerprint)
        yield "row", [(text, "text") for text in parts]
    yield "group", [("Ordene", "group"), *[("", "group")] * 4]
    for state, text in STATE_HELP.items():
        yield "row", [(STATE_WORDS[state], "strong"), (text, "text")]
