"""Outcomes over a dimension, over years, in tables and variants, and where the case itself is silent."""

from itertools import product

import pytest

import inline

STRICT_RANK = ("fejl", "ikke_reguleret", "ikke_relevant", "ukendt")
LOGIC_RANK = ("ukendt", "fejl", "ikke_reguleret", "ikke_relevant")
STATES = ("værdi", "fejl", "ikke_reguleret", "ikke_relevant", "ukendt")

# The case says of each member which outcome its number and its truth have.
MEMBERS = """\
oplysninger:
  slags:
    titel: Hvad der skal komme ud af det
    type: valg
    muligheder: [værdi, sand, falsk, fejl, ikke_reguleret, ikke_relevant, ukendt]
    pr: hold
  med:
    titel: Om holdet tælles med
    type: valg
    muligheder: [sand, falsk, fejl, ikke_reguleret, ikke_relevant, ukendt]
    pr: hold
    standard: sand
  gåde:
    titel: Det, ingen oplyser
    enhed: forhold
  nul:
    titel: Nul
    enhed: forhold
    standard: 0
størrelser:
  tal:
    titel: Holdets tal
    enhed: forhold
    pr: hold
    tabel:
      efter: [slags]
      rækker:
        - {når: {slags: [værdi, sand, falsk]}, giver: 2}
        - {når: {slags: fejl}, giver: 1 / nul}
        - {når: {slags: ikke_reguleret}, giver: ikke_reguleret}
        - {når: {slags: ikke_relevant}, giver: ikke_relevant}
        - {når: {slags: ukendt}, giver: gåde}
  svar:
    titel: Holdets svar
    type: ja_nej
    pr: hold
    varianter:
      - når: i(slags, ["sand", "falsk", "værdi"])
        formel: slags == "sand"
      - ellers: tal > 0
  tælles:
    titel: Om holdet tælles med
    type: ja_nej
    pr: hold
    varianter:
      - når: i(med, ["sand", "falsk"])
        formel: med == "sand"
      - når: med == "fejl"
        formel: 1 / nul > 0
      - når: med == "ikke_reguleret"
        formel: ikke_reguleret
      - når: med == "ikke_relevant"
        formel: ikke_relevant
      - ellers: gåde > 0
"""
AGGREGATES = {
    "summen": "sum(tal)",
    "gennemsnittet": "gennemsnit(tal)",
    "produktet": "produkt(tal)",
    "størst_tal": "størst(tal)",
    "mindst_tal": "mindst_af(tal)",
    "vægtet": "vægtet_gennemsnit(tal, tal)",
    "antallet": "antal(svar)",
}
LOGIC = {"alle_svar": ("alle(svar)", "falsk"), "et_svar": ("mindst_én(svar)", "sand")}
CHOSEN = {
    "sum_af_dem": "sum(tal, hvor=tælles)",
    "alle_af_dem": "alle(svar, hvor=tælles)",
    "en_af_dem": "mindst_én(svar, hvor=tælles)",
}


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    truths = {name: formula for name, (formula, _) in LOGIC.items()}
    truths |= {name: formula for name, formula in CHOSEN.items() if "sum" not in name}
    numbers = {**AGGREGATES, "sum_af_dem": CHOSEN["sum_af_dem"]}
    text = inline.quantities(numbers) + inline.quantities(truths, "type: ja_nej").removeprefix(
        "størrelser:\n"
    )
    return inline.rules(tmp_path_factory.mktemp("medlemmer"), MEMBERS + text.removeprefix("størrelser:\n"))


def calculate(rules, *members: tuple[str, str]):
    """Members as (outcome of the figure or answer, outcome of the condition)."""
    given = {f"h{number}": {"slags": s, "med": m} for number, (s, m) in enumerate(members)}
    return rules.calculate(inline.case(hold=given))


def told(answer):
    if isinstance(answer.value, bool):
        return "sand" if answer.value else "falsk"
    return answer.state


def test_sums_and_the_like_pass_on_the_strictest_of_the_members(rules):
    for states in product(STATES, repeat=2):
        result = calculate(rules, *((s, "sand") for s in states))
        expected = next((s for s in STRICT_RANK if s in states), "værdi")
        assert {name: result[name].state for name in AGGREGATES} == dict.fromkeys(AGGREGATES, expected), (
            states
        )


def test_all_and_any_are_settled_by_a_deciding_member(rules):
    for states in product(("sand", "falsk", *STATES[1:]), repeat=2):
        result = calculate(rules, *((s, "sand") for s in states))
        for name, (_, deciding) in LOGIC.items():
            other = {"falsk": "sand", "sand": "falsk"}[deciding]
            expected = deciding if deciding in states else next((s for s in LOGIC_RANK if s in states), other)
            assert told(result[name]) == expected, (name, states)


@pytest.mark.parametrize("condition", ["fejl", "ikke_reguleret", "ikke_relevant", "ukendt"])
def test_a_member_that_may_not_count_makes_the_sum_doubtful_but_not_what_it_cannot_change(rules, condition):
    result = calculate(rules, ("værdi", "sand"), ("sand", condition))
    assert result["sum_af_dem"].state == condition
    # the doubtful member is true, so it changes no `alle`; whether there is a true one depends on it
    assert told(calculate(rules, ("sand", "sand"), ("sand", condition))["alle_af_dem"]) == "sand"
    assert told(calculate(rules, ("falsk", "sand"), ("falsk", condition))["alle_af_dem"]) == "falsk"
    assert told(calculate(rules, ("sand", "sand"), ("falsk", condition))["alle_af_dem"]) == condition
    assert told(calculate(rules, ("falsk", "sand"), ("falsk", condition))["en_af_dem"]) == "falsk"
    assert told(calculate(rules, ("falsk", "sand"), ("sand", condition))["en_af_dem"]) == condition
    assert told(calculate(rules, ("sand", "sand"), ("sand", condition))["en_af_dem"]) == "sand"


def test_a_member_that_does_not_count_changes_nothing(rules):
    for state in STATES:
        result = calculate(rules, ("værdi", "sand"), (state, "falsk"))
        assert result["sum_af_dem"].value == 2


def test_of_nothing(rules):
    result = rules.calculate(inline.case())
    assert {name: result[name].value for name in ("summen", "antallet")} == {"summen": 0, "antallet": 0}
    assert (result["alle_svar"].value, result["et_svar"].value) == (True, False)
    for name in ("gennemsnittet", "produktet", "størst_tal", "mindst_tal", "vægtet"):
        assert result[name].failure.code == "intet_at_regne_på", name


DIMENSIONS = """\
oplysninger:
  areal:
    titel: Rummets areal
    enhed: forhold
    pr: rum
  beløb:
    titel: Byens beløb
    enhed: forhold
    pr: by
størrelser:
  areal_i_alt: {titel: Areal i alt, enhed: forhold, formel: sum(areal)}
  antal_rum: {titel: Antal rum, enhed: forhold, formel: antal(over=rum)}
  areal_dobbelt: {titel: Dobbelt areal, enhed: forhold, pr: rum, formel: areal * 2}
  beløb_i_alt: {titel: Beløb i alt, enhed: forhold, formel: sum(beløb)}
  delt: {titel: Delt i øre, enhed: kr, pr: rum, formel: "fordel(100 kr, areal)"}
"""


def test_dimension_the_case_does_not_mention_is_unknown_unless_the_manifest_says_none(tmp_path):
    rules = inline.rules(tmp_path, DIMENSIONS)
    silent = rules.calculate(inline.case())
    assert silent["areal_i_alt"].missing == ("rum",)
    assert silent["antal_rum"].missing == ("rum",)
    assert silent.to_json()["værdier"]["areal_dobbelt"]["tilstand"] == "ukendt"
    assert silent.to_json()["ukendte"]["areal_dobbelt"] == {"mangler": ["rum"]}
    none = rules.calculate(inline.case(rum={}))
    assert (none["areal_i_alt"].value, none["antal_rum"].value) == (0, 0)
    assert none.to_json()["værdier"]["areal_dobbelt"]["værdier"] == {}
    one = rules.calculate(inline.case(rum={"stue": {"areal": 3}, "gang": {}}))
    assert (one["antal_rum"].value, one["areal_dobbelt[stue]"].value) == (2, 6)
    assert one["areal_i_alt"].missing == ("areal[gang]",)
    fixed = rules.calculate(inline.case(by={"nord": {"beløb": 1}}))
    assert fixed["beløb_i_alt"].missing == ("beløb[syd]",)


TABLES = """\
oplysninger:
  a: {titel: A, type: ja_nej}
  b: {titel: B, type: ja_nej}
  nul: {titel: Nul, enhed: forhold, standard: 0}
størrelser:
  efter_tabel:
    titel: Efter tabel
    enhed: forhold
    tabel:
      efter: [a, b]
      rækker:
        - {når: {a: ja}, giver: 1}
        - {når: {a: nej, b: ja}, giver: 2}
        - {når: {a: nej, b: nej}, giver: 1 / nul}
  efter_varianter:
    titel: Efter varianter
    enhed: forhold
    varianter:
      - {når: a, formel: 1}
      - {når: b, formel: 2}
      - ellers: 1 / nul
"""


@pytest.mark.parametrize(
    ("facts", "table", "variants"),
    [
        ({"a": "ja", "b": "nej"}, 1, 1),
        ({"a": "ja"}, 1, 1),  # b cannot change it
        ({"a": "nej", "b": "ja"}, 2, 2),
        ({"a": "nej", "b": "nej"}, "fejl", "fejl"),
        ({"a": "nej"}, ("b",), ("b",)),
        ({"b": "ja"}, ("a", "b"), ("a",)),
        ({}, ("a", "b"), ("a",)),
    ],
)
def test_a_row_that_certainly_matches_decides_and_an_unknown_condition_gives_unknown(
    tmp_path, facts, table, variants
):
    result = inline.rules(tmp_path, TABLES).calculate(inline.case(**facts))

    def found(name: str) -> object:
        answer = result[name]
        return answer.missing or (answer.value if answer.state == "værdi" else answer.state)

    if isinstance(table, tuple):
        assert set(found("efter_tabel")) <= set(table)
    else:
        assert found("efter_tabel") == table
    assert found("efter_varianter") == variants


YEARS = """\
oplysninger:
  pr_år: {titel: Pr. år, enhed: forhold, pr: år}
  almindelig: {titel: Almindelig, enhed: forhold}
  fast: {titel: Fast, enhed: forhold, fast: ja}
  valg: {titel: Valgfri, enhed: forhold, valgfri: ja}
  med_standard: {titel: Med standard, enhed: forhold, standard: 5}
størrelser:
  i_år: {titel: Årets, enhed: forhold, formel: pr_år}
  før: {titel: Årets før, enhed: forhold, formel: "pr_år[-1]"}
  sidste: {titel: Den almindelige før, enhed: forhold, formel: "almindelig[-1]"}
  altid: {titel: Den faste, enhed: forhold, formel: fast * 2}
  altid_før: {titel: Den dobbelte før, enhed: forhold, formel: "altid[-1]"}
  standard_før: {titel: Standarden før, enhed: forhold, formel: "med_standard[-1]"}
  valgfri_før: {titel: Den valgfri før, enhed: forhold, formel: "oplyst_eller(valg[-1], 9)"}
  uden_år: {titel: Uden år, enhed: forhold, formel: 2 + 2}
  årstallet: {titel: Året, type: årstal, formel: år}
  alder: {titel: Alder, enhed: dag, formel: "dage_mellem(dato(2020, 1, 1), opgjort)"}
"""


def test_what_needs_a_year_or_a_date_names_it_and_the_rest_needs_none(tmp_path):
    result = inline.rules(tmp_path, YEARS).calculate(inline.case(None, fast=3))
    assert result["uden_år"].value == 4
    assert result["altid"].value == 6
    for name in ("i_år", "før", "sidste", "årstallet", "altid_før"):
        assert result[name].missing == ("år",), name
    assert result["alder"].missing == ("opgjort",)
    dated = inline.rules(tmp_path / "b", YEARS).calculate({**inline.case(), "opgjort": "2020-01-11"})
    assert dated["alder"].value == 10


def test_inputs_speak_of_the_calculated_years_unless_they_are_fixed_or_by_year(tmp_path):
    rules = inline.rules(tmp_path, YEARS)
    result = rules.calculate(
        inline.case(almindelig=1, fast=3, pr_år={2019: 8, 2020: 9}, valg=2, med_standard=7)
    )
    assert (result["i_år"].value, result["før"].value) == (9, 8)
    assert result["altid_før"].value == 6
    assert result["sidste"].missing == ("almindelig@2019",)
    assert result["standard_før"].missing == ("med_standard@2019",)
    assert result["valgfri_før"].value == 9
    stated = rules.calculate(inline.case(almindelig={2019: 4, 2020: 1}, valg={2019: 6}))
    assert (stated["sidste"].value, stated["valgfri_før"].value) == (4, 6)


def test_history_bounds_how_far_back_a_computed_quantity_is_followed(tmp_path):
    text = """\
størrelser:
  trappe:
    titel: Trappe
    enhed: forhold
    varianter:
      - {når: år == 1990, formel: 0}
      - ellers: trappe[-1] + 1
"""
    rules = inline.rules(tmp_path, text)
    assert rules.calculate(inline.case())["trappe"].missing == ("trappe@2011",)
    known = rules.calculate(inline.case(trappe={2012: 3}))
    assert known["trappe"].value == 11
