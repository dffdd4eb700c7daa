"""A case as a workbook with live formulas: inputs, parameters, choices, calculation, intermediate results."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

import xlsxwriter

from rammeaftale.backends.excel.naming import STATE
from rammeaftale.backends.excel.pairs import OK
from rammeaftale.backends.excel.plan import INPUT, PARAMETER, RULE, Plan, Planned
from rammeaftale.core.calendar import public_holidays
from rammeaftale.core.outcome import NoValue


def workbook(plan: Plan) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheets = {kind: book.add_worksheet(title) for kind, title in ((INPUT, "Oplysninger"), (PARAMETER, "Parametre"), (RULE, "Beregning"))}
    choices, helpers, days = (book.add_worksheet(t) for t in ("Valg", "Mellemregning", "Fridage"))
    rows = {kind: 1 for kind in sheets}
    for cell in plan.cells.values():
        sheet, row = sheets[cell.kind], rows[cell.kind]
        rows[cell.kind] += 1
        title = sheet.get_name()
        sheet.write_string(row, 0, cell.name)
        if cell.kind != RULE:
            book.define_name(cell.entry_name, f"={title}!$C${row + 1}")
            if cell.given is not None:
                put(sheet, row, 2, cell.given)
        book.define_name(cell.name, f"={title}!$D${row + 1}")
        book.define_name(cell.state_name, f"={title}!$E${row + 1}")
        state = cell.formula.state
        value = cell.formula.value if state == OK else f'IF({cell.state_name}=0,{cell.formula.value},INDEX({{"ukendt","ikke_relevant","ikke_reguleret","fejl"}},{cell.state_name}))'
        sheet.write_formula(row, 3, "=" + value, None, shown(cell.outcome))
        sheet.write_formula(row, 4, "=" + state, None, 0)
    for row, switch in enumerate(plan.switches.values()):
        choices.write(row, 0, switch.title)
        choices.write(row, 1, switch.chosen)
        book.define_name(switch.name, f"=Valg!$B${row + 1}")
    for row, helper in enumerate(plan.helpers):
        helpers.write(row, 0, helper.name)
        f = helper.formula
        helpers.write_formula(row, 1, "=" + (f.value if f.state == OK else f'IF({helper.name}{STATE}=0,{f.value},"")'))
        helpers.write_formula(row, 2, "=" + f.state)
        book.define_name(helper.name, f"=Mellemregning!$B${row + 1}")
        book.define_name(helper.name + STATE, f"=Mellemregning!$C${row + 1}")
    for column, calendar in enumerate(plan.calendars.values()):
        free = [d for y in range(2010, 2035) for d in sorted(public_holidays(y) | {date(y, m, d) for m, d in calendar.extra_free})]
        for row, day in enumerate(free):
            put(days, row, column, day)
        letter = chr(65 + column)
        book.define_name(f"fridage.{calendar.name}", f"=Fridage!${letter}$1:${letter}${len(free)}")
    book.close()
    return buffer.getvalue()


def put(sheet: Any, row: int, column: int, value: object) -> None:
    sheet.write(row, column, shown(value))


def shown(value: object) -> Any:
    if isinstance(value, NoValue):
        return value.state
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, date):
        return (value - date(1899, 12, 30)).days
    return float(value) if isinstance(value, int | Fraction) else value
