"""`dækning`: every clause with what encodes it or why it is left out, beside the source's own words when asked for."""

import hashlib

import pytest
from jsonschema import Draft202012Validator

import inline
from rammeaftale.report.daekning_json import SCHEMA
from running import run_program

SOURCE = """\
1. INDLEDNING
Her begynder det.

   2. LÅN
2.1 Satser
Renten er fast.
1. Punkt i en liste
2.10. Til sidst
Ingenting.
2.1 Satser igen
Renten er variabel.
Bilag om huler
Hulerne er våde.
"""
CLAUSES = """\
klausuler:
  A-1: {afsnit: "2.10", art: DEF, titel: Slutningen}
  A-2: {afsnit: "2.1", art: PAR, titel: Renten}
  A-10: {afsnit: "1", art: DEF, titel: Begyndelsen}
  A-3: {afsnit: "1", art: DEF, titel: Formålet}
  A-4: {afsnit: "2.1b", art: CAT, titel: Redskaberne}
  A-5: {afsnit: Bilag om huler, art: OBL, titel: Handlingen}
  A-6: {afsnit: "9", art: DEF, titel: Findes ikke i teksten}
"""
TOPIC = """\
parametre:
  rente: {titel: Rente, enhed: pct, værdi: 2, kilde: {afsnit: "2.1", anker: A-2}}
størrelser:
  dobbelt: {titel: Dobbelt rente, enhed: pct, formel: rente * 2, kilde: {afsnit: "2.1", anker: A-2}}
fortolkninger:
  start:
    titel: Hvornår begynder det?
    art: tavshed
    standard: nu
    læsninger: {nu: {titel: Nu}}
    kilder: [{afsnit: "1", anker: A-10}]
kataloger:
  redskaber:
    titel: Redskaber
    udtømmende: nej
    medlemmer: {kost: {titel: Kost, kilde: {afsnit: "2.1b", anker: A-4}}}
mål:
  orden:
    titel: Orden
    handlinger:
      fejning:
        titel: Fejning
        periode: {fra: 2020-01-01}
        kilde: {afsnit: Bilag om huler, anker: A-5}
udeladt:
  - {klausul: A-3, grund: hensigt, note: Ingen regel i den}
  - {klausul: A-6, grund: ikke_normativ}
"""


def library(root, topic=TOPIC, sha=""):
    inline.write_set(root, topic)
    folder = root / "prøve-2020"
    manifest = folder / "regelsaet.yaml"
    text = manifest.read_text(encoding="utf-8")
    more = "    klausuler: klausuler.yaml\n" + (f"    sha256: {sha}\n" if sha else "")
    manifest.write_text(text.replace("    titel: Aftalen\n", f"    titel: Aftalen\n{more}"), encoding="utf-8")
    (folder / "klausuler.yaml").write_text(CLAUSES, encoding="utf-8")


def told(root, *words):
    return run_program(["dækning", "prøve/2020", "--regler", str(root), *words])


EXPECTED = """\
Dækning af kilderne i prøve/2020

Aftalen (aftalen)
  7 klausuler: 4 kodet, 2 udeladt, 1 mangler

  Afsnit 1
    A-3  Formålet (DEF)
      udeladt, hensigt (en hensigt uden regel): Ingen regel i den
    A-10  Begyndelsen (DEF)
      fortolkning start: Hvornår begynder det?

  Afsnit 2.1
    A-2  Renten (PAR)
      størrelse dobbelt: Dobbelt rente
      parameter rente: Rente

  Afsnit 2.1b
    A-4  Redskaberne (CAT)
      medlem redskaber.kost: Kost

  Afsnit 2.10
    A-1  Slutningen (DEF)
      MANGLER: hverken kodet eller udeladt

  Afsnit 9
    A-6  Findes ikke i teksten (DEF)
      udeladt, ikke_normativ (beskrivelse uden regel)

  Bilag om huler
    A-5  Handlingen (OBL)
      handling orden.fejning: Fejning
"""


def test_every_clause_in_the_order_of_the_source(tmp_path):
    library(tmp_path)
    found = told(tmp_path)
    assert (found.out, found.code) == (EXPECTED, 1)


def test_a_set_whose_clauses_are_all_accounted_for(tmp_path):
    library(tmp_path, TOPIC + "  - {klausul: A-1, grund: praktisk}\n")
    found = told(tmp_path)
    assert "7 klausuler: 4 kodet, 3 udeladt\n" in found.out
    assert found.code == 0


def json_of(tmp_path, *words):
    found = told(tmp_path, "--format", "json", *words)
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(found.json)] == []
    (source,) = found.json["kilder"]
    return source


def test_as_json(tmp_path):
    library(tmp_path)
    source = json_of(tmp_path)
    assert source["antal"] == {"kodet": 4, "udeladt": 2, "mangler": 1}
    assert [part["afsnit"] for part in source["afsnit"]] == [
        "1",
        "2.1",
        "2.1b",
        "2.10",
        "9",
        "Bilag om huler",
    ]
    assert source["afsnit"][0]["klausuler"][0] == {
        "id": "A-3",
        "art": "DEF",
        "titel": "Formålet",
        "status": "udeladt",
        "poster": [],
        "grund": "hensigt",
        "note": "Ingen regel i den",
    }
    assert "fil" not in source
    assert "passage" not in source["afsnit"][0]


@pytest.mark.parametrize(("right", "said"), [(True, "ens"), (False, "afviger"), (None, "ukendt")])
def test_beside_the_words_of_the_source(tmp_path, right, said):
    texts = tmp_path / "tekster"
    texts.mkdir()
    name = "001_noget.txt" if right else "aftalen.txt"
    (texts / name).write_text(SOURCE, encoding="utf-8")
    (texts / "andet.txt").write_text("Noget andet", encoding="utf-8")
    sums = {True: hashlib.sha256(SOURCE.encode()).hexdigest(), False: "0" * 64, None: ""}
    library(tmp_path, sha=sums[right])
    source = json_of(tmp_path, "--kilder", str(texts))
    assert source["fil"] == {"navn": name, "kontrolsum": said}
    assert {part["afsnit"]: part["passage"] for part in source["afsnit"]} == {
        "1": ["1. INDLEDNING", "Her begynder det."],
        "2.1": ["2.1 Satser", "Renten er fast.", "1. Punkt i en liste"],
        "2.1b": ["2.1 Satser igen", "Renten er variabel."],
        "2.10": ["2.10. Til sidst", "Ingenting."],
        "9": None,
        "Bilag om huler": ["Bilag om huler", "Hulerne er våde."],
    }


def test_the_text_says_so_when_the_source_is_another(tmp_path):
    texts = tmp_path / "tekster"
    texts.mkdir()
    (texts / "aftalen.txt").write_text(SOURCE, encoding="utf-8")
    library(tmp_path, sha="0" * 64)
    found = told(tmp_path, "--kilder", str(texts))
    assert "  aftalen.txt: BEMÆRK: ikke samme tekst, som reglerne er skrevet efter" in found.out
    assert "  Afsnit 2.1\n  │ 2.1 Satser\n  │ Renten er fast.\n" in found.out
    assert "  Afsnit 9\n  │ (afsnittet er ikke fundet i kildens tekst)\n" in found.out


def test_a_folder_without_the_source(tmp_path):
    texts = tmp_path / "tekster"
    texts.mkdir()
    library(tmp_path)
    assert json_of(tmp_path, "--kilder", str(texts))["fil"] is None
    assert "Kildens tekst er ikke i mappen" in told(tmp_path, "--kilder", str(texts)).out


def test_a_long_passage_is_whole(tmp_path):
    texts = tmp_path / "tekster"
    texts.mkdir()
    lines = ["1. INDLEDNING", *(f"Linje {n}." for n in range(60))]
    (texts / "aftalen.txt").write_text("\n\n".join(lines), encoding="utf-8")
    library(tmp_path)
    assert json_of(tmp_path, "--kilder", str(texts))["afsnit"][0]["passage"] == lines


def test_a_changed_edition_is_known_by_its_sections(tmp_path):
    texts = tmp_path / "tekster"
    texts.mkdir()
    (texts / "002_nyere.txt").write_text(SOURCE.replace("fast", "løs"), encoding="utf-8")
    (texts / "001_andet.txt").write_text("Noget andet", encoding="utf-8")
    library(tmp_path, sha="0" * 64)
    assert json_of(tmp_path, "--kilder", str(texts))["fil"] == {
        "navn": "002_nyere.txt",
        "kontrolsum": "afviger",
    }


def test_wrong_use(tmp_path):
    library(tmp_path)
    found = told(tmp_path, "--kilder", str(tmp_path / "intet"))
    assert found.code == 2
    assert "er ikke en mappe" in found.err


def test_a_set_without_a_list_of_clauses(tmp_path):
    inline.write_set(tmp_path, "")
    found = told(tmp_path)
    assert found.code == 0
    assert "har ingen klausulliste" in found.out


def test_the_twin_and_a_region(tmp_path):
    library(tmp_path)
    found = run_program(["daekning", "prøve", "--regler", str(tmp_path)])
    assert found.out == EXPECTED
