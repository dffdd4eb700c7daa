"""A calculation as an Excel workbook: change a field, and every figure follows."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from rammeaftale.backends.excel.plan import INPUT, PARAMETER, RULE, Plan
from rammeaftale.report.workbook import cells, entries, front, reading
from rammeaftale.report.workbook.looks import Looks
from rammeaftale.report.workbook.sheet import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter import Workbook

    from rammeaftale.report.workbook.sheet import Column
    from rammeaftale.services.calculation import Calculation

# A workbook says when it was made; ours says the same always, so that the same case gives the same file.
NO_DAY = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone
INPUTS, PARAMETERS, CALCULATION = "Oplysninger", "Parametre", "Beregning"


def workbook(result: Calculation, plan: Plan, command: str, wrong: Sequence[str] = ()) -> bytes:
    """The file's bytes; the same for the same calculation.

    For the front page: `command`, what makes it again; `wrong`, the errors and the checks that do not hold.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": result.case.title or result.rules.id, "created": NO_DAY})
    for table in _fill(book, result, plan, (command, wrong)):
        table.finish()
    book.close()
    return buffer.getvalue()


def _fill(book: Workbook, result: Calculation, plan: Plan, told: tuple[str, Sequence[str]]) -> list[Table]:
    looks, tables = Looks(book), []

    def table(name: str, columns: Sequence[Column], printed: int = 0) -> Table:
        tables.append(Table(book, looks, name, columns, printed))
        return tables[-1]

    first = Table(book, looks, "Forside", front.COLUMNS, frozen=False)
    tables.append(first)
    inputs = table(INPUTS, entries.INPUT_COLUMNS, entries.PRINTED_INPUTS)
    entries.write_inputs(book, inputs, cells.in_rule_order(plan, INPUT), plan)
    parameters = table(PARAMETERS, entries.PARAMETER_COLUMNS, entries.PRINTED_PARAMETERS)
    entries.write_parameters(book, parameters, cells.in_rule_order(plan, PARAMETER), plan)
    rules = table(CALCULATION, cells.RULE_COLUMNS, cells.PRINTED_RULES)
    cells.write_rules(book, rules, cells.in_rule_order(plan, RULE))
    states = [inputs.range(6), parameters.range(6)]
    if plan.switches:
        choices = table("Valg", entries.CHOICE_COLUMNS)
        entries.write_choices(book, choices, plan)
        states.append(choices.range(2))
    if plan.helpers:
        cells.write_helpers(book, table("Mellemregning", cells.HELPER_COLUMNS), plan.helpers)
    if plan.calendars:
        cells.write_days_off(book, table("Fridage", [(name, 24) for name in plan.calendars]), plan)
    reading.write_trace(table("Sporing", reading.TRACE_COLUMNS), result)
    reading.write_sources(table("Kilder", reading.SOURCE_COLUMNS), result)
    front.write_front(first, result, plan, told, states)
    return tables
