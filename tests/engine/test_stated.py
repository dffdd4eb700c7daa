"""What a case may state: computed values, missing parameters, groups, members by code or name, years."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

import fiktivia
import inline
from rammeaftale.core.diagnostics import RammeaftaleError

RULES = """\
parametre:
  sats: {titel: Sats, enhed: pct, værdier: {2020: 10}}
  borte: {titel: Borte, enhed: kr, værdier: {2020: kilde_mangler}}
  by_sats: {titel: Bysats, enhed: pct, pr: by, værdi: {nord: 10, syd: 20}}
oplysninger:
  løn: {titel: Løn, enhed: kr, mindst: 0, højst: 1000}
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr}
  c: {titel: C, enhed: kr, pr: hold}
  d: {titel: D, enhed: kr, pr: hold}
  grupper:
    - {netop_én_af: [a, b], besked: Vælg a eller b.}
    - {alle_eller_ingen: [c, d]}
størrelser:
  afgift:
    titel: Afgift
    enhed: kr
    formel: løn * sats
    trin: [{højst: 50}]
  efter_afgift: {titel: Efter afgift, enhed: kr, formel: løn - afgift}
  et_af_to: {titel: Et af to, enhed: kr, formel: "hvis(oplyst(a), a, b * 2)"}
  begge: {titel: Begge, enhed: kr, pr: hold, formel: "hvis(oplyst(c), c + d, 0)"}
  af_borte: {titel: Af borte, enhed: kr, formel: borte * 2}
  by_afgift: {titel: Byafgift, enhed: kr, pr: by, formel: løn * by_sats}
  er_oplyst: {titel: Er afgiften oplyst?, type: ja_nej, formel: oplyst(afgift)}
kontroller:
  afgift_lav: {titel: Lav, skal_gælde: afgift < 40, grad: fejl, besked: Afgiften er høj.}
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return inline.rules(tmp_path_factory.mktemp("oplyst"), RULES)


def codes(rules, case):
    with pytest.raises(RammeaftaleError) as refused:
        rules.calculate(case)
    return [d.code for d in refused.value.diagnostics]


def test_a_stated_computed_value_replaces_formula_and_steps_but_checks_still_run(rules):
    plain = rules.calculate(inline.case(løn=300))
    assert (plain["afgift"].value, plain["efter_afgift"].value, plain["er_oplyst"].value) == (30, 270, False)
    stated = rules.calculate(inline.case(løn=300, afgift=99))
    assert (stated["afgift"].value, stated["efter_afgift"].value, stated["er_oplyst"].value) == (
        99,
        201,
        True,
    )
    assert [(c.name, c.holds) for _, c in plain.checks] == [("afgift_lav", True)]
    assert [(c.name, c.holds) for _, c in stated.checks] == [("afgift_lav", False)]
    assert (plain.failed, stated.failed) == (False, True)


def test_a_stated_year_replaces_that_year_only(rules):
    result = rules.calculate(inline.case([2020, 2021], løn=100, afgift={2021: 7}, borte={2020: 4}))
    assert (result["afgift@2020"].value, result["afgift@2021"].value) == (10, 7)
    assert result["af_borte@2020"].value == 8
    assert result["af_borte@2021"].missing == ("borte@2021",)


def test_what_if_takes_a_year_a_member_or_all_years(rules):
    by_year = rules.calculate({**inline.case([2020, 2021], løn=100), "hvad_hvis": {"sats": {2021: 20}}})
    assert (by_year["afgift@2020"].value, by_year["afgift@2021"].value) == (10, 20)
    always = rules.calculate({**inline.case(løn=100), "hvad_hvis": {"sats": 30}})
    assert always["afgift"].value == 30
    member = rules.calculate({**inline.case(løn=100), "hvad_hvis": {"by_sats": {"syd": 50}}})
    assert (member["by_afgift[nord]"].value, member["by_afgift[syd]"].value) == (10, 50)


def test_groups_judge_only_what_is_stated(rules):
    assert rules.calculate(inline.case(a=5))["et_af_to"].value == 5
    assert rules.calculate(inline.case(b=5))["et_af_to"].value == 10
    assert rules.calculate(inline.case())["et_af_to"].missing == ("a", "b")
    assert codes(rules, inline.case(a=1, b=2)) == ["S912"]
    none = rules.calculate(inline.case(hold={"h": {}}))
    assert none["begge[h]"].value == 0
    partly = rules.calculate(inline.case(hold={"h": {"d": 1}}))
    assert partly["begge[h]"].missing == ("c[h]",)
    whole = rules.calculate(inline.case(hold={"h": {"c": 1, "d": 2}}))
    assert whole["begge[h]"].value == 3


def test_bounds_are_in_the_declared_unit_and_hold_for_inputs_only(rules):
    assert codes(rules, inline.case(løn=1001)) == ["S907"]
    assert codes(rules, inline.case(løn=-1)) == ["S907"]
    assert rules.calculate(inline.case(løn=1000, afgift=-5))["afgift"].value == -5


def test_a_mapping_takes_exact_types_and_refuses_a_float(rules):
    for value in ("10.5", Decimal("10.5"), Fraction(21, 2)):
        assert rules.calculate(inline.case(løn=value))["afgift"].value == Fraction(21, 20)
    assert rules.calculate(inline.case(løn=Fraction(1, 3)))["efter_afgift"].value == Fraction(3, 10)
    assert codes(rules, inline.case(løn=10.5)) == ["S920"]
    dated = fiktivia.rules("fiktivia/2018-2019").calculate(
        {
            "regelsæt": "fiktivia/2018-2019",
            "oplysninger": {"modtaget": date(2018, 1, 31), "loft_gælder": True},
        }
    )
    assert dated["svarfrist"].value == date(2018, 2, 14)


def test_fixed_members_are_addressed_by_code_or_name_and_shown_by_code(rules):
    result = fiktivia.rules("fiktivia/2018-2019").calculate(
        {
            "regelsæt": "fiktivia/2018-2019",
            "år": 2018,
            "oplysninger": {"brofond": 100, "kommune": {"Tågeholm": {"trolde": 30}, "0007": {"trolde": 10}}},
        },
        ["kommune_trolde_bidrag[Tågeholm]", "kommune_trolde_bidrag"],
    )
    # 10, 20, 30 and 0 of 60: 16.67, 33.33, 50 and 0
    assert result["kommune_trolde_bidrag[Tågeholm]"] == result["kommune_trolde_bidrag[0042]"]
    shown = result.to_json()["værdier"]["kommune_trolde_bidrag"]["værdier"]
    assert {code: cell["værdi"] for code, cell in shown.items()} == {
        "0007": "16.67",
        "0013": "33.33",
        "0042": "50",
        "0099": "0",
    }


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("løøn", "S902"),
        ("begge[", "S918"),
        ("begge[h,k]", "S919"),
        ("begge[ukendt]", "S910"),
        ("by_afgift[øst]", "S910"),
        ("afgift[h]", "S919"),
        ("afgift@1066", "S916"),
        ("afgift@20", "S918"),
    ],
)
def test_wrong_addresses_are_findings(rules, target, code):
    with pytest.raises(RammeaftaleError) as refused:
        rules.calculate(inline.case(hold={"h": {}}), [target])
    assert [d.code for d in refused.value.diagnostics] == [code]


def test_case_order_of_members_is_kept_and_two_dimensions_nest(rules):
    result = rules.calculate(inline.case(hold={"z": {"c": 1, "d": 1}, "a": {"c": 2, "d": 2}}), ["begge"])
    assert list(result.to_json()["værdier"]["begge"]["værdier"]) == ["z", "a"]


def test_assumed_lists_standards_by_value_and_absent_optional_ones(tmp_path):
    text = """\
oplysninger:
  s: {titel: S, enhed: pct, standard: 7}
  v: {titel: V, enhed: kr, valgfri: ja}
  u: {titel: U, enhed: kr, standard: 3}
størrelser:
  x: {titel: X, enhed: forhold, formel: "s * 10 pct + hvis(oplyst(v), 1 pct, 0)"}
  y: {titel: Y, enhed: kr, formel: u}
"""
    rules = inline.rules(tmp_path, text)
    assert rules.calculate(inline.case(), ["x"]).to_json()["antaget"] == {"s": "7", "v": "ikke_oplyst"}
    assert rules.calculate(inline.case(s=1, v=2), ["x"]).to_json()["antaget"] == {}
    assert rules.calculate(inline.case(), ["y"]).to_json()["antaget"] == {"u": "3"}


LACKING = """\
parametre:
  sats:
    titel: Sats
    enhed: kr
    værdier: {2017: 1, 2018: kilde_mangler, 2019: 3, 2020: kilde_mangler}
  dagssats:
    titel: Dagssats
    enhed: kr
    værdier: {2010-01-01: kilde_mangler, 2020-07-01: 5}
størrelser:
  x: {titel: X, enhed: kr, formel: "sats + sats[-1] * 10 + sats[-2] * 100"}
  forår: {titel: Forår, enhed: kr, formel: "dagssats[dato(2020, 6, 30)]"}
  efterår: {titel: Efterår, enhed: kr, formel: "dagssats[dato(2020, 6, 30) + dage(1)]"}
  begge: {titel: Begge, enhed: kr, formel: "forår + efterår"}
"""


def test_what_a_case_states_of_a_parameter_stands_in_only_where_the_source_lacks_it(tmp_path):
    rules = inline.rules(tmp_path, LACKING)
    result = rules.calculate(inline.case(sats=7, dagssats=9))
    # 7 stated, 3 of the agreement, 7 stated
    assert (result["x"].value, result["x"].stamps) == (7 + 30 + 700, ("oplyst",))
    assert (result["forår"].value, result["forår"].stamps) == (9, ("oplyst",))
    assert result["efterår"].value == 5
    assert result["begge"].value == 14


def test_a_parameter_read_only_where_the_source_has_it_is_not_stated(tmp_path):
    rules = inline.rules(tmp_path, LACKING)
    result = rules.calculate(inline.case(dagssats=9), ["efterår"])
    assert (result["efterår"].value, result["efterår"].stamps) == (5, ())


@pytest.mark.parametrize("facts", [{"sats": {2019: 4}}, {"dagssats": {2021: 4}}])
def test_a_year_the_agreement_has_cannot_be_stated(tmp_path, facts):
    assert codes(inline.rules(tmp_path, LACKING), inline.case(**facts)) == ["S904"]


def test_one_value_for_years_the_agreement_all_has_cannot_be_stated(tmp_path):
    rules = inline.rules(tmp_path, LACKING)
    assert codes(rules, inline.case(2019, sats=4)) == ["S904"]
    assert rules.calculate(inline.case([2019, 2020], sats=4))["x@2020"].value == 4 + 30 + 400
