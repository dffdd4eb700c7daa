"""The workbooks of all examples: recalculated as made, and with an input changed; the small ones by `formulas` too."""

from dataclasses import replace
from fractions import Fraction

import pytest

from rammeaftale.backends.exact import Run
from rammeaftale.backends.excel.plan import INPUT
from rammeaftale.backends.facts import Stated
from workbook_making import calculated, examples, fill_in, library_of, planned, read, written
from workbook_values import OFFICE, by_formulas, by_office, wrong

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice er ikke installeret")
pytestmark = pytest.mark.slow
MORE = Fraction(11, 10)
# `formulas` takes a second a workbook and a tenth of one a cell: of the larger ones LibreOffice alone must do.
SMALL = 20
WORKING_DAYS = "WORKDAY"


@pytest.fixture(scope="module")
def all_books(tmp_path_factory):
    """(plan, file) of every example that expects a quantity."""
    folder = tmp_path_factory.mktemp("alle")
    found = []
    for number, example in enumerate(examples()):
        case, targets = read(example)
        if targets:
            result = calculated(case, targets, library_of(example))
            plan = planned(result)
            found.append((plan, written(result, plan, folder / f"{number}-{example.stem}.xlsx")))
    return found


@needs_office
def test_office_agrees_on_every_example(all_books, tmp_path):
    found = by_office([path for _, path in all_books], tmp_path)
    assert [told for plan, path in all_books for told in wrong(plan, plan.run, found[path.name])] == []


@needs_office
def test_office_agrees_on_every_example_after_a_change(all_books, tmp_path):
    """A tenth more in the first number the case states; what is a value cell becomes unknown, and is passed over."""
    changed = []
    for plan, path in all_books:
        cell = next((c for c in plan.cells.values() if c.kind == INPUT and is_number(c)), None)
        if cell is not None and not any(c.fixed for c in plan.cells.values()):
            copy = tmp_path / path.name
            copy.write_bytes(path.read_bytes())
            fill_in(copy, {cell.entry_name: cell.given * MORE})
            changed.append((plan, more_of(plan, cell), copy))
    assert len(changed) > 200
    found = by_office([path for _, _, path in changed], tmp_path)
    assert [told for plan, run, path in changed for told in wrong(plan, run, found[path.name])] == []


def is_number(cell):
    """A number other than 0 that may have decimals, and may be a tenth more."""
    if type(cell.given) not in (int, Fraction) or not cell.given or cell.quantity.symbol.type.whole:
        return False
    return cell.quantity.most is None or cell.given * MORE <= cell.quantity.most


def more_of(plan, cell):
    """The run of the same case with a tenth more in one input."""
    name, year, members = cell.key
    facts = plan.run.facts
    by_year = dict(facts.stated[name, members])
    key = year if year in by_year else None
    by_year[key] = Stated(cell.given * MORE)
    return Run(plan.run.definitions, replace(facts, stated={**facts.stated, (name, members): by_year}))


def test_formulas_agrees_on_every_small_example(all_books):
    small = [(plan, path) for plan, path in all_books if len(plan.cells) <= SMALL]
    assert len(small) > 400
    for plan, path in small:
        if any(WORKING_DAYS in cell.formula.value for cell in plan.cells.values()):
            continue  # the library cannot count from a day off, nor in a week with Saturdays
        found = by_formulas(path)
        names = [name for cell in plan.cells.values() for name in (cell.name, cell.state_name)]
        assert wrong(plan, plan.run, {name: found.get(name.upper()) for name in names}) == [], path.name
