"""«Virkning af tiltagene» in the text of `beregn`."""

import pytest

from rammeaftale.report.results.text import result_text
from smaa_regler import library, result

TOPIC = """
oplysninger:
  a: {titel: Beløb A, enhed: kr}
  b: {titel: Beløb B, enhed: kr}
  enig: {titel: Enig, type: ja_nej, standard: nej}
  vægt: {titel: Vægt, enhed: borger, pr: niveau}
størrelser:
  af_a: {titel: Af A, enhed: kr, formel: a}
  sats: {titel: Sats, enhed: pct, formel: 20 pct}
  delt: {titel: Delt, enhed: kr, pr: niveau, formel: "fordel(af_a, vægt)"}
  stor: {titel: Er den stor?, type: ja_nej, formel: af_a > 95 kr}
  med_b: {titel: Med B, enhed: kr, formel: af_a + b}
  fri: {titel: Fri, enhed: kr, formel: ikke_relevant}
tiltag:
  kniv: {titel: Kniv, virkning: beregnes, kræver: enig, sætter: {af_a: uden_tiltag(af_a) * 0.9}}
  pulje: {titel: Pulje, virkning: beregnes, efter: kniv, tilføjer: {af_a: 40 kr}}
  lavere: {titel: Lavere, virkning: beregnes, kræver: enig, sætter: {sats: 15 pct}}
  bidrag: {titel: Bidrag, virkning: beregnes, sætter: {fri: af_a * 2}}
  nix: {titel: Nix, status: forkastet, virkning: beregnes, sætter: {fri: 1 kr}, efter: bidrag}
  vane: {titel: Vane, virkning: ingen}
  drøm: {titel: Drøm, beskrivelse: Ingen kender prisen., virkning: ikke_beregnet}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return library(tmp_path_factory.mktemp("virkning") / "rules", TOPIC).load()


def told(rules, measures, *targets, case="a: 100, b: 1", years="2020"):
    """The lines of the section, without the room between their columns."""
    levels = "niveau: {N1: {vægt: 1}, N2: {vægt: 3}}"
    text = f"år: {years}\ntiltag: [{measures}]\noplysninger: {{{case}, {levels}}}"
    whole = result_text(result(rules, text, *targets), whole=not targets)
    (found,) = [part for part in whole.split("\n\n") if part.startswith("Virkning af tiltagene\n")]
    return [" ".join(line.split()) for line in found.split("\n")[1:]]


def test_only_what_differs_with_members_below(rules):
    # 100 + 40 = 140; 1:3 of 100 is 25 and 75, of 140 35 and 105
    assert told(rules, "pulje") == [
        "uden med forskel",
        "Prøve",
        "Af A 100,00 140,00 +40,00 kr af_a",
        "Delt delt",
        "N1 25,00 35,00 +10,00 kr",
        "N2 75,00 105,00 +30,00 kr",
        "Med B 101,00 141,00 +40,00 kr med_b",
    ]


def test_what_is_asked_for_is_told_though_it_stays(rules):
    assert told(rules, "pulje", "sats", "af_a", "stor", "delt[N2]") == [
        "uden med forskel",
        "Prøve",
        "Sats 20 20 uændret pct sats",
        "Af A 100,00 140,00 +40,00 kr af_a",
        "Er den stor? ja ja uændret stor",
        "Delt delt",
        "N2 75,00 105,00 +30,00 kr",
    ]


def test_steps_in_the_order_of_the_rules(rules):
    lines = told(rules, "pulje, kniv", "af_a", case="a: 100, enig: ja")
    assert lines[2:] == [
        "Af A 100,00 130,00 +30,00 kr af_a",
        "heraf Kniv 100,00 90,00 -10,00 kr",
        "heraf Pulje 90,00 130,00 +40,00 kr",
    ]


def test_an_answer_has_no_difference(rules):
    assert "Er den stor? ja nej stor [forudsat]" in told(rules, "kniv")


def test_points_of_percentages_are_told_apart_from_percentages(rules):
    lines = told(rules, "lavere", case="a: 100, enig: ja")
    assert lines[2:] == [
        "Sats 20 15 -5 pct sats",
        "Forskelle mellem procenter er i procentpoint.",
    ]


def test_without_the_decision(rules):
    lines = told(rules, "kniv, lavere", "sats")
    assert " ".join(lines).endswith(
        "Forudsat: Kniv (kniv) og Lavere (lavere) kræver «enig», som ikke er opfyldt. Tallene viser, hvad det ville "
        "betyde. Forskelle mellem procenter er i procentpoint."
    )
    assert "Sats 20 15 -5 pct sats [forudsat]" in lines


def test_measures_without_an_effect_are_never_silent(rules):
    assert told(rules, "vane, drøm") == [
        "Ingen af de beregnede størrelser ændrer sig.",
        "Drøm (drøm): virkningen beregnes ikke; kilden giver ikke nok til det. Ingen kender prisen.",
        "Vane (vane): har ingen virkning på tal.",
    ]
    assert told(rules, "pulje", "sats")[-1] == (
        "Pulje (pulje): ændrer ingen af de størrelser, der er spurgt om, her."
    )


def test_a_rejected_measure_and_no_settled_order(rules):
    lines = " ".join(told(rules, "bidrag, kniv, nix", "fri", case="a: 100, enig: ja"))
    # 1 kr in place of twice 90 kr
    assert "Fri ikke relevant 1,00 kr fri [forkastet]" in lines
    assert "Forkastet: Nix (nix) blev valgt fra. Tallene viser, hvad det ville betyde." in lines
    both = told(rules, "bidrag, kniv", "fri", case="a: 100, enig: ja")
    assert both[2:5] == [
        "Fri ikke relevant 180,00 kr fri",
        "alene Bidrag ikke relevant 200,00 kr",
        "alene Kniv ikke relevant ikke relevant uændret",
    ]
    assert both[5].startswith("Flere tiltag virker på fri, og reglerne siger ikke, i hvilken rækkefølge.")


def test_what_is_missing(rules):
    lines = told(rules, "pulje", "med_b", case="a: 100")
    assert lines[2:] == [
        "Med B ukendt ukendt kendes ikke med_b",
        "Pulje (pulje): virkningen kan ikke beregnes, for de størrelser, der er spurgt om, er ukendte.",
        "Virkningen på med_b kendes ikke; sagen mangler b.",
    ]


def test_years_below_each_other(rules):
    lines = told(rules, "pulje", "af_a", "delt[N1]", years="[2020, 2021]")
    assert lines[1:] == [
        "Prøve",
        "Af A af_a",
        "2020 100,00 140,00 +40,00 kr",
        "2021 100,00 140,00 +40,00 kr",
        "Delt delt",
        "N1, 2020 25,00 35,00 +10,00 kr",
        "N1, 2021 25,00 35,00 +10,00 kr",
    ]
