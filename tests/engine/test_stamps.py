"""Stamps: what a result rests on besides the agreement itself, and that they follow the figures."""

import pytest

import inline
from rammeaftale import load

RULES = """\
parametre:
  sats: {titel: Sats, enhed: forhold, værdier: {2019: 1, 2020: 2}}
  ydre:
    titel: Ydre
    enhed: forhold
    værdier: {2020: {værdi: 3, ekstern: ja}}
  borte: {titel: Borte, enhed: forhold, værdier: {2020: kilde_mangler}}
oplysninger:
  fact: {titel: Fakta, enhed: forhold, standard: 1}
  enig: {titel: Enig, type: ja_nej, standard: nej}
størrelser:
  ren: {titel: Ren, enhed: forhold, formel: sats + fact}
  beregnet: {titel: Beregnet, enhed: forhold, formel: ren + 1}
  af_ydre: {titel: Af ydre, enhed: forhold, formel: ydre + 1}
  af_borte: {titel: Af borte, enhed: forhold, formel: borte + 1}
  af_af_ydre: {titel: Af af ydre, enhed: forhold, formel: af_ydre + beregnet}
  før: {titel: Før, enhed: forhold, formel: "ren[-1]"}
  valg: {titel: Valg, enhed: forhold, formel: "hvis(fact > 1, af_ydre, ren)"}
tiltag:
  vedtaget:
    titel: Vedtaget
    virkning: beregnes
    kræver: enig
    sætter: {beregnet: uden_tiltag(beregnet) + 1}
  forkastet:
    titel: Forkastet
    virkning: beregnes
    status: forkastet
    tilføjer: {ren: 1}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("stempler"), RULES)


def stamps(rules, name, facts=None, **keys: object):
    result = rules.calculate({**inline.case(**(facts or {})), **keys})
    return result[name].stamps


def test_none_is_fastsat_by_the_agreement_and_ordinary_inputs_do_not_count(rules):
    assert stamps(rules, "ren") == ()
    assert stamps(rules, "beregnet", {"fact": 7}) == ()


def test_external_figure_follows_everything_that_rests_on_it(rules):
    assert stamps(rules, "af_ydre") == ("ekstern",)
    assert stamps(rules, "af_af_ydre") == ("ekstern",)


def test_stated_computed_quantity_and_stated_missing_parameter(rules):
    assert stamps(rules, "ren", {"ren": 4}) == ("oplyst",)
    assert stamps(rules, "beregnet", {"ren": 4}) == ("oplyst",)
    assert stamps(rules, "af_borte", {"borte": 4}) == ("oplyst",)


def test_what_if_replaces_a_parameter_and_its_stamp(rules):
    assert stamps(rules, "ren", hvad_hvis={"sats": {2020: 5}}) == ("hvad_hvis",)
    assert stamps(rules, "af_ydre", hvad_hvis={"ydre": {2020: 5}}) == ("hvad_hvis",)
    # the other year is untouched
    assert "hvad_hvis" not in stamps(rules, "før", hvad_hvis={"sats": {2020: 5}})


def test_outside_the_period_is_the_year_asked_for_not_a_year_looked_back_on(rules):
    assert stamps(rules, "ren@2019") == ("uden_for_perioden",)
    assert stamps(rules, "før", {"fact": {2019: 1}}) == ()


def test_measure_without_its_decision_and_rejected_measure(rules):
    assert stamps(rules, "beregnet", tiltag=["vedtaget"]) == ("forudsat",)
    assert stamps(rules, "beregnet", {"enig": "ja"}, tiltag=["vedtaget"]) == ()
    assert stamps(rules, "ren", tiltag=["forkastet"]) == ("forkastet",)
    assert stamps(rules, "beregnet", tiltag=["forkastet", "vedtaget"]) == ("forudsat", "forkastet")
    # what the measure does not touch carries nothing
    assert stamps(rules, "af_ydre", tiltag=["vedtaget"]) == ("ekstern",)


def test_only_what_was_read_counts(rules):
    assert stamps(rules, "valg", {"fact": 1}) == ()
    assert stamps(rules, "valg", {"fact": 2}) == ("ekstern",)


def test_inherited_rules_are_assumed_to_go_on_until_they_are_reaffirmed(tmp_path):
    inline.write_set(tmp_path, RULES, name="prøve/2019", years=(2019, 2019))
    newer = "genbekræftet: {ren: '2', sats: '2'}\n"
    inline.write_set(tmp_path, newer, name="prøve/2020", base="prøve/2019")
    result = load("prøve/2020", library=tmp_path).calculate(inline.case())
    assert result["ren"].stamps == ()
    assert result["beregnet"].stamps == ("antaget_videreført",)
    assert result["af_ydre"].stamps == ("antaget_videreført", "ekstern")


def test_stamps_of_a_quantity_in_json_are_those_of_all_its_cells(rules):
    result = rules.calculate({**inline.case([2019, 2020]), "hvad_hvis": {"sats": {2020: 5}}}, ["ren"])
    assert result.to_json()["værdier"]["ren"]["stempler"] == ["hvad_hvis", "uden_for_perioden"]
