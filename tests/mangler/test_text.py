"""How `mangler` tells it: as text, as JSON that keeps its schema, and with the right exit code."""

import json

import pytest
from click import MissingParameter
from jsonschema import Draft202012Validator

import smaa_regler as small
from rammeaftale.report import mangler_json

TOPIC = """\
oplysninger:
  grupper: [{netop_én_af: [beløb, sats]}]
  beløb: {titel: Beløb, spørgsmål: Hvor stort er beløbet?, enhed: kr}
  sats: {titel: Sats, enhed: pct}
  løn:
    titel: Løn
    spørgsmål: Hvad er der budgetteret til løn?
    enhed: kr
    kilde: {afsnit: "2.1"}
  belægning: {titel: Belægning, enhed: pct, pr: år}
  hus_er_lejet: {titel: Huset er lejet, type: ja_nej}
  leje: {titel: Årets leje, enhed: kr}
  gæld: {titel: Gæld, enhed: kr, pr: aktiv}
  solgt: {titel: Solgt, type: ja_nej, pr: aktiv}
  tillæg: {titel: Tillæg, enhed: kr, valgfri: ja}
  nul: {titel: Nul, enhed: kr}
  slags: {titel: Slags, muligheder: [bo, dag], fast: ja}
størrelser:
  overhead:
    titel: Overhead
    enhed: kr
    varianter:
      - når: oplyst(beløb)
        formel: beløb
      - ellers: sats * løn
  husleje:
    titel: Husleje
    enhed: kr
    formel: hvis(hus_er_lejet, leje, 0 kr)
  udgift:
    titel: Udgift
    enhed: kr
    formel: løn + overhead + husleje + sum(gæld, over=aktiv, hvor=ikke solgt) + oplyst_eller(tillæg, 0 kr)
  pladser:
    titel: Belagte pladser
    enhed: forhold
    formel: gennemsnit(belægning[-2:-1])
  delt: {titel: Delt, enhed: forhold, formel: løn / nul}
  tavs: {titel: Tavs, enhed: kr, formel: "hvis(slags == \\"bo\\", løn, ikke_reguleret)"}
  pr_aktiv: {titel: Pr. aktiv, enhed: kr, pr: niveau, formel: løn}
"""


@pytest.fixture(scope="module")
def lib(tmp_path_factory):
    root = tmp_path_factory.mktemp("b") / "b"
    found = small.library(root, TOPIC)
    found.load()
    return found


class Mangler:
    """The command on a case, run beside the case."""

    def __init__(self, lib) -> None:
        self.lib = lib

    def __call__(self, case, *words: str) -> small.Said:
        (self.lib.root / "sag.yaml").write_text(small.case_text(case), encoding="utf-8")
        return small.command("mangler", small.SET, "sag.yaml", *words, cwd=self.lib.root)


@pytest.fixture
def mangler(lib):
    return Mangler(lib)


EXPECTED = """\
udgift – Udgift: ukendt

4 oplysninger skal gives; 1 kan blive nødvendig.

Skal oplyses, det mest afgørende først
1. aktiv
   Aktiv: nævn hver med et kort navn
   Skrives under oplysninger → aktiv; er der ingen: aktiv: {}
   Afgør, om 2 andre skal oplyses
   For hvert medlem af «aktiv» desuden
   - solgt: Solgt (ja/nej)
   - gæld: Gæld (kr), afhænger af «ikke solgt»
2. hus_er_lejet
   Huset er lejet (ja/nej) · aftalen, afsnit 1
   Skrives under oplysninger → hus_er_lejet
   Bruges i husleje
   Afgør, om 1 anden skal oplyses
3. løn
   Løn (kr) · aftalen, afsnit 2.1
   Hvad er der budgetteret til løn?
   Skrives under oplysninger → løn
   Bruges i overhead, udgift
4. beløb eller sats
   Beløb (kr) · aftalen, afsnit 1
   Hvor stort er beløbet?
   Sats (pct) · aftalen, afsnit 1
   Skriv den ene: oplysninger → beløb eller oplysninger → sats
   Bruges i overhead

Kan blive nødvendigt, det mest afgørende først
5. leje
   Årets leje (kr) · aftalen, afsnit 1
   Skrives under oplysninger → leje
   Afhænger af «hus_er_lejet» i husleje
   Bruges i husleje

Valgfrit og ikke oplyst; kan ændre, hvad der mangler
   tillæg

Hvor der står «eller», er det første nok; svares der med det andet, kan der mangle mere.
Et beregnet tal kan også oplyses direkte under «oplysninger», når det er kendt.
"""


def test_whole_text(mangler):
    said = mangler("år: 2020\n", "--størrelse", "udgift")
    assert said.out == EXPECTED
    assert said.code == 0


def test_several_years_stand_once(mangler):
    said = mangler("år: 2020\n", "--størrelse", "pladser")
    assert "1. belægning for 2018 og 2019\n" in said.out
    assert "   Skrives under oplysninger → belægning → ‹år›\n" in said.out


def test_several_members_stand_once(mangler):
    case = (
        "år: 2020\noplysninger: {aktiv: {bil: {solgt: nej}, hus: {solgt: nej, gæld: 2}, båd: {solgt: nej}}}\n"
    )
    said = mangler(case, "--størrelse", "udgift")
    assert "gæld for bil og båd\n" in said.out
    assert "   Skrives under oplysninger → aktiv → ‹medlem› → gæld\n" in said.out


@pytest.mark.parametrize(
    ("case", "name", "expected", "code"),
    [
        ("oplysninger: {løn: 1200.5, slags: bo}", "tavs", "tavs – Tavs: 1.200,50 kr", 0),
        (
            "oplysninger: {slags: dag}",
            "tavs",
            "tavs – Tavs er ikke reguleret i aftalen (2020/regler.yaml:41)",
            0,
        ),
        (
            "oplysninger: {løn: 1, nul: 0}",
            "delt",
            "delt – Delt kan ikke beregnes: der divideres med nul (2020/regler.yaml:40)",
            1,
        ),
        (
            "oplysninger: {løn: 1}",
            "pr_aktiv",
            "pr_aktiv – Pr. aktiv: sagen har ingen medlemmer af niveau, så der er intet at beregne",
            0,
        ),
    ],
)
def test_nothing_is_missing(mangler, case, name, expected, code):
    said = mangler(f"år: 2020\n{case}\n", "--størrelse", name)
    assert said.out == f"{expected}\n\nIngen oplysninger mangler.\n"
    assert said.code == code


def test_missing_year_is_told(mangler):
    said = mangler("oplysninger: {slags: dag}\n", "--størrelse", "pladser")
    assert "Sagen nævner intet år. Listen gælder for 2020, reglernes første år.\n" in said.out
    assert "1. år\n   Det år, der beregnes (årstal)\n   Skrives under år\n" in said.out


def test_options_change_the_case_first(mangler):
    said = mangler("oplysninger: {}\n", "--størrelse", "tavs", "--sæt", "slags=bo", "--år", "2021")
    assert "1. løn\n" in said.out
    assert "intet år" not in said.out


def test_quantity_must_be_named(lib):
    with pytest.raises(MissingParameter):
        small.command("mangler", small.SET, "sag.yaml", cwd=lib.root)


def test_unknown_name_is_refused_with_a_suggestion(lib, mangler):
    mangler("år: 2020\n", "--størrelse", "udgift")
    (found,) = small.refused("mangler", small.SET, "sag.yaml", "--størrelse", "udgifft", cwd=lib.root)
    assert (found.code, found.help) == ("S902", "mente du «udgift»?")


def test_json_keeps_its_schema(mangler):
    Draft202012Validator.check_schema(mangler_json.SCHEMA)
    for case in ("år: 2020\n", "", "år: 2020\noplysninger: {løn: 1, nul: 0, slags: dag}\n"):
        names = [word for name in ("udgift", "pladser", "tavs", "delt") for word in ("--størrelse", name)]
        found = json.loads(mangler(case, *names, "--format", "json").out)
        Draft202012Validator(mangler_json.SCHEMA).validate(found)


def test_json_says_where_and_why(mangler):
    found = json.loads(mangler("år: 2020\n", "--størrelse", "udgift", "--format", "json").out)
    assert found["størrelser"] == {
        "udgift": {"tilstand": "ukendt", "mangler": found["størrelser"]["udgift"]["mangler"]}
    }
    by_name = {one["en_af"][0]["adresse"]: one for one in found["mangler"]}
    assert by_name["leje"]["afhænger_af"] == {
        "art": "betingelse",
        "regel": "husleje",
        "tekst": "hus_er_lejet",
    }
    assert by_name["løn"]["en_af"][0] == {
        "adresse": "løn",
        "nøgler": ["oplysninger", "løn"],
        "titel": "Løn",
        "type": "tal",
        "enhed": "kr",
        "spørgsmål": "Hvad er der budgetteret til løn?",
        "kilde": {"dokument": "aftalen", "afsnit": "2.1", "anker": []},
    }
    assert [one["adresse"] for one in by_name["beløb"]["en_af"]] == ["beløb", "sats"]
    assert found["valgfrit_ikke_oplyst"] == ["tillæg"]
