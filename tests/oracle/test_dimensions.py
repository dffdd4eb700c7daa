"""Sums over members and years, `denne`, `samme` and `fordel`, against values worked out by hand."""

from fractions import Fraction

import pytest

from oracle.small import case, exact_says, oracle_says, program

F = Fraction
BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
INPUTS = """
oplysninger:
  v: {enhed: forhold, pr: kommune}
  ukendt_tal: {enhed: forhold, pr: kommune}
  n: {enhed: forhold, pr: niveau}
  gruppe: {muligheder: [øst, vest], pr: kommune}
  dag: {type: dato, pr: kommune}
"""
STATED = {"v[A]": 1, "v[B]": 2, "v[C]": 3, "ukendt_tal[A]": 5, "ukendt_tal[B]": 7}
STATED |= {"gruppe[A]": "øst", "gruppe[B]": "vest", "gruppe[C]": "øst"}


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(v)", 6),
        ("gennemsnit(v)", 2),
        ("produkt(v * 2)", 48),
        ("størst(v)", 3),
        ("mindst_af(v)", 1),
        ("antal(v > 1)", 2),
        ("antal(over=kommune)", 3),
        ("antal(over=kommune, hvor=v < 3)", 2),
        ("vægtet_gennemsnit(v, v)", F(7, 3)),
        ("vægtet_gennemsnit(v, 0 * v)", "fejl"),
        ('sum(v, hvor=kommune == "B")', 2),
        ("sum(v, hvor=falsk)", 0),
        ("antal(v > 0, hvor=falsk)", 0),
        ("gennemsnit(v, hvor=falsk)", "fejl"),
        ("produkt(v, hvor=falsk)", "fejl"),
        ("størst(v, hvor=falsk)", "fejl"),
        ("vægtet_gennemsnit(v, v, hvor=falsk)", "fejl"),
        ("sum(ukendt_tal)", "ukendt: ukendt_tal[C]"),
        ('sum(ukendt_tal, hvor=kommune != "C")', 12),
        ("sum(v, hvor=ukendt_tal > 6)", "ukendt: ukendt_tal[C]"),
        ('sum(hvis(kommune == "A", ukendt_tal, 1))', 7),
        ("antal(ukendt_tal > 1)", "ukendt: ukendt_tal[C]"),
        ("sum(v / (v - 2))", "fejl"),
        ("sum(n)", "ukendt: niveau"),
        ("antal(over=niveau)", "ukendt: niveau"),
        ("sum(v * sum(v))", 36),
    ],
)
def test_numbers(says, text, expected):
    built = program(f"{INPUTS}størrelser:\n  x:\n    enhed: forhold\n    formel: >-\n      {text}")
    assert says(built, case(STATED), "x") == expected


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alle(v > 0)", True),
        ("alle(ukendt_tal > 5)", False),
        ("alle(ukendt_tal > 4)", "ukendt: ukendt_tal[C]"),
        ("mindst_én(ukendt_tal > 6)", True),
        ("mindst_én(ukendt_tal > 7)", "ukendt: ukendt_tal[C]"),
        ("alle(v > 9, hvor=falsk)", True),
        ("mindst_én(v > 0, hvor=falsk)", False),
        ("alle(v > 0, hvor=ukendt_tal > 6)", True),
        ("alle(v > 2, hvor=ukendt_tal > 6)", False),
        ("mindst_én(v > 2, hvor=ukendt_tal > 6)", "ukendt: ukendt_tal[C]"),
        ("alle(1 / (v - 2) > 0)", False),
        ("alle(n > 0)", "ukendt: niveau"),
    ],
)
def test_conditions(says, text, expected):
    built = program(f"{INPUTS}størrelser:\n  x:\n    type: ja_nej\n    formel: >-\n      {text}")
    assert says(built, case(STATED), "x") == expected


@BOTH
def test_a_dimension_without_members(says):
    text = "{x: {enhed: forhold, formel: sum(n)}, y: {enhed: forhold, formel: gennemsnit(n)}}"
    built = program(f"{INPUTS}størrelser: {text}")
    facts = case(levels=())
    assert (says(built, facts, "x"), says(built, facts, "y")) == (0, "fejl")


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("antal(v > denne(v))", [2, 1, 0]),
        ("sum(v, hvor=samme(gruppe))", [4, 2, 4]),
        ("sum(v, hvor=gruppe == denne(gruppe) og v != denne(v))", [3, 0, 1]),
        ("v / sum(v)", [F(1, 6), F(1, 3), F(1, 2)]),
        ("sum(denne(v), over=kommune, hvor=v > 1)", [2, 4, 6]),
        ("sum(v, hvor=samme(gruppe, v))", [1, 2, 3]),
    ],
)
def test_counted_and_calculated_member(says, text, expected):
    built = program(f"{INPUTS}størrelser:\n  x:\n    enhed: forhold\n    pr: kommune\n    formel: {text}")
    assert [says(built, case(STATED), "x", member) for member in "ABC"] == expected


def part(amount, keys, says, over=""):
    """The parts of an amount by the keys of A, B and C."""
    built = program(
        "oplysninger: {beløb: {enhed: kr}, nøgle: {enhed: forhold, pr: kommune}}\n"
        f'størrelser: {{x: {{enhed: kr, pr: kommune, formel: "fordel(beløb, nøgle{over})"}}}}'
    )
    stated = {"beløb": F(amount), **{f"nøgle[{member}]": F(k) for member, k in zip("ABC", keys, strict=True)}}
    return [says(built, case(stated), "x", member) for member in "ABC"]


@BOTH
@pytest.mark.parametrize(
    ("amount", "keys", "expected"),
    [
        ("100", "111", ["33.34", "33.33", "33.33"]),
        ("0.05", "111", ["0.02", "0.02", "0.01"]),
        ("-100", "111", ["-33.34", "-33.33", "-33.33"]),
        # rounded to 100.01 first: 3333.67 øre each
        ("100.005", "111", ["33.34", "33.34", "33.33"]),
        # 16.67, 33.33 and 50 øre: the odd øre goes to the largest remainder
        ("1", "123", ["0.17", "0.33", "0.50"]),
        ("100", "010", ["0", "100", "0"]),
        ("0", "000", ["0", "0", "0"]),
        ("0.004", "111", ["0", "0", "0"]),
    ],
)
def test_split(says, amount, keys, expected):
    assert part(amount, keys, says) == [F(text) for text in expected]


@BOTH
def test_split_that_cannot_be_done(says):
    assert part("10", "000", says) == ["fejl"] * 3
    assert part("10", ("-1", "1", "1"), says) == ["fejl"] * 3


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sum(u[-3:-2])", 16 + 17),
        ("gennemsnit(u[-1:år])", F(18 + 19, 2)),
        ("sum(u[2017:år])", 17 + 18 + 19),
        ("sum(u[2016:2017])", 33),
        ("størst(u[-2:-1])", 18),
        ("produkt(u[-1:0])", 18 * 19),
        ("sum(u[2020:år])", 0),
        ("gennemsnit(u[2020:år])", "fejl"),
        ("sum(u[-4:år])", "ukendt: u@2015"),
        ("u[-2] + u[2016]", 33),
        ("u[år - 1]", 18),
        ("antal(stor[-2:år])", 2),
        ("hvis(alle(stor[-1:år]) og mindst_én(stor[-2:-1]), 1, 0)", 1),
    ],
)
def test_years(says, text, expected):
    built = program(
        "oplysninger: {u: {enhed: forhold, pr: år}}\n"
        "størrelser:\n  stor: {type: ja_nej, formel: u > 17}\n"
        f"  x:\n    enhed: forhold\n    formel: {text}"
    )
    facts = case({f"u@{year}": year - 2000 for year in range(2016, 2020)})
    assert says(built, facts, "x") == expected
