"""Workbooks agree with the engine: as made, and after a field is changed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from rammeaftale.backends.exact import Run
from rammeaftale.backends.facts import Stated
from workbook_making import ROOT, calculated, change_field, choose_in, numbers_in, planned, read, written
from workbook_values import OFFICE, by_formulas, by_office, differs, named_cells

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice er ikke installeret")
MORE = Fraction(11, 10)


def examples():
    """The shipped examples that expect a quantity, the ones that state most first."""
    paths = [
        path for folder in ("rules", "nordjylland") for path in (ROOT / folder).glob("*/eksempler/*.yaml")
    ]
    return sorted(paths, key=lambda p: (-p.stat().st_size, str(p)))


def chosen():
    """Three of each set."""
    by_set = {}
    for path in examples():
        kept = by_set.setdefault(path.parent, [])
        if len(kept) < 3 and read(path)[1]:
            kept.append(path)
    return [path for paths in by_set.values() for path in paths]


def made(paths, folder):
    """(plan, file) of each example's workbook."""
    folder.mkdir()
    found = []
    for number, path in enumerate(paths):
        result = calculated(*read(path))
        plan = planned(result)
        found.append((plan, written(result, plan, folder / f"{number}-{path.stem}.xlsx")))
    return found


def wrong(plan, run, found):
    """The cells of a workbook that are not what a run makes of them."""
    outcomes = ((cell, run.value(cell.key[0], cell.asked, cell.key[2])) for cell in plan.cells.values())
    return [told for cell, outcome in outcomes if (told := differs(cell, outcome, found))]


def changed(plan, cell):
    """The run of the same case with a tenth more in one input."""
    name, year, members = cell.key
    facts = plan.run.facts
    by_year = dict(facts.stated[name, members])
    key = year if year in by_year else None
    by_year[key] = (
        replace(by_year[key], value=cell.given * MORE) if key in by_year else Stated(cell.given * MORE)
    )
    return Run(plan.run.definitions, replace(facts, stated={**facts.stated, (name, members): by_year}))


def test_stored_values_are_the_engines(tmp_path):
    for plan, path in made(chosen(), tmp_path / "x"):
        assert wrong(plan, plan.run, named_cells(path)) == []


@needs_office
def test_office_agrees(tmp_path):
    books = made(chosen(), tmp_path / "x")
    found = by_office([path for _, path in books], tmp_path)
    assert [told for plan, path in books for told in wrong(plan, plan.run, found[path.name])] == []


@needs_office
def test_office_agrees_after_a_change(tmp_path):
    books = [(plan, path, numbers_in(plan)) for plan, path in made(chosen(), tmp_path / "x")]
    books = [(plan, path, cells[0]) for plan, path, cells in books if cells]
    for _, path, cell in books:
        change_field(path, cell, cell.given * MORE)
    found = by_office([path for _, path, _ in books], tmp_path)
    differences = [
        told for plan, path, cell in books for told in wrong(plan, changed(plan, cell), found[path.name])
    ]
    assert len(books) > 8
    assert differences == []


@needs_office
def test_office_agrees_when_a_passage_is_read_otherwise(tmp_path):
    books = [
        (plan, path, next(iter(plan.switches.items())))
        for plan, path in made(chosen(), tmp_path / "x")
        if plan.switches
    ]
    for _, path, (_, switch) in books:
        choose_in(path, switch, other_of(switch))
    found = by_office([path for _, path, _ in books], tmp_path)
    differences = [
        told
        for plan, path, (name, switch) in books
        for told in wrong(plan, otherwise(plan, name, other_of(switch)), found[path.name])
    ]
    assert len(books) > 4
    assert differences == []


def other_of(switch):
    """Another of a switch's choices."""
    return next(choice for choice in switch.choices if choice != switch.chosen)


def otherwise(plan, name, choice):
    """The run of the same case with a passage read otherwise, or without a measure."""
    facts = plan.run.facts
    if name in facts.measures:
        kept = tuple(measure for measure in facts.measures if measure != name)
        return Run(plan.run.definitions, replace(facts, measures=kept))
    return Run(plan.run.definitions, replace(facts, readings={**facts.readings, name: choice}))


def test_the_library_formulas_agrees(tmp_path):
    small = [path for path in reversed(examples()) if read(path)[1]][:40:10]
    for plan, path in made(small, tmp_path / "x"):
        found = by_formulas(path)
        lifted = {
            name: found[name.upper()] for cell in plan.cells.values() for name in (cell.name, cell.state_name)
        }
        assert wrong(plan, plan.run, lifted) == []


def test_the_same_case_gives_the_same_bytes(tmp_path):
    one, two = (made(chosen()[:1], tmp_path / name)[0][1].read_bytes() for name in "ab")
    assert one == two


@pytest.mark.slow
@needs_office
def test_office_agrees_on_every_example(tmp_path):
    books = made([path for path in examples() if read(path)[1]], tmp_path / "x")
    found = by_office([path for _, path in books], tmp_path)
    assert [told for plan, path in books for told in wrong(plan, plan.run, found[path.name])] == []
