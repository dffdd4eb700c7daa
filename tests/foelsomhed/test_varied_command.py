"""`--variér`, `--opnå` and the drawing as a user meets them: text, refusals, files."""

import json
import re
import sys
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

import smaa_regler as small
from rammeaftale.cli.exit_codes import exit_code
from rammeaftale.core.diagnostics import RammeaftaleError

TOPIC = """\
parametre:
  grænse: {titel: Grænse, enhed: kr, værdi: 1000, kilde: {afsnit: "4.2"}}
oplysninger:
  løn: {titel: Løn, enhed: kr, mindst: 0}
  pladser: {titel: Pladser, enhed: plads, mindst: 0}
  navn: {titel: Navn, type: tekst}
  niveauets: {titel: Niveauets, enhed: kr, pr: niveau}
  andet: {titel: Andet, enhed: kr}
størrelser:
  tillæg:
    titel: Tillægget
    enhed: kr
    kilde: {afsnit: "4.1"}
    varianter:
      - {når: løn <= grænse, formel: 10 pct * løn}
      - {ellers: 20 pct * løn}
  pris: {titel: Pris pr. plads, enhed: kr/plads, formel: tillæg / pladser}
  venter: {titel: Venter, enhed: kr, formel: "hvis(løn > 500 kr, andet, løn)"}
  dyrt: {titel: Dyrt, type: ja_nej, formel: tillæg > 50 kr}
  delt: {titel: Delt, enhed: kr, pr: niveau, formel: niveauets + løn}
  egen: {titel: Egen, type: tekst, formel: navn}
  dagen: {titel: Dagen, type: dato, formel: "hvis(løn > andet, dato(2020, 1, 1), dato(2020, 2, 1))"}
  trappe: {titel: Trappe, enhed: kr, formel: "rund_op(løn / 100, 0) * 100"}
  tæt: {titel: Tæt, enhed: kr, formel: "maks(løn, 500 kr) + maks(løn, 503 kr) + maks(løn, 506 kr)"}
pligter:
  anmeldelse:
    titel: Lønnen anmeldes
    modalitet: skal
    adressat: driftsherre
    udløses_når: løn >= 1500 kr
"""
CASE = """\
år: 2020
oplysninger:
  løn: 800
  pladser: 4
  niveau: {N1: {niveauets: 5}, N2: {niveauets: 6}}
"""
TEXT = """\
tillæg – Tillægget, når løn går fra 0,00 kr til 2.000,00 kr
Sagens egen værdi er 800,00 kr: 80,00 kr.

       løn  tillæg
        kr      kr
      0,00    0,00
    500,00   50,00
*   800,00   80,00  sagens egen
  1.000,00  100,00
  1.500,00  300,00
  2.000,00  400,00

Tærskler
  1. over 1.000,00 kr: springer fra 100,00 kr til 200,00 kr (+100,00 kr)
     Tillægget (tillæg), afsnit 4.1, 2020/regler.yaml:17: betingelsen «løn <= grænse»

Imellem
  0,00 kr til 1.000,00 kr: +10,00 kr for hver 100 kr mere
  1.000,00 kr til 2.000,00 kr: +20,00 kr for hver 100 kr mere

Pligter og kontroller undervejs
  fra og med 1.500,00 kr: pligten anmeldelse – Lønnen anmeldes – udløses
     Lønnen anmeldes (anmeldelse), afsnit 1, 2020/regler.yaml:32: betingelsen «løn >= 1500 kr»

Tærsklerne er fundet ved at løse reglernes egne grænser, ikke ved stikprøver.
"""


@pytest.fixture(scope="module")
def lib(tmp_path_factory):
    found = small.library(tmp_path_factory.mktemp("k") / "k", TOPIC)
    found.load()
    (found.root / "sag.yaml").write_text(small.case_text(CASE), encoding="utf-8")
    return found


@pytest.fixture
def run(lib):
    return lambda *words: small.command("følsomhed", small.SET, "sag.yaml", *words, cwd=lib.root)


def test_the_table_and_the_threshold_with_its_rule(run):
    assert run("tillæg", "--variér", "løn=0..2000:500").out == TEXT


def test_the_ascii_twins(run):
    assert run("tillæg", "--varier", "løn=0..2000:500").out == TEXT
    assert (
        run("tillæg", "--opnaa", "90", "--ved", "løn").out
        == run("tillæg", "--opnå", "90", "--ved", "løn").out
    )


def test_an_unknown_stretch_is_told_in_words(run):
    out = run("venter", "--variér", "løn=0..1000:250").out
    assert "1. over 500,00 kr: går fra 500,00 kr til ukendt (mangler andet)" in out
    assert "   750,00  ukendt  mangler andet" in out
    assert "  500,00 kr til 1.000,00 kr: ukendt (mangler andet)" in out


def test_a_failure_at_the_end_of_the_range(run):
    out = run("pris", "--variér", "pladser=0..8:2").out
    assert "netop ved 0 pladser: fejl (der divideres med nul); lige efter vokser det uden grænse" in out
    assert "en kurve, se tabellen" in out


def test_what_must_be_changed_for_an_answer(run):
    out = run("tillæg", "--opnå", "90", "--ved", "løn").out
    assert "  900,00 kr\n     Efterprøvet: --sæt løn=900 giver 90,00 kr\n" in out
    assert "Søgt fra 0,00 kr og opefter" in out


def test_two_ways_to_the_same(run):
    out = run("dyrt", "--opnå", "ja", "--ved", "løn=0..3000").out
    assert "Alle værdier over 500,00 kr til og med 3.000,00 kr." in out


def test_a_value_that_is_jumped_over(run):
    ran = run("tillæg", "--opnå", "150", "--ved", "løn")
    assert ran.code == 1
    assert "Ingen værdi giver det. Det nærmeste er 100,00 kr, som fås ved 1.000,00 kr." in ran.out
    assert "Her sætter en regel grænsen (over 1.000,00 kr):" in ran.out
    assert "2020/regler.yaml:17: betingelsen «løn <= grænse»" in ran.out


def test_a_fraction_is_told_exactly_and_tried_as_written(run):
    out = run("tillæg", "--opnå", "33.333", "--ved", "løn").out
    assert "--sæt løn=333.33 giver 33,33 kr" in out
    out = run("pris", "--opnå", "7", "--ved", "pladser").out
    assert "11,4286 pladser (nøjagtigt 80/7)" in out
    assert "11 pladser giver 7,27 kr" in out
    assert "12 pladser giver 6,67 kr" in out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tillæg", "--variér", "løn=2000..0"), "S961"),
        (("tillæg", "--variér", "lon=0..2000"), "S902"),
        (("tillæg", "--variér", "løn=0,5..2000"), "S906"),
        (("tillæg", "--variér", "løn=0 kr..2000 kr"), "S906"),
        (("tillæg", "--variér", "løn=-5..2000"), "S907"),
        (("tillæg", "--variér", "løn=0..2000/1"), "S965"),
        (("tillæg", "--variér", "løn=0..2000:1"), "S965"),
        (("tillæg", "--variér", "løn=0..2000:-1"), "S967"),
        (("tillæg", "--variér", "løn"), "S960"),
        (("tillæg", "--variér", "løn=0.."), "S960"),
        (("tillæg", "--variér", "navn=a..b"), "S962"),
        (("tillæg", "--variér", "tillæg=1..2"), "S962"),
        (("tillæg", "--variér", "pladser=1..2"), "S964"),
        (("tillæg", "--variér", "anmeldelse=1..2"), "S936"),
        (("delt", "--variér", "løn=1..2"), "S963"),
        (("delt[N1]", "--variér", "niveauets=1..2"), "S963"),
        (("delt[N1]", "--variér", "niveauets[N9]=1..2"), "S910"),
        (("delt[N9]", "--variér", "løn=1..2"), "S910"),
        (("tillæg", "--opnå", "halvfems", "--ved", "løn"), "S906"),
        (("tillæg", "--opnå", "90", "--ved", "lon"), "S902"),
        (("egen", "--opnå", "x", "--ved", "løn"), "S968"),
    ],
)
def test_what_may_be_written_wrong(lib, words, code):
    found = small.refused("følsomhed", small.SET, "sag.yaml", *words, cwd=lib.root)
    assert {one.code for one in found} == {code}


def test_options_that_do_not_belong_together(paths, lib):
    from running import run_program

    whole = ["følsomhed", small.SET, str(lib.root / "sag.yaml"), "tillæg", "--regler", str(lib.root)]
    for words, said in (
        (["--opnå", "90"], "--opnå skal have --ved"),
        (["--ved", "løn"], "--ved hører til --opnå"),
        (["--variér", "løn=0..1", "--opnå", "1", "--ved", "løn"], "brug enten --variér eller --opnå"),
        (["-o", "x.svg"], "-o tegner en graf og hører til --variér"),
        (["--variér", "løn=0..1", "-o", "x.gif"], "skal ende på .svg eller .png"),
        (["--variér", "løn=0..1", "-o", "findes-ikke/x.svg"], "mappen «findes-ikke» findes ikke"),
    ):
        ran = run_program([*whole, *words])
        assert ran.code == 2, words
        assert said in ran.err
        assert ran.out == ""


def draw(run, target, asked, path) -> str:
    assert run(target, "--variér", asked, "-o", str(path), "--overskriv").out == ""
    return path.read_text(encoding="utf-8")


def test_the_drawing_is_the_same_each_time_and_says_what_it_shows(run, tmp_path):
    first = draw(run, "tillæg", "løn=0..2000", tmp_path / "a.svg")
    assert first == draw(run, "tillæg", "løn=0..2000", tmp_path / "b.svg")
    root = ET.fromstring(first)  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    assert root.get("role") == "img"
    assert set(root.get("aria-labelledby").split()) <= set(ids)
    assert root.find(f"{space}title").text.startswith("tillæg – Tillægget, når løn går fra")
    assert "springer fra 100,00 kr til 200,00 kr" in root.find(f"{space}desc").text
    texts = [one.text for one in root.iter(f"{space}text")]
    assert {"500", "1.000", "1.500", "2.000", "Løn (kr)", "Tillægget – tillæg (kr)"} <= set(texts)
    assert any(text.startswith("1. over 1.000,00 kr: springer") for text in texts)
    # A jump has a diamond, a filled end where 1.000 kr belongs and an open one where it does not.
    assert len(root.findall(f".//{space}polygon[@class='mærke']")) == 1
    ends = {
        one.get("class"): one.get("cy") for one in root.iter(f"{space}circle") if "ende" in one.get("class")
    }
    assert float(ends["ende fyldt"]) > float(ends["ende åben"])  # lower on the paper: 100 kr, not 200 kr
    everything = [float(n) for n in re.findall(r'(?:cx|x1|x2)="([0-9.]+)"', first)]
    assert all(0 <= n <= 760 for n in everything)


def test_a_stretch_without_a_value_is_hatched_and_named(run, tmp_path):
    drawn = draw(run, "venter", "løn=0..1000", tmp_path / "v.svg")
    assert drawn.count('class="hul"') == 1
    assert "<title>ukendt (mangler andet)</title>" in drawn
    assert ">ukendt</text>" in drawn


def test_a_day_that_nothing_is_known_of_is_drawn_without_figures(run, tmp_path):
    drawn = draw(run, "dagen", "løn=0..1000", tmp_path / "d.svg")
    space = "{http://www.w3.org/2000/svg}"
    texts = [one.text for one in ET.fromstring(drawn).iter(f"{space}text")]  # noqa: S314 - our own text
    assert "ukendt" in texts
    assert not any(re.fullmatch(r"\d\d-\d\d-\d{4}", text or "") for text in texts)


def test_numbers_of_near_thresholds_stand_over_each_other_outside_the_plot(run, tmp_path):
    drawn = draw(run, "tæt", "løn=0..1000", tmp_path / "t.svg")
    space = "{http://www.w3.org/2000/svg}"
    (group,) = ET.fromstring(drawn).iter(f"{space}g")  # noqa: S314 - our own text
    marks = [one for one in group.iter(f"{space}circle") if one.get("class") == "mærke"]
    assert [one.get("cy") for one in marks] == ["74", "47", "20"]
    assert all(float(one.get("cy")) < 88 for one in marks)  # the plot begins at 88
    assert group.get("transform") == "translate(0 54)"  # two numbers up, and the heading still clear of them


def test_thresholds_that_are_not_drawn_are_counted(run, tmp_path):
    drawn = draw(run, "trappe", "løn=50..1550", tmp_path / "n.svg")
    assert drawn.count('class="grænse"') == 12
    assert "… og 3 tærskler mere, som ikke er tegnet; en kortere strækning viser dem" in drawn
    assert "12. over 1.200,00 kr: springer fra 1.200,00 kr til 1.300,00 kr" in drawn


def test_a_curve_that_grows_without_end_leaves_room_for_the_rest(run, tmp_path):
    """tillæg / pladser is 80 kr at 1 place; that it is far more near 0 does not flatten the rest."""
    drawn = draw(run, "pris", "pladser=0..20:1", tmp_path / "e.svg")
    root = ET.fromstring(drawn)  # noqa: S314 - our own text
    texts = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "80" in texts
    assert "100" not in texts
    assert 'clip-path="url(#graf-felt)"' in drawn


def test_dates_have_ticks_at_the_first_of_a_month(paths, tmp_path):
    case = paths.root / "rules/2019-2020/eksempler/opsigelse-besat-efter-varslet.yaml"
    words = ("opsigelse_betales_til", "--variér", "opsigelse_modtaget=2019-01-10..2019-06-30")
    path = tmp_path / "æøå.svg"
    small.command("følsomhed", "hovedstaden/2019-2020", str(case), *words, "-o", str(path), cwd=paths.root)
    drawn = path.read_text(encoding="utf-8")
    assert ">01-02-2019</text>" in drawn
    assert ">01-06-2019</text>" in drawn
    # Three steps of the end of a month, each level: two heights a line, the same at both its ends.
    lines = re.findall(r'class="linje"[^>]* points="([^"]*)"', drawn)
    assert [len({spot.split(",")[1] for spot in line.split()}) for line in lines] == [1, 1, 1]


@pytest.mark.parametrize("asked", ["løn", "løn=0..", "løn=9..1", "løn=1..9/1", "løn=1..9:0"])
def test_a_range_that_is_none_is_wrong_use(run, asked):
    with pytest.raises(RammeaftaleError) as refused:
        run("tillæg", "--variér", asked)
    assert exit_code(refused.value.diagnostics, ()) == 2


def test_ja_and_nej_are_on_the_axis(run, tmp_path):
    drawn = draw(run, "dyrt", "løn=0..1000", tmp_path / "j.svg")
    assert ">ja</text>" in drawn
    assert ">nej</text>" in drawn


def test_a_file_is_not_overwritten_unasked(run, tmp_path, lib):
    (tmp_path / "a.svg").write_text("mit", encoding="utf-8")
    with pytest.raises(Exception, match="findes allerede"):
        run("tillæg", "--variér", "løn=0..2000", "-o", str(tmp_path / "a.svg"))
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == "mit"


def test_png_without_the_library(run, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "cairosvg", None)
    with pytest.raises(Exception, match="PNG kræver biblioteket CairoSVG"):
        run("tillæg", "--variér", "løn=0..2000", "-o", str(tmp_path / "a.png"))
    assert not (tmp_path / "a.png").exists()


def test_png_by_the_library(run, tmp_path, monkeypatch):
    asked = {}

    def svg2png(**given: object) -> bytes:
        asked.update(given)
        return b"\x89PNG\r\n"

    monkeypatch.setitem(sys.modules, "cairosvg", SimpleNamespace(svg2png=svg2png))
    run("tillæg", "--variér", "løn=0..2000", "-o", str(tmp_path / "a.png"))
    assert (tmp_path / "a.png").read_bytes() == b"\x89PNG\r\n"
    assert asked["bytestring"].startswith(b"<svg")


def test_a_drawing_is_not_json_too(run, tmp_path):
    with pytest.raises(Exception, match="enten -o"):
        run("tillæg", "--variér", "løn=0..2000", "-o", str(tmp_path / "a.svg"), "--format", "json")
    assert not (tmp_path / "a.svg").exists()


def test_a_place_that_is_cut_short_says_so(run):
    """100 kr for 80/7 places is 11,4286 of them, told exactly; 80/7.000001 is too long to."""
    assert "11,4286 pladser (nøjagtigt 80/7)" in run("pris", "--opnå", "7", "--ved", "pladser").out
    assert "  cirka 11,4286 pladser\n" in run("pris", "--opnå", "7.0000000123", "--ved", "pladser").out


def test_json_has_exact_numbers(run):
    told = json.loads(run("tillæg", "--variér", "løn=0..2000/3", "--format", "json").out)
    (one,) = told["tærskler"]
    assert (one["ved"], one["art"], one["selve_værdien"]) == ({"værdi": "1000"}, "spring", "før")
    assert (one["før"], one["efter"], one["resultat"]) == (
        {"værdi": "100"},
        {"værdi": "200"},
        {"værdi": "100"},
    )
    assert one["regler"][0]["sted"] == "2020/regler.yaml:17"
    assert [part["hældning"]["værdi"] for part in told["strækninger"]] == ["0.1", "0.2"]
    told = json.loads(run("pris", "--opnå", "7", "--ved", "pladser", "--format", "json").out)
    assert told["løsninger"][0]["fra"]["brøk"] == "80/7"


def test_an_answer_near_zero_is_written_with_the_digits_it_takes(run):
    """80 kr over 10^12 kr/plads is 8e-11 places; six decimals of it would be none, and a division by zero."""
    text = run("pris", "--opnå", "1000000000000", "--ved", "pladser").out
    assert "cirka 0,00000000008 pladser" in text
    assert "pladser=0.00000000008 giver 1.000.000.000.000,00 kr" in text
