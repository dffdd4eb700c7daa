"""Units: an algebra without conversion, and what a wrong mixture is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import inline
from rammeaftale.core.diagnostics import RammeaftaleError
from rammeaftale.core.units import (
    BASES,
    LABELS,
    NONE,
    PERCENT,
    Unit,
    multiply,
    parse_unit,
    raise_to,
    together,
)
from rammeaftale.language.types import BARE, BOOL, DATE, NEVER, PLAIN, TEXT, YEAR, Kind, Type, join, number

exponents = st.dictionaries(st.sampled_from(BASES), st.integers(-3, 3).filter(bool), max_size=3)
plain_units = exponents.map(lambda found: Unit(tuple((b, found[b]) for b in BASES if b in found)))
units = st.one_of(plain_units, st.sampled_from([Unit(label=label) for label in LABELS]))
types = st.one_of(
    units.map(number),
    st.sampled_from([BARE, BOOL, DATE, YEAR, TEXT, PLAIN, Type(Kind.CHOICE, options=("a", "b"))]),
)


@given(plain_units)
def test_a_unit_reads_back_from_its_name(unit):
    assert parse_unit(str(unit)) == unit


@given(units, units, units)
def test_products_form_a_group_and_labels_fall_away(a, b, c):
    assert multiply(a, b) == multiply(b, a)
    assert multiply(multiply(a, b), c) == multiply(a, multiply(b, c))
    assert multiply(a, NONE) == Unit(a.powers)
    assert multiply(a, a, -1) == NONE
    assert multiply(multiply(a, b), b, -1) == Unit(a.powers)


@given(units, st.integers(-3, 3))
def test_powers_are_repeated_products(unit, exponent):
    found = NONE
    for _ in range(abs(exponent)):
        found = multiply(found, unit, 1 if exponent > 0 else -1)
    assert raise_to(unit, exponent) == found


@given(units, units)
def test_a_sum_needs_the_same_base_units_and_not_two_labels(a, b):
    joined = together(a, b)
    assert joined == together(b, a)
    assert together(a, a) == a
    if joined is None:
        assert a.powers != b.powers or (a.label and b.label and a.label != b.label)
    else:
        assert joined.powers == a.powers == b.powers


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("kr", Unit((("kr", 1),))),
        ("kr/dag", Unit((("kr", 1), ("dag", -1)))),
        ("kr / dag / plads", Unit((("kr", 1), ("dag", -1)))),
        ("kr*år/måned", Unit((("kr", 1), ("måned", -1), ("år", 1)))),
        ("dag*dag", Unit((("dag", 2),))),
        ("pct", PERCENT),
        ("plads", Unit(label="plads")),
        ("forhold", NONE),
        ("kr/kr", NONE),
        ("1/dag", Unit((("dag", -1),))),
        ("1", None),
        ("2/dag", None),
        ("kr/", None),
        ("/kr", None),
        ("kr kr", None),
        ("euro", None),
        ("", None),
        ("kr-dag", None),
    ],
)
def test_written_units(text, unit):
    assert parse_unit(text) == unit


def test_percent_is_a_scale():
    assert PERCENT.scale * 100 == 1
    assert Unit((("kr", 1),)).scale == 1


@given(types, types)
def test_joining_types_does_not_depend_on_the_order(a, b):
    left, right = join(a, b), join(b, a)
    assert (left is None) == (right is None)
    if left is not None and right is not None:
        assert (left.kind, left.unit, set(left.options)) == (right.kind, right.unit, set(right.options))
        # a text written where a choice is expected is the choice
        assert join(a, NEVER) == a


FACTS = """\
oplysninger:
  kr: {titel: Kr, enhed: kr}
  dag: {titel: Dag, enhed: dag}
  pct: {titel: Pct, enhed: pct}
  pladser: {titel: Pladser, enhed: plads}
  borgere: {titel: Borgere, enhed: borger}
  dato_: {titel: Dato, type: dato}
  dato_2: {titel: Dato, type: dato}
  slut: {titel: År, type: årstal}
  navn: {titel: Navn, type: tekst}
  svar: {titel: Svar, type: ja_nej}
  slags: {titel: Slags, type: valg, muligheder: [a, b]}
  sted: {titel: Sted, type: medlem, af: by}
størrelser:
  alt:
    titel: Alt
    type: ja_nej
    formel: >-
      kr > 0 kr og dag > 0 dag og pct > 0 og pladser > 0 plads og borgere > 0 borger og dato_ < dato_2
      og slut > 2000 og navn == "x" og svar og slags == "a" og sted == "nord"
"""


def codes(tmp_path, formula, kind):
    text = f"{FACTS}  x:\n    titel: X\n    {kind}\n    formel: {formula!r}\n".replace(
        "formel: '", "formel: '"
    )
    try:
        inline.rules(tmp_path, text)
    except RammeaftaleError as fault:
        return [d.code for d in fault.diagnostics if d.is_error]
    return []


@pytest.mark.parametrize(
    ("formula", "kind"),
    [
        ("kr / dag", "enhed: kr/dag"),
        ("kr * pct", "enhed: kr"),
        ("kr / kr", "enhed: pct"),
        ("pladser / borgere", "enhed: forhold"),
        ("pladser * 2", "enhed: plads"),
        ("kr * pladser", "enhed: kr"),
        ("kr + 5", "enhed: kr"),
        ("pct + 7 pct", "enhed: pct"),
        ("pct + 1", "enhed: pct"),
        ("1 - pct", "enhed: pct"),
        ("pct * 100", "enhed: pct"),
        ("(kr / dag) ** 2 * dag ** 2", "enhed: kr*kr"),
        ("dato_ - dato_2", "enhed: dag"),
        ("dato_ + 3 dag", "type: dato"),
        ("slut - år", "enhed: forhold"),
        ("slut + 2", "type: årstal"),
        ("år - slut", "enhed: antal"),
        ("slut > år - 3", "type: ja_nej"),
        ("hvis(svar, kr, 0)", "enhed: kr"),
        ("ikke_reguleret", "enhed: kr"),
        ('hvis(slags == "a", "b", "a")', "type: valg\n    muligheder: [a, b]"),
        ('sted == "nord"', "type: ja_nej"),
        ("maks(dato_, dato_2)", "type: dato"),
        ("hele_år(dato_, dato_2)", "enhed: antal"),
        ("hvis(svar, 0, 1)", "enhed: pct"),
        ("1 / 3", "enhed: pct"),
        ('hvis(svar, "nord", "syd")', "type: medlem\n    af: by"),
    ],
)
def test_what_may_be_written(tmp_path, formula, kind):
    assert codes(tmp_path, formula, kind) == []


@pytest.mark.parametrize(
    ("formula", "kind", "code"),
    [
        ("kr + dag", "enhed: kr", "T402"),
        ("kr > dag", "type: ja_nej", "T402"),
        ("hvis(svar, kr, dag)", "enhed: kr", "T402"),
        ("min(kr, dag)", "enhed: kr", "T402"),
        ("pladser + borgere", "enhed: plads", "T402"),
        ("pct + pladser", "enhed: pct", "T402"),
        ("dato_ + 3", "type: dato", "T402"),
        ("dato_ + dato_2", "type: dato", "T402"),
        ("slut + slut", "type: årstal", "T402"),
        ("dato_ > slut", "type: ja_nej", "T402"),
        ("navn == svar", "type: ja_nej", "T402"),
        ("pct > 7", "type: ja_nej", "T403"),
        ("pct + 0.5", "enhed: pct", "T403"),
        ("7", "enhed: pct", "T403"),
        ("hvis(svar, 7, 1)", "enhed: pct", "T403"),
        ("min(0, maks(1, 7))", "enhed: pct", "T403"),
        ("3 + 4", "enhed: pct", "T403"),
        ("år - 2014", "enhed: pct", "T403"),
        ("slut + pct", "type: årstal", "T402"),
        ("år > pct", "type: ja_nej", "T402"),
        ("pct", "type: årstal", "T405"),
        ('sted == "øst"', "type: ja_nej", "N318"),
        ('i(sted, ["nord", "Syd"])', "type: ja_nej", "N318"),
        ('"øst"', "type: medlem\n    af: by", "N309"),
        ("kr[1800]", "enhed: kr", "M213"),
        ("kr", "enhed: dag", "T404"),
        ("kr / dag", "enhed: kr", "T404"),
        ("pladser", "enhed: borger", "T404"),
        ("kr * kr", "enhed: kr", "T404"),
        ("dato_", "enhed: kr", "T405"),
        ("svar", "type: dato", "T405"),
        ("navn", "type: valg\n    muligheder: [a, b]", "T405"),
        ("kr og svar", "type: ja_nej", "T401"),
        ("ikke kr", "type: ja_nej", "T401"),
        ("svar + 1", "enhed: forhold", "T401"),
        ("svar < svar", "type: ja_nej", "T401"),
        ("navn * 2", "enhed: forhold", "T401"),
        ("hvis(kr, 1, 2)", "enhed: forhold", "T401"),
        ("abs(dato_)", "enhed: forhold", "T401"),
        ("årstal(kr)", "type: årstal", "T401"),
        ('slags == "c"', "type: ja_nej", "T407"),
        ('hvis(svar, "c", "a")', "type: valg\n    muligheder: [a, b]", "N309"),
        ('"c"', "type: valg\n    muligheder: [a, b]", "N309"),
    ],
)
def test_what_may_not(tmp_path, formula, kind, code):
    assert codes(tmp_path, formula, kind) == [code]
