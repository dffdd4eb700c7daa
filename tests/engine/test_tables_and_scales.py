"""Tables are proved complete and without overlap, with a witness; scales rate the right part of the base."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import inline
from rammeaftale.services.api import check

FACTS = """\
oplysninger:
  tal: {titel: Tal, enhed: forhold}
  pct: {titel: Pct, enhed: pct, mindst: 0, højst: 100}
  hel: {titel: Hel, type: heltal, mindst: 0}
  dag: {titel: Dag, type: dato}
  svar: {titel: Svar, type: ja_nej}
  slags: {titel: Slags, type: valg, muligheder: [a, b, c]}
  sted: {titel: Sted, type: medlem, af: by}
  navn: {titel: Navn, type: tekst}
  rum_: {titel: Rum, type: medlem, af: rum}
"""


def table(root, columns, *rows: str):
    """The findings of a table with these rows: cells and what they give."""
    lines = [f"        - {{når: {{{cells}}}, giver: 1}}" for cells in rows]
    text = f"""{FACTS}størrelser:
  brugt:
    titel: Brugt
    type: ja_nej
    formel: >-
      tal > 0 og pct > 0 og hel > 0 og dag > opgjort og svar og slags == "a" og sted == "nord" og navn == "" og
      rum_ == ""
  x:
    titel: X
    enhed: forhold
    tabel:
      efter: [{columns}]
      rækker:
"""
    inline.write_set(root, text + "\n".join(lines) + "\n")
    return [(d.code, d.message) for d in check([root])]


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        ("svar", ["svar: ja", "svar: nej"]),
        ("svar", ["svar: [ja, nej]"]),
        ("slags", ["slags: [a, b]", "slags: c"]),
        ("sted", ["sted: nord", "sted: syd"]),
        ("tal", ['tal: "< 0"', 'tal: "0..10"', 'tal: "> 10"']),
        ("tal", ['tal: "<= 0"', 'tal: "> 0"']),
        ("tal", ['tal: "< 0"', "tal: 0", 'tal: "> 0"']),
        ("pct", ['pct: "0..<50"', 'pct: "50..100"']),
        ("hel", ['hel: "0..9"', 'hel: ">= 10"']),
        ("hel", ["hel: 0", 'hel: "> 0"']),
        ("dag", ['dag: "< 2019-01-01"', 'dag: "2019-01-01..2019-12-31"', 'dag: "> 2019-12-31"']),
        ("svar, slags", ["svar: ja", "svar: nej, slags: a", "svar: nej, slags: [b, c]"]),
    ],
)
def test_complete_tables(tmp_path, columns, rows):
    assert table(tmp_path, columns, *rows) == []


@pytest.mark.parametrize(
    ("columns", "rows", "message"),
    [
        ("svar", ["svar: ja"], "tabellen dækker ikke svar = nej"),
        ("slags", ["slags: [a, b]"], "tabellen dækker ikke slags = c"),
        ("sted", ["sted: syd"], "tabellen dækker ikke sted = nord"),
        ("tal", ['tal: "< 0"', 'tal: "> 0"'], "tabellen dækker ikke tal = 0"),
        ("tal", ['tal: "<= 0"', 'tal: ">= 1"'], "tabellen dækker ikke tal = 0.5"),
        ("pct", ['pct: "0..<100"'], "tabellen dækker ikke pct = 100 pct"),
        ("hel", ['hel: "0..9"', 'hel: ">= 11"'], "tabellen dækker ikke hel = 10"),
        ("dag", ['dag: "< 2019-12-31"', 'dag: "> 2019-12-31"'], "tabellen dækker ikke dag = 2019-12-31"),
        ("svar, slags", ["svar: ja, slags: a", "svar: nej"], "tabellen dækker ikke svar = ja, slags = b"),
        (
            "tal",
            ['tal: "0..10"', 'tal: "10..20"', 'tal: "< 0"', 'tal: "> 20"'],
            "række 1 og 2 passer begge på tal = 10",
        ),
        ("svar", ["svar: ja", "svar: [ja, nej]"], "række 1 og 2 passer begge på svar = ja"),
        (
            "svar, slags",
            ["svar: ja", "slags: a", "svar: nej, slags: [b, c]"],
            "række 1 og 2 passer begge på svar = ja, slags = a",
        ),
    ],
)
def test_gaps_and_overlaps_have_a_witness(tmp_path, columns, rows, message):
    found = table(tmp_path, columns, *rows)
    assert message in [text for _, text in found]
    assert {code for code, _ in found} == {"B501" if "dækker" in message else "B502"}


@pytest.mark.parametrize("columns", ["navn", "rum_"])
def test_a_column_without_end_cannot_be_proved(tmp_path, columns):
    assert [code for code, _ in table(tmp_path, columns, f"{columns}: x")] == ["B505"]


def cells_of(bounds):
    """Cells that part the number line at the bounds, each bound in the interval above it."""
    inner = [f'"{low}..<{high}"' for low, high in pairwise(bounds)]
    return [f'"< {bounds[0]}"', *inner, f'">= {bounds[-1]}"']


@settings(max_examples=20)
@given(st.sets(st.integers(-50, 50), min_size=1, max_size=5))
def test_any_partition_is_complete_and_dropping_a_part_leaves_a_gap(tmp_path_factory, bounds):
    rows = [f"tal: {cell}" for cell in cells_of(sorted(bounds))]
    assert table(tmp_path_factory.mktemp("hel"), "tal", *rows) == []
    for drop in range(len(rows)):
        found = table(tmp_path_factory.mktemp("hul"), "tal", *rows[:drop], *rows[drop + 1 :])
        assert {code for code, _ in found} == {"B501"}


INTERVALS = "[{fra: 0, sats: 0}, {fra: 1000, sats: 10 pct}, {over: 3000, sats: 50 pct}]"
SCALE = f"""\
oplysninger:
  grundlag: {{titel: Grundlag, enhed: kr}}
størrelser:
  marginal:
    titel: Marginal
    enhed: kr
    skala: {{af: grundlag, art: marginal, intervaller: {INTERVALS}}}
  enkelt:
    titel: Enkelt
    enhed: kr
    skala: {{af: grundlag, art: enkelt, intervaller: {INTERVALS}}}
"""


@pytest.mark.parametrize(
    ("base", "marginal", "single"),
    [
        (0, 0, 0),
        (999, 0, 0),
        (1000, 0, 100),  # `fra` belongs to the interval it begins
        (2000, 100, 200),
        (3000, 200, 300),  # `over` does not
        (3001, Fraction("200.5"), Fraction("1500.5")),
        (5000, 1200, 2500),
    ],
)
def test_scales(tmp_path, base, marginal, single):
    result = inline.rules(tmp_path, SCALE).calculate(inline.case(grundlag=base))
    assert (result["marginal"].value, result["enkelt"].value) == (marginal, single)


def test_a_base_below_the_lowest_bound_is_a_failure(tmp_path):
    result = inline.rules(tmp_path, SCALE).calculate(inline.case(grundlag=-1))
    assert {result[name].failure.code for name in ("marginal", "enkelt")} == {"uden_for_skalaen"}


@settings(max_examples=30)
@given(st.lists(st.integers(0, 6000), min_size=2, max_size=6))
def test_a_marginal_scale_with_rising_rates_never_takes_more_than_it_adds(tmp_path_factory, bases):
    rules = inline.rules(tmp_path_factory.mktemp("skala"), SCALE)
    paid = [(base, rules.calculate(inline.case(grundlag=base))["marginal"].value) for base in sorted(bases)]
    for (low, less), (high, more) in pairwise(paid):
        assert 0 <= more - less <= (high - low) / Fraction(2)


STEPS = """\
oplysninger:
  x: {titel: X, enhed: pct}
  lofter: {titel: Lofter, type: ja_nej}
størrelser:
  y:
    titel: Y
    enhed: pct
    formel: x
    trin:
      - afrund: {til: 0.1, metode: halv_op}
      - højst: 100
        når: lofter
      - mindst: x / 2
      - afrund: {til: 5, metode: ned}
        når: ikke lofter
"""


@pytest.mark.parametrize(
    ("x", "capped", "value"),
    [
        ("94.95", "ja", "95"),
        ("94.94", "ja", "94.9"),
        ("120", "ja", "100"),
        ("120", "nej", "120"),
        ("99.96", "nej", "100"),
        ("99.94", "nej", "95"),
        ("250", "ja", "125"),
    ],
)
def test_steps_in_the_order_written_in_the_declared_unit(tmp_path, x, capped, value):
    result = inline.rules(tmp_path, STEPS).calculate(inline.case(x=x, lofter=capped))
    assert result["y"].value == Fraction(value)


def test_a_step_whose_condition_is_unknown_makes_the_quantity_unknown(tmp_path):
    assert inline.rules(tmp_path, STEPS).calculate(inline.case(x=1))["y"].missing == ("lofter",)
