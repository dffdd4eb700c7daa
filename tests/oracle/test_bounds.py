"""A number with a part of more than 20,000 bits is a fault, the same in both evaluations."""

from fractions import Fraction

import pytest

from oracle.small import case, exact_says, oracle_says, program

F = Fraction
GROWING = """\
størrelser:
  a: {enhed: forhold, formel: 2 ** 20}
  b: {enhed: forhold, formel: a ** 20}
  c: {enhed: forhold, formel: b ** 20}
  d: {enhed: forhold, formel: c * c * b ** 9}
  stor: {enhed: forhold, formel: d * (b / 2)}
"""
"""a is 2 ** 20, b 2 ** 400, c 2 ** 8000, d 2 ** 19600 and stor 2 ** 19999, which has 20,000 bits."""


@pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("stor", 2**19999),
        ("-stor", -(2**19999)),
        ("1 / stor", F(1, 2**19999)),
        ("stor + stor", "fejl"),
        ("-stor - stor", "fejl"),
        ("stor * 2", "fejl"),
        ("stor * 2 / 2", "fejl"),
        ("1 / stor / 2", "fejl"),
        ("(c / 2) ** 2", 2**15998),
        ("c ** 3", "fejl"),
        ("(1 / c) ** 3", "fejl"),
        ("ud_over(stor, 1 / 3) * 0", "fejl"),
        ("afrund_til(stor * 1.5, stor) * 0", "fejl"),  # 1.5 rounds to 2 times 2 ** 19999
        ("sum(x)", "fejl"),  # 2 ** 20000 on the way
        ("sum(y)", 2**19999),
        ("produkt(y) + 1", 1),
        ("gennemsnit(x)", "fejl"),
        ("vægtet_gennemsnit(x, y)", "fejl"),
        ("hvis(dato(2019, 1, 1) < dato(stor, 1, 1), 1, 2)", "fejl"),
        ("hvis(stor > 1, 1, 2)", 1),
    ],
    ids=lambda value: value if isinstance(value, str) else "tal",
)
def test_numbers_as_large_as_they_may_be(says, formula, expected):
    entries = GROWING + (
        "  x: {enhed: forhold, pr: kommune, formel: 'hvis(kommune == \"C\", -stor, stor)'}\n"
        '  y: {enhed: forhold, pr: kommune, formel: \'hvis(kommune == "B", 0, hvis(kommune == "A", stor, 0))\'}\n'
        f"  svar: {{enhed: forhold, formel: '{formula}'}}\n"
    )
    assert says(program(entries), case(), "svar") == expected


@pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
def test_a_scale_that_grows_too_large(says):
    scale = "{af: stor, art: marginal, intervaller: [{fra: 0, sats: 1}, {fra: 5, sats: 4}]}"
    assert says(program(f"{GROWING}  svar: {{enhed: forhold, skala: {scale}}}\n"), case(), "svar") == "fejl"


@pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
def test_a_part_of_a_whole_number_of_many_digits(says):
    built = program(f"{GROWING}  svar: {{type: heltal, formel: stor + 1 / 3}}\n")
    assert says(built, case(), "svar") == "fejl"
