"""What 2019-2020 inherits from 2016 is spoken of entry by entry, and no figure of 2019 rests on what is only assumed."""

import pytest

import rammeaftale
from rammeaftale.rulefiles import model as m

NINE = [
    "Børneungecenter for Rehabilitering",
    "Nødebogård",
    "Sofieskolen",
    "Blindenetværket",
    "Bredegård Døv/blindeafdeling",
    "Jonstrupvang",
    "Rønnegård",
    "Stokholtbuen",
    "Lyngdal",
]
OTHERS = ["Bostedet Eksempel", "sofieskolen 2", ""]
PAYMENT = {
    "regelsæt": "hovedstaden/2019-2020",
    "år": 2019,
    "oplysninger": {
        "omkostningsbaseret_budget": 11_680_000,
        "objektiv_finansiering": 0,
        "pladser": 16,
        "belægning_faktisk": {"2016": 80, "2017": 80},
        "brugerkommune": {"A": {"kommunens_dage": 2672}, "B": {"kommunens_dage": 2000}},
    },
}


@pytest.fixture(scope="module")
def rules():
    return rammeaftale.load("hovedstaden/2019-2020")


def program(rules):
    return rules.rules.programs[0]


def test_every_entry_of_2016_is_reaffirmed_changed_or_repealed(rules):
    entries = program(rules).text.entries
    assert [name for name, entry in entries.items() if entry.head.status == m.ASSUMED] == []
    base = program(rammeaftale.load("hovedstaden/2016")).text.entries
    repealed = program(rules).text.repealed
    assert sorted(base.keys() - entries.keys()) == sorted(repealed)
    assert {"tilbuddets_omkostninger", "belægning_budgetteret", "takst_før_tiltag"} <= set(repealed)


def test_what_each_municipality_pays_rests_on_nothing_assumed(rules):
    result = rules.calculate(PAYMENT, targets=["kommunens_betaling", "takst_pr_dag"])
    assert result["kommunens_betaling[A]"].value == 6_680_000
    assert "antaget_videreført" not in result["kommunens_betaling[A]"].stamps
    assert "antaget_videreført" not in result["takst_pr_dag"].stamps


@pytest.mark.parametrize("name", NINE)
def test_the_nine_are_named_as_the_agreement_names_them(rules, name):
    assert asked(rules, name) is True


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_not_among_them(rules, name):
    assert asked(rules, name) is False


def asked(rules, name):
    facts = {"tilbud_navn": name, "lands_eller_landsdelsdækkende": False, "sikret_afdeling": False}
    only_the_list = {"mest_specialiseret_afgøres_af": "listen"}
    case = {
        "regelsæt": "hovedstaden/2019-2020",
        "år": 2019,
        "oplysninger": facts,
        "fortolkninger": only_the_list,
    }
    return rules.calculate(case, targets=["mest_specialiseret"])["mest_specialiseret"].value


@pytest.mark.parametrize("name", [NINE[0], OTHERS[0]])
def test_the_name_points_at_the_criteria_and_does_not_answer_for_them(rules, name):
    facts = {"tilbud_navn": name, "lands_eller_landsdelsdækkende": False, "sikret_afdeling": False}
    case = {"regelsæt": "hovedstaden/2019-2020", "år": 2019, "oplysninger": facts}
    result = rules.calculate(case, targets=["mest_specialiseret"])
    assert list(result["mest_specialiseret"].missing) == ["opfylder_kriterier"]
    hints = [one["navn"] for one in result.to_json()["indikationer"]]
    assert hints == (["opfylder_kriterier"] if name in NINE else [])


def test_the_catalogue_lists_the_same_nine(rules):
    catalogue = program(rules).text.entries["katalog mest_specialiserede_tilbud"]
    assert [member.title.partition(" (")[0] for member in catalogue.members.values()] == NINE
