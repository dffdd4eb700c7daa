"""The command `forklar`: what it may be asked about, how deep it goes, what it says of wrong use; its JSON."""

import json
from fractions import Fraction

import pytest

from explain.texts import FOLDER
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.explaining.explanation_text import explanation_text
from rammeaftale.report.explaining.trace_json import explanation_json
from rammeaftale.services.explaining.explanation import explain
from smaa_regler import command, library, refused, result

PLACE = FOLDER / "fordeling"
CALL = ("forklar", "øst/2020", "sag.yaml")
RULES = ("--regler", "../bibliotek")


def forklar(name, *options: str):
    return command(*CALL, name, *options, *RULES, cwd=PLACE)


def as_json(name, *options: str):
    return json.loads(forklar(name, "--format", "json", *options).out)


def test_depth_0_has_no_tree_and_each_level_adds_to_it():
    outs = [forklar("afgift", "--dybde", str(depth)).out for depth in range(5)]
    assert "Forklaring\n" not in outs[0]
    assert "«--dybde 4»" in outs[0]
    counts = [out.count(" kilde    ") for out in outs]
    assert counts == sorted(set(counts))
    assert "--dybde" not in outs[4]


def test_without_depth_three_levels_are_shown():
    assert forklar("afgift").out == forklar("afgift", "--dybde", "3").out


def test_a_shared_quantity_is_told_once_and_referred_to():
    out = forklar("tilskud", "--dybde", "9").out
    assert out.count("sum(leje, over=hus, hvor=ikke tomt)") == 1
    assert "Leje i alt (leje_i_alt): 125.000,00 kr ↓ vises nedenfor" in out
    assert "Leje i alt (leje_i_alt): 125.000,00 kr ↑ vist ovenfor" in out


def test_failure_exits_1_and_an_answer_0():
    assert forklar("tabt").code == 1
    assert forklar("afgift").code == 0


def test_the_only_member_need_not_be_named(tmp_path):
    topic = """
        oplysninger:
          beløb: {titel: Beløb, enhed: kr, pr: niveau}
        størrelser:
          dobbelt: {titel: Dobbelt, enhed: kr, pr: niveau, formel: 2 * beløb}
        """
    rules = library(tmp_path / "rules", topic).load()
    found = result(rules, "år: 2020\noplysninger: {niveau: {N1: {beløb: 4}}}")
    assert explain(found, "dobbelt", Findings()).root == "dobbelt[N1]@2020"


@pytest.mark.parametrize(
    ("name", "code", "part"),
    [
        ("del", "S940", "del[1] eller del[2]"),
        ("del[9]", "S910", "«9»"),
        ("afgifd", "S902", "«afgift»"),
        ("mellding", "S902", "«melding»"),
        ("grundlag_læst", "S941", "en fortolkning"),
        ("afgift[", "S918", "ikke en adresse"),
        ("afgift[1]", "S919", "afgift"),
        ("afgift@9999999", "S918", "afgift"),
    ],
)
def test_wrong_names_are_told(name, code, part):
    (found,) = refused(*CALL, name, *RULES, cwd=PLACE)
    assert found.code == code
    assert part in f"{found.message} {found.help}"


def test_the_last_year_of_several_is_explained_and_the_others_are_named():
    out = forklar("saldo", "--år", "2019", "--år", "2020", "--dybde", "0").out
    assert out.startswith("Saldo, 2020: 130,00 kr\n")
    assert "saldo@2019" in out
    assert forklar("saldo@2019", "--år", "2020", "--dybde", "0").out.startswith("Saldo, 2019: 110,00 kr\n")


def test_json_has_every_node_that_is_used_and_exact_values():
    found = as_json("gennemsnitsleje")
    assert found["rod"] == ["gennemsnitsleje@2020"]
    nodes = found["knuder"]
    assert {use for node in nodes.values() for use in node["bruger"]} <= set(nodes)
    assert Fraction(found["svar"]["brøk"]) == Fraction(12_820_000, 210)
    assert found["svar"]["vist"] == "61.047,62 kr"
    leje = nodes["leje[B]@2020"]
    assert leje["oplyst"] == {"kilde": "Lejekontrakt", "af": "Ejeren", "sted": "sag.yaml:10"}
    assert (leje["værdi"], leje["enhed"], leje["art"], leje["medlemmer"]) == (
        "65000",
        "kr",
        "oplysning",
        ["B"],
    )


def test_json_tells_rows_steps_readings_and_measures():
    nodes = as_json("afgift", "--tiltag", "ekstra")["knuder"]
    afgift, grundlag = nodes["afgift@2020"], nodes["grundlag@2020"]
    assert [part["del"]["værdi"] for part in afgift["regel"]["intervaller"]] == ["50000", "30000", "20000"]
    (measure,) = afgift["tiltag"]
    assert (measure["før"]["værdi"], measure["efter"]["værdi"], measure["virkning"]) == (
        "7000",
        "7010",
        "lægger_til",
    )
    assert grundlag["regel"]["læsning"] == "leje"
    assert [(s["trin"], s["før"]["værdi"], s["efter"]["værdi"]) for s in grundlag["trin"]] == [
        ("højst", "124000", "100000"),
        ("ned", "100000", "100000"),
    ]
    gebyr = as_json("gebyr")["knuder"]["gebyr@2020"]["regel"]
    assert gebyr["række"] == 1
    assert [(o["række"], o["kolonne"], o["kræver"]) for o in gebyr["fravalgt"]] == [
        (2, "leje_i_alt", "< 100000"),
        (3, "art", "lille"),
    ]


def test_json_of_a_duty_tells_its_conditions():
    found = as_json("melding")
    assert (found["art"], found["status"], found["rod"]) == (
        "pligt",
        "ikke_udløst",
        ["stor_sag@2020", "frist@2020"],
    )
    trigger, deadline = found["betingelser"]
    assert trigger["begrundelse"]["svar"] is False
    assert [c["skrevet"] for c in trigger["begrundelse"]["nødvendige"]] == [
        "Huset står tomt, C (tomt[C])",
        'art == "stor"',
    ]
    assert (deadline["regel"]["værdi"], deadline["begrundelse"]) == ("2020-09-30", None)


def test_json_of_a_failure_tells_where_it_began():
    found = as_json("tabt_videre")["fejl"]
    assert found["knude"] == "tabt@2020"
    assert found["med_tal"] == "125.000,00 kr / (7.000,00 kr - 7.000,00 kr)"
    assert found["sted"] == "2020/emne.yaml:178:13"


def test_json_is_the_same_twice():
    assert forklar("stor_sag", "--format", "json").out == forklar("stor_sag", "--format", "json").out


def test_a_chain_of_20000_is_explained(tmp_path):
    """Neither the trace nor its text nor its JSON recurses."""
    chain = "".join(f"  q{n}: {{titel: Q, enhed: kr, formel: q{n - 1} + 1 kr}}\n" for n in range(1, 20_000))
    topic = (
        "oplysninger:\n  a: {titel: A, enhed: kr}\nstørrelser:\n  q0: {titel: Q, enhed: kr, formel: a}\n"
        + chain
    )
    found = result(library(tmp_path / "rules", topic).load(), "år: 2020\noplysninger: {a: 1}", "q19999")
    trace = explain(found, "q19999", Findings())
    assert len(trace.nodes) == 20_001
    text = explanation_text(found, trace, 20_001)
    assert "20.000,00 kr" in text.split("\n")[0]
    assert "--dybde" not in text
    assert len(explanation_json(found, trace)["knuder"]) == 20_001
