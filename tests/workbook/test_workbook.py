"""Workbooks agree with the engine to 1e-9: as made, and after fields are changed."""

from workbook_changes import CHANGES
from workbook_making import ROOT, calculated, library_of, planned, read, written
from workbook_values import by_formulas, every_cell, named_cells, same, wrong

# `formulas` takes a tenth of a second a cell.
SMALL = 25


def as_made(books):
    return {name: book for name, book in books.items() if not name.endswith("-ændret")}


def as_changed(books):
    return {name: book for name, book in books.items() if name.endswith("-ændret")}


def test_stored_values_are_the_engines(books):
    assert [
        told
        for book in as_made(books).values()
        for told in wrong(book.plan, book.run, named_cells(book.path))
    ] == []


def test_office_agrees(books, recalculated):
    assert len(as_made(books)) == 12
    assert [
        told
        for book in as_made(books).values()
        for told in wrong(book.plan, book.run, recalculated[book.path.name])
    ] == []


def test_office_agrees_after_changes(books, recalculated):
    assert [
        told
        for book in as_changed(books).values()
        for told in wrong(book.plan, book.run, recalculated[book.path.name])
    ] == []


def test_every_change_changes_something(books):
    """A change without effect would test nothing."""
    for name, book in as_changed(books).items():
        made = books[name.removesuffix("-ændret")]
        cells = [cell for cell in book.plan.cells.values() if cell.kind == "regel"]
        before, after = ([b.run.value(c.key[0], c.asked, c.key[2]) for c in cells] for b in (made, book))
        assert before != after, name


def test_every_stored_value_is_what_office_finds(books, recalculated):
    """Of every sheet, helper cells too: a viewer that does not calculate shows what a spreadsheet would."""
    for book in as_made(books).values():
        stored, found = every_cell(book.path), every_cell(recalculated.folder / book.path.name)
        assert {
            at: (value, found.get(at)) for at, value in stored.items() if not same(value, found.get(at))
        } == {}


def test_the_library_formulas_agrees(books):
    small = [book for book in books.values() if len(book.plan.cells) <= SMALL]
    assert len(small) == 2 * 5
    for book in small:
        if "WORKDAY.INTL" in "".join(cell.formula.value for cell in book.plan.cells.values()):
            continue  # a function the library does not have
        found = by_formulas(book.path)
        lifted = {
            name: found.get(name.upper())
            for cell in book.plan.cells.values()
            for name in (cell.name, cell.state_name)
        }
        assert wrong(book.plan, book.run, lifted) == []


def test_the_same_case_gives_the_same_bytes(books, tmp_path):
    example = next(path for path in CHANGES if path.stem == "garanti")
    case, targets = read(example)
    result = calculated(case, targets, library_of(example))
    again = written(result, planned(result), tmp_path / "igen.xlsx")
    assert again.read_bytes() == books["garanti"].path.read_bytes()


def test_a_value_cell_is_unknown_once_a_field_behind_it_changes():
    """What a procedure decides is no formula; its state follows the fields that were asked of."""
    example = ROOT / "rules" / "2016" / "eksempler" / "noedbremse-hele-vejen.yaml"
    case, targets = read(example)
    plan = planned(calculated(case, targets))
    cell = next(cell for cell in plan.cells.values() if cell.name == "tilbuddet_er_afdækket")
    assert cell.fixed == "afhænger af et forløb"
    assert cell.formula.state.startswith("IF(AND(")
    assert '(besparelser_vurderet.oplyst="ja")' in cell.formula.state
    assert cell.formula.state.endswith(",0,1)")
