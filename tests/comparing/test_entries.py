"""Two sets rule by rule: added, removed, reaffirmed, carried on, changed in which field and which year."""

import pytest

from comparing.small_sets import case, facts, run, told, write
from fiktivia import ROOT as FICTIONAL

OLD = """
parametre:
  sats: {titel: Sats, enhed: pct, værdier: {2019: 2, 2020: 3}}
  fast: {titel: Fast, enhed: kr, værdi: 5}
oplysninger:
  x: {titel: X, enhed: kr, mindst: 0}
størrelser:
  y: {titel: Y, enhed: kr, formel: x * sats, trin: [{højst: 100}]}
  z: {titel: Z, enhed: kr, formel: y}
pligter:
  meld: {titel: Meld, modalitet: bør, adressat: vi}
"""
NEW = """
genbekræftet: {fast: "2"}
parametre:
  sats: {ændring: ændret, begrundelse: Dyrere tider., værdier: {2020: 4, 2021: 5}}
  ny: {titel: Ny, enhed: kr, værdi: 1}
størrelser:
  y: {ændring: ændret, begrundelse: Loftet er hævet., trin: [{højst: 200}]}
  z: {ændring: ophævet, begrundelse: Ingen brugte den.}
pligter:
  meld: {ændring: ændret, begrundelse: Nu er det alvor., modalitet: skal}
"""


@pytest.fixture
def library(tmp_path):
    """A set and the one that builds on it."""
    write(tmp_path, "prøve/2019", 2019, OLD)
    write(tmp_path, "prøve/2020", 2020, NEW, base="prøve/2019", code="L")
    return tmp_path


@pytest.fixture
def entries(library):
    """The changes by name."""
    found = told(library, "forskel", "prøve/2019", "prøve/2020")
    assert found["bygger_på"] is True
    return {one["navn"]: one for one in found["ændringer"]}


def test_each_entry_says_what_became_of_it(entries):
    assert {name: one["ændring"] for name, one in entries.items()} == {
        "sats": "ændret", "fast": "genbekræftet", "x": "antaget_videreført", "y": "ændret", "z": "fjernet",
        "meld": "ændret", "ny": "tilføjet",
    }  # fmt: skip


def test_a_parameter_is_told_year_by_year(entries):
    told_ = [
        (f["hvornår"], f["før"] and f["før"]["værdi"], f["nu"] and f["nu"]["værdi"])
        for f in entries["sats"]["tal"]
    ]
    assert told_ == [("2020", "3", "4"), ("2021", None, "5")]
    assert entries["sats"]["begrundelse"] == "Dyrere tider."


def test_a_changed_field_is_named_with_what_it_was_and_is(entries):
    def fields(name) -> list[tuple[str, str, str]]:
        return [
            (" ".join(f["felt"]), f["før"], f["nu"])
            for f in entries[name]["felter"]
            if f["felt"] != ["kilde"]
        ]

    assert fields("y") == [("trin 1 højst", "100", "200")]
    assert fields("meld") == [("modalitet", "bør", "skal")]
    assert [f["nu"] for f in entries["fast"]["felter"]] == ["aftale2020 2"]


def test_a_repealed_rule_says_where(entries):
    assert entries["z"]["ophævet"].endswith("prøve-2020/regler.yaml:10")


def test_back_again_what_was_added_is_removed(library):
    found = {
        o["navn"]: o["ændring"] for o in told(library, "forskel", "prøve/2020", "prøve/2019")["ændringer"]
    }
    assert (found["ny"], found["z"], found["fast"], found["x"]) == ("fjernet", "tilføjet", "ændret", "ens")


def test_a_set_in_between_is_named_and_what_it_took_over_is_not_a_change(library):
    """«fast» was reaffirmed with a new source by the set in between; the last one only carries it on."""
    last = "parametre:\n  ny: {ændring: ændret, begrundelse: Mere., værdi: 2}\n"
    write(library, "prøve/2021", 2021, last, base="prøve/2020", code="M")
    found = told(library, "forskel", "prøve/2019", "prøve/2021")
    assert found["bygger_på"] is True
    kinds = {one["navn"]: one["ændring"] for one in found["ændringer"]}
    assert (kinds["fast"], kinds["x"], kinds["y"]) == ("antaget_videreført", "antaget_videreført", "ændret")
    assert (
        "Det nye bygger på det gamle gennem prøve/2020."
        in run(library, "forskel", "prøve/2019", "prøve/2021").out
    )
    back = run(library, "forskel", "prøve/2021", "prøve/2019").out
    assert "Det første bygger på det andet, så ændringerne står her omvendt." in back


def test_a_reason_is_not_told_of_a_change_it_is_not_about(library):
    """2020 says why it changed 2019; that is no reason why 2021 was other than it."""
    last = "parametre:\n  sats: {ændring: ændret, begrundelse: Mere endnu., værdier: {2021: 9}}\n"
    write(library, "prøve/2021", 2021, last, base="prøve/2020", code="M")
    forth, back = (
        run(library, "forskel", *ids, "--størrelse", "sats").out
        for ids in (("prøve/2020", "prøve/2021"), ("prøve/2021", "prøve/2020"))
    )
    assert "Begrundelse: Mere endnu." in forth
    assert "Begrundelse" not in back


def test_a_bundle_stands_for_the_set_it_holds(library, tmp_path):
    sag = case(library, "prøve/2019", facts(x=10), year=2019)
    pack = tmp_path / "pakke.zip"
    assert run(library, "revision", "pak", "prøve/2019", sag, "-o", pack).code == 0
    assert told(library, "forskel", pack, "prøve/2020") == told(
        library, "forskel", "prøve/2019", "prøve/2020"
    )
    named, packed = (run(library, "sammenlign", one, "prøve/2020") for one in ("prøve/2019", pack))
    assert (packed.code, packed.out) == (0, named.out)
    (tmp_path / "itu.zip").write_bytes(pack.read_bytes()[:-40])
    broken = run(library, "forskel", tmp_path / "itu.zip", "prøve/2020")
    assert broken.code in (1, 2)
    assert broken.out == ""


def test_one_quantity_narrows_it_to_what_lies_behind(library):
    found = told(library, "forskel", "prøve/2019", "prøve/2020", "--størrelse", "y")
    assert {one["navn"] for one in found["ændringer"]} == {"y", "x", "sats"}


def test_a_set_does_not_differ_from_itself():
    found = told(FICTIONAL, "forskel", "fiktivia/2018-2019", "fiktivia/2018-2019")
    assert {one["ændring"] for one in found["ændringer"]} == {"ens"}
    assert found["rammer"] == []


def test_the_fictional_sets_as_their_files_say():
    """The words of change in the newer set's files, counted by hand from the text of the files."""
    found = told(FICTIONAL, "forskel", "fiktivia/2018-2019", "fiktivia/2020-2021")
    by_kind = {}
    for one in found["ændringer"]:
        by_kind.setdefault(one["ændring"], set()).add(one["navn"])
    text = "".join(p.read_text("utf-8") for p in sorted((FICTIONAL / "fiktivia/2020-2021").glob("*.yaml")))
    assert len(by_kind["ændret"]) == text.count("ændring: ændret")
    assert len(by_kind["fjernet"]) == text.count("ændring: ophævet")
    short = ["løn", "talværdi", "fremmede_broer", "andele_summer", "nødtæpper", "tæpper"]
    assert set(short) <= by_kind["genbekræftet"]


def test_the_text_fits_the_page_and_tells_the_same(library):
    text = run(library, "forskel", "prøve/2019", "prøve/2020").out
    assert "3 ændret, 1 tilføjet, 1 fjernet, 1 genbekræftet, 1 antaget videreført" in text
    assert "2020: 3 pct → 4 pct" in text
    assert "2021: – → 5 pct" in text
    assert max(map(len, text.splitlines())) <= 110
