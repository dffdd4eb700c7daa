"""How `følsomhed` tells it: tables in Danish numbers, as JSON that keeps its schema, and with the right exit code."""

import json

import pytest
from jsonschema import Draft202012Validator

import smaa_regler as small
from rammeaftale.report import foelsomhed_json

TOPIC = """\
fortolkninger:
  sats_læses:
    titel: Hvilken sats gælder?
    art: modstrid
    standard: lav
    kilder: [{afsnit: "2"}, {dokument: bilag, afsnit: "7"}]
    læsninger: {lav: {titel: Den lave sats}, høj: {titel: Den høje sats}}
  tillæg_læses:
    titel: Skal tillægget med?
    art: flertydig
    standard: uden
    kilde: {afsnit: "3.1"}
    læsninger: {uden: {titel: Uden tillægget}, med: {titel: Med tillægget}}
  loft_læses:
    titel: Gælder loftet?
    art: tavshed
    standard: nej_tak
    læsninger: {nej_tak: {titel: Intet loft}, ja_tak: {titel: Et loft}}
oplysninger:
  a: {titel: A, enhed: kr}
  tillæg: {titel: Tillæg, enhed: kr}
  start: {titel: Start, type: dato, fast: ja}
  niveauets: {titel: Niveauets, enhed: kr, pr: niveau}
størrelser:
  sats: {titel: Sats, enhed: pct, efter_fortolkning: {sats_læses: {lav: 10 pct, høj: 12.5 pct}}}
  tillagt: {titel: Tillagt, enhed: kr, efter_fortolkning: {tillæg_læses: {uden: 0 kr, med: tillæg}}}
  højst_tilladt: {titel: Loft, enhed: kr, efter_fortolkning: {loft_læses: {nej_tak: 9000000 kr, ja_tak: 5000 kr}}}
  afgift: {titel: Årets afgift, enhed: kr, formel: "min(sats * a, højst_tilladt) + tillagt"}
  slut:
    titel: Sidste dag
    type: dato
    efter_fortolkning: {sats_læses: {lav: start, høj: start + dage(3)}}
  fejl_tal: {titel: Umulig, enhed: kr, formel: a / (sats - sats)}
  uden: {titel: Uden, enhed: kr, formel: a}
  pr_niveau: {titel: Pr. niveau, enhed: kr, pr: niveau, formel: sats * niveauets}
"""


@pytest.fixture(scope="module")
def lib(tmp_path_factory):
    found = small.library(tmp_path_factory.mktemp("b") / "b", TOPIC)
    found.load()
    return found


class Sensitive:
    """The command on a case, run beside the case."""

    def __init__(self, lib) -> None:
        self.lib = lib

    def __call__(self, case, *words: str) -> small.Said:
        (self.lib.root / "sag.yaml").write_text(small.case_text(case), encoding="utf-8")
        return small.command("følsomhed", small.SET, "sag.yaml", *words, cwd=self.lib.root)


@pytest.fixture
def told(lib):
    return Sensitive(lib)


CASE = "år: 2020\noplysninger: {a: 12000, tillæg: 250.5}\n"
EXPECTED = """\
afgift – Årets afgift: 1.200,00 kr

sats_læses – Hvilken sats gælder?
  to steder siger hver sit: aftalen, afsnit 2 og bilag, afsnit 7
     læsning        kr     forskel   i pct
  *  lav      1.200,00                      Den lave sats (standard)
     høj      1.500,00  +300,00 kr  +25,00  Den høje sats

tillæg_læses – Skal tillægget med?
  teksten er flertydig: aftalen, afsnit 3.1
     læsning        kr     forskel   i pct
  *  uden     1.200,00                      Uden tillægget (standard)
     med      1.450,50  +250,50 kr  +20,88  Med tillægget

Uden betydning for resultatet i denne sag
  loft_læses – Gælder loftet?

Flere læsninger ændret på én gang (de øvrige som i sagen)
          kr     forskel   i pct  ændret
    1.750,50  +550,50 kr  +45,88  sats_læses=høj og tillæg_læses=med

I alt spænder læsningerne fra 1.200,00 kr til 1.750,50 kr.
"""


def test_whole_text(told):
    assert told(CASE, "afgift") == small.Said(EXPECTED, 0)


def test_reading_the_case_chose_is_marked(told):
    said = told(CASE + "fortolkninger: {sats_læses: høj}\n", "afgift")
    assert "     lav      1.200,00  -300,00 kr  -20,00  Den lave sats\n" in said.out
    assert "  *  høj      1.500,00                      Den høje sats (valgt i sagen)\n" in said.out


def test_reading_chosen_on_the_command_line(told):
    assert told(CASE, "afgift", "--fortolkning", "sats_læses=høj").out.startswith(
        "afgift – Årets afgift: 1.500,00 kr\n"
    )


def test_percentages_differ_by_percentage_points(told):
    assert "     høj      12,5  +2,5 procentpoint  +25,00  Den høje sats\n" in told(CASE, "sats").out


def test_dates_differ_by_days(told):
    said = told("oplysninger: {start: 2020-02-28}\n", "slut")
    assert said.out.startswith("slut – Sidste dag: 28-02-2020\n")
    assert "     høj      02-03-2020  +3 dage         Den høje sats\n" in said.out


def test_what_is_missing_under_a_reading_is_told(told):
    said = told("år: 2020\noplysninger: {a: 12000}\n", "afgift")
    assert "     med        ukendt        –         Med tillægget; mangler tillæg\n" in said.out
    assert "1 anden kombination giver ikke en værdi.\n" in said.out


def test_loft_that_hides_a_reading_is_seen_together(told):
    said = told("år: 2020\noplysninger: {a: 60000, tillæg: 0}\n", "afgift")
    assert "  tillæg_læses – Skal tillægget med?\n" in said.out  # without effect: the addition is 0
    assert "    5.000,00  -1.000,00 kr  -16,67  sats_læses=høj og loft_læses=ja_tak\n" in said.out


def test_every_member(told):
    case = "år: 2020\noplysninger: {niveau: {N1: {niveauets: 100}, N2: {niveauets: 200}}}\n"
    said = told(case, "pr_niveau")
    assert "pr_niveau[N1] – Pr. niveau: 10,00 kr\n" in said.out
    assert "pr_niveau[N2] – Pr. niveau: 20,00 kr\n" in said.out
    assert "N1" not in told(case, "pr_niveau[N2]").out


def test_no_members(told):
    assert told("år: 2020\n", "pr_niveau").out == "Størrelsen har ingen medlemmer i sagen.\n"


def test_no_readings(told):
    expected = "uden – Uden: 12.000,00 kr\nIngen fortolkninger ligger bag; aftalen er kun læst på én måde.\n"
    assert told(CASE, "uden") == small.Said(expected, 0)


def test_something_unknown_may_have_readings_further_on(told):
    said = told("år: 2020\n", "uden")
    assert said.out == (
        "uden – Uden: ukendt (mangler a)\n"
        "Ingen fortolkninger er brugt, så langt der kan regnes; det manglende kan føre flere med sig.\n"
    )


def test_failure_gives_exit_code_1(told):
    said = told(CASE, "fejl_tal")
    assert said.out.startswith("fejl_tal – Umulig: fejl (der divideres med nul)\n")
    assert said.code == 1


def test_unknown_name_is_refused(lib, told):
    told(CASE, "afgift")
    (found,) = small.refused("følsomhed", small.SET, "sag.yaml", "afgft", cwd=lib.root)
    assert (found.code, found.help) == ("S902", "mente du «afgift»?")


def test_ascii_twin(lib, told):
    told(CASE, "afgift")
    assert small.command("foelsomhed", small.SET, "sag.yaml", "afgift", cwd=lib.root).out == EXPECTED


def test_json_keeps_its_schema(told):
    Draft202012Validator.check_schema(foelsomhed_json.SCHEMA)
    for case in (CASE, "år: 2020\n", "oplysninger: {start: 2020-02-28}\n"):
        for name in ("afgift", "sats", "slut", "uden", "fejl_tal", "pr_niveau"):
            found = json.loads(told(case, name, "--format", "json").out)
            Draft202012Validator(foelsomhed_json.SCHEMA).validate(found)


def test_json_is_exact(told):
    found = json.loads(told(CASE, "afgift", "--format", "json").out)["størrelser"]["afgift"]
    assert (found["enhed"], found["værdi"]) == ("kr", "1200")
    by_name = {one["navn"]: one for one in found["fortolkninger"]}
    assert {name: one["betydning"] for name, one in by_name.items()} == {
        "sats_læses": "alene",
        "tillæg_læses": "alene",
        "loft_læses": "ingen",
    }
    assert by_name["sats_læses"]["kilder"] == [
        {"dokument": "aftalen", "afsnit": "2", "anker": []},
        {"dokument": "bilag", "afsnit": "7", "anker": []},
    ]
    assert by_name["tillæg_læses"]["læsninger"][1] == {
        "navn": "med",
        "titel": "Med tillægget",
        "bruges": False,
        "resultat": {"værdi": "1450.5"},
        "forskel": {"værdi": "250.5"},
        "forskel_pct": "20.875",
    }
    assert found["kombinationer"][-1]["læsninger"] == {"sats_læses": "høj", "tillæg_læses": "med"}
    assert found["kombinationer"][-1]["resultat"] == {"værdi": "1750.5"}
