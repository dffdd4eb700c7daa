"""A calculation as an Excel workbook: change a field, and every figure follows."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.plan import INPUT, PARAMETER, RULE, Plan
from rammeaftale.report.workbook import cells, reading
from rammeaftale.report.workbook.sheet import Looks, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook

    from rammeaftale.services.calculation import Calculation

# A workbook says when it was made; ours says the same always, so that the same case gives the same file.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone


def workbook(result: Calculation, plan: Plan, command: str) -> bytes:
    """The file's bytes; the same for the same calculation. `command`: what makes it again, for the front page."""
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": result.case.title or result.rules.id, "created": NO_DAY})
    _fill(book, result, plan, command)
    book.close()
    return buffer.getvalue()


def _fill(book: Workbook, result: Calculation, plan: Plan, command: str) -> None:
    looks = Looks(book)
    reading.write_front(Table(book, looks, "Forside", reading.FRONT_COLUMNS), result, plan, command)
    inputs, parameters, rules = (Table(book, looks, *cells.SHEETS[kind]) for kind in (INPUT, PARAMETER, RULE))
    cells.write_inputs(book, inputs, cells.in_rule_order(plan, INPUT))
    cells.write_parameters(book, parameters, cells.in_rule_order(plan, PARAMETER), plan)
    cells.write_rules(book, rules, cells.in_rule_order(plan, RULE))
    if plan.switches:
        cells.write_choices(book, Table(book, looks, "Valg", cells.CHOICE_COLUMNS), plan)
    if plan.helpers:
        cells.write_helpers(book, Table(book, looks, "Mellemregning", cells.HELPER_COLUMNS), plan.helpers)
    if plan.calendars:
        columns = [(name, 14) for name in plan.calendars]
        cells.write_days_off(book, Table(book, looks, "Fridage", columns), plan)
    reading.write_trace(Table(book, looks, "Sporing", reading.TRACE_COLUMNS), result)
    reading.write_sources(Table(book, looks, "Kilder", reading.SOURCE_COLUMNS), result)
