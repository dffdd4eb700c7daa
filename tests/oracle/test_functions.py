"""Every operator and function against values worked out by hand, for both evaluations."""

from datetime import date
from fractions import Fraction

import pytest

from oracle.small import case, exact_says, oracle_says, program

F = Fraction
BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])


def formula(text, kind):
    """A set whose x is the formula."""
    return program(
        f"størrelser:\n  x:\n    {kind}\n    formula_: 1".replace("formula_: 1", f"formel: >-\n      {text}")
    )


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("7 - 2 - 1", 4),
        ("12 / 4 / 3", 1),
        ("1 / 3 + 1 / 6", F(1, 2)),
        ("0.1 + 0.2", F(3, 10)),
        ("-2 ** 2", -4),
        ("(-2) ** 3", -8),
        ("2 ** -2", F(1, 4)),
        ("0 ** 0", 1),
        ("0 ** -1", "fejl"),
        ("1 / 0", "fejl"),
        ("50 pct * 3", F(3, 2)),
        ("7 pct / 2 pct", F(7, 2)),
        ("min(3, 1, 2)", 1),
        ("maks(3, 1, 2)", 3),
        ("abs(-2.5)", F(5, 2)),
        ("ud_over(7, 5)", 2),
        ("ud_over(-7, 5)", -2),
        ("ud_over(5, 5)", 0),
        ("ud_over(-3, 5)", 0),
        ("ud_over(1, -1)", "fejl"),
        ("afrund(2.5, 0)", 3),
        ("afrund(-2.5, 0)", -3),
        ("afrund(2.345, 2)", F(47, 20)),
        ("afrund(1249.9, -2)", 1200),
        ("afrund(1250, -2)", 1300),
        ("rund_op(2.01, 0)", 3),
        ("rund_op(-2.01, 0)", -3),
        ("rund_op(2, 0)", 2),
        ("rund_ned(2.99, 0)", 2),
        ("rund_ned(-2.99, 1)", F(-29, 10)),
        ("afrund_til(7, 5)", 5),
        ("afrund_til(7.5, 5)", 10),
        ("afrund_til(-7.5, 5)", -10),
        ("afrund_til(1, 0)", "fejl"),
        ("afrund_til(1, -5)", "fejl"),
        ("hvis(1 < 2, 3, 1 / 0)", 3),
        ("hvis(2 < 1, 1 / 0, 4)", 4),
        ("hvis(1 / 0 > 1, 1, 1)", "fejl"),
        ("hvis(ikke_reguleret == 1, 1, 1)", "ikke_reguleret"),
        ("1 / 0 + ikke_reguleret", "fejl"),
        ("min(ikke_relevant, 1 / 0)", "fejl"),
        ("ikke_relevant + ikke_reguleret", "ikke_reguleret"),
        ("(opgjort - dato(2019, 1, 1)) / 1 dag * ikke_relevant", "ikke_relevant"),
        ("(opgjort - dato(2019, 1, 1)) / 1 dag + 1 / 0", "fejl"),
        ("(opgjort - dato(2019, 1, 1)) / 1 dag", "ukendt: opgjort"),
    ],
)
def test_numbers(says, text, expected):
    assert says(formula(text, "enhed: forhold"), case(), "x") == expected


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 < 2 < 3", True),
        ("1 < 3 < 2", False),
        ("3 > 2 >= 2 != 1", True),
        ("1 < opgjort_tal < 0", "ukendt: opgjort_tal"),
        ('"a" == "b"', False),
        ('"a" != "b"', True),
        ("i(2, [1, 2])", True),
        ("i(3, [1, 2])", False),
        ("ikke 1 > 2", True),
        ("sand eller 1 / 0 > 1", True),
        ("1 / 0 > 1 eller sand", True),
        ("1 / 0 > 1 og falsk", False),
        ("sand og 1 / 0 > 1", "fejl"),
        ("ja_eller_nej og 1 / 0 > 1", "ukendt: ja_eller_nej"),
        ("1 / 0 > 1 eller ja_eller_nej eller opgjort_tal > 1", "ukendt: ja_eller_nej, opgjort_tal"),
        ("ikke_relevant == 1 eller ikke_reguleret == 1", "ikke_reguleret"),
        ("ikke_reguleret == 1 og 1 / 0 > 1", "fejl"),
        ("ikke ikke_relevant", "ikke_relevant"),
        ("reguleret(1 / 0)", True),
        ("reguleret(ikke_relevant)", True),
        ("reguleret(ikke_reguleret)", False),
        ("reguleret(opgjort_tal)", "ukendt: opgjort_tal"),
        ("år == 2019 og år >= 2018", True),
        ("opgjort > dato(2019, 1, 1)", "ukendt: opgjort"),
    ],
)
def test_conditions(says, text, expected):
    inputs = "oplysninger:\n  opgjort_tal: {enhed: forhold}\n  ja_eller_nej: {type: ja_nej}\n"
    built = program(f"{inputs}størrelser:\n  x:\n    type: ja_nej\n    formel: >-\n      {text}")
    assert says(built, case(), "x") == expected


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dato(2020, 2, 29)", date(2020, 2, 29)),
        ("dato(2019, 2, 29)", "fejl"),
        ("dato(2019, 13, 1)", "fejl"),
        ("dato(2019, 1.5, 1)", "fejl"),
        ("dato(år, 12, 31)", date(2019, 12, 31)),
        ("slut_på_måned(dato(2019, 2, 10))", date(2019, 2, 28)),
        ("slut_på_måned(dato(2019, 11, 30), 3)", date(2020, 2, 29)),
        ("slut_på_måned(dato(2019, 3, 31), -1)", date(2019, 2, 28)),
        ("start_på_måned(dato(2019, 3, 31))", date(2019, 3, 1)),
        ('læg_måneder(dato(2019, 1, 31), 1, "sidste_dag")', date(2019, 2, 28)),
        ('læg_måneder(dato(2019, 1, 31), 1, "næste_dag")', date(2019, 3, 1)),
        ('læg_måneder(dato(2019, 1, 31), 1, "fejl")', "fejl"),
        ('læg_måneder(dato(2019, 1, 31), 2, "fejl")', date(2019, 3, 31)),
        ('læg_måneder(dato(2019, 3, 31), -13, "sidste_dag")', date(2018, 2, 28)),
        ("dato(2019, 1, 31) + dage(30)", date(2019, 3, 2)),
        ("dage(30) + dato(2019, 1, 31)", date(2019, 3, 2)),
        ("dato(2019, 1, 31) - dage(31)", date(2018, 12, 31)),
        ("dato(2019, 1, 31) + dage(0.5)", "fejl"),
        ("dato(9999, 12, 31) + dage(1)", "fejl"),
        # Maundy Thursday 18 April to Easter Monday 22 April 2019
        ("arbejdsdage_efter(dato(2019, 4, 17), 1, hverdage)", date(2019, 4, 23)),
        ("arbejdsdage_efter(dato(2019, 4, 23), -1, hverdage)", date(2019, 4, 17)),
        ("arbejdsdage_efter(dato(2019, 4, 21), 0, hverdage)", date(2019, 4, 21)),
        ("arbejdsdage_efter(dato(2019, 4, 17), 1, lang_uge)", date(2019, 4, 18)),
        # Great Prayer Day: 17 May 2019, abolished from 2024
        ("arbejdsdage_efter(dato(2019, 5, 16), 1, hverdage)", date(2019, 5, 20)),
        ("arbejdsdage_efter(dato(2024, 4, 25), 1, hverdage)", date(2024, 4, 26)),
        # 24 December: a working day unless the calendar lists it
        ("arbejdsdage_efter(dato(2019, 12, 23), 1, hverdage)", date(2019, 12, 24)),
        ("arbejdsdage_efter(dato(2019, 12, 23), 1, lang_uge)", date(2019, 12, 25)),
        # Friday to Saturday in a six-day week
        ("arbejdsdage_efter(dato(2019, 9, 6), 1, lang_uge)", date(2019, 9, 7)),
        ("arbejdsdage_efter(dato(2019, 9, 6), 1.5, lang_uge)", "fejl"),
        ("min(dato(2019, 5, 1), dato(2018, 6, 1))", date(2018, 6, 1)),
        ("maks(dato(2019, 5, 1), dato(2018, 6, 1))", date(2019, 5, 1)),
    ],
)
def test_dates(says, text, expected):
    assert says(formula(text, "type: dato"), case(), "x") == expected


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dage_mellem(dato(2020, 2, 28), dato(2020, 3, 1))", 2),
        ("dage_mellem(dato(2019, 1, 2), dato(2019, 1, 1))", -1),
        ("dato(2019, 1, 1) - dato(2018, 1, 1)", 365),
        ("hele_år(dato(2000, 2, 29), dato(2019, 2, 28)) * 1 dag", 18),
        ("hele_år(dato(2000, 2, 29), dato(2019, 3, 1)) * 1 dag", 19),
        ("hele_år(dato(2019, 6, 1), dato(2019, 6, 1)) * 1 dag", 0),
        ("(årstal(dato(2019, 5, 1)) - årstal(dato(2016, 9, 1))) * 1 dag", 3),
        ("dage_i_året(år)", 365),
        ("dage_i_året(2020)", 366),
        ("dage_i_året(1900)", 365),
        ("dage_i_året(2000)", 366),
    ],
)
def test_days_and_years(says, text, expected):
    assert says(formula(text, "enhed: dag"), case(), "x") == expected


def test_a_pct_literal_is_a_hundredth():
    assert oracle_says(formula("7 pct * 100 kr", "enhed: kr"), case(), "x") == 7


def test_opgjort_is_the_case_date():
    built = formula("opgjort + dage(1)", "type: dato")
    facts = case()
    stated = type(facts)(facts.years, date(2019, 6, 30), facts.members)
    assert oracle_says(built, stated, "x") == date(2019, 7, 1)
