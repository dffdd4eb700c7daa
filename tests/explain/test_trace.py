"""The trace as data: complete, the same however often it is asked for, and free of side effects."""

import pytest

from rammeaftale.backends.ruletrace import ArmsTrace, ReadingTrace, ScaleTrace, TableTrace
from rammeaftale.backends.terms import mentions_of
from rammeaftale.core.outcome import Failure, Unknown
from rammeaftale.services.result_json import result_json
from smaa_regler import library, result


def trace(tmp_path, topic, case, name):
    return result(library(tmp_path / "rules", topic).load(), case, name).explain(name)


AB = """
oplysninger:
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr, valgfri: ja}
  c: {titel: C, type: ja_nej, standard: nej}
"""


def test_nodes_stand_after_those_they_use(tmp_path):
    topic = (
        AB
        + "størrelser:\n  d: {titel: D, enhed: kr, formel: a + 1 kr}\n  e: {titel: E, enhed: kr, formel: d + a}\n"
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 2}", "e")
    assert list(found.nodes) == ["a@2020", "d@2020", "e@2020"]
    assert found.root == "e@2020"
    assert found.top.uses == ("d@2020", "a@2020")
    seen = set()
    for node in found.nodes.values():
        assert set(node.uses) <= seen
        seen.add(node.id)


def test_formula_as_written_and_with_numbers(tmp_path):
    topic = AB + "størrelser:\n  d: {titel: D, enhed: kr, formel: (a - 7 kr) * 25 pct}\n"
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: -1000.5}", "d").top.rule
    assert found.written == "(a - 7 kr) * 25 pct"
    assert found.filled == "((-1.000,50 kr) - 7 kr) * 25 pct"


def test_only_the_branch_taken_is_filled_in_and_looked_at(tmp_path):
    """B is not stated: had it been asked for, it would be unknown."""
    topic = (
        AB
        + 'størrelser:\n  d: {titel: D, enhed: kr, formel: "hvis(oplyst(b), b, a) + oplyst_eller(b, 5 kr)"}\n'
    )
    rules = library(tmp_path / "rules", topic).load()
    found = result(rules, "år: 2020\noplysninger: {a: 2}", "d")
    before = (dict(found.run.outcomes), set(found.run.absent), result_json(found))
    assert found.explain("d").top.rule.filled == "hvis(nej, b, 2,00 kr) + 5,00 kr"
    assert (dict(found.run.outcomes), set(found.run.absent), result_json(found)) == before


def test_conditions_are_told_up_to_the_one_that_holds(tmp_path):
    topic = (
        AB
        + """
størrelser:
  d:
    titel: D
    enhed: kr
    varianter:
      - når: a > 10 kr
        formel: 1 kr
      - når: a > 5 kr
        formel: 2 kr
      - når: a > 1 kr
        formel: 3 kr
      - ellers: 4 kr
"""
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 7}", "d").top.rule
    assert isinstance(found, ArmsTrace)
    assert [(c.filled, c.outcome) for c in found.tried] == [
        ("7,00 kr > 10 kr", False),
        ("7,00 kr > 5 kr", True),
    ]
    assert (found.otherwise, found.result.written, found.result.outcome) == (False, "2 kr", 2)


def test_table_tells_the_first_failing_cell_of_every_other_row(tmp_path):
    topic = (
        AB
        + """
  art: {titel: Art, type: valg, muligheder: [x, y]}
størrelser:
  d:
    titel: D
    enhed: kr
    tabel:
      efter: [art, a]
      rækker:
        - {når: {art: x}, giver: 1 kr}
        - {når: {art: y, a: "< 5"}, giver: 2 kr}
        - {når: {art: y, a: ">= 5"}, giver: 3 kr}
"""
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 9, art: y}", "d").top.rule
    assert isinstance(found, TableTrace)
    assert (found.row, found.result.outcome) == (2, 3)
    assert [(o.row, o.column, o.cell, o.outcome) for o in found.others] == [
        (0, "art", "x", "y"),
        (1, "a", "< 5", 9),
    ]


def test_scale_tells_each_interval_reached(tmp_path):
    topic = (
        AB
        + """
størrelser:
  d:
    titel: D
    enhed: kr
    skala:
      af: a
      art: marginal
      intervaller: [{fra: 0, sats: 0}, {fra: 100, sats: 5 pct}, {over: 1000, sats: 50 pct}]
"""
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 300}", "d").top.rule
    assert isinstance(found, ScaleTrace)
    assert [(position, part, rate.written) for position, part, rate in found.parts] == [
        (0, 100, "0"),
        (1, 200, "5 pct"),
    ]
    assert found.outcome == 10


@pytest.mark.parametrize(("chosen", "choice"), [("", "x"), ("fortolkninger: {f: y}", "y")])
def test_reading_says_who_chose(tmp_path, chosen, choice):
    topic = (
        AB
        + """
fortolkninger:
  f: {titel: Hvordan?, art: tavshed, standard: x, læsninger: {x: {titel: X}, y: {titel: Y}}}
størrelser:
  d: {titel: D, enhed: kr, efter_fortolkning: {f: {x: 1 kr, y: 2 kr}}}
"""
    )
    found = trace(tmp_path, topic, f"år: 2020\noplysninger: {{a: 1}}\n{chosen}", "d").top.rule
    assert isinstance(found, ReadingTrace)
    assert (found.choice, found.chosen) == (choice, bool(chosen))


def test_measures_and_steps_are_told_in_order_with_before_and_after(tmp_path):
    topic = (
        AB
        + """
størrelser:
  d:
    titel: D
    enhed: kr
    formel: a
    trin:
      - højst: 100
      - mindst: 20
        når: c
tiltag:
  m: {titel: M, virkning: beregnes, sætter: {d: uden_tiltag(d) * 3}}
"""
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 50}\ntiltag: [m]", "d").top
    (measure,) = found.measures
    assert (measure.before, measure.after, measure.result.filled) == (50, 150, "50,00 kr * 3")
    cap, floor = found.steps
    assert (cap.before, cap.after, cap.applied) == (150, 100, True)
    assert (floor.before, floor.after, floor.applied, floor.when.written) == (100, 100, False, "c")


def test_failure_is_told_with_its_formula_and_everything_before_it(tmp_path):
    topic = (
        AB
        + """
størrelser:
  d: {titel: D, enhed: forhold, formel: a / (a - a)}
  e: {titel: E, enhed: forhold, formel: d + 1}
"""
    )
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {a: 3}", "e")
    assert list(found.nodes) == ["a@2020", "d@2020", "e@2020"]
    assert isinstance(found.top.outcome, Failure)
    assert found.nodes["d@2020"].rule.filled == "3,00 kr / (3,00 kr - 3,00 kr)"


def test_missing_and_assumed_are_told_apart(tmp_path):
    topic = (
        AB + 'størrelser:\n  d: {titel: D, enhed: kr, formel: "hvis(c, 0 kr, a) + oplyst_eller(b, 0 kr)"}\n'
    )
    nodes = trace(tmp_path, topic, "år: 2020\noplysninger: {}", "d").nodes
    told = {
        id_: (node.assumed, node.is_missing, isinstance(node.outcome, Unknown)) for id_, node in nodes.items()
    }
    assert told == {
        "c@2020": (True, False, False),
        "a@2020": (False, True, True),
        "b@2020": (True, False, True),
        "d@2020": (False, False, True),
    }


def test_a_parameter_read_on_a_day_tells_the_figure_of_that_day(tmp_path):
    topic = """
parametre:
  sats: {titel: Sats, enhed: pct, værdier: {2010-01-01: 1, 2020-07-01: 2}}
oplysninger:
  dagen: {titel: Dag, type: dato}
størrelser:
  d: {titel: D, enhed: pct, formel: "sats[dagen] + 0 pct"}
"""
    found = trace(tmp_path, topic, "år: 2020\noplysninger: {dagen: 2020-08-01}", "d")
    assert found.top.rule.filled == "2 pct + 0 pct"
    node = found.nodes["sats@2020"]
    assert [(day.isoformat(), figure.value * 100) for day, figure in node.days] == [("2020-08-01", 2)]
    assert node.outcome * 100 == 2


def test_members_that_were_left_out_are_told_too(tmp_path):
    topic = """
oplysninger:
  beløb: {titel: Beløb, enhed: kr, pr: niveau}
  med: {titel: Med, type: ja_nej, pr: niveau}
størrelser:
  d: {titel: D, enhed: kr, formel: "sum(beløb, over=niveau, hvor=med)"}
"""
    case = "år: 2020\noplysninger: {niveau: {N1: {beløb: 4, med: ja}, N2: {beløb: 5, med: nej}}}"
    found = trace(tmp_path, topic, case, "d").top.rule
    rows = [(row.label, row.chosen.outcome, row.value and row.value.outcome) for row in found.term.rows]
    assert rows == [("N1", True, 4), ("N2", False, None)]
    assert found.filled == "sum(N1: 4,00 kr)"
    assert [term.use for term in mentions_of(found.term)] == [
        "med[N1]@2020",
        "beløb[N1]@2020",
        "med[N2]@2020",
    ]
