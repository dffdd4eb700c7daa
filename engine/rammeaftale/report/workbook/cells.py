"""The sheets that calculate: inputs, parameters, choices, the calculation, intermediate results, days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.inputs import NO, YES
from rammeaftale.backends.excel.naming import STATE
from rammeaftale.backends.excel.pairs import OK, Pair
from rammeaftale.backends.excel.plan import INPUT, PARAMETER, RULE, Helper, Plan, Planned
from rammeaftale.core.calendar import public_holidays
from rammeaftale.core.display import plural
from rammeaftale.core.outcome import NoValue, Outcome, Value
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_name
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.naming import place_text, section_text
from rammeaftale.report.workbook.sheet import EPOCH, STATES, Live, Table, shown

if TYPE_CHECKING:
    from xlsxwriter import Workbook

INPUT_COLUMNS = (
    ("Oplysning", 46), ("Medlem", 18), ("År", 7), ("Oplyst", 18), ("Enhed", 10), ("Bruges", 18), ("Tilstand", 9),
    ("Navn", 30), ("Spørgsmål", 50), ("Oplyst af", 30), ("Afsnit", 14),
)  # fmt: skip
PARAMETER_COLUMNS = (
    ("Parameter", 46), ("Medlem", 18), ("År", 7), ("Tal", 18), ("Enhed", 10), ("Bruges", 18), ("Tilstand", 9),
    ("Navn", 30), ("Kilde", 50),
)  # fmt: skip
RULE_COLUMNS = (
    ("Størrelse", 50), ("Medlem", 18), ("År", 7), ("Værdi", 18), ("Enhed", 10), ("Tilstand", 9), ("Navn", 34),
    ("Regel", 60), ("Afsnit", 12), ("Sted", 38), ("Bemærk", 40),
)  # fmt: skip
CHOICE_COLUMNS = (("Valg", 60), ("Valgt", 26), ("Muligheder", 50))
HELPER_COLUMNS = (("Mellemregning til", 34), ("Værdi", 22), ("Tilstand", 9))
NOT_GIVEN = "Ikke oplyst i sagen"
VALUE_CELL = "Står som værdi: {reason}."


def write_inputs(book: Workbook, table: Table, cells: Iterable[Planned]) -> None:
    """What the case states and may be changed, the field itself in its own colour; what it does not state last."""
    told = sorted(cells, key=lambda cell: cell.given is None)
    for position, cell in enumerate(told):
        if cell.given is None and (position == 0 or told[position - 1].given is not None):
            table.line([NOT_GIVEN], table.looks.topic())
        symbol = cell.quantity.symbol
        table.line(_label(cell))
        table.row -= 1
        book.define_name(cell.entry_name, table.place(3))
        table.put(3, _entered(cell.given, symbol.type), table.looks.of(symbol.type, entry=True))
        _limit_entry(table, symbol.type)
        table.put(4, unit_text(symbol.type))
        _value_and_state(book, table, cell, 5)
        table.put(7, cell.name, table.looks.muted())
        table.put(8, getattr(symbol.entry, "question", "") or "", table.looks.muted())
        table.put(10, section_text(cell.quantity.head.citation), table.looks.muted())
        table.row += 1


def _entered(value: Value | None, type_: Type) -> object:
    if value is None:
        return None
    return (YES if value else NO) if type_.kind is Kind.BOOL else shown(value)


def _limit_entry(table: Table, type_: Type) -> None:
    """A list to choose from where only certain words will do."""
    words = [YES, NO] if type_.kind is Kind.BOOL else list(type_.options)
    if words and len(",".join(words)) < _LONGEST_LIST:
        table.sheet.data_validation(table.row, 3, table.row, 3, {"validate": "list", "source": words})


_LONGEST_LIST = 255


def write_parameters(book: Workbook, table: Table, cells: Iterable[Planned], plan: Plan) -> None:
    """The agreement's figures, each with its own source."""
    for cell in cells:
        type_ = cell.quantity.symbol.type
        table.line(_label(cell))
        table.row -= 1
        book.define_name(cell.entry_name, table.place(3))
        table.put(3, _entered(cell.given, type_), table.looks.of(type_, entry=True))
        table.put(4, unit_text(type_))
        _value_and_state(book, table, cell, 5)
        table.put(7, cell.name, table.looks.muted())
        table.put(8, _figure_source(cell, plan), table.looks.muted())
        table.row += 1


def _figure_source(cell: Planned, plan: Plan) -> str:
    name, year, members = cell.key
    figure = plan.run.figure(cell.quantity, year, members)
    citation = figure.citation if figure else cell.quantity.head.citation
    replaced = plan.run.facts.replaced(name, members, year) is not None
    marks = ["hvad hvis" if replaced else "", "uden for aftalen" if figure and figure.external else ""]
    return " · ".join(part for part in (citation.document, section_text(citation), *marks) if part)


def write_rules(book: Workbook, table: Table, cells: Iterable[Planned]) -> None:
    """The calculation by topic, in the order of the rule files; a cell that is no formula says why."""
    topic = ""
    for cell in cells:
        head = cell.quantity.head
        if head.topic != topic:
            topic = head.topic
            table.line([topic], table.looks.topic())
        table.line(_label(cell))
        table.row -= 1
        _value_and_state(book, table, cell, 3, unit_between=True)
        table.put(6, cell.name, table.looks.muted())
        table.put(7, _rule_text(cell), table.looks.muted())
        table.put(8, section_text(head.citation), table.looks.muted())
        table.put(9, place_text(head.span), table.looks.muted())
        if cell.fixed:
            table.put(10, VALUE_CELL.format(reason=cell.fixed))
        table.row += 1


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


def _value_and_state(
    book: Workbook, table: Table, cell: Planned, column: int, *, unit_between: bool = False
) -> None:
    """The cell's value (or the word for why it has none) and the number of its state."""
    type_, after = cell.quantity.symbol.type, column + (2 if unit_between else 1)
    book.define_name(cell.name, table.place(column))
    book.define_name(cell.state_name, table.place(after))
    table.put(
        column, Live(guarded(cell.formula, cell.state_name), shown(cell.outcome)), table.looks.of(type_)
    )
    if unit_between:
        table.put(column + 1, unit_text(type_))
    table.put(after, Live(cell.formula.state, state_number(cell.outcome)), table.looks.muted())


def state_number(outcome: Outcome) -> int:
    """The number that tells a value from the reasons for having none."""
    return STATES.index(shown(outcome)) if isinstance(outcome, NoValue) else 0


def guarded(formula: Pair, state_name: str) -> str:
    """The value where there is one, else the word for why not."""
    if formula.state == OK:
        return formula.value
    words = ",".join(f'"{word}"' for word in STATES[1:])
    return f"IF({state_name}=0,{formula.value},CHOOSE({state_name},{words}))"


def write_helpers(book: Workbook, table: Table, helpers: Iterable[Helper]) -> None:
    """What formulas read more than once."""
    for helper in helpers:
        table.put(0, helper.owner.name, table.looks.muted())
        table.put(
            1,
            Live(guarded(helper.formula, helper.name + STATE), shown(helper.outcome)),
            table.looks.of(helper.type),
        )
        table.put(2, Live(helper.formula.state, state_number(helper.outcome)), table.looks.muted())
        book.define_name(helper.name, table.place(1))
        book.define_name(helper.name + STATE, table.place(2))
        table.row += 1


def write_choices(book: Workbook, table: Table, plan: Plan) -> None:
    """How doubtful passages are read and which measures are used: change the choice, and the sheets follow."""
    for switch in plan.switches.values():
        table.put(0, switch.title)
        table.put(1, switch.chosen, table.looks(bg_color="#FFF2CC", border=1, border_color="#BF9000"))
        table.put(2, ", ".join(switch.choices), table.looks.muted())
        table.sheet.data_validation(
            table.row, 1, table.row, 1, {"validate": "list", "source": list(switch.choices)}
        )
        book.define_name(switch.name, table.place(1))
        table.row += 1


def write_days_off(book: Workbook, table: Table, plan: Plan) -> None:
    """The days off that working days are counted around, a column a calendar."""
    first, last = _years_of_interest(plan)
    for column, calendar in enumerate(plan.calendars.values()):
        extra = [(month, day) for month, day in calendar.extra_free]
        days: set[date] = set()
        for year in range(first, last + 1):
            days |= public_holidays(year) if calendar.holidays else set()
            days |= {EPOCH.replace(year=year, month=month, day=day) for month, day in extra}
        look = table.looks(num_format="dd-mm-yyyy")
        for row, day in enumerate(sorted(days), start=1):
            table.sheet.write_number(row, column, (day - EPOCH).days, look)
        here = table.place(column).split("!")[0]
        name = table.place(column).split("$")[1]
        book.define_name(plan.days_off(calendar), f"{here}!${name}$2:${name}${len(days) + 1}")


def _years_of_interest(plan: Plan) -> tuple[int, int]:
    years = [cell.key[1] for cell in plan.cells.values() if cell.key[1] is not None] or [
        plan.run.definitions.starts
    ]
    return min(years) - _MARGIN, max(years) + _MARGIN


_MARGIN = 5


SHEETS = {
    INPUT: ("Oplysninger", INPUT_COLUMNS),
    PARAMETER: ("Parametre", PARAMETER_COLUMNS),
    RULE: ("Beregning", RULE_COLUMNS),
}


def _label(cell: Planned) -> list[object]:
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
