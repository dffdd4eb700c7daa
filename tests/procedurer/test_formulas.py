"""What formulas are told of a procedure, and that the oracle is told the same."""

import pytest

import inline
import procedureregler as regler
from procedureregler import event
from rammeaftale.backends.oracle.oracle import Oracle
from rammeaftale.core.diagnostics import RammeaftaleError
from rammeaftale.core.outcome import NoValue, Unknown
from rammeaftale.services.api import load

SENT = event("forslag", "sendt", "2020-01-10", aktør="vi", dokumenter=["budget"])
BACK = event("behandling", "retur", "2020-01-20")
SMALL = {"klar": "ja", "stor": "nej"}
NAMES = ("er_begyndt", "er_behandlet", "er_vedtaget", "udfaldet", "dagen", "sendt", "svaret")
HISTORIES = {
    "nothing": [],
    "sent": [SENT],
    "back": [SENT, BACK],
    "again": [SENT, BACK, event("forslag", "sendt", "2020-02-01", dokumenter=["budget"])],
    "done": [SENT, BACK, SENT | {"dato": "2020-02-01"}, event("behandling", "tiltrådt")],
    "wrong": [SENT, BACK, event("behandling", "tiltrådt")],
    "falling": [SENT, event("behandling", "retur", "2019-01-01")],
    "referred": [SENT, event("behandling", "henvist", "2020-01-20")],
}


@pytest.fixture(scope="module")
def states(rules):
    def told(events, **facts: str) -> dict[str, object]:
        result = rules.calculate(regler.case("høring", events, **facts))
        return {
            name: result[name].value if result[name].state == "værdi" else result[name].state
            for name in NAMES
        }

    return told


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("nothing", (True, False, False, "ikke_relevant", "ikke_relevant", "ikke_relevant")),
        ("sent", (True, True, False, "ikke_relevant", "ikke_relevant", "2020-01-10")),
        ("back", (True, True, False, "retur", "2020-01-20", "2020-01-10")),
        ("again", (True, True, False, "retur", "2020-01-20", "2020-02-01")),
        ("done", (True, True, True, "tiltrådt", "ukendt", "2020-02-01")),
        ("wrong", (True, True, "fejl", "retur", "2020-01-20", "2020-01-10")),
        ("falling", (True, True, "fejl", "fejl", "fejl", "2020-01-10")),
        ("referred", (True, True, True, "henvist", "2020-01-20", "2020-01-10")),
    ],
)
def test_reached_outcome_and_day(states, history, expected):
    found = states(HISTORIES[history], **SMALL)
    assert tuple(str(found[n]) if n in ("dagen", "sendt") else found[n] for n in NAMES[:6]) == expected


def test_a_procedure_the_case_does_not_mention_has_not_begun(rules):
    result = rules.calculate({"regelsæt": "prøve/2020", "år": 2020})
    assert result["er_begyndt"].value is False
    assert result["udfaldet"].state == "ikke_relevant"
    assert result.to_json()["procedurer"] == {}


def test_an_open_condition_makes_only_what_it_may_lead_to_unknown(rules):
    result = rules.calculate(regler.case("høring", HISTORIES["referred"], klar="ja"))
    assert result["er_vedtaget"].state == "ukendt"
    assert result["er_vedtaget"].missing == ("stor",)
    assert result["er_behandlet"].value is True


def test_parts_come_to_what_they_agree_on_or_otherwise(rules):
    def answer(*answers) -> object:
        events = [
            event("runde", outcome, medlem=by) for by, outcome in zip(("nord", "syd"), answers, strict=False)
        ]
        found = rules.calculate(regler.case("svar", events))["svaret"]
        return found.value or found.state

    assert answer("ja") == "ikke_relevant"
    assert answer("ja", "ja") == "ja"
    assert answer("ja", "nej") == answer("nej", "nej") == "ellers"


def test_a_missing_day_is_told_by_its_place(rules):
    found = rules.calculate(regler.case("høring", HISTORIES["done"], **SMALL))["dagen"]
    assert found.missing == ("procedurer.høring.behandling.dato",)


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    "facts", [SMALL, {"klar": "ja"}, {"klar": "nej", "stor": "nej"}, {"klar": "ja", "stor": "ja"}, {}]
)
def test_the_oracle_agrees(rules, history, facts):
    result = rules.calculate(regler.case("høring", HISTORIES[history], **facts))
    oracle = Oracle(rules.rules.programs, result.run.facts)
    for name in NAMES:
        ours, theirs = result.outcome((name, 2020, ())), oracle.value(name, 2020)
        if isinstance(ours, Unknown):
            assert theirs == ours
        elif isinstance(ours, NoValue):
            assert getattr(theirs, "state", theirs) == ours.state, name
        else:
            assert theirs == ours, name


def test_a_quantity_a_procedure_waits_for_cannot_wait_for_it(tmp_path):
    topic = regler.TOPIC.split("kataloger:")[0].replace("        tiltag: redskaber\n", "")
    topic = topic.replace("vi\n", "vi\n").replace("{når: klar,", "{når: afgjort,")
    topic = topic.replace("nabo", "vi").replace("[udvalg, vi]", "vi").replace("        fælles: ja\n", "")
    topic += 'størrelser:\n  afgjort: {titel: A, type: ja_nej, formel: \'klar eller nået("høring", "vedtaget")\'}\n'
    inline.write_set(tmp_path, topic)
    with pytest.raises(RammeaftaleError) as raised:
        load("prøve/2020", library=tmp_path)
    (found,) = [d for d in raised.value.diagnostics if d.code == "G701"]
    assert "afgjort → høring → afgjort" in found.message


def test_an_outcome_the_step_cannot_have_is_refused(tmp_path):
    topic = (
        regler.TOPIC.split("kataloger:")[0].replace("        tiltag: redskaber\n", "").replace("nabo", "vi")
    )
    topic = topic.replace("[udvalg, vi]", "vi").replace("        fælles: ja\n", "")
    topic += 'størrelser:\n  a: {titel: A, type: ja_nej, formel: \'udfald_af("høring", "behandling") == "returr"\'}\n'
    inline.write_set(tmp_path, topic)
    with pytest.raises(RammeaftaleError) as raised:
        load("prøve/2020", library=tmp_path)
    (found,) = [d for d in raised.value.diagnostics if d.is_error]
    assert (found.code, found.help) == ("T407", "mente du «retur»? Muligheder: tiltrådt, retur, henvist.")


def test_the_explanation_names_the_event(rules):
    from rammeaftale.report.explaining.node_text import details

    trace = rules.calculate(regler.case("høring", HISTORIES["back"], **SMALL)).explain("udfaldet")
    lines = dict(details(trace.top))
    assert lines["regel"] == 'udfald_af("høring", "behandling")'
    assert (
        lines["forløb"]
        == "Høring (høring): «Forslaget behandles» endte med retur den 20-01-2020 (hændelse 2)"
    )


def test_what_a_procedure_read_is_what_the_quantity_rests_on(rules):
    trace = rules.calculate(regler.case("høring", HISTORIES["back"], **SMALL)).explain("er_vedtaget")
    assert sorted(node.quantity.name for node in trace.nodes.values()) == ["er_vedtaget", "klar", "stor"]
