"""The difference between two cases of one set: which inputs account for how much."""

import pytest

from comparing.small_sets import case, exact, facts, run, shares, told, write

TOPIC = """
parametre:
  sats: {titel: Sats, enhed: forhold, værdier: {2019: 2, 2020: 3}}
oplysninger:
  x: {titel: X, enhed: kr}
  y: {titel: Y, enhed: forhold}
  bud: {titel: Bud, enhed: kr, valgfri: ja}
  pris: {titel: Pris, enhed: kr, valgfri: ja}
  leje: {titel: Leje, enhed: kr, pr: rum}
  grupper: [{netop_én_af: [bud, pris]}]
fortolkninger:
  tvivl: {titel: Dobbelt, art: tavshed, standard: nej, læsninger: {ja: {titel: Ja}, nej: {titel: Nej}}}
størrelser:
  areal: {titel: Areal, enhed: kr, formel: x * y}
  dyrt: {titel: Dyrt, enhed: kr, formel: areal * sats}
  købt: {titel: Købt, enhed: kr, formel: "hvis(oplyst(bud), bud, hvis(oplyst(pris), pris * 2, 0 kr)) + x"}
  husleje: {titel: Husleje, enhed: kr, formel: sum(leje) + x}
  læst: {titel: Læst, enhed: kr, efter_fortolkning: {tvivl: {ja: x * 2, nej: x}}}
  dag: {titel: Dag, type: dato, formel: opgjort}
tiltag:
  hjælp: {titel: Hjælp, virkning: beregnes, sætter: {areal: uden_tiltag(areal) + 10 kr}}
"""


@pytest.fixture
def library(tmp_path):
    """One set of 2019 with a rate that rises in 2020."""
    write(tmp_path, "prøve/2019", 2019, TOPIC)
    return tmp_path


def differences(library, first, second, *targets, years=(2019, 2019)):
    one, two = (
        case(library, "prøve/2019", lines, f"{name}.yaml", year)
        for name, lines, year in zip("ab", (first, second), years, strict=True)
    )
    wanted = [word for name in targets for word in ("--størrelse", name)]
    return told(library, "forskel", "prøve/2019", one, two, *wanted)["resultater"]


def test_two_inputs_of_a_product(library):
    """2·3 becomes 4·5: 8 for the first and 6 for the second, as in test_shapley."""
    result = differences(library, facts(x=2, y=3), facts(x=4, y=5), "areal")[0]
    assert shares(result) == {"x": 8, "y": 6}
    assert exact(result["forskel"]) == 14


def test_another_year_is_a_change_of_its_own(library):
    """2·1·2 in 2019 becomes 3·1·3 in 2020: x adds 1·2 or 1·3, the year's rate 2·1 or 3·1, so 2,5 each."""
    result = differences(library, facts(x=2, y=1), facts(x=3, y=1), "dyrt", years=(2019, 2020))[0]
    assert {name: str(amount) for name, amount in shares(result).items()} == {"x": "5/2", "": "5/2"}
    assert (result["adresse"], result["adresse_nu"]) == ("dyrt", "dyrt@2020")


def test_inputs_of_which_exactly_one_is_stated_change_together(library):
    """A bid of 7 becomes a price of 5, counted twice, and x goes from 1 to 2."""
    result = differences(library, facts(x=1, bud=7), facts(x=2, pris=5), "købt")[0]
    assert shares(result) == {"bud+pris": 3, "x": 1}


def test_a_member_of_a_group_that_stays_stated_changes_alone(library):
    result = differences(library, facts(x=1, pris=2), facts(x=2, pris=5), "købt")[0]
    assert shares(result) == {"pris": 6, "x": 1}
    text = run(library, "forskel", "prøve/2019", library / "a.yaml", library / "b.yaml").out
    assert "2,00 kr → 5,00 kr" in text
    assert "Bud" not in text


def test_a_dimension_with_other_members_changes_with_all_it_divides(library):
    first = facts(x=1) + "  rum:\n    A: {leje: 5}\n"
    second = facts(x=2) + "  rum:\n    A: {leje: 6}\n    B: {leje: 4}\n"
    assert shares(differences(library, first, second, "husleje")[0]) == {"x": 1, "rum+leje": 5}


def test_readings_and_measures_are_changes(library):
    second = facts(x=3, y=1) + "fortolkninger: {tvivl: ja}\ntiltag: [hjælp]\n"
    found = differences(library, facts(x=3, y=1), second, "læst", "areal")
    assert [shares(one) for one in found] == [{"tvivl": 3}, {"hjælp": 10}]


def test_a_date_differs_by_days(library):
    first, second = (facts(x=1) + f"opgjort: {day}\n" for day in ("2019-02-27", "2019-03-01"))
    assert shares(differences(library, first, second, "dag")[0]) == {"": 2}


def test_the_same_said_elsewhere_is_no_change(library):
    second = "# et andet sted\n\n" + facts(y=3, x=2)
    assert shares(differences(library, facts(x=2, y=3), second, "areal")[0]) == {}


def test_years_that_cannot_be_paired_are_refused(library):
    one = case(library, "prøve/2019", facts(x=1), "a.yaml", 2019)
    two = library / "b.yaml"
    two.write_text(one.read_text("utf-8").replace("år: 2019", "år: [2019, 2020]"), "utf-8")
    ran = run(library, "forskel", "prøve/2019", one, two)
    assert ran.code == 1
    assert "S973" in ran.err
    assert run(library, "forskel", "prøve/2019", one, two, "--år", 2019).code == 0


def test_without_targets_the_results_that_nothing_else_rests_on_are_told(library):
    one, two = (case(library, "prøve/2019", facts(x=x, y=3), f"{x}.yaml", 2019) for x in (2, 4))
    found = told(library, "forskel", "prøve/2019", one, two)
    assert [r["adresse"] for r in found["resultater"]] == ["dyrt", "købt", "læst"]
    assert found["også_forskellige"] == ["areal"]


def test_another_figure_for_a_parameter_is_a_change(library):
    """The rate of 2019 is 2; tried as 5 for 1·1 it adds 3."""
    second = facts(x=1, y=1) + "hvad_hvis: {sats: {2019: 5}}\n"
    assert shares(differences(library, facts(x=1, y=1), second, "dyrt")[0]) == {"sats": 3}


def test_a_region_will_do_for_two_cases(library):
    """Each year uses the set in force: in 2020 a newer one, which adds 100."""
    newer = "størrelser:\n  areal: {ændring: ændret, begrundelse: Mere., formel: x * y + 100 kr}\n"
    write(library, "prøve/2020", 2020, newer, base="prøve/2019", code="L")
    one, two = (case(library, "prøve", facts(x=2, y=3), f"{year}.yaml", year) for year in (2019, 2020))
    result = told(library, "forskel", "prøve", one, two, "--størrelse", "areal")["resultater"][0]
    assert (exact(result["før"]), exact(result["nu"]), shares(result)) == (6, 106, {"": 100})


@pytest.mark.parametrize(("x", "told"), [("2", False), ("1.0050", True)])
def test_parts_that_are_shown_rounded_are_said_to_be(library, x, told):
    """The price alone adds 3 kr twice; x adds 1 kr, or half an øre, which cannot be shown in two decimals."""
    differences(library, facts(x=1, pris=2), facts(x=x, pris=5), "købt")
    text = run(library, "forskel", "prøve/2019", library / "a.yaml", library / "b.yaml").out
    assert "præcis hele forskellen" in text
    assert ("De viste tal er afrundet" in text) is told
