"""The sheets that are filled in: inputs, parameters, choices. Every field says what may be written in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rammeaftale.backends.excel.inputs import NO, YES, limits
from rammeaftale.backends.excel.pairs import FAILED, OK, quoted
from rammeaftale.backends.excel.plan import Plan, Planned, Switch
from rammeaftale.core.outcome import NoValue, Value
from rammeaftale.core.places import Span
from rammeaftale.language.types import Kind
from rammeaftale.report.naming import section_text
from rammeaftale.report.workbook.cells import label, unit_text, value_and_state
from rammeaftale.report.workbook.looks import shown
from rammeaftale.report.workbook.sheet import Live, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

INPUT_COLUMNS = (
    ("Oplysning", 46), ("Medlem", 16), ("År", 7), ("Oplyst", 18), ("Enhed", 9), ("Bruges", 18), ("Tilstand", 12),
    ("Oplyst af", 40), ("Afsnit", 14), ("Navn", 34), ("Spørgsmål", 70),
)  # fmt: skip
PARAMETER_COLUMNS = (
    ("Parameter", 46), ("Medlem", 16), ("År", 7), ("Tal", 18), ("Enhed", 9), ("Bruges", 18), ("Tilstand", 12),
    ("Kilde", 54), ("Navn", 34),
)  # fmt: skip
CHOICE_COLUMNS = (("Valg", 56), ("Valgt", 28), ("Tilstand", 12), ("Muligheder", 80))
PRINTED_INPUTS, PRINTED_PARAMETERS = 9, 8
NOT_GIVEN = "Ikke oplyst i sagen"
OTHER_MEASURES = (
    "Et tiltag, sagen ikke har valgt, kan ikke slås til her: det kan kræve andre oplysninger. "
    "Lav et nyt regneark med «--tiltag NAVN»."
)
FIRST_DAY = date(1900, 3, 1)
_FAR = 10**15
_MOST_PERCENT = 10
_LONGEST_LIST = 255


def write_inputs(book: Workbook, table: Table, cells: Iterable[Planned], plan: Plan) -> None:
    """What the case states and may be changed, the field itself in its own colour; what it does not state last."""
    told = sorted(cells, key=lambda cell: cell.given is None)
    for position, cell in enumerate(told):
        if cell.given is None and (position == 0 or told[position - 1].given is not None):
            table.line([NOT_GIVEN], table.looks.topic())
        _field(book, table, cell)
        table.put(7, _said_by(cell, plan), table.looks.muted())
        table.put(8, section_text(cell.quantity.head.citation), table.looks.muted())
        table.put(9, cell.name, table.looks.muted())
        table.put(10, getattr(cell.quantity.symbol.entry, "question", "") or "", table.looks.muted())
        table.row += 1


def write_parameters(book: Workbook, table: Table, cells: Iterable[Planned], plan: Plan) -> None:
    """The agreement's figures, each with its own source."""
    for cell in cells:
        _field(book, table, cell)
        table.put(7, _figure_source(cell, plan), table.looks.muted())
        table.put(8, cell.name, table.looks.muted())
        table.row += 1


def _field(book: Workbook, table: Table, cell: Planned) -> None:
    """The first columns of the next row: what it is, the field, and what the field comes to."""
    type_ = cell.quantity.symbol.type
    table.line(label(cell))
    table.row -= 1
    book.define_name(cell.entry_name, table.place(3))
    table.entry(3, _entered(cell), type_)
    table.sheet.data_validation(table.row, 3, table.row, 3, _allowed(cell))
    table.put(4, unit_text(type_), table.looks.unit())
    value_and_state(book, table, cell, 5, 6)


def _entered(cell: Planned) -> object:
    if cell.given is None:
        return None
    if cell.quantity.symbol.type.kind is Kind.BOOL:
        return YES if cell.given else NO
    return shown(cell.given)


def _allowed(cell: Planned) -> dict[str, Any]:
    """What Excel lets a reader write in a field; what is pasted is checked by the state's formula."""
    type_ = cell.quantity.symbol.type
    words = [YES, NO] if type_.kind is Kind.BOOL else list(type_.options)
    if words:
        return _one_of(words)
    if type_.kind is Kind.DATE:
        least, most = limits(cell.quantity)
        first = max(FIRST_DAY, least)  # type: ignore[type-var]
        return _refusing("date", first, most, "Skriv en dato, for eksempel 31-12-2019.")
    if type_.kind in (Kind.NUMBER, Kind.YEAR):
        return _number(cell)
    return {"validate": "any"}


def _one_of(words: list[str]) -> dict[str, Any]:
    told = f"Vælg et af: {', '.join(words)}."
    if len(",".join(words)) > _LONGEST_LIST:
        return {"validate": "any", "input_title": "Valg", "input_message": told[:_LONGEST_LIST]}
    return {
        "validate": "list",
        "source": words,
        "error_title": "Kan ikke vælges",
        "error_message": told[:_LONGEST_LIST],
    }


def _number(cell: Planned) -> dict[str, Any]:
    quantity = cell.quantity
    type_, (least_said, most_said) = quantity.symbol.type, limits(quantity)
    least, most = _bound(least_said, -_FAR), _bound(most_said, _FAR)
    if type_.unit.label != "pct":
        kind, what = (
            ("integer", "et helt tal") if type_.whole or type_.kind is Kind.YEAR else ("decimal", "et tal")
        )
        return _refusing(kind, least, most, f"Skriv {what}{_within(least_said, most_said, 1, '')}.")
    within = _within(quantity.least, quantity.most, 100, " %")
    told = f"Skriv en procent{within}, for eksempel 95,6 %."
    asked = {
        "input_title": "Procent",
        "input_message": "Skriv procenttegnet med: 95,6 %. Uden format er det 0,956.",
    }
    if quantity.most is not None:
        return _refusing("decimal", least, most, told) | asked
    doubt = "Det er mere end 1000 %. Skriv procenttegnet med, for eksempel 95,6 %."
    return _refusing("decimal", least, _MOST_PERCENT, doubt) | asked | {"error_type": "warning"}


def _bound(given: Value | None, otherwise: int) -> float:
    return float(otherwise if given is None else given)  # type: ignore[arg-type]


def _within(least: Value | None, most: Value | None, scale: int, sign: str) -> str:
    parts = [
        f"{word} {float(bound * scale):.10g}{sign}".replace(".", ",")  # type: ignore[operator]
        for word, bound in (("mindst", least), ("højst", most))
        if bound is not None
    ]
    return f", {' og '.join(parts)}" if parts else ""


def _refusing(kind: str, least: object, most: object, told: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": "Passer ikke i feltet",
        "error_message": told,
    }


def _said_by(cell: Planned, plan: Plan) -> str:
    """Who states an input, after what, and where in the case; or that it is assumed."""
    name, _, members = cell.key
    stated = plan.run.facts.find(name, members, cell.asked)
    if stated is None:
        return "" if isinstance(cell.outcome, NoValue) else "antaget"
    return " · ".join(part for part in (stated.by, stated.source, _line(stated.span)) if part)


def _line(span: Span | None) -> str:
    """`linje 23 i sag.yaml`; the folders are the reader's own."""
    return f"linje {span.line} i {Path(span.source.path).name}" if span else ""


def _figure_source(cell: Planned, plan: Plan) -> str:
    name, year, members = cell.key
    figure = plan.run.figure(cell.quantity, year, members)
    citation = figure.citation if figure else cell.quantity.head.citation
    replaced = plan.run.facts.replaced(name, members, year) is not None
    marks = ["hvad hvis" if replaced else "", "uden for aftalen" if figure and figure.external else ""]
    return " · ".join(part for part in (citation.document, section_text(citation), *marks) if part)


def write_choices(book: Workbook, table: Table, plan: Plan) -> None:
    """How doubtful passages are read and which measures are used: change the choice, and the sheets follow."""
    for switch in plan.switches.values():
        told = _choices_text(switch)
        table.put(0, switch.title, table.looks.text())
        table.put(1, switch.chosen, table.looks.choice())
        known = ",".join(f"{switch.name}={quoted(choice)}" for choice in switch.choices)
        table.state(2, Live(f"IF(OR({known}),{OK},{FAILED})", 0), 1)
        table.put(3, told, table.looks.muted(wrapped=True))
        table.sheet.data_validation(table.row, 1, table.row, 1, _one_of(list(switch.choices)))
        book.define_name(switch.name, table.place(1))
        table.high_as([switch.title, switch.chosen, "", told])
        table.row += 1
    table.row += 1
    table.line([OTHER_MEASURES])


def _choices_text(switch: Switch) -> str:
    return "\n".join(f"{name}: {title}" for name, title in switch.choices.items())
