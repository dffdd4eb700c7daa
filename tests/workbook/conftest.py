"""The dozen chosen workbooks, made once and calculated anew once: as made, and after their fields are changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from rammeaftale.backends.exact import Run
from rammeaftale.backends.excel.plan import Plan
from workbook_changes import CHANGES, changed_case, fields
from workbook_making import calculated, fill_in, library_of, planned, read, written
from workbook_values import OFFICE, by_office


@dataclass
class Book:
    """A workbook, and what the engine makes of its cells: of the case as it is, or as it is changed."""

    plan: Plan
    path: Path
    run: Run


@pytest.fixture(scope="session")
def books(tmp_path_factory):
    """Each chosen case as made, and (by the name `…-ændret`) with its fields changed."""
    folder = tmp_path_factory.mktemp("books")
    found = {}
    for example in CHANGES:
        case, targets = read(example)
        library = library_of(example)
        result = calculated(case, targets, library)
        plan = planned(result)
        path = written(result, plan, folder / f"{example.stem}.xlsx")
        found[example.stem] = Book(plan, path, result.run)
        other = calculated(changed_case(example, case), targets, library)
        path = written(result, plan, folder / f"{example.stem}-ændret.xlsx")
        fill_in(path, fields(example))
        found[path.stem] = Book(plan, path, other.run)
    return found


@pytest.fixture(scope="session")
def recalculated(books, tmp_path_factory):
    """What LibreOffice makes of all of them, in one call."""
    if OFFICE is None:
        pytest.skip("LibreOffice er ikke installeret")
    return by_office([book.path for book in books.values()], tmp_path_factory.mktemp("office"))
