"""`forklar` of a procedure: each event with what its step asked, why it stands where it does, and the source."""

import json

import jsonschema
import pytest

import procedureregler as regler
from procedureregler import event
from rammeaftale.report.schemas.schemas import schema_of
from running import Ran, run_program

SENT = event("forslag", "sendt", "2020-01-10", aktør="vi", dokumenter=["budget"])
REFERRED = event("behandling", "henvist", "2020-01-20", aktør=["udvalg", "nabo"])
FACTS = {"klar": "ja", "stor": "nej", "frist_dage": 14}


@pytest.fixture
def told(root, tmp_path):
    def run(events, *more, name="høring", **facts: object) -> Ran:
        path = tmp_path / "sag.yaml"
        case = regler.case("høring", events, **{k: v for k, v in {**FACTS, **facts}.items() if v})
        path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
        return run_program(["forklar", "prøve/2020", path, name, *more, "--regler", root])

    return run


def block(out, heading):
    """The lines of a section, without the room between their parts."""
    (found,) = [part for part in out.split("\n\n") if part.startswith(heading)]
    return [" ".join(line.split()) for line in found.split("\n")[1:]]


def test_each_event_with_what_its_step_asked_and_its_source(told):
    found = told([SENT, REFERRED])
    assert found.code == 0
    assert found.out.startswith("Høring, 2020: slut: Vedtaget (vedtaget)\n")
    lines = block(found.out, "Forløb")
    assert lines[:3] == [
        "1. 10-01-2020 Forslaget sendes: sendt (Vi) → Forslaget behandles",
        "kræver klar → ja",
        "dokument Tegning, når stor → nej",
    ]
    assert lines[3].startswith("kilde afsnit 1 · ")
    # it led to the end because the case is not large
    assert lines[4:7] == [
        "2. 20-01-2020 Forslaget behandles: henvist (Udvalget, Naboen) → Vedtaget",
        "deltager Naboen, når stor → nej",
        "fører videre til «Forslaget sendes», når stor → nej",
    ]


def test_why_a_step_is_blocked(told):
    found = told([], klar="nej")
    assert found.code == 0
    assert "Blokeret Forslaget er ikke klart (aftalen, afsnit 1)" in block(found.out, "Nu")
    lines = block(found.out, "Betingelser for «Forslaget sendes» (afsnit 1)")
    assert lines[:3] == ["Kræver: klar → nej", "Nej. Det følger af:", "1. Er forslaget klart? (klar) er nej"]


def test_what_is_missing(told):
    lines = block(told([], klar=None).out, "Betingelser for «Forslaget sendes»")
    assert lines[:3] == ["Kræver: klar → ukendt", "Sagen mangler:", "klar Er forslaget klart?"]


def test_the_deadline_and_what_it_counts_from(told):
    lines = block(told([SENT]).out, "Betingelser for «Forslaget behandles»")
    # 10 January and 14 days
    assert any(line.startswith("Frist: ") and " → 24-01-2020 " in line for line in lines)
    assert "forløb Høring (høring): «Forslaget sendes» endte med sendt den 10-01-2020 (hændelse 1)" in lines


def test_an_event_that_cannot_be_gives_one(told):
    found = told([REFERRED])
    assert found.code == 1
    assert block(found.out, "Nu")[1].startswith("Ugyldig hændelse 1: sagen står ved «forslag»")


def test_json_has_the_same(told):
    found = told([SENT, REFERRED], "--format", "json").json
    jsonschema.validate(found, schema_of("forklar"))
    assert found["art"] == "procedure"
    assert found["stilling"]["slutning"] == "vedtaget"
    assert [one["trin"] for one in found["hændelser"]] == ["forslag", "behandling"]
    asked = found["hændelser"][0]["betingelser"]
    assert [(one["rolle"], one["om"], one["regel"]["værdi"]) for one in asked] == [
        ("kræver", "Forslaget er ikke klart", True),
        ("dokument", "tegning", False),
    ]
    assert {"klar", "stor"} <= {node["navn"] for node in found["knuder"].values()}


def test_json_of_a_formula_tells_what_procedures_told_it(told):
    found = told([SENT], "--format", "json").json
    (deadline,) = [one["regel"] for one in found["betingelser"] if one["rolle"] == "frist"]
    assert deadline["værdi"] == "2020-01-24"
    assert deadline["forløb"] == [
        {
            "procedure": "høring",
            "trin": "forslag",
            "vist": "Høring (høring): «Forslaget sendes» endte med sendt den 10-01-2020 (hændelse 1)",
        }
    ]
