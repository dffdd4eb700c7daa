"""What Excel itself demands of names, formulas and files, which LibreOffice would let pass."""

import re
import zipfile
from copy import copy

import pytest
from openpyxl import load_workbook

from rammeaftale.backends.excel.naming import CellNames
from rammeaftale.backends.excel.pairs import Pair, call, depth, is_too_much, quoted
from rammeaftale.backends.excel.standing import value_while
from workbook_making import calculated, examples, library_of, planned, read

# All in Excel since 2010 or earlier, so that none needs the prefix _xlfn.
KNOWN = frozenset(
    [
        "IF",
        "AND",
        "OR",
        "NOT",
        "MAX",
        "MIN",
        "SUM",
        "PRODUCT",
        "ABS",
        "SIGN",
        "INT",
        "ROUND",
        "ROUNDUP",
        "ROUNDDOWN",
        "TRUNC",
        "EXACT",
        "ISBLANK",
        "ISNUMBER",
        "ISTEXT",
        "CHOOSE",
        "COUNTIF",
        "DATE",
        "YEAR",
        "MONTH",
        "DAY",
        "EDATE",
        "EOMONTH",
        "WORKDAY",
        "WORKDAY.INTL",
    ]
)
_PART = re.compile(r'"(?:[^"]|"")*"|([A-Z][A-Z.]*)?\(|\)|,')
_NAME = re.compile(r"\A[^\W\d][\w.]*\Z")
_LIKE_AN_ADDRESS = re.compile(r"\A(?:[A-Za-z]{1,3}\d+|[RrCcKk]|[Rr]\d*[CcKk]\d*|TRUE|FALSE)\Z")


def formulas(path):
    """Every formula of a workbook."""
    cells = (cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row)
    return [cell.value[1:] for cell in cells if isinstance(cell.value, str) and cell.data_type == "f"]


def measured(formula):
    """(functions, deepest nesting, most arguments, longest text) of a formula."""
    open_, functions, deepest, most, longest = [], set(), 0, 0, 0
    for match in _PART.finditer(formula):
        part = match.group()
        if part[0] == '"':
            longest = max(longest, len(part) - 2)
        elif part.endswith("("):
            functions |= {match.group(1)} - {None}
            open_.append([match.group(1), 1])
            deepest = max(deepest, sum(name is not None for name, _ in open_))
        elif part == ")":
            most = max(most, open_.pop()[1])
        else:
            open_[-1][1] += 1
    return functions, deepest, most, longest


def test_formulas_keep_to_excels_limits(books):
    for book in books.values():
        for formula in formulas(book.path):
            functions, deepest, most, longest = measured(formula)
            assert functions <= KNOWN, formula
            assert len(formula) < 8192
            assert deepest <= 64
            assert most <= 255
            assert longest <= 255


def test_names_are_names_to_excel(books):
    for book in books.values():
        names = list(load_workbook(book.path).defined_names)
        assert len(names) == len({name.casefold() for name in names})
        for name in names:
            assert _NAME.match(name), name
            assert not _LIKE_AN_ADDRESS.match(name), name
            assert len(name) <= 255


@pytest.mark.parametrize(
    "name", ["R1C1", "r", "C", "A1", "XFD1048576", "RC", "R1K1", "K", "k2", "R5C", "true", "B12"]
)
def test_a_name_that_excel_would_read_as_an_address(name):
    assert not _LIKE_AN_ADDRESS.match(CellNames().take(name, (), None))


@pytest.mark.parametrize("name", ["takst1", "plads_1", "år2019", "mål_1", "RKI"])
def test_a_name_that_only_resembles_one_is_kept(name):
    assert CellNames().take(name, (), None) == name


def test_names_that_differ_by_case_or_signs_only():
    names = CellNames()
    taken = [names.take(name, (member,), 2019) for name, member in (("a", "x y"), ("A", "x-y"), ("a", "x+y"))]
    assert taken == ["a_x_y_2019", "A_x_y_2019__2", "a_x_y_2019__3"]


def test_a_name_that_ends_as_another_cells_state():
    names = CellNames()
    taken = [names.take("a", (member,), None) for member in ("N1.tilstand", "N1", "N1.oplyst")]
    assert taken == ["a_N1.tilstand", "a_N1__2", "a_N1.oplyst"]


def test_no_formula_leads_back_to_itself(books):
    """Excel would warn of a circular reference, also where it could never be followed."""
    for book in books.values():
        assert round_trip(book.plan) == set()


@pytest.mark.slow
def test_no_formula_of_any_example_leads_back_to_itself():
    for path in examples():
        case, targets = read(path)
        if targets:
            assert round_trip(planned(calculated(case, targets, library_of(path)))) == set(), path


_WORD = re.compile(r'"(?:[^"]|"")*"|[^\W\d][\w.]*')


def round_trip(plan):
    """The names that depend on themselves."""
    reads = {}
    for cell in (*plan.cells.values(), *plan.helpers):
        reads[cell.name] = {cell.name + ".tilstand", *_WORD.findall(cell.formula.value)}
        reads[cell.name + ".tilstand"] = {*_WORD.findall(cell.formula.state)}
    left = {name: {other for other in others if other in reads} for name, others in reads.items()}
    while ready := {name for name, others in left.items() if not others}:
        left = {name: others - ready for name, others in left.items() if name not in ready}
    return set(left)


def test_more_arguments_than_excel_takes():
    parts = ["SUM(" + ",".join(["1"] * count) + ")" for count in (255, 255, 90)]
    assert call("SUM", ["1"] * 600) == "SUM(" + ",".join(parts) + ")"


def test_a_text_longer_than_excel_takes():
    assert quoted("a" * 255) == f'"{"a" * 255}"'
    assert quoted("a" * 300) == f'("{"a" * 255}"&"{"a" * 45}")'


def test_a_formula_longer_than_excel_takes():
    assert is_too_much(Pair("1+" * 4000 + "1"))
    assert not is_too_much(Pair("1", "0"))


def test_a_formula_deeper_than_excel_takes():
    assert depth('IF(a="IF((",(MAX(1,2)),SUM(1))') == 2
    assert not is_too_much(Pair("IF(a,1," * 60 + "2" + ")" * 60))
    assert is_too_much(Pair("1", "IF(a,1," * 61 + "2" + ")" * 61))


def test_more_tests_than_one_formula_holds(books):
    plan = copy(books["bostedet"].plan)
    plan.helpers = []
    owner = next(iter(plan.cells.values()))
    tests = [f"(et_langt_navn_til_et_felt_{number}.oplyst={number})" for number in range(600)]
    pair = value_while(plan, owner, 16, tests)
    parts = [helper.formula.value for helper in plan.helpers]
    assert pair.value == "16"
    assert [*re.findall(r"\(et[^)]+\)", "".join(parts))] == tests
    assert max(map(len, parts)) < 7000
    assert pair.state == f"IF(AND({','.join(helper.name for helper in plan.helpers)}),0,1)"


def test_nothing_in_the_file_changes_from_day_to_day(books):
    for book in books.values():
        if not book.path.stem.endswith("-ændret"):
            with zipfile.ZipFile(book.path) as archive:
                assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")
