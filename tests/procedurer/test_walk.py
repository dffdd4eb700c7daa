"""Where a case stands after its events, each state worked out by hand."""

from typing import Any

import pytest

from procedureregler import event

SENT = event("forslag", "sendt", "2020-01-10", aktør="vi", dokumenter=["budget"])
SMALL = {"klar": "ja", "stor": "nej", "frist_dage": 14}


def short(told):
    return told["trin"], told["slutning"], told["runde"]


def reason(told):
    return told["ugyldig"]["hændelse"], told["ugyldig"]["grund"]


def test_before_the_first_event_it_stands_at_the_first_step(stands):
    told = stands("høring", [], **SMALL)
    assert short(told) == ("forslag", None, 1)
    assert told["aktører"] == ["vi"]
    assert told["mangler"] == ["budget"]
    assert told["mulige_udfald"] == ["sendt", "droppet"]
    assert told["historie"] == []


def test_an_event_leads_to_the_next_step_with_its_deadline(stands):
    told = stands("høring", [SENT], **SMALL)
    assert short(told) == ("behandling", None, 1)
    assert told["aktører"] == ["udvalg", "nabo"]
    assert told["frist"] == "2020-01-24"
    assert told["mangler"] == []


def test_an_outcome_may_send_it_back_in_a_new_round(stands):
    told = stands(
        "høring", [SENT, event("behandling", "retur", "2020-01-20", aktør=["udvalg", "nabo"])], **SMALL
    )
    assert short(told) == ("forslag", None, 2)
    assert [(e["runde"], e["trin"], e["førte_til"]) for e in told["historie"]] == [
        (1, "forslag", ["behandling"]),
        (1, "behandling", ["forslag"]),
    ]


def test_an_end_ends_it(stands):
    told = stands("høring", [SENT, event("behandling", "tiltrådt")], **SMALL)
    assert short(told) == (None, "vedtaget", 1)
    assert told["aktører"] == told["mulige_udfald"] == []
    assert told["mangler"] == ["hændelse 2: dato", "hændelse 2: aktør"]


@pytest.mark.parametrize(("stor", "where"), [("ja", ("forslag", None, 1)), ("nej", (None, "vedtaget", 1))])
def test_a_condition_chooses_where_an_outcome_leads(stands, stor, where):
    events = [
        event("forslag", "sendt", dokumenter=["budget", "tegning"]),
        event("behandling", "henvist", deltagere=["nabo"]),
    ]
    assert short(stands("høring", events, klar="ja", stor=stor)) == where


def test_an_unknown_condition_leaves_it_open_until_an_event_tells(stands):
    events = [event("forslag", "sendt", dokumenter=["budget"]), event("behandling", "henvist", deltagere=[])]
    told = stands("høring", events, klar="ja")
    assert short(told) == (None, None, 1)
    assert told["kan_være"] == ["forslag", "vedtaget"]
    assert "stor" in told["mangler"]
    told = stands("høring", [*events, event("forslag", "droppet", dokumenter=["budget"])], klar="ja")
    assert short(told) == (None, "droppet", 1)
    assert told["ugyldig"] is None


def test_what_does_not_hold_blocks_and_what_is_unknown_waits(stands):
    blocked = stands("høring", [], klar="nej", stor="nej")
    assert [(b["grund"], b["kilde"]["afsnit"]) for b in blocked["blokeret"]] == [
        ("Forslaget er ikke klart", "1")
    ]
    waiting = stands("høring", [], stor="nej")
    assert waiting["blokeret"] == []
    assert waiting["mangler"] == ["klar", "budget"]


@pytest.mark.parametrize(
    ("events", "number", "text"),
    [
        ([event("forslaget", "sendt")], 1, "«forslaget» er ikke et trin i proceduren (mente du «forslag»?)"),
        ([event("behandling", "retur")], 1, "sagen står ved «forslag», ikke ved «behandling»"),
        (
            [event("forslag", "retur")],
            1,
            "«retur» er ikke et udfald af trinnet «forslag», som kan ende med sendt, droppet",
        ),
        (
            [event("forslag", "sendt", aktør="udvalg")],
            1,
            "«udvalg» handler ikke i trinnet «forslag»; det gør Vi",
        ),
        (
            [event("forslag", "sendt", dokumenter=[])],
            1,
            "dokumentet Budget (budget) skal følge med trinnet «forslag»",
        ),
        (
            [event("forslag", "sendt", dokumenter=["budgettet"])],
            1,
            (
                "dokumentet Budget (budget) skal følge med trinnet «forslag»; «budgettet» er ikke et af trinnets "
                "dokumenter (mente du «budget»?)"
            ),
        ),
        (
            [event("forslag", "sendt", dokumenter=["tegning"])],
            1,
            "dokumentet Budget (budget) skal følge med trinnet «forslag»",
        ),
        (
            [SENT, event("behandling", "retur", "2020-01-09")],
            2,
            "datoen 09-01-2020 ligger før den forrige hændelse, 10-01-2020",
        ),
        (
            [SENT, event("behandling", "retur", aktør="udvalg")],
            2,
            "trinnet «behandling» tages af Udvalget og Naboen sammen, men Naboen er ikke med",
        ),
        (
            [SENT, event("behandling", "retur", tiltag=["spand"])],
            2,
            "«spand» er ikke et af tiltagene i kataloget «redskaber»",
        ),
        ([event("forslag", "sendt", tiltag=["skovl"])], 1, "trinnet «forslag» vælger ingen tiltag"),
        ([event("forslag", "sendt", medlem="nord")], 1, "trinnet «forslag» afgøres ikke medlem for medlem"),
        ([event("forslag", "sendt", **{"del": "pris"})], 1, "trinnet «forslag» har ingen dele"),
        ([event("forslag", "droppet"), SENT], 2, "proceduren er slut: Droppet (droppet)"),
    ],
)
def test_an_event_that_cannot_be_says_why(stands, events, number, text):
    assert reason(stands("høring", events, **SMALL)) == (number, text)


def test_nothing_happens_after_the_day_the_case_is_made_up(stands):
    told = stands("høring", [SENT], **SMALL, opgjort="2020-01-09")
    assert reason(told) == (1, "datoen 10-01-2020 ligger efter den dag, sagen er opgjort, 09-01-2020")


def test_what_is_required_must_hold_at_the_event(stands):
    assert reason(stands("høring", [SENT], klar="nej", stor="nej")) == (1, "Forslaget er ikke klart")


def test_an_actor_that_has_joined_must_take_part(stands):
    sent = event("forslag", "sendt", dokumenter=["budget", "tegning"], deltagere=[])
    told = stands("høring", [sent, event("behandling", "retur", deltagere=["udvalg"])], klar="ja", stor="ja")
    assert reason(told) == (2, "Naboen (nabo) skal deltage i trinnet «behandling»")


def test_an_actor_that_takes_part_under_an_unknown_name_is_suggested(stands):
    sent = event("forslag", "sendt", dokumenter=["budget", "tegning"], deltagere=[])
    told = stands("høring", [sent, event("behandling", "retur", deltagere=["naboen"])], klar="ja", stor="ja")
    assert reason(told) == (
        2,
        (
            "Naboen (nabo) skal deltage i trinnet «behandling»; «naboen» er ikke en aktør i regelsættet "
            "(mente du «nabo»?)"
        ),
    )


def test_later_events_are_not_read_and_what_was_reached_stays(stands):
    told = stands("høring", [SENT, event("behandling", "vedtaget"), event("behandling", "tiltrådt")], **SMALL)
    assert told["ugyldig"]["hændelse"] == 2
    assert short(told) == ("behandling", None, 1)


# --- parts ---


def test_each_member_decides_and_all_alike_leads_on(stands):
    told = stands("svar", [event("runde", "ja", medlem="nord")])
    assert short(told) == ("runde", None, 1)
    assert told["dele"] == [{"navn": "nord", "udfald": "ja"}, {"navn": "syd", "udfald": None}]
    told = stands("svar", [event("runde", "ja", medlem="nord"), event("runde", "ja", medlem="syd")])
    assert short(told) == (None, "enige", 1)


def test_members_that_differ_lead_elsewhere(stands):
    events = [event("runde", "ja", medlem="syd"), event("runde", "nej", medlem="nord")]
    told = stands("svar", events)
    assert short(told) == ("runde", None, 2)
    assert [part["udfald"] for part in told["dele"]] == [None, None]
    assert [e["førte_til"] for e in told["historie"]] == [[], ["runde"]]


@pytest.mark.parametrize(
    ("events", "number", "text"),
    [
        ([event("runde", "ja")], 1, "skriv «medlem»: trinnet «runde» afgøres af flere, og hændelsen siger ikke hvilket medlem"),
        ([event("runde", "ja", medlem="øst")], 1, "«øst» er ikke et medlem af «by»"),
        ([event("runde", "ja", medlem="nord"), event("runde", "nej", medlem="nord")], 2, "«nord» har allerede afgjort trinnet «runde»"),
        ([event("runde", "måske", medlem="nord")], 1, "«måske» er ikke et udfald af trinnet «runde», som kan ende med ja, nej"),
    ],
)  # fmt: skip
def test_a_member_that_cannot_decide_so(stands, events, number, text):
    assert reason(stands("svar", events)) == (number, text)


def test_members_the_case_does_not_name_are_missing(stands):
    told = stands("rumsvar", [event("svar", "ja", medlem="stue")])
    assert short(told) == ("svar", None, 1)
    assert told["mangler"] == ["rum", "hændelse 1: dato"]


def test_parts_have_actors_and_outcomes_of_their_own(stands):
    first = event("begge", "godkendt", **{"del": "pris"}, aktør="vi")
    told = stands("dele", [first])
    assert told["aktører"] == ["nabo"]
    assert short(stands("dele", [first, event("begge", "godkendt", **{"del": "sted"}, aktør="nabo")])) == (
        None,
        "færdig",
        1,
    )
    assert short(stands("dele", [first, event("begge", "flyttes", **{"del": "sted"})])) == ("begge", None, 1)
    assert told["mulige_udfald"] == ["godkendt", "flyttes"], "what the part that is open may come to"
    wrong = event("begge", "forkastet", **{"del": "sted"})
    assert reason(stands("dele", [first, wrong])) == (
        2,
        "«forkastet» er ikke et udfald af trinnet «begge», som kan ende med godkendt, flyttes",
    )


def test_twenty_nine_members_are_as_easy_as_two(tmp_path):
    import inline
    from rammeaftale.services.api import load

    topic = """\
procedurer:
  svar:
    titel: Alle svarer
    trin:
      runde: {titel: De svarer, pr: by, udfald: [ja, nej], når_alle: {ja: {slut: enige}}, ellers: {slut: uenige}}
    slutninger: {enige: {titel: Enige}, uenige: {titel: Uenige}}
"""
    inline.write_set(tmp_path, topic)
    names = [f"by{number:02}" for number in range(29)]
    manifest = tmp_path / "prøve-2020" / "regelsaet.yaml"
    text = manifest.read_text(encoding="utf-8").replace("[nord, syd]", f"[{', '.join(names)}]")
    manifest.write_text(text, encoding="utf-8")
    rules = load("prøve/2020", library=tmp_path)

    def told(answers) -> dict[str, Any]:
        events = [event("runde", answer, medlem=name) for name, answer in answers]
        case = {"regelsæt": "prøve/2020", "år": 2020, "procedurer": {"svar": events}}
        return rules.calculate(case, []).to_json()["procedurer"]["svar"]

    assert told([(name, "ja") for name in names])["slutning"] == "enige"
    assert told([(name, "nej" if name == "by07" else "ja") for name in names])["slutning"] == "uenige"
    waiting = told([(name, "ja") for name in names[:28]])
    assert [part["navn"] for part in waiting["dele"] if part["udfald"] is None] == ["by28"]
