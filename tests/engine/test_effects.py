"""What chosen measures do: without, with and the difference, one by one where the rules give the order."""

from fractions import Fraction

import pytest

import inline

RULES = """\
oplysninger:
  løn: {titel: Løn, enhed: kr}
  ramme: {titel: Ramme, enhed: kr}
  enig: {titel: Enig, type: ja_nej}
  vægt: {titel: Vægt, enhed: borger, pr: hold}
størrelser:
  budget: {titel: Budget, enhed: kr, formel: løn}
  belægning: {titel: Belægning, enhed: pct, formel: 95 pct}
  del: {titel: Del, enhed: kr, pr: hold, formel: "fordel(budget, vægt)"}
  bidrag: {titel: Bidrag, enhed: kr, pr: hold, formel: ikke_relevant}
  dyrt: {titel: Dyrt, type: ja_nej, formel: budget > 450}
  forfald: {titel: Forfald, type: dato, formel: "hvis(dyrt, dato(år, 7, 1), dato(år, 1, 1))"}
  i_alt: {titel: I alt, enhed: kr, formel: budget + ramme}
  urørt: {titel: Urørt, enhed: kr, formel: løn + 1 kr}
tiltag:
  sparekniv:
    titel: Sparekniv
    virkning: beregnes
    sætter: {budget: uden_tiltag(budget) * 0.9}
  pulje:
    titel: Pulje
    virkning: beregnes
    efter: sparekniv
    kræver: enig
    tilføjer: {budget: 100}
  tomme_pladser:
    titel: Tomme pladser
    virkning: beregnes
    sætter: {belægning: 90 pct}
  objektiv:
    titel: Objektiv
    virkning: beregnes
    sætter: {bidrag: "fordel(budget, vægt)"}
  vane: {titel: Vane, virkning: ingen}
  drøm: {titel: Drøm, beskrivelse: Ingen har regnet på den., virkning: ikke_beregnet}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("virkning"), RULES)


def effects(rules, *measures, targets=None, **facts: object):
    stated = {"løn": 400, "hold": {"a": {"vægt": 1}, "b": {"vægt": 3}}, **facts}
    return rules.calculate({**inline.case(**stated), "tiltag": list(measures)}, targets).effects


def seen(effect):
    return effect.before.value, effect.after.value, effect.difference


def test_without_with_and_the_difference(rules):
    found = effects(rules, "pulje")
    assert seen(found["budget"]) == (400, 500, 100)
    assert found["budget"].changed is True
    assert found["budget"].measures == ("pulje",)
    # one measure needs no steps
    assert found["budget"].steps == ()


def test_what_a_measure_does_to_each_member(rules):
    found = effects(rules, "pulje")
    # 400 kr as 1:3 is 100 and 300; 500 kr is 125 and 375
    assert seen(found["del[a]"]) == (100, 125, 25)
    assert seen(found["del[b]"]) == (300, 375, 75)


def test_a_state_that_becomes_a_figure_has_no_difference(rules):
    found = effects(rules, "objektiv")
    assert (found["bidrag[a]"].before.state, found["bidrag[a]"].after.value) == ("ikke_relevant", 100)
    assert found["bidrag[a]"].difference is None
    assert found["bidrag[a]"].changed is True


def test_answers_and_dates_have_no_difference(rules):
    found = effects(rules, "pulje")
    assert seen(found["dyrt"]) == (False, True, None)
    assert (found["forfald"].before.value.month, found["forfald"].after.value.month) == (1, 7)
    assert found["forfald"].difference is None


def test_percentages_differ_in_the_declared_unit(rules):
    assert seen(effects(rules, "tomme_pladser")["belægning"]) == (95, 90, -5)


def test_what_no_measure_touches_is_unchanged(rules):
    found = effects(rules, "pulje", "tomme_pladser")["urørt"]
    assert (found.changed, found.difference, found.measures) == (False, 0, ())


def test_unknown_both_ways_cannot_be_told(rules):
    found = effects(rules, "pulje")["i_alt"]
    assert found.changed is None
    assert found.after.missing == ("ramme",)


def test_steps_in_the_order_the_rules_give_sum_to_the_whole(rules):
    found = effects(rules, "pulje", "sparekniv")["budget"]
    assert seen(found) == (400, 460, 60)
    assert [(name, seen(change)) for name, change in found.steps] == [
        ("sparekniv", (400, 360, -40)),
        ("pulje", (360, 460, 100)),
    ]


def test_steps_follow_downstream(rules):
    found = effects(rules, "pulje", "sparekniv")["del[a]"]
    assert [change.difference for _, change in found.steps] == [-10, 25]


def test_a_third_measure_elsewhere_leaves_the_steps_alone(rules):
    found = effects(rules, "pulje", "sparekniv", "tomme_pladser")
    assert [name for name, _ in found["budget"].steps] == ["sparekniv", "pulje"]
    assert found["belægning"].measures == ("tomme_pladser",)


def test_no_steps_where_the_rules_give_no_order(rules):
    # both have to do with bidrag: the one sets it, the other changes the budget that is split
    found = effects(rules, "objektiv", "pulje")["bidrag[a]"]
    assert found.measures == ("objektiv", "pulje")
    assert found.steps == ()
    assert found.after.value == 125
    # alone: a quarter of 400; nothing, for without objektiv there is no bidrag
    assert [(name, change.after.value, change.after.state) for name, change in found.alone] == [
        ("objektiv", 100, "værdi"),
        ("pulje", None, "ikke_relevant"),
    ]


def test_a_branch_only_taken_without_the_measures_counts(tmp_path):
    text = """\
oplysninger:
  løn: {titel: Løn, enhed: kr}
størrelser:
  stor: {titel: Stor, type: ja_nej, formel: løn > 10}
  lille_sats: {titel: L, enhed: kr, formel: 1 kr}
  stor_sats: {titel: S, enhed: kr, formel: 5 kr}
  sats: {titel: Sats, enhed: kr, formel: "hvis(stor, stor_sats, lille_sats)"}
tiltag:
  a: {titel: A, virkning: beregnes, sætter: {stor: falsk}}
  b: {titel: B, virkning: beregnes, sætter: {stor_sats: 7 kr}}
"""
    rules = inline.rules(tmp_path, text)
    found = rules.calculate({**inline.case(løn=20), "tiltag": ["a", "b"]}).effects["sats"]
    assert seen(found) == (5, 1, -4)
    # b works on the rate that is read only without a: who did what depends on who comes first
    assert found.measures == ("a", "b")
    assert found.steps == ()
    assert [change.difference for _, change in found.alone] == [-4, 2]


def test_measures_without_a_calculated_effect_are_among_the_chosen(rules):
    found = effects(rules, "drøm", "vane")
    assert [(one.name, one.measure.entry.effect) for one in found.measures] == [
        ("drøm", "ikke_beregnet"),
        ("vane", "ingen"),
    ]
    assert not any(one.changed for one in found.cells.values())


@pytest.mark.parametrize(("enig", "presumed"), [("ja", False), ("nej", True), (None, True)])
def test_whether_what_a_measure_requires_is_so(rules, enig, presumed):
    (found,) = effects(rules, "pulje", **({"enig": enig} if enig else {})).measures
    assert found.is_presumed is presumed


def test_several_years(tmp_path):
    text = RULES.replace("løn: {titel: Løn, enhed: kr}", "løn: {titel: Løn, enhed: kr, pr: år}")
    rules = inline.rules(tmp_path, text)
    case = {**inline.case([2019, 2020], løn={2019: 200, 2020: 400}), "tiltag": ["sparekniv"]}
    found = rules.calculate(case, ["budget"]).effects
    assert seen(found["budget@2019"]) == (200, 180, -20)
    assert seen(found["budget@2020"]) == (400, 360, -40)


def test_nothing_chosen_nothing_told(rules):
    result = rules.calculate(inline.case(løn=400))
    assert result.effects.measures == ()
    assert not {"virkning", "valgte_tiltag"} & result.to_json().keys()


def test_json_tells_changed_quantities_with_every_member(rules):
    told = effects(rules, "pulje", "sparekniv").result.to_json()
    assert list(told["virkning"]) == ["budget", "del", "dyrt", "forfald"]
    assert told["virkning"]["del"]["pr"] == ["hold"]
    a = told["virkning"]["del"]["værdier"]["a"]
    assert (a["uden"], a["med"], a["forskel"]) == ({"værdi": "100"}, {"værdi": "115"}, {"værdi": "15"})
    assert told["valgte_tiltag"]["pulje"]["kræver"] == {
        "skrevet": "enig",
        "opfyldt": None,
        "mangler": ["enig"],
    }
    assert told["valgte_tiltag"]["sparekniv"]["ændrer"] == ["budget", "del", "dyrt", "forfald"]


def test_json_tells_every_quantity_asked_for(rules):
    told = effects(rules, "pulje", targets=["urørt", "i_alt"]).result.to_json()["virkning"]
    assert (told["urørt"]["ændret"], told["urørt"]["forskel"]) == (False, {"værdi": "0"})
    assert (told["i_alt"]["ændret"], told["i_alt"]["forskel"]) == (None, None)


def test_a_difference_is_exact(rules):
    found = effects(rules, "objektiv", "pulje", "sparekniv", løn="33.33", targets=["budget"])
    assert found["budget"].difference == Fraction("96.667")
    assert found.result.to_json()["virkning"]["budget"]["forskel"] == {"værdi": "96.667"}
