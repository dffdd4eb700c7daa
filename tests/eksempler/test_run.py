"""Running the examples: which are found, what goes wrong first, what a user reads, and the exit code."""

import json
import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import smaa_regler as small
from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.examples import as_json as shapes
from rammeaftale.services.examples import examples
from rammeaftale.services.examples.examples import run_examples
from rammeaftale.services.examples.files import find_examples
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet

TOPIC = """\
oplysninger:
  løn: {titel: Løn, enhed: kr}
  leje: {titel: Leje, enhed: kr}
  pladser: {titel: Pladser, enhed: plads, fast: ja}
  gæld: {titel: Gæld, enhed: kr, pr: aktiv}
størrelser:
  lønudgift: {titel: Lønudgift, enhed: kr, formel: løn * 2}
  lejeudgift: {titel: Lejeudgift, enhed: kr, formel: leje * 2}
  udgift: {titel: Udgift, enhed: kr, formel: lønudgift + lejeudgift}
  pr_plads: {titel: Udgift pr. plads, enhed: kr, formel: udgift / pladser}
  rente: {titel: Rente, enhed: kr, formel: sum(gæld)}
  tavs: {titel: Tavs, enhed: kr, formel: ikke_reguleret}
pligter:
  melde: {titel: Melde, modalitet: skal, adressat: driftsherre, udløses_når: udgift > 100 kr}
kontroller:
  rimelig: {titel: Rimelig, skal_gælde: udgift < 1000 kr, grad: fejl, besked: For stor}
"""
CASE = (
    "år: 2020\noplysninger: {løn: 100, leje: 50, pladser: 7}\n"  # lønudgift 200, lejeudgift 100, udgift 300
)


@pytest.fixture
def lib(tmp_path):
    found = small.library(tmp_path / "b", TOPIC)
    found.load()
    return found


def run(*paths: Path):
    findings = Findings()
    sets = run_examples(paths, findings)
    return [result for one in sets for result in one.results], findings.sorted()


def one(lib, forventet):
    ((result,), _) = run(lib.example("prøve", f"{CASE}forventet:\n{forventet}"))
    return result


def test_first_difference_is_named_before_those_that_rest_on_it(lib):
    found = one(lib, "  pr_plads: 1\n  udgift: 310\n  lønudgift: 210\n  lejeudgift: 100\n").mismatches
    assert [m.expectation.address for m in found] == ["lønudgift", "udgift", "pr_plads"]
    assert [m.rests_on for m in found] == [(), ("lønudgift",), ("lønudgift", "udgift")]
    assert [m.difference for m in found[:2]] == [-10, -10]


def test_two_faults_that_do_not_rest_on_each_other_both_begin(lib):
    found = one(lib, "  udgift: 0\n  lejeudgift: 1\n  lønudgift: 2\n").mismatches
    assert [m.expectation.address for m in found] == ["lønudgift", "lejeudgift", "udgift"]
    assert [bool(m.rests_on) for m in found] == [False, False, True]


def test_duties_and_checks_come_after_what_they_read(lib):
    found = one(lib, "  melde: ikke_udløst\n  rimelig: nej\n  udgift: 50\n").mismatches
    assert [(m.expectation.address, m.rests_on) for m in found] == [
        ("udgift", ()),
        ("melde", ("udgift",)),
        ("rimelig", ("udgift",)),
    ]


def test_a_difference_between_untested_steps_is_still_named(lib):
    found = one(lib, "  pr_plads: {brøk: 1/7}\n").mismatches
    assert [m.expectation.address for m in found] == ["pr_plads"]
    assert found[0].difference == Fraction(299, 7)


FAILING = """\
2020/eksempler/prøve.yaml – prøve

fejl[S930]: «lønudgift» ventes at være 210,00 kr, men er 200,00 kr
  --> 2020/eksempler/prøve.yaml:8:3
  |
8 |   lønudgift: 210
  |   ^^^^^^^^^
  = note: forskel -10,00 kr
  = note: bygger på den og afviger også: udgift, pr_plads
  = hjælp: Se hvorfor: rammeaftale forklar prøve/2020 2020/eksempler/prøve.yaml lønudgift

fejl[S930]: «rente» ventes at være 5,00 kr, men er ukendt
  --> 2020/eksempler/prøve.yaml:9:3
  |
9 |   rente: 5
  |   ^^^^^
  = note: det, der mangler: aktiv
  = hjælp: Se hvorfor: rammeaftale forklar prøve/2020 2020/eksempler/prøve.yaml rente

1 eksempel med 4 forventninger: 1 fejler, 4 forventninger er ikke opfyldt
"""


def test_failing_text_and_exit_code(lib):
    lib.example("prøve", f"{CASE}forventet:\n  udgift: 310\n  pr_plads: 44\n  lønudgift: 210\n  rente: 5\n")
    said = small.command("test", cwd=lib.root)
    assert said.out == FAILING
    assert said.code == 1


def test_advice_names_the_library_when_it_is_another(lib, tmp_path):
    lib.example("prøve", f"{CASE}forventet:\n  udgift: 310\n")
    said = small.command("test", str(lib.root), cwd=tmp_path)
    assert f"{lib.root}/2020/eksempler/prøve.yaml udgift --regler {lib.root}" in said.out


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("pr_plads: 42.857142", "«pr_plads» ventes at være 42,857142 kr, men er 42,857143 kr"),
        ("pr_plads: 42.86", "«pr_plads» ventes at være 42,86 kr, men er 42,857 kr"),
        ("pr_plads: {værdi: 42.5, tolerance: 0.1}", "ventes at være 42,50 kr (± 0,10 kr), men er 42,86 kr"),
        ("tavs: 3", "«tavs» ventes at være 3,00 kr, men er ikke_reguleret"),
        ("udgift: ikke_relevant", "«udgift» ventes at være ikke_relevant, men er 300,00 kr"),
        ("rente: fejl", "«rente» ventes at være fejl, men er ukendt, fordi aktiv mangler"),
        (
            "rente: {tilstand: ukendt, mangler: [gæld]}",
            "«rente» ventes at være ukendt, fordi gæld mangler, men er ukendt, fordi aktiv mangler",
        ),
        ("melde: opfyldt", "«melde» ventes at være opfyldt, men er afventer"),
        ("rimelig: nej", "«rimelig» ventes at være nej, men er ja"),
    ],
)
def test_difference_can_be_seen(lib, line, message):
    lib.example("prøve", f"{CASE}forventet:\n  {line}\n")
    assert message in small.command("test", cwd=lib.root).out


def test_small_difference_is_not_shown_as_none(lib):
    lib.example("prøve", f"{CASE}forventet:\n  pr_plads: 42.857142\n")
    assert "forskel +0,00000086 kr" in small.command("test", cwd=lib.root).out


def test_place_of_a_failure_is_told(lib):
    lib.example("prøve", "år: 2020\noplysninger: {løn: 1, leje: 1, pladser: 0}\nforventet: {pr_plads: 3}\n")
    said = small.command("test", cwd=lib.root)
    assert "«pr_plads» ventes at være 3,00 kr, men er fejl" in said.out
    assert "note: der divideres med nul (2020/regler.yaml:12:" in said.out


def test_passing_text(lib):
    lib.example("a", f"{CASE}forventet: {{udgift: 300}}\n")
    lib.example("b", f"{CASE}forventet: {{lønudgift: 200, lejeudgift: 100}}\n")
    assert small.command("test", cwd=lib.root) == small.Said(
        "2 eksempler med 3 forventninger: alle er opfyldt\n", 0
    )


def test_no_examples(lib):
    assert small.command("test", cwd=lib.root) == small.Said("ingen eksempler\n", 0)


def test_unreadable_example_is_counted(lib):
    lib.example("a", "år: 2020\noplysninger: {lønn: 3}\nforventet: {udgift: 3}\n")
    said = small.command("test", cwd=lib.root)
    assert said.code == 1
    assert "fejl[S902]: «lønn» findes ikke i prøve/2020" in said.out
    assert said.out.endswith("1 eksempel med 0 forventninger: 1 fejler, 1 kan ikke læses\n")


def test_rules_with_faults_are_told_instead_of_their_examples(lib):
    lib.example("a", f"{CASE}forventet: {{udgift: 300}}\n")
    path = lib.folder / "regler.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("løn * 2", "lon * 2"), encoding="utf-8")
    said = small.command("test", cwd=lib.root)
    assert said.code == 1
    assert "fejl[N301]: ukendt navn «lon»" in said.out


def test_json_keeps_its_schema(lib):
    Draft202012Validator.check_schema(shapes.SCHEMA)
    lib.example(
        "a", f"{CASE}forventet: {{pr_plads: 1, melde: opfyldt, rimelig: nej, tavs: ukendt, rente: 5}}\n"
    )
    lib.example("b", "år: 2020\noplysninger: {lønn: 3}\nforventet: {udgift: 3}\n")
    lib.example("c", f"{CASE}forventet: {{udgift: {{værdi: 299, tolerance: 0.5}}}}\n")
    for words in ((), ("--dækning",)):
        found = json.loads(small.command("test", "--format", "json", *words, cwd=lib.root).out)
        Draft202012Validator(shapes.SCHEMA).validate(found)
        assert ("dækning" in found) == bool(words)


def test_json_of_a_mismatch(lib):
    lib.example("a", f"{CASE}forventet: {{pr_plads: 43}}\n")
    found = json.loads(small.command("test", "--format", "json", cwd=lib.root).out)
    (mismatch,) = found["regelsæt"][0]["eksempler"][0]["afvigelser"]
    assert mismatch == {
        "adresse": "pr_plads",
        "art": "størrelse",
        "ventet": {"værdi": "43"},
        "fundet": {"værdi": "42.85714285714285714285714285714286", "brøk": "300/7"},
        "forskel": "-0.1428571428571428571428571428571429",
        "fil": "2020/eksempler/a.yaml",
        "linje": 5,
        "kolonne": 13,
        "bygger_på": [],
    }


@pytest.fixture
def three(lib):
    """A library of two sets with three examples between them."""
    lib.example("a", f"{CASE}forventet: {{udgift: 300}}\n")
    lib.example("b", f"{CASE}forventet: {{udgift: 300}}\n")
    other = lib.root / "2022"
    shutil.copytree(lib.folder, other)
    (other / "eksempler" / "b.yaml").unlink()
    manifest = (other / "regelsaet.yaml").read_text(encoding="utf-8").replace("prøve/2020", "prøve/2022")
    manifest = manifest.replace("fra: 2020-01-01, til: 2021-12-31", "fra: 2022-01-01, til: 2022-12-31")
    (other / "regelsaet.yaml").write_text(manifest, encoding="utf-8")
    example = other / "eksempler" / "a.yaml"
    example.write_text(
        example.read_text(encoding="utf-8").replace("prøve/2020", "prøve/2022"), encoding="utf-8"
    )
    return lib


@pytest.mark.parametrize(
    ("paths", "expected", "complete"),
    [
        (["."], [("prøve/2020", "ab"), ("prøve/2022", "a")], [True, True]),
        (["2020"], [("prøve/2020", "ab")], [True]),
        (["2020/eksempler"], [("prøve/2020", "ab")], [True]),
        (["2020/eksempler/b.yaml"], [("prøve/2020", "b")], [False]),
        (["2020/eksempler/b.yaml", "2020/eksempler/a.yaml"], [("prøve/2020", "ab")], [False]),
        (["2020/eksempler/b.yaml", "2020"], [("prøve/2020", "ab")], [True]),
        (["2022", "2020/eksempler/a.yaml"], [("prøve/2022", "a"), ("prøve/2020", "a")], [True, False]),
    ],
)
def test_paths_lead_to_examples(three, paths, expected, complete):
    findings = Findings()
    found = find_examples([three.root / path for path in paths], findings)
    assert list(findings) == []
    assert [(one.id, "".join(file.path.stem for file in one.files)) for one in found] == expected
    assert [one.complete for one in found] == complete


@pytest.mark.parametrize(
    ("path", "code", "message"),
    [
        ("2020/eksempler/c.yaml", "F001", "filen findes ikke: 2020/eksempler/c.yaml"),
        (
            "2020/regler.yaml",
            "S935",
            "«2020/regler.yaml» er hverken et eksempel, et regelsæt eller et bibliotek",
        ),
        ("..", "L201", "der er intet regelbibliotek i .."),
    ],
)
def test_paths_that_lead_to_none(three, path, code, message):
    (found,) = small.refused("test", path, cwd=three.root)
    assert (found.code, found.message) == (code, message)


def test_example_of_another_set_is_refused(three):
    path = three.folder / "eksempler" / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("prøve/2020", "prøve/2022"), encoding="utf-8")
    assert "S901" in small.command("test", "2020", cwd=three.root).out


def test_example_that_names_the_region_is_calculated_on_its_timeline(three):
    path = three.folder / "eksempler" / "a.yaml"
    text = (
        path.read_text(encoding="utf-8")
        .replace("prøve/2020", "prøve")
        .replace("år: 2020", "år: [2020, 2022]")
    )
    path.write_text(text, encoding="utf-8")
    (result,), _ = run(path)
    assert result.passed
    assert [j.expectation.address for j in result.judged] == ["udgift@2020", "udgift@2022"]
    assert result.rules.is_timeline


def test_rules_are_loaded_once_for_all_their_examples(lib, monkeypatch):
    loaded = []

    def counted(name, root, findings) -> RuleSet | None:
        loaded.append(name)
        return load_rules(name, root, findings)

    monkeypatch.setattr(examples, "load_rules", counted)
    for number in range(20):
        lib.example(f"e{number}", f"{CASE}forventet: {{udgift: 300}}\n")
    results, _ = run(lib.folder)
    assert [result.passed for result in results] == [True] * 20
    assert loaded == ["prøve/2020"]
