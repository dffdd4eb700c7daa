"""Branches, tables, scales, readings, steps and measures, against values worked out by hand."""

from datetime import date
from fractions import Fraction

import pytest

from oracle.small import case, exact_says, oracle_says, program

F = Fraction
BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])
INPUTS = """
oplysninger:
  a: {enhed: kr}
  b: {enhed: kr}
  p: {enhed: pct}
  ja: {type: ja_nej}
  art: {muligheder: [x, y, z]}
  dag: {type: dato}
"""


def x(body, kind="enhed: kr"):
    """A set whose x has this body, written below its type."""
    return program(
        f"{INPUTS}størrelser:\n  x:\n    {kind}\n" + "\n".join(f"    {line}" for line in body.splitlines())
    )


@BOTH
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"ja": True}, 1),
        ({"ja": False, "a": 5}, 2),
        ({"ja": False, "a": 0}, 3),
        ({"ja": False}, "ukendt: a"),
        ({"a": 5}, "ukendt: ja"),
    ],
)
def test_the_first_variant_that_holds(says, stated, expected):
    body = "varianter:\n- {når: ja, formel: 1 kr}\n- {når: a > 1 kr, formel: 2 kr}\n- {ellers: 3 kr}"
    assert says(x(body), case(stated), "x") == expected


TABLE = """tabel:
  efter: [art, a]
  rækker:
  - {når: {art: x}, giver: 1 kr}
  - {når: {art: [y, z], a: "< 10"}, giver: 2 kr}
  - {når: {art: y, a: "10..20"}, giver: b}
  - {når: {art: y, a: "> 20"}, giver: ikke_relevant}
  - {når: {art: z, a: ">= 10"}, giver: ikke_reguleret}"""


@BOTH
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"art": "x"}, 1),
        ({"art": "y", "a": 9}, 2),
        ({"art": "z", "a": F(999, 100)}, 2),
        ({"art": "y", "a": 10, "b": 7}, 7),
        ({"art": "y", "a": 20, "b": 7}, 7),
        ({"art": "y", "a": 20}, "ukendt: b"),
        ({"art": "y", "a": 21}, "ikke_relevant"),
        ({"art": "z", "a": 10}, "ikke_reguleret"),
        ({"art": "y"}, "ukendt: a"),
        ({"a": 10}, "ukendt: art"),
        ({}, "ukendt: a, art"),
    ],
)
def test_the_row_that_certainly_matches(says, stated, expected):
    assert says(x(TABLE), case(stated), "x") == expected


def scale(kind, word="fra"):
    """0, 5 and 10 percent from 0, 1000 and 2000 kr."""
    rows = "".join(
        f"\n  - {{{word}: {low}, sats: {rate} pct}}" for low, rate in ((0, 0), (1000, 5), (2000, 10))
    )
    return x(f"skala:\n  af: a\n  art: {kind}\n  intervaller:{rows}")


@BOTH
@pytest.mark.parametrize(
    ("kind", "word", "base", "expected"),
    [
        ("marginal", "fra", 500, 0),
        ("marginal", "fra", 1000, 0),
        ("marginal", "fra", 1500, 25),
        ("marginal", "fra", 3000, 150),
        ("marginal", "fra", -1, "fejl"),
        ("enkelt", "fra", 999, 0),
        ("enkelt", "fra", 1000, 50),
        ("enkelt", "over", 1000, 0),
        ("enkelt", "over", 2000, 100),
        ("enkelt", "fra", 3000, 300),
        ("enkelt", "over", 0, "fejl"),
        ("enkelt", "fra", None, "ukendt: a"),
    ],
)
def test_scales(says, kind, word, base, expected):
    facts = case({} if base is None else {"a": base})
    assert says(scale(kind, word), facts, "x") == expected


@BOTH
def test_readings(says):
    built = program(
        "fortolkninger:\n  l: {art: flertydig, standard: en, læsninger: {en: {titel: En}, to: {titel: To}}}\n"
        "størrelser: {x: {enhed: kr, efter_fortolkning: {l: {en: 1 kr, to: 2 kr}}}}"
    )
    assert says(built, case(), "x") == 1
    assert says(built, case(readings={"l": "to"}), "x") == 2


@BOTH
@pytest.mark.parametrize(
    ("steps", "value", "expected"),
    [
        ("[{højst: 100}]", 120, 100),
        ("[{mindst: 100}]", 120, 120),
        ("[{mindst: 100}, {højst: 90}]", 120, 90),
        ("[{højst: 90}, {mindst: 100}]", 120, 100),
        ("[{højst: b}]", 120, "ukendt: b"),
        ("[{højst: 1 / 0 * 1 kr}]", None, "ukendt: a"),
        ('[{højst: 100, når: "a < 50"}]', 120, 120),
        ('[{højst: 100, når: "b < 50"}]', 120, "ukendt: b"),
        ("[{afrund: {til: 1, metode: halv_op}}]", F(5, 2), 3),
        ("[{afrund: {til: 1, metode: halv_op}}]", F(-5, 2), -3),
        ("[{afrund: {til: 1, metode: halv_lige}}]", F(5, 2), 2),
        ("[{afrund: {til: 1, metode: halv_lige}}]", F(7, 2), 4),
        ("[{afrund: {til: 1, metode: op}}]", F(-21, 10), -3),
        ("[{afrund: {til: 1, metode: ned}}]", F(-29, 10), -2),
        ("[{afrund: {til: 0.25, metode: halv_op}}]", F(9, 8), F(5, 4)),
        ("[{afrund: {til: 100, metode: op}}]", 101, 200),
    ],
)
def test_steps(says, steps, value, expected):
    facts = case({} if value is None else {"a": value})
    assert says(x(f"formel: a\ntrin: {steps}"), facts, "x") == expected


@BOTH
def test_step_literals_are_in_the_declared_unit(says):
    built = x(
        "formel: p\ntrin: [{højst: 50}, {afrund: {til: 0.1, metode: ned}}, {mindst: 7 pct}]", "enhed: pct"
    )
    assert says(built, case({"p": F(60, 100)}), "x") == F(50, 100)
    assert says(built, case({"p": F(1239, 10000)}), "x") == F(123, 1000)
    assert says(built, case({"p": F(1, 100)}), "x") == F(7, 100)


@BOTH
def test_steps_on_dates(says):
    built = x("formel: dag\ntrin: [{højst: 2019-06-30}, {mindst: 'dato(år, 1, 1)'}]", "type: dato")
    assert says(built, case({"dag": date(2019, 7, 1)}), "x") == date(2019, 6, 30)
    assert says(built, case({"dag": date(2018, 7, 1)}), "x") == date(2019, 1, 1)


MEASURES = """
tiltag:
  dobbelt: {virkning: beregnes, sætter: {x: 2 * uden_tiltag(x)}}
  ti_til: {virkning: beregnes, tilføjer: {x: 10 kr}, efter: dobbelt}
  nul: {virkning: beregnes, sætter: {y: 0 kr}}
"""
WITH_MEASURES = (
    "størrelser:\n  x: {enhed: kr, formel: a, trin: [{højst: 100}]}\n  y: {enhed: kr, formel: x}\n"
)


@BOTH
@pytest.mark.parametrize(
    ("measures", "base", "x_is", "y_is"),
    [
        ((), 40, 40, 40),
        (("dobbelt",), 40, 80, 80),
        # before the cap: 120, doubled 240, then capped
        (("dobbelt",), 120, 100, 100),
        (("ti_til",), 40, 50, 50),
        (("ti_til", "dobbelt"), 40, 90, 90),
        (("nul",), 40, 40, 0),
    ],
)
def test_measures(says, measures, base, x_is, y_is):
    built = program(f"oplysninger: {{a: {{enhed: kr}}}}\n{WITH_MEASURES}{MEASURES}")
    facts = case({"a": base}, measures=measures)
    assert (says(built, facts, "x"), says(built, facts, "y")) == (x_is, y_is)


@BOTH
def test_the_value_before_a_measure_is_the_counted_member_s(says):
    built = program(
        "oplysninger: {a: {enhed: kr, pr: kommune}}\nstørrelser: {x: {enhed: kr, pr: kommune, formel: a}}\n"
        "tiltag: {fælles: {virkning: beregnes, sætter: {x: gennemsnit(uden_tiltag(x))}}}"
    )
    facts = case({"a[A]": 1, "a[B]": 2, "a[C]": 6}, measures=("fælles",))
    assert says(built, facts, "x", "A") == 3
