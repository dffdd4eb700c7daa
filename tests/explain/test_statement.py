"""Statements hold: every sum, product and subtotal follows from the lines above it, in every example there is."""

import pytest

import fiktivia
import rammeaftale
from explain.replay import replay
from rammeaftale.backends.facts import address
from rammeaftale.report.explaining.statement import Kind, statement
from smaa_regler import library, result

EVERY = 7


def cells(found):
    for target in found.targets:
        for name, year, members in target.cells():
            yield address(name, members, year)


def lines_of(tmp_path, topic, case, name):
    found = result(library(tmp_path / "rules", topic).load(), case, name)
    return statement(found.explain(name))


def told(lines):
    return [(str(line.kind), line.sign, line.title, line.outcome) for line in lines]


@pytest.mark.parametrize("path", sorted(fiktivia.example_results()))
def test_statements_of_the_fictional_agreement_add_up(path):
    found = fiktivia.example_results()[path]
    faults = {name: fault for name in cells(found) if (fault := replay(statement(found.explain(name))))}
    assert faults == {}


def test_statements_of_the_shipped_rules_add_up(paths):
    rules = rammeaftale.load("hovedstaden/2019-2020", library=paths.root)
    faults, checked = {}, 0
    for path in sorted((paths.rules / "2019-2020" / "eksempler").glob("*.yaml"))[::EVERY]:
        found = rules.calculate(path)
        for name in cells(found):
            lines = statement(found.explain(name))
            checked += len(lines) > 1
            if fault := replay(lines):
                faults[f"{path.name} {name}"] = fault
    assert faults == {}
    assert checked > 500


def test_replay_finds_a_wrong_sum(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        oplysninger:
          a: {titel: A, enhed: kr}
          b: {titel: B, enhed: kr}
        størrelser:
          c: {titel: C, enhed: kr, formel: a + b}
        """,
        "år: 2020\noplysninger: {a: 1, b: 2}",
        "c",
    )
    assert replay(lines) == []
    assert replay((lines[0], lines[2])) == ["C: 1 != 3"]


def test_first_part_of_a_sum_is_opened_in_its_place_and_others_below(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        oplysninger:
          a: {titel: A, enhed: kr}
          b: {titel: B, enhed: kr}
          c: {titel: C, enhed: kr}
          dage_i_alt: {titel: Dage, enhed: dag}
        størrelser:
          første: {titel: Første, enhed: kr, formel: a + b}
          anden: {titel: Anden, enhed: kr, formel: c * 50 pct}
          netto: {titel: Netto, enhed: kr, formel: første - anden}
          som_netto: {titel: Som netto, enhed: kr, formel: netto}
          pr_dag: {titel: Pr. dag, enhed: kr/dag, formel: som_netto / dage_i_alt}
        """,
        "år: 2020\noplysninger: {a: 700, b: 400, c: 200, dage_i_alt: 4}",
        "pr_dag",
    )
    assert told(lines) == [
        ("linje", "+", "A", 700),
        ("linje", "+", "B", 400),
        ("delsum", "=", "Første", 1100),
        ("linje", "-", "Anden", 100),
        ("heraf", "×", "C", 200),
        ("heraf", "×", "50 pct", lines[5].outcome),
        ("delsum", "=", "Som netto", 1000),
        ("linje", "/", "Dage", 4),
        ("resultat", "=", "Pr. dag", 250),
    ]
    assert lines[5].outcome * 2 == 1


def test_minus_before_a_parenthesis_turns_its_signs(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        oplysninger:
          a: {titel: A, enhed: kr}
          b: {titel: B, enhed: kr}
          c: {titel: C, enhed: kr}
        størrelser:
          d: {titel: D, enhed: kr, formel: -(a - b) - (c - 5 kr)}
        """,
        "år: 2020\noplysninger: {a: 10, b: 3, c: 4}",
        "d",
    )
    assert told(lines) == [
        ("linje", "-", "A", 10),
        ("linje", "+", "B", 3),
        ("linje", "-", "C", 4),
        ("linje", "+", "5 kr", 5),
        ("resultat", "=", "D", -6),
    ]


def test_quotient_of_a_product_keeps_each_sign(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        oplysninger:
          a: {titel: A, enhed: kr}
          b: {titel: B, enhed: forhold}
          c: {titel: C, enhed: forhold}
        størrelser:
          d: {titel: D, enhed: kr, formel: a / (b / c)}
        """,
        "år: 2020\noplysninger: {a: 10, b: 4, c: 2}",
        "d",
    )
    assert told(lines) == [
        ("linje", "×", "A", 10),
        ("linje", "/", "B", 4),
        ("linje", "×", "C", 2),
        ("resultat", "=", "D", 5),
    ]


def test_cap_and_rounding_stand_between_the_sum_and_the_result(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        oplysninger:
          a: {titel: A, enhed: kr}
        størrelser:
          b:
            titel: B
            enhed: kr
            formel: a + 50.6 kr
            trin:
              - højst: 150.5
              - mindst: 0
              - afrund: {til: 1, metode: halv_op}
        """,
        "år: 2020\noplysninger: {a: 100}",
        "b",
    )
    assert [(line.kind, line.title) for line in lines[2:]] == [
        (Kind.SUBTOTAL, "Før loftet"),
        (Kind.STEP, "Loft: højst 150,50 kr"),
        (Kind.STEP, "Afrundet til 1,00 kr (halve væk fra nul)"),
        (Kind.TOTAL, "B"),
    ]
    assert [line.outcome * 10 for line in lines[2:]] == [1506, 1505, 1510, 1510]


def test_remarks_say_what_is_assumed_stated_and_from_where(tmp_path):
    lines = lines_of(
        tmp_path,
        """
        parametre:
          p: {titel: P, enhed: kr, værdi: {værdi: 5, ekstern: ja}}
        oplysninger:
          a: {titel: A, enhed: kr}
          b: {titel: B, enhed: kr, standard: 3}
          c: {titel: C, enhed: kr}
        størrelser:
          d: {titel: D, enhed: kr, formel: 1 kr}
          e: {titel: E, enhed: kr, formel: a + b + c + d + p}
        """,
        "år: 2020\noplysninger: {a: {værdi: 1, kilde: Budget side 3, af: Lis}, d: 9}",
        "e",
    )
    assert [line.remarks for line in lines] == [
        ("Budget side 3, Lis",),
        ("antaget",),
        ("ikke oplyst",),
        ("oplyst i sagen",),
        ("ekstern",),
        (),
    ]


def test_a_stated_figure_is_one_line(tmp_path):
    lines = lines_of(
        tmp_path,
        "oplysninger:\n  a: {titel: A, enhed: kr}\nstørrelser:\n  b: {titel: B, enhed: kr, formel: a}\n",
        "år: 2020\noplysninger: {b: 4}",
        "b",
    )
    assert told(lines) == [("resultat", "", "B", 4)]
