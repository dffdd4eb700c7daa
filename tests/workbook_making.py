"""Cases as workbooks, and the same case with changed inputs, for the engine and for the workbook's fields."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml
from openpyxl import load_workbook

import rammeaftale
from rammeaftale.backends.excel.naming import ENTRY
from rammeaftale.backends.excel.plan import INPUT, Plan, Planned, Switch
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.workbook.book import workbook
from rammeaftale.services.live import live_plan

NOT_OF_A_CASE = ("titel", "note", "forventet")
ROOT = Path(__file__).resolve().parents[1]


@cache
def rules_of(id_: str) -> rammeaftale.Rules:
    """The shipped rules of an id, loaded once."""
    return rammeaftale.load(id_, library=ROOT)


def read(path: Path) -> tuple[dict[str, object], list[str]]:
    """An example as a case, and the quantities it expects something of."""
    whole = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    rules = rules_of(whole["regelsæt"]).rules
    names = {name.partition("[")[0].partition("@")[0] for name in whole.get("forventet", {})}
    case = {key: part for key, part in whole.items() if key not in NOT_OF_A_CASE}
    return case, sorted(name for name in names if rules.quantity(name) is not None)


def calculated(case: dict[str, object], targets: list[str]):
    """A case calculated."""
    return rules_of(case["regelsæt"]).calculate(case, targets)


def planned(result) -> Plan:
    """The cells of its workbook."""
    plan = live_plan(result, Findings())
    assert plan is not None
    return plan


def written(result, plan: Plan, path: Path) -> Path:
    """Its workbook in a file."""
    path.write_bytes(workbook(result, plan, "rammeaftale rapport …"))
    return path


def numbers_in(plan: Plan) -> list[Planned]:
    """The inputs of the case that are numbers other than 0, in the order of the workbook."""
    cells = [cell for cell in plan.cells.values() if cell.kind == INPUT]
    return [c for c in cells if type(c.given) in (int, Fraction) and c.given]


def change_field(path: Path, cell: Planned, value: Fraction) -> None:
    """Another number in an input's field, as its reader would type it."""
    book = load_workbook(path)
    sheet, _, place = book.defined_names[cell.name + ENTRY].attr_text.rpartition("!")
    book[sheet.strip("'")][place.replace("$", "")].value = float(value)
    book.save(path)


def choose_in(path: Path, switch: Switch, choice: str) -> None:
    """Another choice in the field of a reading or a measure."""
    book = load_workbook(path)
    sheet, _, place = book.defined_names[switch.name].attr_text.rpartition("!")
    book[sheet.strip("'")][place.replace("$", "")].value = choice
    book.save(path)
