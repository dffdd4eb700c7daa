"""The command `procedure` as a user meets it, and what other commands tell of procedures."""

import json

import jsonschema
import pytest

import procedureregler as regler
from procedureregler import event
from rammeaftale.report.schemas.schemas import schema_of
from running import Ran, run_program

EVENTS = [
    event("forslag", "sendt", "2020-01-10", aktør="vi", dokumenter=["budget"]),
    event("behandling", "retur", "2020-01-20", aktør=["udvalg", "nabo"], note="Tallene var gamle"),
    event("forslag", "sendt", "2020-02-01", dokumenter=["budget"]),
]
SMALL = {"klar": "ja", "stor": "nej", "frist_dage": 14}


@pytest.fixture
def ran(root, tmp_path):
    def run(command, name, case, *more) -> Ran:
        path = tmp_path / "sag.yaml"
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        words = [command, "prøve/2020", *([name] if name else []), path, *more, "--regler", root]
        return run_program(words)

    return run


def test_the_text_says_where_it_stands_who_acts_and_what_may_follow(ran):
    told = ran("procedure", "høring", regler.case("høring", EVENTS, **SMALL, opgjort="2020-03-01"))
    assert told.code == 0
    assert (
        told.out
        == """\
Høring (høring)
prøve/2020 · 2020
Kilde: aftalen, afsnit 1

  Står ved       Forslaget behandles (behandling), runde 2
  Handler        Udvalget og Naboen sammen
  Frist          15-02-2020 (overskredet)
  Mangler        i hændelse 3: hvem der handlede (Vi)

Det kan føre til
  tiltrådt  → slut: Vedtaget
  retur     → Forslaget sendes, runde 3
  henvist   → slut: Vedtaget

Forløb
  Runde 1
    1. 10-01-2020  Forslaget sendes: sendt (Vi) → Forslaget behandles
    2. 20-01-2020  Forslaget behandles: retur (Udvalget, Naboen) → Forslaget sendes
                   Tallene var gamle
  Runde 2
    3. 01-02-2020  Forslaget sendes: sendt → Forslaget behandles
"""
    )


def test_the_text_says_what_is_wrong(ran):
    told = ran(
        "procedure", "høring", regler.case("høring", [event("behandling", "retur")], klar="nej", stor="nej")
    )
    assert told.code == 1
    lines = told.out.splitlines()
    assert (
        "  Ugyldig        hændelse 1: sagen står ved «forslag», ikke ved «behandling» (aftalen, afsnit 1)"
        in lines
    )
    assert "  Blokeret       Forslaget er ikke klart (aftalen, afsnit 1)" in lines


def test_the_text_of_a_step_for_each_member(ran):
    told = ran("procedure", "svar", regler.case("svar", [event("runde", "ja", medlem="syd")]))
    assert "  Afgjort        1 af 2\n                 ja: syd\n  Afventer       nord\n" in told.out
    assert "  alle ja  → slut: Enige\n  ellers   → Byerne svarer, runde 2\n" in told.out


def test_an_outcome_that_is_no_longer_possible_is_not_offered(ran):
    told = ran("procedure", "svar", regler.case("svar", [event("runde", "nej", medlem="syd")]))
    assert "Det kan føre til\n  når alle har svaret  → Byerne svarer, runde 2\n" in told.out
    assert "alle ja" not in told.out


@pytest.mark.parametrize(
    ("events", "ways"),
    [
        ([], ["alle godkendt", "ellers"]),
        ([event("begge", "godkendt", **{"del": "pris"})], ["alle godkendt", "ellers"]),
        ([event("begge", "forkastet", **{"del": "pris"})], ["når alle har svaret"]),
        ([event("begge", "flyttes", **{"del": "sted"})], ["når alle har svaret"]),
    ],
)
def test_what_parts_may_still_come_to(ran, events, ways):
    told = ran("procedure", "dele", regler.case("dele", events)).out
    below = told.split("Det kan føre til\n")[1].split("\n\n")[0]
    assert [line.split("→")[0].strip() for line in below.splitlines()] == ways


def test_where_only_one_answer_is_possible_nothing_else_is_offered(ran):
    case = regler.case("rumsvar", [])
    case["oplysninger"] = {"rum": {"stue": {}, "kammer": {}}}
    assert "Det kan føre til\n  alle ja  → slut: Enige\n" in ran("procedure", "rumsvar", case).out


@pytest.mark.parametrize(
    "case",
    [
        regler.case("høring", EVENTS, **SMALL),
        regler.case("høring", [event("forslag", "sendt"), event("behandling", "henvist")], klar="ja"),
        regler.case("høring", [event("x", "y", note="z")]),
        regler.case("svar", [event("runde", "ja", medlem="syd")]),
    ],
)
def test_the_json_has_the_shape_its_schema_says(ran, case):
    (name,) = case["procedurer"]
    found = ran("procedure", name, case, "--format", "json").json
    jsonschema.validate(found, schema_of("procedure"))
    whole = ran("beregn", "", case, "--format", "json").json
    jsonschema.validate(whole, schema_of("beregn"))
    assert whole["procedurer"] == found["procedurer"]


def test_a_name_that_is_no_procedure_is_refused_with_a_suggestion(ran):
    told = ran("procedure", "høringen", regler.case("høring", []))
    assert told.code == 1
    assert "proceduren «høringen» findes ikke i prøve/2020" in told.err
    assert "mente du «høring»?" in told.err


def test_a_case_that_names_another_procedure_is_refused(ran):
    told = ran("beregn", "", regler.case("høringer", []))
    assert told.code == 1
    assert "fejl[S914]: proceduren «høringer» findes ikke" in told.err


def test_beregn_tells_of_the_procedures_the_case_mentions(ran):
    told = ran("beregn", "", regler.case("høring", EVENTS, **SMALL))
    assert (
        "Procedurer\n  Høring (høring)\n    Står ved       Forslaget behandles (behandling), runde 2\n"
        in told.out
    )
    assert "To dele" not in told.out


def test_beregn_fails_when_an_event_cannot_be(ran):
    assert ran("beregn", "", regler.case("svar", [event("runde", "ja")]), "--størrelse", "svaret").code == 1


def test_the_form_of_a_new_case_has_room_for_events(root):
    told = run_program(["ny-sag", "prøve/2020", "--størrelse", "er_vedtaget", "--regler", root])
    assert "#procedurer:\n#  høring:                              # Høring\n" in told.out
    assert "#    - {trin: forslag, udfald: sendt, dato: ÅÅÅÅ-MM-DD}" in told.out
    assert "Bruges kun, når sagen nævner proceduren «høring»." in told.out


def test_liste_counts_them(root):
    assert "4 procedurer" in run_program(["liste", "--regler", root]).out


def test_vis_tells_the_steps_in_order(root):
    told = run_program(["vis", "prøve/2020", "høring", "--regler", root]).out
    assert told.index("1. Forslaget sendes (forslag)") < told.index("2. Forslaget behandles (behandling)")
    assert "      Udvalget og Naboen sammen\n" in told
    assert "      Kræver: klar (ellers: Forslaget er ikke klart)\n" in told
    assert "      retur     → Forslaget sendes, ny runde\n" in told
    found = run_program(["vis", "prøve/2020", "høring", "--regler", root, "--format", "json"]).json
    jsonschema.validate(found, schema_of("vis"))


def test_mangler_names_what_the_open_condition_asks(ran):
    case = regler.case("høring", [event("forslag", "sendt"), event("behandling", "henvist")], klar="ja")
    told = ran("mangler", "", case, "--størrelse", "er_vedtaget", "--format", "json").json
    assert [one["en_af"][0]["adresse"] for one in told["mangler"]] == ["stor"]
