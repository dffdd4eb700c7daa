"""Cases as workbooks, and the same case with changed inputs, for the engine and for the workbook's fields."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml
from openpyxl import load_workbook

import rammeaftale
from rammeaftale.backends.excel.plan import Plan
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.workbook.book import workbook
from rammeaftale.services.live import live_plan

NOT_OF_A_CASE = ("titel", "note", "forventet")
ROOT = Path(__file__).resolve().parents[1]


@cache
def rules_of(id_: str, library: Path = ROOT) -> rammeaftale.Rules:
    """The rules of an id, loaded once."""
    return rammeaftale.load(id_, library=library)


def library_of(path: Path) -> Path:
    """The library an example stands in."""
    return path.parents[3]


def examples() -> list[Path]:
    """The shipped examples, and those of the fictional next period."""
    folders = [
        ROOT / "rules",
        ROOT / "nordjylland",
        ROOT / "tests" / "biblioteker" / "ny-periode" / "rules" / "2023-2024",
    ]
    return sorted(path for folder in folders for path in folder.glob("**/eksempler/*.yaml"))


def read(path: Path) -> tuple[dict[str, object], list[str]]:
    """An example as a case, and the quantities it expects something of."""
    whole = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    rules = rules_of(whole["regelsæt"], library_of(path)).rules
    names = {name.partition("[")[0].partition("@")[0] for name in whole.get("forventet", {})}
    case = {key: part for key, part in whole.items() if key not in NOT_OF_A_CASE}
    return case, sorted(name for name in names if rules.quantity(name) is not None)


def calculated(case: dict[str, object], targets: list[str], library: Path = ROOT):
    """A case calculated."""
    return rules_of(case["regelsæt"], library).calculate(case, targets)


def planned(result) -> Plan:
    """The cells of its workbook."""
    plan = live_plan(result, Findings())
    assert plan is not None
    return plan


def written(result, plan: Plan, path: Path) -> Path:
    """Its workbook in a file."""
    path.write_bytes(workbook(result, plan, "rammeaftale rapport …"))
    return path


def fill_in(path: Path, fields: Mapping[str, object]) -> None:
    """Other contents of named fields, as a reader would type them; None empties a field."""
    book = load_workbook(path)
    for name, value in fields.items():
        sheet, _, place = book.defined_names[name].attr_text.rpartition("!")
        book[sheet.strip("'")][place.replace("$", "")].value = typed(value)
    book.save(path)


def typed(value: object) -> object:
    """A value as it is typed in a field."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return float(value) if isinstance(value, Fraction) else value
