"""What `mangler` finds: certain and possible needs, what steers what, and every way to be unknown."""

import pytest

import smaa_regler as small
from rammeaftale.services.missing.missing import MissingReport, find_missing
from rammeaftale.services.missing.needs import CONDITION, MEMBERS, OTHER_ROWS, OTHERS

INPUTS = """\
oplysninger:
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr}
  c: {titel: C, enhed: kr}
  d: {titel: D, enhed: kr}
  ja1: {titel: Første ja, type: ja_nej}
  ja2: {titel: Andet ja, type: ja_nej}
  slags: {titel: Slags, muligheder: [bo, dag, andet], fast: ja}
  frivillig: {titel: Frivillig, enhed: kr, valgfri: ja}
  pr_år: {titel: Pr. år, enhed: kr, pr: år}
  på_niveau: {titel: På niveau, enhed: kr, pr: niveau}
  gæld: {titel: Gæld, enhed: kr, pr: aktiv}
  solgt: {titel: Solgt, type: ja_nej, pr: aktiv}
  dag: {titel: Dag, type: dato, fast: ja}
"""


class Looked:
    """The report on `svar`, whose rule is given, in a case."""

    def __init__(self, folder) -> None:
        self.folder = folder

    def __call__(self, rule, case="år: 2020\n", *, more="", targets=("svar",), extra="") -> MissingReport:
        rules = small.library(self.folder, f"{extra}{INPUTS}størrelser:\n{more}{rule}").load()
        return find_missing(small.result(rules, case, *targets))


@pytest.fixture
def looked(tmp_path):
    return Looked(tmp_path / "b")


def formula(text, kind="enhed: kr"):
    return f"  svar:\n    titel: Svar\n    {kind}\n    formel: {text}\n"


def told(report):
    """{address: certain} in the order shown."""
    return {" eller ".join(one.addresses): one.certain for one in report.missing}


def item(report, address):
    return next(one for one in report.missing if address in one.addresses)


def test_arithmetic_needs_all_its_parts(looked):
    report = looked(formula("a + b * 2 - c / 3"), "år: 2020\noplysninger: {b: 1}\n")
    assert told(report) == {"a": True, "c": True}
    assert [one.direct for one in report.missing] == [True, True]
    assert not report.is_settled


def test_last_missing_input_settles_the_target(looked):
    report = looked(formula("a + b"), "år: 2020\noplysninger: {b: 1}\n")
    assert item(report, "a").settles == 1


def test_settles_counts_only_what_rests_on_nothing_else(looked):
    more = "  halv: {titel: Halv, enhed: kr, formel: a / 2}\n  kvart: {titel: Kvart, enhed: kr, formel: halv / 2}\n"
    report = looked(formula("kvart + b"), more=more)
    assert {one.addresses[0]: one.settles for one in report.missing} == {"a": 2, "b": 0}


def test_open_condition_comes_before_what_it_opens(looked):
    report = looked(formula("hvis(ja1, a + b, b + c)"))
    assert told(report) == {"ja1": True, "b": True, "a": False, "c": False}
    assert item(report, "ja1").steers == 2
    gate = item(report, "a").gate
    assert (gate.kind, gate.owner, gate.text) == (CONDITION, "svar", "ja1")
    assert item(report, "b").gate is None


def test_known_condition_leaves_out_the_other_branch(looked):
    assert told(looked(formula("hvis(ja1, a, b)"), "år: 2020\noplysninger: {ja1: nej}\n")) == {"b": True}


def test_direct_are_those_that_stop_the_calculation_now(looked):
    report = looked(formula("hvis(ja1, a, b)"))
    assert {one.addresses[0]: one.direct for one in report.missing} == {"ja1": True, "a": False, "b": False}


def test_any_operand_of_og_may_settle_it(looked):
    report = looked(formula("ja1 og a > b og a > 0", "type: ja_nej"))
    assert told(report) == {"ja1": False, "a": False, "b": False}
    assert item(report, "ja1").gate.kind == OTHERS
    assert item(report, "ja1").gate.text == "a > b og a > 0"


def test_what_every_open_operand_needs_is_certain(looked):
    report = looked(formula("a > b eller a > 3", "type: ja_nej"))
    assert told(report) == {"a": True, "b": False}


def test_a_decided_operand_settles_og(looked):
    report = looked(formula("ja1 og a > b", "type: ja_nej"), "år: 2020\noplysninger: {ja1: nej}\n")
    assert report.is_settled
    assert report.missing == ()


def test_the_last_open_operand_is_certain(looked):
    report = looked(formula("ja1 og a > b", "type: ja_nej"), "år: 2020\noplysninger: {ja1: ja}\n")
    assert told(report) == {"a": True, "b": True}


def test_variants_are_walked_in_order(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    varianter:
      - når: ja1
        formel: a
      - når: ja2
        formel: b + a
      - ellers: c + a
"""
    report = looked(rule)
    assert told(report) == {"ja1": True, "a": True, "ja2": False, "b": False, "c": False}
    assert item(report, "b").gate.text == "ja2"
    assert item(report, "ja2").gate.text == "ja1"
    assert item(report, "ja1").steers == 3  # ja2, b, c
    assert item(report, "ja2").steers == 2  # b, c


def test_table_needs_its_open_columns_and_what_each_row_gives(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    tabel:
      efter: [slags, ja1]
      rækker:
        - {når: {slags: bo}, giver: a}
        - {når: {slags: [dag, andet], ja1: ja}, giver: b}
        - {når: {slags: [dag, andet], ja1: nej}, giver: a + b}
"""
    report = looked(rule)
    assert told(report) == {"slags": True, "ja1": False, "a": False, "b": False}


def test_table_with_a_known_column_keeps_the_rows_it_leaves(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    tabel:
      efter: [slags, ja1]
      rækker:
        - {når: {slags: bo}, giver: a}
        - {når: {slags: [dag, andet], ja1: ja}, giver: b}
        - {når: {slags: [dag, andet], ja1: nej}, giver: c + b}
"""
    report = looked(rule, "år: 2020\noplysninger: {slags: dag}\n")
    assert told(report) == {"ja1": True, "b": True, "c": False}


def test_scale_needs_its_base_and_maybe_its_rates(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    skala: {af: a, art: marginal, intervaller: [{fra: 0, sats: 1 pct}, {fra: 100, sats: b / c}]}
"""
    assert told(looked(rule)) == {"a": True, "b": False, "c": False}


def test_scale_with_a_known_base_needs_only_the_rates_it_reaches(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    skala: {af: a, art: enkelt, intervaller: [{fra: 0, sats: 1 pct}, {fra: 100, sats: b / c}]}
"""
    assert told(looked(rule, "år: 2020\noplysninger: {a: 200, b: 1}\n")) == {"c": True}


def test_step_behind_an_open_condition(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    formel: a
    trin:
      - højst: b
        når: ja1
"""
    assert told(looked(rule, "år: 2020\noplysninger: {a: 5}\n")) == {"ja1": True, "b": False}


@pytest.fixture
def grouped(tmp_path):
    """A rule over inputs of which exactly one is stated."""
    topic = """\
oplysninger:
  grupper: [{netop_én_af: [beløb, sats]}]
  beløb: {titel: Beløb, enhed: kr}
  sats: {titel: Sats, enhed: pct}
  grundlag: {titel: Grundlag, enhed: kr}
  tillæg: {titel: Tillæg, enhed: kr}
størrelser:
  svar:
    titel: Svar
    enhed: kr
    varianter:
      - når: oplyst(beløb)
        formel: beløb + tillæg
      - ellers: sats * grundlag + tillæg
  kendt:
    titel: Kendt uden gruppen
    type: ja_nej
    formel: oplyst(beløb)
"""
    return small.library(tmp_path / "g", topic).load()


def test_group_opens_a_branch_for_each_alternative(grouped):
    report = find_missing(small.result(grouped, "år: 2020\n", "svar"))
    assert told(report) == {"beløb eller sats": True, "tillæg": True, "grundlag": False}
    assert item(report, "beløb").steers == 1


def test_stated_alternative_settles_the_group(grouped):
    report = find_missing(small.result(grouped, "år: 2020\noplysninger: {sats: 7}\n", "svar"))
    assert told(report) == {"grundlag": True, "tillæg": True}


def test_what_is_known_without_the_group_misses_nothing(grouped):
    report = find_missing(small.result(grouped, "år: 2020\n", "kendt"))
    assert report.is_settled
    assert report.missing == ()


def test_unmentioned_dimension_comes_with_what_each_member_needs(looked):
    report = looked(formula("a + sum(gæld, over=aktiv, hvor=ikke solgt)"))
    assert told(report) == {"aktiv": True, "a": True, "solgt[…]": False, "gæld[…]": False}
    assert item(report, "solgt[…]").gate.kind == MEMBERS
    assert item(report, "solgt[…]").gate.text == "aktiv"
    assert item(report, "gæld[…]").gate.kind == CONDITION
    assert item(report, "aktiv").steers == 2


def test_named_members_are_asked_for_one_by_one(looked):
    case = (
        "år: 2020\noplysninger: {aktiv: {bil: {gæld: 3, solgt: nej}, hus: {solgt: nej}, båd: {solgt: ja}}}\n"
    )
    assert told(looked(formula("sum(gæld, over=aktiv, hvor=ikke solgt)"), case)) == {"gæld[hus]": True}


def test_target_per_member_of_an_unmentioned_dimension(looked):
    rule = "  svar:\n    titel: Svar\n    enhed: kr\n    pr: aktiv\n    formel: gæld + a\n"
    report = looked(rule)
    assert told(report) == {"aktiv": True, "gæld[…]": False, "a": False}
    assert report.asked[0].address == "svar"


def test_quantity_without_members_has_nothing_to_ask(looked):
    report = looked("  svar:\n    titel: Svar\n    enhed: kr\n    pr: niveau\n    formel: på_niveau\n")
    assert report.asked == ()
    assert [quantity.name for quantity in report.empty] == ["svar"]
    assert report.missing == ()


def test_alle_of_several_members_is_open_until_one_fails(looked):
    case = "år: 2020\noplysninger: {aktiv: {bil: {}, hus: {}}}\n"
    report = looked(formula("alle(solgt, over=aktiv)", "type: ja_nej"), case)
    assert told(report) == {"solgt[bil]": False, "solgt[hus]": False}
    assert (item(report, "solgt[bil]").gate.kind, item(report, "solgt[bil]").steers) == (OTHER_ROWS, 1)
    assert item(report, "solgt[bil]").gate.text == "alle(solgt, over=aktiv)"


def test_window_asks_for_each_year(looked):
    report = looked(formula("gennemsnit(pr_år[-2:-1])"), "år: 2020\noplysninger: {pr_år: {2018: 4}}\n")
    assert told(report) == {"pr_år@2019": True}


def test_lag_of_a_computed_quantity_is_followed(looked):
    more = "  før: {titel: Før, enhed: kr, formel: pr_år * 2}\n"
    assert told(looked(formula("før[-1] + før"), more=more)) == {"pr_år@2019": True, "pr_år": True}


def test_year_beyond_history_asks_for_the_figure_itself(tmp_path):
    topic = """\
størrelser:
  svar:
    titel: Svar
    enhed: kr
    varianter:
      - når: år == 1990
        formel: 1 kr
      - ellers: svar[-1] * 2
"""
    rules = small.library(tmp_path / "b", topic).load()
    report = find_missing(small.result(rules, "år: 2020\n", "svar"))
    assert told(report) == {"svar@2015": True}  # historik 4: 2016 is the earliest year calculated


def test_parameter_the_source_lacks(looked):
    extra = "parametre:\n  sats: {titel: Sats, enhed: kr, værdier: {2020: kilde_mangler, 2021: 3}}\n"
    assert told(looked(formula("sats + a"), extra=extra)) == {"sats": True, "a": True}


def test_only_the_chosen_reading_is_walked(looked):
    extra = """\
fortolkninger:
  læs:
    titel: Hvordan?
    art: flertydig
    standard: den_ene
    læsninger: {den_ene: {titel: Den ene}, den_anden: {titel: Den anden}}
"""
    rule = (
        "  svar:\n    titel: Svar\n    enhed: kr\n    efter_fortolkning: {læs: {den_ene: a, den_anden: b}}\n"
    )
    assert told(looked(rule, extra=extra)) == {"a": True}


def test_chosen_reading_of_the_case(tmp_path):
    topic = f"""\
fortolkninger:
  læs:
    titel: Hvordan?
    art: flertydig
    standard: den_ene
    læsninger: {{den_ene: {{titel: Den ene}}, den_anden: {{titel: Den anden}}}}
{INPUTS}størrelser:
  svar: {{titel: Svar, enhed: kr, efter_fortolkning: {{læs: {{den_ene: a, den_anden: b}}}}}}
"""
    rules = small.library(tmp_path / "b", topic).load()
    report = find_missing(small.result(rules, "år: 2020\nfortolkninger: {læs: den_anden}\n", "svar"))
    assert told(report) == {"b": True}


def test_measure_replaces_the_rule_it_sets(looked):
    extra = """\
tiltag:
  billigere:
    titel: Billigere
    virkning: beregnes
    sætter:
      svar: min(c, uden_tiltag(svar))
"""
    case = "år: 2020\ntiltag: [billigere]\n"
    assert told(looked(formula("a + b"), case, extra=extra)) == {"c": True, "a": True, "b": True}


def test_measure_that_adds_needs_both(looked):
    extra = "tiltag:\n  dyrere: {titel: Dyrere, virkning: beregnes, tilføjer: {svar: c}}\n"
    case = "år: 2020\ntiltag: [dyrere]\noplysninger: {a: 2}\n"
    assert told(looked(formula("a + b"), case, extra=extra)) == {"c": True, "b": True}


def test_missing_year_is_first_and_the_rest_is_looked_up_in_the_first_year(looked):
    report = looked(formula("pr_år + pr_år[-1] + a"), "")
    assert report.assumed_year
    assert report.year == 2020
    assert list(told(report)) == ["år", "pr_år", "pr_år@2019", "a"]
    assert item(report, "år").steers == 3


def test_year_alone(looked):
    report = looked(formula("dage_i_året(år)", "enhed: dag"), "")
    assert told(report) == {"år": True}


def test_date_of_the_case_alone(looked):
    assert told(looked(formula("opgjort >= dag", "type: ja_nej"), "oplysninger: {dag: 2020-01-01}\n")) == {
        "opgjort": True
    }


def test_not_regulated_misses_nothing(looked):
    report = looked(formula("hvis(a > 3, ikke_reguleret, b)"), "år: 2020\noplysninger: {a: 4}\n")
    assert report.is_settled
    assert report.missing == ()
    assert report.asked[0].outcome.state == "ikke_reguleret"


def test_a_sum_that_cannot_be_regulated_asks_for_nothing(looked):
    more = "  tavs: {titel: Tavs, enhed: kr, formel: ikke_reguleret}\n"
    report = looked(formula("tavs + a"), more=more)
    assert report.asked[0].outcome.state == "ikke_reguleret"
    assert report.missing == ()


def test_failure_misses_nothing(looked):
    report = looked(formula("a / b", "enhed: forhold"), "år: 2020\noplysninger: {a: 4, b: 0}\n")
    assert report.asked[0].outcome.state == "fejl"
    assert report.missing == ()


def test_several_targets_are_settled_together(looked):
    more = (
        "  anden: {titel: Anden, enhed: kr, formel: b + c}\n  kendt: {titel: Kendt, enhed: kr, formel: d}\n"
    )
    case = "år: 2020\noplysninger: {d: 1}\n"
    report = looked(formula("a + b"), case, more=more, targets=("svar", "anden", "kendt"))
    assert told(report) == {"a": True, "b": True, "c": True}
    assert [one.outcome == 1 for one in report.asked] == [False, False, True]


def test_optional_inputs_that_were_used_as_absent_are_named(looked):
    rule = """\
  svar:
    titel: Svar
    enhed: kr
    varianter:
      - når: oplyst(frivillig)
        formel: frivillig
      - ellers: a
"""
    report = looked(rule)
    assert told(report) == {"a": True}
    assert report.optional == ("frivillig",)


def test_asked_by_names_the_rules_that_read_it(looked):
    more = "  halv: {titel: Halv, enhed: kr, formel: a / 2}\n"
    assert item(looked(formula("halv + a"), more=more), "a").asked_by == ("halv", "svar")


def test_a_deep_chain_is_walked(tmp_path):
    chain = "".join(f"  t{n}: {{titel: T, enhed: kr, formel: t{n - 1} + a}}\n" for n in range(1, 3000))
    topic = f"{INPUTS}størrelser:\n  t0: {{titel: T, enhed: kr, formel: b}}\n{chain}"
    rules = small.library(tmp_path / "b", topic).load()
    report = find_missing(small.result(rules, "år: 2020\noplysninger: {a: 1}\n", "t2999"))
    assert told(report) == {"b": True}
    assert item(report, "b").settles == 3000
