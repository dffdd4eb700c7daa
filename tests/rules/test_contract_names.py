"""The names of the contract exist with their units, dimensions and flags; worked cases reach the rules by them."""

import pytest

import rammeaftale
from contract_shape import Wanted, holds_as_input, holds_as_result

KR = "kr"
INPUTS = {
    # name: (unit or kind, dims, flags) — flags: v valgfri, s standard, f fast, å pr. år
    **dict.fromkeys(
        [
            "løn", "øvrige_personaleudgifter", "varer_og_tjenesteydelser", "ejendomsudgifter", "brugertransport",
            "administrationsudgifter", "tilsynsudgifter", "indirekte_omkostninger_budget", "tjenestemandslønsum",
            "almindelige_indtægter", "egenbetaling_serviceydelser", "objektiv_finansiering",
        ],
        (KR, (), ""),
    ),
    "vedligeholdelse_budget": (KR, (), "v"),
    "overhead_procent_anvendt": ("pct", (), ""),
    "restgæld_primo": (KR, ("aktiv",), ""),
    "afskrivning": (KR, ("aktiv",), ""),
    "straksafskrevet": ("ja eller nej", ("aktiv",), ""),
    "pladser": ("plads", (), "f"),
    "dage_i_takståret": ("dag", (), "s"),
    "ydelse_takst": ("kr/dag", ("ydelse",), ""),
    "tilbudstype": ("et valg", (), "sf"),
    "belægning_faktisk": ("pct", (), "å"),
    "overbelægning_midlertidig": ("pct", (), "vå"),
    "belægning_driftsherres_skøn": ("pct", (), "v"),
    "betalende_brugere": ("borger", (), "å"),
    "belægning_opstart": ("pct", (), "v"),
    "belægning_sammenlignelige": ("pct", (), "v"),
    "niveau_nøgle": (None, ("takstniveau",), "v"),
    "niveau_pladser": ("plads", ("takstniveau",), "f"),
    "niveau_belægning_faktisk": ("pct", ("takstniveau",), "å"),
    **dict.fromkeys(
        [
            "takstindtægter_budget", "takstindtægter_regnskab", "direkte_omkostninger_budget",
            "direkte_omkostninger_regnskab", "afvigelse_forventet", "overskud_brugt_uden_for_model",
        ],
        (KR, (), "vå"),
    ),
    "udgift_pr_dag": ("kr/dag", (), "å"),
    "pl_fremskrivning": ("pct", (), "å"),
    "åbningsdato": ("en dato", (), "vf"),
    "opstartsperiode_slut": ("en dato", (), "vf"),
    "opstart_meddelt": ("en dato", (), "vf"),
    "første_visitation": ("en dato", (), "vf"),
    "opholdsdage": ("dag", ("brugerkommune",), ""),
}  # fmt: skip
COMPUTED = {
    **dict.fromkeys(
        [
            "øvrige_direkte_omkostninger", "vedligeholdelse", "direkte_omkostninger", "indirekte_omkostninger",
            "tjenestemandspension", "forrentning", "afskrivninger", "beregnede_omkostninger", "bruttoomkostninger",
            "omkostningsbaseret_budget", "takstfinansieret_grundlag", "takstgrundlag", "afvigelse",
            "efterreguleringsgrænse", "afvigelse_uden_for_grænsen", "afvigelse_forventet_uden_for_grænsen",
            "afvigelse_afholdt_af_driftsherre", "efterregulering_i_takst", "opstart_overskud_til_efterregulering",
        ],
        (KR, ()),
    ),
    "overhead_procent": ("pct", ()),
    "belagte_dage": ("dag", ()),
    "takst_pr_dag": ("kr/dag", ()),
    "ydelsespakke_takst_pr_dag": ("kr/dag", ()),
    "belægningsprocent": ("pct", ()),
    **dict.fromkeys(["niveau_budget", "niveau_efterregulering", "niveau_takstgrundlag"], (KR, ("takstniveau",))),
    "niveau_andel": ("pct", ("takstniveau",)),
    "niveau_belagte_dage": ("dag", ("takstniveau",)),
    "niveau_takst_pr_dag": ("kr/dag", ("takstniveau",)),
    "efterregulering_senest_år": ("et årstal", ()),
    "overskud_anvendes_senest": ("en dato", ()),
    "prisloft": ("kr/dag", ()),
    "prisloft_overholdt": ("ja eller nej", ()),
    "opstartsperiode_seneste_slut": ("en dato", ()),
    "opstartsperiode_gyldig": ("ja eller nej", ()),
    "estimat_seneste_dato": ("en dato", ()),
    "opstart_tilbagebetaling": (KR, ("brugerkommune",)),
}  # fmt: skip
READINGS = {
    "efterregulering_omfang": ["kun_overskydende", "hele"],
    "efterregulering_grundlag": ["netto", "brutto"],
    "belægning_loft": ["resultat", "hvert_år"],
    "prisloft_metode": ["fradrag_i_hvert_år", "faktor", "samlet_fradrag"],
    "egenbetaling_fradrag": ["skal", "kan"],
    "niveau_vægte_år": ["takstår", "belægningsår"],
    "aftalens_karakter": ["bindende", "anbefaling"],
}
EMPTY_WHEN_UNMENTIONED = {"takstniveau": True, "ydelse": True, "brugerkommune": True, "aktiv": False}


@pytest.fixture(scope="module")
def program():
    return rammeaftale.load("hovedstaden/2019-2020").rules.programs[0]


@pytest.mark.parametrize("name", INPUTS)
def test_inputs(program, name):
    holds_as_input(program, name, Wanted(*INPUTS[name]))


@pytest.mark.parametrize("name", COMPUTED)
def test_computed(program, name):
    holds_as_result(program, name, Wanted(*COMPUTED[name]))


@pytest.mark.parametrize("name", READINGS)
def test_readings(program, name):
    reading = program.readings[name]
    assert list(reading.choices) == READINGS[name]
    assert reading.default == READINGS[name][0]


def test_the_rest(program):
    assert {"overhead_dokumentation", "opstart_underretning"} <= set(program.duties)
    for name, empty in EMPTY_WHEN_UNMENTIONED.items():
        assert program.manifest.dimensions[name].empty_when_unmentioned is empty
    assert list(program.manifest.dimensions["kommune"].members)[:2] == ["0101", "0147"]
    assert len(program.manifest.dimensions["kommune"].members) == 29
    options = program.names.symbols["tilbudstype"].type.options
    assert list(options) == [
        "botilbud", "dagtilbud", "beskyttet_beskæftigelse", "akutplads_børn", "aflastning", "beskæftigelsescenter",
        "specialtandpleje", "specialundervisning_børn", "stu", "herberg", "krisecenter", "misbrugstilbud", "andet",
    ]  # fmt: skip
