"""Which nodes and edges are shown, and how many."""

from pathlib import Path

import pytest

from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.graphs.graph import Edge, around, find_root, usual_levels
from rammeaftale.services.graphs.topics import topics
from rammeaftale.services.graphs.values import values_of
from rammeaftale.services.loading import load_rules
from running import run_program

UNLIMITED = (None, None)


def graph(rules, name, levels=UNLIMITED, most=None):
    return around(*find_root(rules, name), levels, most)


def pairs(found):
    return {(edge.source, edge.target) for edge in found.edges}


def test_all_that_a_quantity_builds_on(rules):
    # takst: tilbudstype, budget, takstdage, pladser, belægning; budget: løn, overhead, husleje_i_alt, bidrag, the measure
    found = graph(rules, "takst", (None, 0))
    assert pairs(found) == {
        *((name, "takst") for name in ("tilbudstype", "budget", "takstdage", "pladser", "belægning")),
        *((name, "budget") for name in ("løn", "overhead", "husleje_i_alt", "bidrag", "sparekniv")),
        *((name, "husleje_i_alt") for name in ("husleje", "husleje_pr_plads", "pladser")),
        ("takstår", "takstdage"),
    }
    assert found.left_out == 0
    assert Edge("sparekniv", "budget", ("ændrer",)) in found.edges
    assert next(e for e in found.edges if (e.source, e.target) == ("husleje", "husleje_i_alt")).how == (
        "oplyst",
        "",
    )


def test_levels(rules):
    assert set(graph(rules, "budget", (1, 0)).nodes) == {
        "budget", "løn", "overhead", "husleje_i_alt", "bidrag", "sparekniv",
    }  # fmt: skip
    assert set(graph(rules, "budget", (0, 1)).nodes) == {"budget", "takst"}
    assert set(graph(rules, "pladser", (0, 1)).nodes) == {"pladser", "husleje_i_alt", "takst", "niveau_andel"}
    assert set(graph(rules, "pladser", (0, 2)).nodes) == {
        "pladser", "husleje_i_alt", "takst", "niveau_andel", "budget",
    }  # fmt: skip
    assert graph(rules, "budget", (0, 0)).nodes == ("budget",)


def test_what_is_not_shown_is_counted(rules):
    found = graph(rules, "takst", (1, 0))
    # of budget's five and husleje's three none is shown but pladser, which takst itself uses
    assert found.sources["budget"] == 5
    assert found.sources["takst"] == 0
    assert found.left_out == 0, "only what was asked for counts"
    few = graph(rules, "takst", UNLIMITED, 7)
    assert set(few.nodes) == {"takst", "tilbudstype", "budget", "takstdage", "pladser", "belægning"}
    assert few.left_out == 8
    assert few.deeper == (2, None)


def test_a_first_level_too_large_is_cut(rules):
    found = graph(rules, "takst", UNLIMITED, 4)
    assert len(found.nodes) == 4
    assert found.nodes[0] == "takst"
    assert found.sources["takst"] == 2
    assert found.deeper[0] == 1


def test_names(rules):
    assert find_root(rules, "niveau_andel[N1]@2020")[1] == "niveau_andel"
    for wrong in ("tagst", "niveau"):
        with pytest.raises(RammeaftaleError, match=wrong):
            find_root(rules, wrong)


def test_values_of_a_case(rules, library):
    findings = Findings()
    case = read_case(Path("sag.yaml"), rules, findings)
    assert case is not None
    result = calculate(rules, case, None, findings)
    assert result is not None
    found = graph(rules, "takst")
    values = values_of(found, result)
    # 1,000,000 · 1.07 + 250,000 = 1,320,000; / 365 / (10 · 0.95) = 380.6777…
    assert values.cells["budget"][0].outcome == 1_320_000
    assert values.cells["takst"][0].outcome * 365 * 19 == 1_320_000 * 2
    assert values.cells["løn"][0].stated is not None
    assert values.cells["tilbudstype"][0].assumed
    assert values.told == {"takstår": "læst: 365 dage", "sparekniv": "ikke valgt"}
    unused = {(e.source, e.target) for e in found.edges if e not in values.used}
    assert unused == {
        ("husleje_pr_plads", "husleje_i_alt"),
        ("pladser", "husleje_i_alt"),
        ("sparekniv", "budget"),
    }


def test_topics(rules):
    found = topics(rules.programs[0])
    assert found.topics == ("Takst",)
    assert found.counts["Takst"] == {
        "parametre": 1, "fortolkninger": 1, "oplysninger": 8, "størrelser": 5, "pligter": 1, "tiltag": 1,
    }  # fmt: skip
    assert found.edges == ()


def test_edges_between_topics_count_each_mentioned_entry_once(library):
    Path("aftale/mere.yaml").write_text(
        "emne: Mere\nkilde:\n  dokument: moseaftalen\n  afsnit: '2'\nstørrelser:\n"
        "  a:\n    titel: A\n    enhed: kr\n    formel: budget + løn\n"
        "  b:\n    titel: B\n    enhed: kr\n    formel: budget\n",
        encoding="utf-8",
    )
    rules = load_rules("mosen/2020", Path(), Findings())
    assert rules is not None
    edges = topics(rules.programs[0]).edges
    assert [(edge.source, edge.target, edge.count) for edge in edges] == [("Takst", "Mere", 2)]


def test_the_usual_levels(rules):
    program, root = find_root(rules, "budget")
    assert usual_levels(program, root, None, None) == (None, 1)
    assert usual_levels(program, root, 2, 3) == (2, 3)
    assert usual_levels(program, "pladser", None, None) == (None, None), (
        "what nothing is made into is followed on"
    )


def test_a_figure_of_an_earlier_year_is_that_years(library):
    Path("aftale/mere.yaml").write_text(
        "emne: Mere\nkilde:\n  dokument: moseaftalen\n  afsnit: '2'\noplysninger:\n"
        "  salg: {titel: Salg, enhed: kr, pr: år}\nstørrelser:\n"
        "  dobbelt: {titel: Dobbelt, enhed: kr, formel: salg * 2}\n"
        "  vækst: {titel: Vækst, enhed: kr, formel: 'dobbelt - dobbelt[-2]'}\n"
        "  sidst: {titel: Sidst, enhed: kr, formel: 'dobbelt[-2]'}\n",
        encoding="utf-8",
    )
    Path("sag.yaml").write_text(
        "regelsæt: mosen/2020\når: 2020\noplysninger:\n  salg: {2020: 30, 2018: 10}\n", encoding="utf-8"
    )
    for name, expected in (
        ("sidst", ["2018: 20,00 kr", "2018: 10,00 kr (oplyst)"]),
        ("vækst", ["2020: 60,00 kr", "2018: 20,00 kr", "2020: 30,00 kr (oplyst)", "2018: 10,00 kr (oplyst)"]),
    ):
        words = ["graf", "mosen/2020", name, "--sag", "sag.yaml", "--op", "0"]
        told = [line.strip() for line in run_program(words).out.splitlines()]
        assert [line for line in told if line.startswith(("2018: ", "2020: "))] == expected
    # nothing rests on a later year: its own users are of the calculated year
    told = run_program(["graf", "mosen/2020", "salg", "--sag", "sag.yaml"]).out
    assert "    60,00 kr" in told
    assert "    40,00 kr" in told
