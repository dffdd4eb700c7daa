"""Measures: what they set and add, in which order, and that steps and checks still apply."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError

RULES = """\
oplysninger:
  løn: {titel: Løn, enhed: kr}
  enig: {titel: Enig, type: ja_nej, standard: nej}
størrelser:
  budget:
    titel: Budget
    enhed: kr
    formel: løn
    trin: [{højst: 1000}]
  dobbelt: {titel: Dobbelt, enhed: kr, formel: budget * 2}
tiltag:
  ostehøvl:
    titel: Ostehøvl
    virkning: beregnes
    sætter: {budget: uden_tiltag(budget) * 0.9}
  pulje:
    titel: Pulje
    virkning: beregnes
    efter: ostehøvl
    kræver: enig
    oplysninger:
      puljens_størrelse: {titel: Puljens størrelse, enhed: kr, standard: 100}
    tilføjer: {budget: puljens_størrelse}
  stop:
    titel: Stop
    virkning: beregnes
    efter: [ostehøvl, pulje]
    sætter:
      budget:
        varianter:
          - {når: uden_tiltag(budget) > 500, formel: 500}
          - ellers: uden_tiltag(budget)
kontroller:
  lille: {titel: Lille, skal_gælde: budget < 600, grad: advarsel, besked: Budgettet er stort.}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("tiltag"), RULES)


def budget(rules, *measures: str, **facts: object):
    return rules.calculate({**inline.case(**{"løn": 400, **facts}), "tiltag": list(measures)})


@pytest.mark.parametrize(
    ("measures", "løn", "value"),
    [
        ((), 400, 400),
        (("ostehøvl",), 400, 360),
        (("pulje",), 400, 500),
        (("ostehøvl", "pulje"), 400, 460),
        (("pulje", "ostehøvl"), 400, 460),
        (("ostehøvl", "pulje", "stop"), 400, 460),
        (("ostehøvl", "pulje", "stop"), 600, 500),
        (("stop",), 600, 500),
        # the step is the last thing that happens
        ((), 5000, 1000),
        (("ostehøvl",), 5000, 1000),
        (("ostehøvl",), 1050, 945),
    ],
)
def test_measures_work_on_what_comes_before_them(rules, measures, løn, value):  # noqa: PLC2401 - the name of the input
    result = budget(rules, *measures, løn=løn)
    assert result["budget"].value == value
    assert result["dobbelt"].value == 2 * value


def test_a_measures_own_input_and_its_standard(rules):
    assert budget(rules, "pulje", puljens_størrelse=7)["budget"].value == 407


def test_checks_run_on_the_measures_result(rules):
    assert [c.holds for _, c in budget(rules, "pulje").checks] == [True]
    assert [c.holds for _, c in budget(rules, "pulje", løn=550).checks] == [False]
    assert [c.holds for _, c in budget(rules, "stop", løn=5000).checks] == [True]


def test_stating_what_a_chosen_measure_sets_is_refused_and_an_unchosen_one_is_not_in_the_way(rules):
    with pytest.raises(RammeaftaleError) as refused:
        budget(rules, "ostehøvl", budget=5)
    assert [d.code for d in refused.value.diagnostics] == ["S917"]
    assert budget(rules, budget=5)["dobbelt"].value == 10


def test_json_lists_the_chosen_measures_in_name_order(rules):
    assert budget(rules, "pulje", "ostehøvl").to_json()["tiltag"] == ["ostehøvl", "pulje"]


def test_an_unknown_added_amount_makes_the_quantity_unknown(tmp_path):
    text = RULES.replace("enhed: kr, standard: 100}", "enhed: kr}")
    result = budget(inline.rules(tmp_path, text), "pulje")
    assert result["budget"].missing == ("puljens_størrelse",)


@pytest.mark.parametrize(
    ("kind", "formula", "added"),
    [
        ("type: ja_nej", "sand", "sand"),
        ("type: dato", "dato(2020, 1, 1)", "dage(30)"),
        ("type: årstal", "år", "1"),
        ("muligheder: [a, b]", '"a"', '"b"'),
    ],
)
def test_a_measure_adds_only_to_numbers(tmp_path, kind, formula, added):
    text = (
        f"størrelser:\n  x: {{titel: X, {kind}, formel: '{formula}'}}\n"
        f"tiltag:\n  t: {{titel: T, virkning: beregnes, tilføjer: {{x: '{added}'}}}}\n"
    )
    with pytest.raises(RammeaftaleError) as refused:
        inline.rules(tmp_path, text)
    assert [d.code for d in refused.value.diagnostics] == ["G714"]
