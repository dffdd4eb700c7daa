"""Which cells a workbook of a calculation has: what was asked for and everything it may rest on."""

from __future__ import annotations

from rammeaftale.backends.excel.plan import MOST_CELLS, Plan, TooLarge, TooMuch
from rammeaftale.backends.excel.rules import write_all
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.services import findings as f
from rammeaftale.services.calculation import Calculation


def live_plan(result: Calculation, findings: Findings) -> Plan | None:
    """The plan of the quantities asked for; a finding when it would be too large for a workbook."""
    plan = Plan(result.run)
    try:
        for target in result.targets:
            for cell in target.cells():
                plan.cell(*cell)
        write_all(plan)
    except TooMuch:
        findings.add(f.WORKBOOK_TOO_LARGE, whole(SourceText("<regneark>")), limit=MOST_CELLS)
        return None
    except TooLarge as found:
        head = found.quantity.head
        findings.add(f.NUMBER_TOO_LARGE, head.span, name=found.quantity.name)
        return None
    return plan
