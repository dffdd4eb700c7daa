"""What the commands say about a name that is no quantity, about another year, and about what is not known."""

from pathlib import Path

import pytest

import rammeaftale
import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.case_form import case_form
from rammeaftale.services.loading import load_rules
from rammeaftale.services.scaffolding.scaffold import scaffold

CASE = Path("haven/2020/eksempler/leje.yaml")
ROOT = Path(__file__).resolve().parents[2]
TOPIC = """
fortolkninger:
  læs: {titel: Hvilken?, art: flertydig, standard: lav, læsninger: {lav: {titel: Lav}, høj: {titel: Høj}}}
oplysninger:
  løn: {titel: Løn, enhed: kr}
  tal: {titel: Tal, enhed: kr, pr: år}
størrelser:
  sats: {titel: Sats, enhed: pct, efter_fortolkning: {læs: {lav: 10 pct, høj: 20 pct}}}
  udgift: {titel: Udgift, enhed: kr, formel: sats * løn}
  en_lang:
    titel: En titel så lang, at den ikke kan stå på én linje ved siden af sit tal, men må deles i to eller tre
    enhed: kr
    formel: løn - tal[-1]
  dag: {titel: Dagen, type: dato, formel: "dato(år, 12, 31)"}
"""


@pytest.fixture(scope="module")
def lib(tmp_path_factory):
    found = small.library(tmp_path_factory.mktemp("b") / "b", TOPIC)
    text = "år: 2020\noplysninger: {løn: 1000, tal: {2018: 5, 2019: 5}}\n"
    (found.root / "sag.yaml").write_text(small.case_text(text), encoding="utf-8")
    (found.root / "tom.yaml").write_text(small.case_text("år: 2020\noplysninger: {}\n"), encoding="utf-8")
    return found


@pytest.mark.parametrize(
    "words",
    [
        ["beregn", "haven/2020", CASE, "--størrelse", "skur"],
        ["mangler", "haven/2020", CASE, "--størrelse", "skur"],
        ["følsomhed", "haven/2020", CASE, "skur"],
        ["ny-sag", "haven/2020", "--størrelse", "skur"],
        ["beregn", "haven/2020", CASE, "--sæt", "skur=1"],
    ],
)
def test_a_dimension_is_called_one(garden, words):
    ran = garden(*words)
    assert ran.code == 1
    assert "fejl[S936]: «skur» er en dimension og ikke en størrelse" in ran.err
    assert "hjælp: Nævn noget, der er opdelt efter den, for eksempel skurleje." in ran.err


def test_a_dimension_is_not_explained(garden):
    assert (
        "«skur» er en dimension og har intet resultat at forklare"
        in garden("forklar", "haven/2020", CASE, "skur").err
    )


@pytest.mark.parametrize(
    ("rules", "name", "told"),
    [
        (
            "hovedstaden/2019-2020",
            "nødbremse",
            (
                "Se, hvor en sag står, med «rammeaftale procedure hovedstaden/2019-2020 nødbremse SAG»; det, der er "
                "sket, skrives i sagen under «procedurer: nødbremse:»."
            ),
        ),
        ("hovedstaden/2019-2020", "overhead_dokumentation", "under «pligter: overhead_dokumentation:»."),
        ("hovedstaden/2017-2021", "mål_1", "under «mål: mål_1:»."),
    ],
)
def test_what_has_no_value_is_asked_for_elsewhere(run, rules, name, told):
    ran = run("ny-sag", rules, "--størrelse", name)
    assert ran.code == 1
    assert "S936" in ran.err
    assert told in ran.err


def test_a_reading_is_chosen_by_its_option(garden):
    told = garden("beregn", "haven/2020", CASE, "--størrelse", "vandår").err
    assert "«vandår» er en fortolkning og ikke en størrelse" in told
    assert "--fortolkning vandår=…" in told


def test_another_year_is_named_over_its_figure(lib):
    told = small.command("beregn", small.SET, "sag.yaml", "--størrelse", "tal@2018", cwd=lib.root).out
    assert told.splitlines()[-2:] == ["       2018", "  Tal  5,00 kr  tal"]


def test_an_unknown_among_years_leaves_the_unit_where_it_is_read(lib):
    words = ("beregn", small.SET, "sag.yaml", "--år", "2019", "--år", "2020", "--størrelse", "tal@2019")
    told = small.command(*words, "--størrelse", "tal@2021", cwd=lib.root).out
    assert "  Tal  5,00  ukendt (kr)  tal" in told.splitlines()


def test_a_long_title_takes_two_lines(lib):
    told = small.command("beregn", small.SET, "sag.yaml", "--størrelse", "en_lang", cwd=lib.root).out
    assert told.splitlines()[-2:] == [
        "  En titel så lang, at den ikke kan stå på én linje ved siden af",
        "    sit tal, men må deles i to eller tre                            995,00 kr  en_lang",
    ]


def test_an_unknown_result_does_not_make_readings_idle(lib):
    told = small.command("følsomhed", small.SET, "tom.yaml", "udgift", cwd=lib.root).out
    assert "Kan ikke afgøres: resultatet er ukendt med hver læsning af\n  læs – Hvilken?" in told
    assert "Uden betydning" not in told


def test_what_is_missing_in_several_years_has_the_year_of_each(lib):
    words = ("--størrelse", "tal", "--størrelse", "tal@2018")
    told = small.command("beregn", small.SET, "tom.yaml", *words, cwd=lib.root).out
    assert "       @2018, @2020" in told.splitlines()


@pytest.mark.parametrize(
    ("name", "line"),
    [("løn", "  oplyst   i sagen · sag.yaml:3"), ("dag", "  regel    dato(år, 12, 31)")],
)
def test_depth_nought_shows_the_source_of_what_has_no_statement(lib, name, line):
    told = small.command("forklar", small.SET, "sag.yaml", name, "--dybde", "0", cwd=lib.root).out
    assert line in told.replace("│", " ").splitlines()
    assert "kilde    afsnit 1" in told


def test_depth_nought_keeps_the_readings(lib):
    told = small.command("forklar", small.SET, "sag.yaml", "udgift", "--dybde", "0", cwd=lib.root).out
    assert "Fortolkninger, svaret bygger på" in told
    assert "Hele forklaringen (3 størrelser i 2 niveauer)" in told


def test_choices_on_the_command_line_are_called_that(lib):
    chosen = ("--størrelse", "udgift", "--fortolkning", "læs=høj")
    told = small.command("beregn", small.SET, "sag.yaml", *chosen, cwd=lib.root).out
    assert "Valgt på kommandolinjen\n  Hvilken? Høj (læs: høj)" in told


def test_a_case_form_for_every_quantity_under_every_reading():
    rules = load_rules("hovedstaden/2019-2020", ROOT, Findings())
    assert rules is not None
    names = [name for name in rules.names if rules.quantity(name).symbol.is_computed]
    readings = {name: one.choices for program in rules.programs for name, one in program.readings.items()}
    for reading, choices in readings.items():
        for choice in choices:
            found = scaffold(rules, names, {"fortolkninger": (f"{reading}={choice}",)}, Findings())
            assert found is not None
            assert case_form(found)


def test_one_text_is_one_address_and_one_path(lib):
    rules = rammeaftale.load(small.SET, library=lib.root)
    result = rules.calculate(lib.root / "sag.yaml", "udgift")
    assert [target.quantity.name for target in result.targets] == ["udgift"]
    assert rammeaftale.check(str(lib.root)) == []


def test_the_package_shows_its_public_names_and_its_trace(lib):
    assert {"Rules", "Trace", "check", "load"} <= set(dir(rammeaftale))
    trace = rammeaftale.load(small.SET, library=lib.root).calculate(lib.root / "sag.yaml").explain("udgift")
    assert isinstance(trace, rammeaftale.Trace)
    assert repr(trace) == "<Trace udgift@2020: 100,00 kr; 3 nodes>"
