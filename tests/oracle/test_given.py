"""What is stated, standard, missing or in force: inputs, parameters, groups, years, against the specification."""

from datetime import date
from fractions import Fraction

import pytest

from oracle.small import case, exact_says, oracle_says, program

F = Fraction
BOTH = pytest.mark.parametrize("says", [oracle_says, exact_says], ids=["oracle", "exact"])


def inputs(flags, formula, unit="kr"):
    """One input k and what is made of it."""
    flags = f", {flags}" if flags else ""
    return program(
        f"oplysninger:\n  k: {{enhed: {unit}{flags}}}\nstørrelser:\n  x:\n    enhed: {unit}\n    formel: {formula}"
    )


@BOTH
@pytest.mark.parametrize(
    ("flags", "formula", "stated", "expected"),
    [
        ("", "k", {"k": 5}, 5),
        ("", "k", {}, "ukendt: k"),
        ("", "k[-1]", {"k": 5}, "ukendt: k@2018"),
        ("", "k[-1]", {"k@2018": 4}, 4),
        ("fast: ja", "k", {}, "ukendt: k"),
        ("fast: ja", "k", {"k@*": 5}, 5),
        ("pr: år", "k", {"k@2019": 6}, 6),
        ("pr: år", "k[-1]", {"k@2019": 6}, "ukendt: k@2018"),
        ("standard: 7", "k", {}, 7),
        ("standard: 7", "k", {"k": 5}, 5),
        ("standard: 7", "k[-1]", {}, "ukendt: k@2018"),
        ("standard: 7, pr: år", "k[-3]", {}, 7),
        ("standard: 7, fast: ja", "k", {}, 7),
        ("valgfri: ja", "hvis(oplyst(k), k, 1 kr)", {}, 1),
        ("valgfri: ja", "hvis(oplyst(k), k, 1 kr)", {"k": 5}, 5),
        ("valgfri: ja", "hvis(oplyst(k[-1]), k[-1], 1 kr)", {"k": 5}, 1),
        ("valgfri: ja", "oplyst_eller(k, 2 kr)", {}, 2),
        ("valgfri: ja", "oplyst_eller(k[-1], 2 kr)", {"k@2018": 4}, 4),
        ("valgfri: ja, fast: ja", "oplyst_eller(k, 2 kr)", {"k@*": 9}, 9),
    ],
)
def test_inputs(says, flags, formula, stated, expected):
    assert says(inputs(flags, formula), case(stated), "x") == expected


@BOTH
def test_fixed_inputs_hold_in_every_year_and_show_none(says):
    built = inputs("fast: ja", "k")
    assert says(built, case({"k@*": 5}), "x", year=2016) == 5
    assert says(built, case(years=(2019, 2020)), "x", year=2020) == "ukendt: k"


@BOTH
def test_several_calculated_years_are_shown(says):
    assert says(inputs("", "k"), case(years=(2019, 2020)), "x", year=2020) == "ukendt: k@2020"


@BOTH
def test_a_standard_may_be_a_formula(says):
    built = inputs("standard: dage_i_året(år)", "k", "dag")
    assert says(built, case(years=(2019, 2020)), "x", year=2020) == 366


@BOTH
def test_members_have_their_own_standards(says):
    towns = """
attributter:
  folketal: {titel: Folketal, type: heltal, fast: ja, standard: 7, kilde: {dokument: kilden, afsnit: "1"}}
medlemmer: {A: {navn: Aby, folketal: 100}, B: {navn: Bby, folketal: 200}, C: {navn: Cby}}
"""
    built = program("størrelser: {x: {type: heltal, formel: sum(folketal)}}", towns=towns)
    assert says(built, case(), "x") == 307
    assert says(built, case({"folketal[B]@*": 1}), "x") == 108


@BOTH
@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({"grundlag@2018": 3}, 3),
        ({"grundlag": 3}, "ukendt: k@2018"),
        ({"k@2018": 2}, 4),
        ({"k@2018": 2, "grundlag@2018": 9}, 9),
    ],
)
def test_a_stated_computed_value_replaces_its_rule(says, stated, expected):
    built = program(
        "oplysninger: {k: {enhed: kr}}\nstørrelser:\n"
        "  grundlag: {enhed: kr, formel: 2 * k, trin: [{højst: 5}]}\n  x: {enhed: kr, formel: 'grundlag[-1]'}"
    )
    assert says(built, case(stated), "x") == expected


@BOTH
def test_oplyst_of_a_computed_quantity_asks_the_case_only(says):
    built = program(
        "størrelser:\n  g: {enhed: kr, formel: 4 kr}\n"
        "  x: {enhed: kr, formel: 'hvis(oplyst(g), g, 1 kr) + oplyst_eller(g[-1], 10 kr)'}"
    )
    assert says(built, case(), "x") == 11
    assert says(built, case({"g": 2, "g@2018": 3}), "x") == 5


def grouped(kind, flags=""):
    """Two inputs that belong together."""
    own = f"{{enhed: kr, fast: ja{flags}}}"
    return program(
        f"oplysninger: {{k: {own}, m: {own}, grupper: [{{{kind}: [k, m]}}]}}\nstørrelser:\n"
        "  x: {enhed: kr, formel: k + m}\n  y: {enhed: kr, formel: 'hvis(oplyst(k), k, 2 * m)'}"
    )


@BOTH
def test_exactly_one_of_a_group(says):
    built = grouped("netop_én_af")
    assert says(built, case(), "y") == "ukendt: k, m"
    assert says(built, case({"m@*": 3}), "y") == 6
    assert says(built, case({"k@*": 3}), "y") == 3
    assert says(built, case({"k@*": 3}), "x") == "ukendt: k, m"


@BOTH
def test_all_or_none_of_a_group(says):
    built = grouped("alle_eller_ingen")
    assert says(built, case(), "y") == "ukendt: m"
    assert says(built, case({"m@*": 3}), "y") == "ukendt: k"
    assert says(built, case({"m@*": 3, "k@*": 1}), "x") == 4


PARAMETERS = """
parametre:
  hvert_år: {enhed: pct, værdier: YEARS}
  altid: {enhed: kr, værdi: 10}
  fra_dato: {enhed: kr, værdier: {2010-01-01: 1, 2018-07-01: 2, 2019-01-01: 3, 2019-07-01: kilde_mangler}}
  pr_niveau: {enhed: kr, pr: niveau, værdi: {N1: 1, N2: 2}}
oplysninger: {dag: {type: dato}}
""".replace(
    "YEARS", "{" + ", ".join(f"{y}: {y - 2010}" for y in range(2012, 2021)) + ", 2021: kilde_mangler}"
)


@BOTH
@pytest.mark.parametrize(
    ("formula", "year", "expected"),
    [
        ("hvert_år * 100 kr", 2019, 9),
        ("hvert_år[-2] * 100 kr", 2019, 7),
        ("hvert_år[2015] * 100 kr", 2019, 5),
        ("hvert_år * 100 kr", 2021, "ukendt: hvert_år@2021"),
        ("altid", 2021, 10),
        ("fra_dato", 2018, 1),
        ("fra_dato", 2019, 3),
        ("fra_dato", 2020, "ukendt: fra_dato@2020"),
        ("fra_dato[dag]", 2019, 2),
        ("hvert_år[dag] * 100 kr", 2019, 8),
        ("altid[dag]", 2019, 10),
        ("sum(pr_niveau)", 2019, "ukendt: pr_niveau[N3]@2019"),
        ('sum(pr_niveau, hvor=niveau != "N3")', 2019, 3),
    ],
)
def test_parameters(says, formula, year, expected):
    built = program(f"{PARAMETERS}størrelser:\n  x:\n    enhed: kr\n    formel: {formula}")
    facts = case({"dag": date(2018, 8, 1)}, years=(2019, 2020, 2021), levels=("N1", "N2", "N3"))
    assert says(built, facts, "x", year=year) == expected


@BOTH
def test_parameters_supposed_or_stated_by_the_case(says):
    built = program(f"{PARAMETERS}størrelser: {{x: {{enhed: kr, formel: hvert_år * 100 kr + altid}}}}")
    facts = case(
        {"hvert_år@2021": F(1, 2)}, years=(2019, 2021), what_if={"altid@*": 1, "hvert_år@2019": F(1)}
    )
    assert says(built, facts, "x", year=2019) == 101
    assert says(built, facts, "x", year=2021) == 51


RECURSION = """
oplysninger: {k: {enhed: kr, pr: år}}
størrelser:
  x:
    enhed: kr
    varianter: [{når: BASE, formel: 100 kr}, {ellers: "x[-1] + k"}]
"""


@BOTH
def test_a_quantity_may_use_its_own_earlier_years(says):
    stated = {f"k@{year}": 1 for year in range(2010, 2020)}
    built = program(RECURSION.replace("BASE", "år == 2017"))
    assert says(built, case(stated), "x") == 102
    far = program(RECURSION.replace("BASE", "år == 2010"))
    # historik is 4: the earliest calculated year is 2015
    assert says(far, case(stated), "x") == "ukendt: x@2014"
    assert says(far, case(stated, years=(2019, 2021)), "x") == "ukendt: x@2014"
    assert says(far, case({**stated, "x@2013": 7}), "x", year=2014) == "ukendt: x@2014"
    assert says(far, case({**stated, "x@2014": 7}), "x") == 12


@BOTH
@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("1 kr + 1 kr", 2),
        ("fast_tal", 5),
        ("pr_år_tal", "ukendt: år"),
        ("pr_år_tal[-1]", "ukendt: år"),
        ("sum(pr_år_tal[-2:-1])", "ukendt: år"),
        ("sum(pr_år_tal[2018:år])", "ukendt: år"),
        ("pr_år_tal[2018]", 7),
        ("hvis(år > 2018, 1 kr, 2 kr)", "ukendt: år"),
        ("plain", "ukendt: plain"),
        ("altid", 3),
        ("hvert_år", "ukendt: år"),
    ],
)
def test_a_case_without_years(says, formula, expected):
    built = program(
        "parametre: {altid: {enhed: kr, værdi: 3}, hvert_år: {enhed: kr, værdier: YEARS}}\n".replace(
            "YEARS", "{" + ", ".join(f"{y}: 1" for y in range(2012, 2022)) + "}"
        )
        + "oplysninger: {fast_tal: {enhed: kr, fast: ja}, pr_år_tal: {enhed: kr, pr: år}, plain: {enhed: kr}}\n"
        f"størrelser:\n  x:\n    enhed: kr\n    formel: {formula}"
    )
    facts = case({"fast_tal@*": 5, "pr_år_tal@2018": 7}, years=())
    assert says(built, facts, "x", year=None) == expected
