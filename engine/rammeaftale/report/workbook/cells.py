"""The sheets that calculate: the quantities by topic, intermediate results, days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.pairs import OK, Pair
from rammeaftale.backends.excel.plan import Helper, Plan, Planned
from rammeaftale.core.calendar import public_holidays
from rammeaftale.core.danish import FIRST_YEAR, LAST_YEAR
from rammeaftale.core.display import plural
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_name
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.naming import place_text, section_text
from rammeaftale.report.workbook.looks import EPOCH, STATES, shown, state_number
from rammeaftale.report.workbook.sheet import Live, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

RULE_COLUMNS = (
    ("Størrelse", 50), ("Medlem", 16), ("År", 7), ("Værdi", 18), ("Enhed", 9), ("Tilstand", 12), ("Afsnit", 14),
    ("Bemærk", 44), ("Navn", 34), ("Regel", 70), ("Sted", 40),
)  # fmt: skip
HELPER_COLUMNS = (
    ("Mellemregning til", 50), ("Værdi", 22), ("Tilstand", 12), ("Størrelse", 40), ("Navn", 50), ("Bemærk", 44),
)  # fmt: skip
PRINTED_RULES = 8
VALUE_CELL = "Står som værdi: {reason}."


def write_rules(book: Workbook, table: Table, cells: Iterable[Planned]) -> None:
    """The calculation by topic, in the order of the rule files; a cell that is no formula says why."""
    topic = ""
    for cell in _by_topic(cells):
        head = cell.quantity.head
        if head.topic != topic:
            topic = head.topic
            table.line([topic], table.looks.topic())
        table.line(label(cell))
        table.row -= 1
        value_and_state(book, table, cell, 3, 5)
        table.put(4, unit_text(cell.quantity.symbol.type), table.looks.unit())
        table.put(6, section_text(head.citation), table.looks.muted())
        if cell.fixed:
            table.put(7, VALUE_CELL.format(reason=cell.fixed))
        table.put(8, cell.name, table.looks.muted())
        table.put(9, _rule_text(cell), table.looks.muted())
        table.put(10, place_text(head.span), table.looks.muted())
        table.row += 1


def _by_topic(cells: Iterable[Planned]) -> list[Planned]:
    """A topic's cells together, the topics as they are first met."""
    found: dict[str, list[Planned]] = {}
    for cell in cells:
        found.setdefault(cell.quantity.head.topic, []).append(cell)
    return [cell for inside in found.values() for cell in inside]


def _rule_text(cell: Planned) -> str:
    rule = cell.quantity.rule
    if isinstance(rule, ir.Formula):
        return " ".join(rule.text.text.split())
    return _KINDS.get(type(rule), "")


_KINDS: dict[type, str] = {
    ir.Arms: "varianter, se «Sporing»",
    ir.Table: "tabel, se «Sporing»",
    ir.Scale: "skala, se «Sporing»",
    ir.Deadline: "frist, se «Sporing»",
    ir.ByReading: "efter fortolkning, se «Valg»",
}


def value_and_state(book: Workbook, table: Table, cell: Planned, column: int, state_column: int) -> None:
    """The cell's value (or the word for why it has none) and its state."""
    type_ = cell.quantity.symbol.type
    book.define_name(cell.name, table.place(column))
    book.define_name(cell.state_name, table.place(state_column))
    value = Live(guarded(cell.formula, cell.state_name), shown(cell.outcome))
    table.value(column, value, type_, table.looks.of(type_, fixed=bool(cell.fixed)))
    table.state(state_column, Live(cell.formula.state, state_number(cell.outcome)), column)


def guarded(formula: Pair, state_name: str) -> str:
    """The value where there is one, else the word for why not."""
    if formula.state == OK:
        return formula.value
    words = ",".join(f'"{word}"' for word in STATES[1:])
    return f"IF({state_name}=0,{formula.value},CHOOSE({state_name},{words}))"


def write_helpers(book: Workbook, table: Table, helpers: Iterable[Helper]) -> None:
    """What formulas read more than once."""
    for helper in helpers:
        value = Live(guarded(helper.formula, helper.state_name), shown(helper.outcome))
        table.put(0, ", ".join(str(part) for part in label(helper.owner) if part))
        table.value(1, value, helper.type, table.looks.of(helper.type, fixed=bool(helper.fixed)))
        table.state(2, Live(helper.formula.state, state_number(helper.outcome)), 1)
        table.put(3, helper.owner.name, table.looks.muted())
        table.put(4, helper.name, table.looks.muted())
        if helper.fixed:
            table.put(5, VALUE_CELL.format(reason=helper.fixed))
        book.define_name(helper.name, table.place(1))
        book.define_name(helper.state_name, table.place(2))
        table.row += 1


def write_days_off(book: Workbook, table: Table, plan: Plan) -> None:
    """The days off in every year a date may lie in, which working days are counted around; a column a calendar."""
    look, most = table.looks(num_format="dd-mm-yyyy", align="left"), 0
    for column, calendar in enumerate(plan.calendars.values()):
        days: set[date] = set()
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            days |= public_holidays(year) if calendar.holidays else set()
            days |= {date(year, month, day) for month, day in calendar.extra_free}
        for row, day in enumerate(sorted(days), start=1):
            table.sheet.write_number(row, column, (day - EPOCH).days, look)
        sheet, _, corner = table.place(column).rpartition("!")
        letters = corner.split("$")[1]
        book.define_name(plan.days_off(calendar), f"{sheet}!${letters}$2:${letters}${max(len(days), 1) + 1}")
        most = max(most, len(days))
    table.row = most + 1


def label(cell: Planned) -> list[object]:
    """What a cell is: its title, members and year."""
    _, year, members = cell.key
    named = [member_name(cell.program, d, m) for d, m in zip(cell.quantity.dims, members, strict=True)]
    return [cell.quantity.head.title, ", ".join(named), year]


def unit_text(type_: Type) -> str:
    """The unit beside a value."""
    if type_.kind is not Kind.NUMBER or not (type_.unit.powers or type_.unit.label):
        return ""
    return plural(type_.unit)


def in_rule_order(plan: Plan, kind: str) -> list[Planned]:
    """The cells of a kind as their rule files have them, members and years of one together."""
    chosen = [cell for cell in plan.cells.values() if cell.kind == kind]
    orders = {
        id(p): {name: at for at, name in enumerate(p.quantities)}
        for p in {id(c.program): c.program for c in chosen}.values()
    }
    return sorted(chosen, key=lambda c: (orders[id(c.program)][c.key[0]], c.key[2], c.key[1] or 0))
