"""Workbooks calculated anew: by LibreOffice, many in one call, and by the Python library `formulas`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from openpyxl import load_workbook

from rammeaftale.backends.exact import Run
from rammeaftale.backends.excel.naming import STATE
from rammeaftale.backends.excel.pairs import STATE_NUMBERS
from rammeaftale.backends.excel.plan import Plan, Planned
from rammeaftale.core.outcome import NoValue, Outcome

OFFICE = shutil.which("soffice")
EPOCH = date(1899, 12, 30)
CLOSE = 1e-9
MOST_AT_ONCE = 80
# A new profile reads the values stored in a file; this one always calculates.
_ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


class Recalculated(dict[str, Mapping[str, object]]):
    """Named cells by file name, and the folder of the files as LibreOffice wrote them."""

    folder: Path


def by_office(files: Iterable[Path], folder: Path) -> Recalculated:
    """What LibreOffice makes of each file's named cells."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    every = [str(path) for path in files]
    found = Recalculated()
    found.folder = folder / "ud"
    for start in range(0, len(every), MOST_AT_ONCE):
        command = [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
        subprocess.run(
            [*command, "--outdir", str(found.folder), *every[start : start + MOST_AT_ONCE]],
            check=True,
            capture_output=True,
            timeout=600,
        )
    found.update({Path(path).name: named_cells(found.folder / Path(path).name) for path in every})
    return found


def named_cells(path: Path) -> dict[str, object]:
    """The stored value of every named single cell."""
    book = load_workbook(path, data_only=True)
    found = {}
    for name, defined in book.defined_names.items():
        sheet, _, place = defined.attr_text.rpartition("!")
        if ":" not in place:
            found[name] = book[sheet.strip("'")][place.replace("$", "")].value
    return found


def every_cell(path: Path) -> dict[str, object]:
    """The stored value of every cell of every sheet, a day as its number."""
    book = load_workbook(path, data_only=True)
    cells = (
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
    )
    return {f"{cell.parent.title}!{cell.coordinate}": _plain(cell.value) for cell in cells}


def _plain(value: object) -> object:
    return (value.date() - EPOCH).days if isinstance(value, datetime) else value


def same(one: object, other: object) -> bool:
    """Whether two stored values are the same, numbers to 1e-9."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= CLOSE * max(1, abs(one))
    return one == other


def by_formulas(path: Path) -> dict[str, object]:
    """What the library `formulas` makes of a file's named cells; it writes names in capitals."""
    from formulas import ExcelModel

    solution = ExcelModel().loads(str(path)).finish().calculate()
    found = {}
    for key, cells in solution.items():
        name = str(key).rpartition("!")[2]
        if str(key).startswith(f"'[{path.name}]'!") and hasattr(cells, "value"):
            value = cells.value[0, 0]
            found[name] = value.item() if hasattr(value, "item") else value
    return found


def differs(cell: Planned, outcome: Outcome, found: Mapping[str, object]) -> str | None:
    """How a workbook's cell differs from an outcome, or None when it agrees."""
    value, state = found.get(cell.name), found.get(cell.name + STATE)
    wanted = STATE_NUMBERS[type(outcome)] if isinstance(outcome, NoValue) else "0"
    told = f"{cell.name}: {outcome!r}, regnearket {value!r} i tilstand {state!r}"
    if state is None or str(int(state)) != wanted:
        return told
    return None if isinstance(outcome, NoValue) or _agrees(outcome, value) else told


def wrong(plan: Plan, run: Run, found: Mapping[str, object]) -> list[str]:
    """The cells of a workbook that are not what a run makes of them."""
    outcomes = ((cell, run.value(cell.key[0], cell.asked, cell.key[2])) for cell in plan.cells.values())
    return [told for cell, outcome in outcomes if (told := differs(cell, outcome, found))]


def _agrees(outcome: Outcome, value: object) -> bool:
    if isinstance(outcome, bool):
        return isinstance(value, bool | int) and bool(value) == outcome
    if isinstance(outcome, str):
        return value == outcome
    if isinstance(outcome, date):
        day = value.date() if isinstance(value, datetime) else value
        return day in (outcome, (outcome - EPOCH).days)
    number = float(outcome)
    return isinstance(value, int | float) and abs(value - number) <= CLOSE * max(1, abs(number))
