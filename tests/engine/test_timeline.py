"""A region's timeline: each year uses the set in force, a lag the earlier year's own set."""

from fractions import Fraction

import pytest

import fiktivia
import inline
from rammeaftale import load
from rammeaftale.core.diagnostics import RammeaftaleError

FACTS = {
    "løn": {2019: 700000, 2020: 700000},
    "mos_og_tæpper": {2019: 200000, 2020: 200000},
    "bropenge_procent": {2019: 8, 2020: 8},
    "pladser": 5,
    "belægning_faktisk": {2016: 80, 2017: 100, 2018: 80},
}


def test_each_year_is_calculated_by_its_own_set():
    result = fiktivia.rules("fiktivia").calculate(
        {"regelsæt": "fiktivia", "år": [2019, 2020], "oplysninger": FACTS}
    )
    # 2019: 922,500 + 73,800 + 1.75 pct (16,143.75) = 1,012,443.75 kr over 5 * 365 * 90 pct = 1,642.5 days
    assert result["takst_pr_dag@2019"].value == Fraction("616.40")
    # 2020: 1,014,750 over 5 * 366 * 90 pct = 1,647 days, plus 2 kr, in whole kroner
    assert result["takst_pr_dag@2020"].value == 618
    # the rise is the 2020 set's rule, and its year before is 2019 by the 2019 set
    assert result["takststigning@2020"].value == 618 - result["takst_pr_dag@2019"].value


def test_a_single_set_uses_its_own_rule_in_every_year_and_says_so():
    result = fiktivia.rules("fiktivia/2020-2021").calculate(
        {"regelsæt": "fiktivia/2020-2021", "år": [2019, 2020], "oplysninger": FACTS}
    )
    # 1,012,443.75 / 1,642.5 = 616.40... + 2 kr = 618 in whole kroner, by the rule of 2020 in 2019
    assert result["takst_pr_dag@2019"].value == 618
    assert "uden_for_perioden" in result["takst_pr_dag@2019"].stamps
    assert "uden_for_perioden" not in result["takst_pr_dag@2020"].stamps
    assert result["takststigning@2020"].value == 0


def test_a_name_only_one_set_has_is_found_in_any_year_of_the_timeline():
    rules = fiktivia.rules("fiktivia")
    result = rules.calculate({"regelsæt": "fiktivia", "år": [2018, 2020], "oplysninger": FACTS})
    assert result["potens@2018"].state == "ukendt"  # bropenge_procent is not stated in 2018
    assert "potens" in rules.rules.names
    assert "hyggebidrag" in rules.rules.names
    # brofred runs beside the others on its own track
    both = {"buk": {"stor": {"buk_vægt": 100}}}
    result = rules.calculate({"regelsæt": "fiktivia", "år": [2019, 2020], "oplysninger": both})
    assert (result["overgang_i_alt@2019"].value, result["overgang_i_alt@2020"].value) == (100, 120)


def test_a_year_without_a_set_is_refused_naming_the_nearest():
    rules = fiktivia.rules("nabolandet")
    with pytest.raises(RammeaftaleError) as refused:
        rules.calculate({"regelsæt": "nabolandet", "år": 2021})
    (finding,) = refused.value.diagnostics
    assert (finding.code, finding.help.split(";")[0]) == ("L206", "Nærmest er nabolandet/2020")


def test_an_addressed_year_without_a_set_is_refused_too():
    rules = fiktivia.rules("nabolandet")
    case = {"regelsæt": "nabolandet", "år": 2020}
    name = next(name for name in rules.rules.names if rules.rules.quantity(name).symbol.is_computed)
    with pytest.raises(RammeaftaleError) as refused:
        rules.calculate(case, f"{name}@2021")
    assert [d.code for d in refused.value.diagnostics] == ["L206"]
    assert rules.calculate(case, f"{name}@2020")[name].state


def test_the_nearest_set_is_nearest_by_its_period(tmp_path):
    rule = "størrelser:\n  x: {titel: X, enhed: forhold, formel: 1}\n"
    inline.write_set(tmp_path, rule, name="prøve/2010", years=(2010, 2019))
    inline.write_set(tmp_path, rule, name="prøve/2024", years=(2024, 2024))
    rules = load("prøve", library=tmp_path)
    for year, nearest in ((2020, "prøve/2010"), (2023, "prøve/2024"), (2005, "prøve/2010")):
        with pytest.raises(RammeaftaleError) as refused:
            rules.calculate({"regelsæt": "prøve", "år": year})
        assert refused.value.diagnostics[0].help.startswith(f"Nærmest er {nearest};")


def test_a_lag_into_a_gap_uses_the_calculated_years_rule(tmp_path):
    first = "størrelser:\n  x: {titel: X, enhed: forhold, formel: 1}\n"
    later = first.replace("formel: 1", "formel: 2")
    later += '  y: {titel: Y, enhed: forhold, formel: "x + x[-1] * 10 + x[-3] * 100"}\n'
    inline.write_set(tmp_path, first, name="prøve/2018", years=(2018, 2018))
    inline.write_set(tmp_path, later, name="prøve/2021", years=(2021, 2022))
    rules = load("prøve", library=tmp_path)
    result = rules.calculate({"regelsæt": "prøve", "år": [2021, 2022]})
    # 2021: itself 2, 2020 has no set (the rule of 2021: 2), 2018 by its own set: 1
    assert result["y@2021"].value == 2 + 20 + 100
    # 2022: itself 2, 2021 2, 2019 has no set: 2
    assert result["y@2022"].value == 2 + 20 + 200


def test_two_tracks_may_define_different_names_in_the_same_year(tmp_path):
    inline.write_set(tmp_path, "størrelser:\n  x: {titel: X, enhed: forhold, formel: 1}\n", name="prøve/a")
    inline.write_set(
        tmp_path, "størrelser:\n  y: {titel: Y, enhed: forhold, formel: 2}\n", name="prøve/b", track="andet"
    )
    result = load("prøve", library=tmp_path).calculate({"regelsæt": "prøve", "år": 2020})
    assert (result["x"].value, result["y"].value) == (1, 2)


def test_fingerprint_of_a_timeline_names_every_set():
    rules = fiktivia.rules("fiktivia").rules
    assert rules.fingerprint.split("+") == [p.fingerprint for p in rules.programs]
    assert len(rules.programs) == 3


GAPS = """\
størrelser:
  k: {{titel: K, enhed: forhold, formel: {figure}}}
  x: {{titel: X, enhed: forhold, formel: "k[-{lag}] * 10"}}
"""


def gapped(tmp_path):
    """The figure k is 1 in the set of 2016, 2 in that of 2019 and 3 in that of 2020; 2017 and 2018 have none."""
    for year, figure, lag in ((2016, 1, 1), (2019, 2, 2), (2020, 3, 3)):
        text = GAPS.format(figure=figure, lag=lag)
        inline.write_set(tmp_path, text, name=f"prøve/{year}", years=(year, year))
    return load("prøve", library=tmp_path)


def test_a_year_without_a_set_is_read_by_the_calculated_years_rule_not_the_nearest(tmp_path):
    rules = gapped(tmp_path)
    # both read k of 2017, which no set has
    assert rules.calculate({"regelsæt": "prøve", "år": 2019})["x"].value == 20
    assert rules.calculate({"regelsæt": "prøve", "år": 2020})["x"].value == 30


def test_years_that_read_one_cell_by_different_rules_are_not_calculated_together(tmp_path):
    with pytest.raises(RammeaftaleError) as refused:
        gapped(tmp_path).calculate({"regelsæt": "prøve", "år": [2019, 2020]})
    assert [d.code for d in refused.value.diagnostics] == ["L208"]


def test_years_calculated_together_give_what_each_gives_alone(tmp_path):
    for year, figure, lag in ((2016, 1, 1), (2019, 2, 2), (2020, 3, 2)):
        text = GAPS.format(figure=figure, lag=lag)
        inline.write_set(tmp_path, text, name=f"prøve/{year}", years=(year, year))
    together = load("prøve", library=tmp_path).calculate({"regelsæt": "prøve", "år": [2019, 2020]})
    # 2019 reads k of 2017 by its own rule, 2020 reads k of 2018 by its own
    assert (together["x@2019"].value, together["x@2020"].value) == (20, 30)


def test_a_calculated_year_is_answered_the_same_whoever_asks_and_whichever_years_are_calculated_with_it():
    rules = fiktivia.rules("fiktivia")
    names = [name for name in rules.rules.names if not rules.rules.quantity(name).dims]
    case = {"regelsæt": "fiktivia", "år": [2018, 2020], "oplysninger": FACTS}
    together, asked_later = rules.calculate(case), rules.calculate(case, [])
    for name in names:
        address = f"{name}@2018"
        assert asked_later.explain(address).top.outcome == together.explain(address).top.outcome, name


def test_a_year_no_set_has_the_name_in_takes_no_other_calculated_year():
    rules = load("hovedstaden")
    facts = {"opfylder_kriterier": True, "lands_eller_landsdelsdækkende": True, "sikret_afdeling": False}
    case = {"regelsæt": "hovedstaden", "år": [2016, 2017], "oplysninger": facts}
    together, asked_later = rules.calculate(case, ["mest_specialiseret"]), rules.calculate(case, [])
    # 2016 has its own rule; 2017 is answered by the nearest later one, of 2019, which leaves such offerings out
    assert together["mest_specialiseret@2016"].value is True
    assert together["mest_specialiseret@2017"].value is False
    assert asked_later["mest_specialiseret@2017"].value is False
