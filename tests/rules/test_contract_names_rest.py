"""The contract's names outside the takst: notice, payment, procedures, measures, and the other four sets."""

import pytest

import rammeaftale
from contract_shape import DATE, TEXT, YES_NO, Wanted, holds_as_input, holds_as_result

ASSESSED = Wanted(YES_NO, (), None)
DAY = Wanted(DATE, (), "f")
NOTICE = ("opsigelse",)
CONSIDERED = [
    "opfylder_kriterier", "særlig_bekymring", "lukning_af_pladser_vurderet", "besparelser_vurderet",
    "organisatoriske_ændringer_vurderet",
]  # fmt: skip
TOOLBOX_INPUTS = {
    "tiltag_belægning": Wanted("pct"),
    "objektiv_andel": Wanted("pct"),
    "borgere_i_målgruppe": Wanted("borger", ("brugerkommune",)),
}
CRITERIA = [
    "kriterium_a1", "kriterium_a2", "kriterium_a3", "kriterium_b1", "ingen_alternativer",
    "nødvendig_i_landsdelen", "kriterium_c2", "nyt_tilbud", "styregruppe_enig", "særlig_bekymring", "venteliste",
]  # fmt: skip

INPUTS = {
    "hovedstaden/2019-2020": {
        **dict.fromkeys(
            [
                "opsigelse_modtaget",
                "aflastning_dato",
                "afbud_dato",
                "boligforhøjelse_dato",
                "udredning_modtaget",
                "sag_fuldt_oplyst_dato",
                "udredning_seneste",
                "udredning_anmodet",
                "omplacering_grundlag_modtaget",
                "valgperiode_start",
                "overtagelse_anmodet",
                "overtagelse_meddelt",
                "overtagelse_dato",
            ],
            DAY,
        ),
        "plads_besat_dato": Wanted(DATE, (), "vf"),
        **dict.fromkeys(
            [
                *CONSIDERED,
                "plads_besat_straks",
                "betalingskommune_er_handlekommune",
                "sag_fuldt_oplyst",
                "samarbejdsaftale_indgået",
                "væsentlige_ændringer",
                "tilbud_i_kommunen",
                "tidligere_overtagelse_i_perioden",
                "kommunalbestyrelse_behandlet",
                "lands_eller_landsdelsdækkende",
                "sikret_afdeling",
            ],
            ASSESSED,
        ),
        "opsigelse_dato": Wanted(DATE, NOTICE, "f"),
        "opsigelse_kommune": Wanted("et medlem", NOTICE, None),
        "opsigelse_tilbud": Wanted(TEXT, NOTICE, None),
        "opsigelse_pladser": Wanted("plads", NOTICE, None),
        "opsigelse_årlig_indtægt": Wanted("kr", NOTICE, None),
        "takstindtægtsbudget": Wanted("kr", (), None),
        **dict.fromkeys(
            [
                "boligbetaling_maksimal",
                "boligbetaling_indtægtsbestemt",
                "egenbetaling_107",
                "betaling_til_tilbud",
                "boligbetaling",
                "el_og_varme",
            ],
            Wanted("kr", (), None),
        ),
        "opholdsdage_måned": Wanted("dag", (), None),
        "takst_måned_pr_dag": Wanted("kr/dag", (), None),
        "henvendelser_før": Wanted(None, (), None),
        "henvendelser_nu": Wanted(None, (), None),
        "driftsherre": Wanted("et valg", (), "f"),
        "tilbud_navn": Wanted(None, (), None),
        **TOOLBOX_INPUTS,
    },
    "hovedstaden/2016": {
        **dict.fromkeys(CONSIDERED, ASSESSED),
        "driftsherre": Wanted("et valg", (), "f"),
        **TOOLBOX_INPUTS,
    },
    "hovedstaden/2017-2021": {
        "antal_i_målgruppen": Wanted(None, (), None),
        "befolkningstal": Wanted(None, (), None),
    },
    "hovedstaden/2021-2022": {
        "nye_pladser": Wanted("plads", (), None),
        "takst_ny_plads": Wanted("kr/dag", (), None),
        "ibrugtagning": DAY,
        "erfaring_med_målgruppen": ASSESSED,
        "udvider_til_målgruppen": ASSESSED,
        "tomgang_fra": Wanted(DATE, ("tomgang",), "f"),
        "tomgang_til": Wanted(DATE, ("tomgang",), "f"),
        "tomgang_pladser": Wanted("plads", ("tomgang",), None),
        "tomgang_i_opsigelse": Wanted(YES_NO, ("tomgang",), None),
        "befolkning": Wanted("borger", ("kommune",), None),
    },
    "nordjylland/2013": {
        **dict.fromkeys(CRITERIA, ASSESSED),
        "tilfælde_pr_år": Wanted(None, (), None),
    },
}
RESULTS = {
    "hovedstaden/2019-2020": {
        **dict.fromkeys(
            [
                "opsigelse_betales_til",
                "aflastning_afbudsfrist",
                "boligforhøjelse_varslingsfrist",
                "boligoplysninger_frist",
                "visitation_afgørelsesfrist",
                "omplacering_svarfrist",
                "overtagelse_meddelelsesfrist",
                "overtagelse_seneste_dato",
                "overtagelse_anmodningsfrist",
            ],
            Wanted(DATE),
        ),
        **dict.fromkeys(
            [
                "forlænget_varsel",
                "aflastning_betales",
                "egenbetaling_107_lovlig",
                "udredning_iværksættes",
                "drøftelse_af_ramme",
                "overtagelse_rettidig",
                "overtagelse_tilladt",
                "mest_specialiseret",
                "driftsherre_har_ageret_ansvarligt",
                "kan_indstilles",
            ],
            Wanted(YES_NO),
        ),
        "opsigelse_forlænget": Wanted(YES_NO, NOTICE),
        "opsigelse_slut": Wanted(DATE, NOTICE),
        "boligbetaling_omkostningsbestemt": Wanted("kr"),
        "opkrævning_betalingskommune": Wanted("kr"),
        "objektivt_bidrag": Wanted("kr", ("brugerkommune",)),
    },
    "hovedstaden/2016": {
        **dict.fromkeys(
            ["mest_specialiseret", "driftsherre_har_ageret_ansvarligt", "kan_indstilles"], Wanted(YES_NO)
        ),
        "objektivt_bidrag": Wanted("kr", ("brugerkommune",)),
    },
    "hovedstaden/2017-2021": {"målgruppe_andel": Wanted("pct")},
    "hovedstaden/2021-2022": {
        "tomme_dage": Wanted("dag", ("garantiår",)),
        "garanti_gælder": Wanted(YES_NO),
        "garanti_slut": Wanted(DATE),
        "faste_omkostninger_andel": Wanted("pct", ("garantiår",)),
        "underskudsdækning": Wanted("kr", ("garantiår",)),
        "underskudsdækning_i_alt": Wanted("kr"),
        "underskudsdækning_kommune_år": Wanted("kr", ("garantiår", "kommune")),
        "underskudsdækning_kommune": Wanted("kr", ("kommune",)),
    },
    "nordjylland/2013": dict.fromkeys(
        ["kriterium_c1", "kategori_a", "kategori_b", "kategori_c", "dispensation", "mest_specialiseret"],
        Wanted(YES_NO),
    ),
}
READINGS = {
    "tre_måneder": ["rullende", "kalendermåneder"],
    "forlænget_for": ["alle_i_vinduet", "fra_den_udløsende"],
    "besat_senere": ["ikke_reguleret", "stop"],
    "opkrævning_egenbetaling": ["indeholdt", "lagt_til"],
    "hverdage": ["mandag_fredag", "med_lørdag"],
}
BRAKE = {
    "indstilling": {"indstillet"},
    "embedsmandsudvalg_behandling": {"videresendt", "ikke_videresendt"},
    "task_force_afdækning": {"afdækket"},
    "task_force_indstilling": {"særlige_tiltag", "uden_særlige_tiltag", "ikke_fremtidigt_behov"},
    "embedsmandsudvalg_tilslutning": {"tilsluttet", "yderligere_afdækning"},
    "kkr_beslutning": {"særlige_tiltag", "ingen_særlige_tiltag"},
}
SEVEN = {
    "tilbud_lukkes_med_videnssikring", "udvikling_af_indhold", "forlængede_opsigelsesvarsler",
    "lavere_belægningsprocent", "takst_og_objektiv_finansiering", "forpligtende_købsaftale",
    "delt_finansieringsansvar",
}  # fmt: skip
GOALS = {
    "mål_1": {"netværk_understøttes", "overblik_over_tilbudsvifte"},
    "mål_2": {"incitament_aftale", "early_warning_aftale"},
    "mål_3": {"vidensdeling_årlig", "partnerskaber"},
}
PAIRS = [(id_, name) for id_, names in INPUTS.items() for name in names]
COMPUTED = [(id_, name) for id_, names in RESULTS.items() for name in names]


def program_of(id_):
    return rammeaftale.load(id_).rules.programs[0]


@pytest.mark.parametrize(("id_", "name"), PAIRS)
def test_inputs(id_, name):
    holds_as_input(program_of(id_), name, INPUTS[id_][name])


@pytest.mark.parametrize(("id_", "name"), COMPUTED)
def test_results(id_, name):
    holds_as_result(program_of(id_), name, RESULTS[id_][name])


@pytest.mark.parametrize("name", READINGS)
def test_readings(name):
    reading = program_of("hovedstaden/2019-2020").readings[name]
    assert list(reading.choices) == READINGS[name]
    assert reading.default == READINGS[name][0]


@pytest.mark.parametrize("id_", ["hovedstaden/2016", "hovedstaden/2019-2020"])
def test_the_emergency_brake(id_):
    steps = program_of(id_).procedures["nødbremse"].steps
    assert {name: set(step.outcomes) for name, step in steps.items()} == BRAKE
    assert next(iter(steps)) == "indstilling"
    documents = {name: set(step.documents) for name, step in steps.items() if step.documents}
    assert documents == {"indstilling": {"problemstilling", "økonomiske_data", "belægning"}}


@pytest.mark.parametrize("id_", ["hovedstaden/2016", "hovedstaden/2019-2020"])
def test_the_seven_measures(id_):
    program = program_of(id_)
    assert set(program.measures) >= SEVEN
    assert set(program.text.catalogues["værktøjskasse"].members) == SEVEN


def test_the_tools_of_nordjylland():
    program = program_of("nordjylland/2013")
    assert len(program.text.catalogues["redskaber"].members) == 10
    assert set(program.text.catalogues["redskaber"].members) == set(program.measures)
    assert {"udvælgelse", "særlige_vilkår", "årlig_dialog"} <= set(program.procedures)


def test_the_goals():
    goals = program_of("hovedstaden/2017-2021").goals
    assert {name: set(goal.entry.actions) for name, goal in goals.items()} == GOALS


def test_the_guarantee():
    program = program_of("hovedstaden/2021-2022")
    assert list(program.manifest.dimensions["garantiår"].members) == ["1", "2", "3"]
    assert program.measures["aftrappet_dækning"].entry.status == "forkastet"
    assert "etablering" in program.procedures
    assert len(program.quantities["befolkning"].member_defaults) == 29
