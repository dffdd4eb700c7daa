"""What the commands print as JSON has the form of their schemas, and the schemas refuse what has not."""

import copy
import json
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import revision_pakker
from rammeaftale.cli.main import COMMANDS
from rammeaftale.core.diagnostics import Findings, RammeaftaleError
from rammeaftale.report.explaining.trace_json import explanation_json
from rammeaftale.report.mangler_json import missing_json
from rammeaftale.report.schemas.schemas import OUTPUTS, all_schemas, find_schema, schema_of
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.explaining.explanation import explain
from rammeaftale.services.loading import load_rules
from rammeaftale.services.missing.missing import find_missing
from rammeaftale.services.result_json import result_json
from running import run_program

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = ROOT / "tests" / "biblioteker"
GARDEN = LIBRARIES / "have"
CASE = "haven/2020/eksempler/leje.yaml"
EVENTS = "../fiktiv/fiktivia/2018-2019/eksempler/mosesag-bevilget.yaml"
MEASURES = "../fiktiv/fiktivia/2018-2019/eksempler/tiltag.yaml"
HALVES = "../fiktiv/fiktivia/2018-2019/eksempler/takst-halve.yaml"
VALIDATORS = {name: Draft202012Validator(schema_of(name), format_checker=FormatChecker()) for name in OUTPUTS}
WRITTEN = ("fiktiv", "undervejs")
"""The libraries that a command writes in: a copy of each."""
RUNS = [
    "liste",
    "vis haven/2020",
    "vis haven/2020 --søg vand",
    "vis haven",
    "vis haven/2020 kvadratmeterpris",
    "vis haven/2022 rabatsats",
    "vis haven leje",
    "vis haven/2020 lugning",
    "vis haven/2020 vandår",
    "vis haven/2020 bede_i_haven",
    "vis haven/2020 fælles_vand",
    "vis haven/2020 hjørne",
    "tjek",
    "tjek haven/2030",
    "ny-sag haven/2020 --størrelse leje",
    "ny-sag haven/2020 --størrelse regulering --størrelse solrigest --tiltag fælles_vand",
    "beregn haven/2020 {case}",
    "beregn haven/2020 {case} --år 2020 --år 2021",
    "beregn haven/2020 {case} --størrelse leje --sæt kvadratmeterpris=0",
    "beregn haven/2020 {case} --tiltag fælles_vand",
    "beregn fiktivia/2018-2019 {measures} --regler ../fiktiv",
    "beregn fiktivia/2018-2019 {measures} --år 2018 --år 2019 --størrelse tæpper --regler ../fiktiv",
    "beregn fiktivia/2018-2019 {measures} --størrelse kommune_bidrag --størrelse brotold --tiltag hygge --regler ../fiktiv",
    "procedure fiktivia/2018-2019 mosesag {events} --regler ../fiktiv",
    "forklar haven/2020 {case} leje",
    "forklar haven/2020 {case} regulering",
    "forklar haven/2020 {case} parkering",
    "forklar haven/2020 {case} lugning",
    "forklar haven/2020 {case} bede_i_haven",
    "forklar haven/2020 {case} fælles_vand",
    "forklar fiktivia/2018-2019 {measures} takstgrundlag --regler ../fiktiv",
    "forklar fiktivia/2018-2019 {events} mosesag --regler ../fiktiv",
    "forklar fiktivia/2018-2019 {events} mos_bevilget --regler ../fiktiv",
    "forklar fiktivia/2018-2019 {measures} mosesag --regler ../fiktiv",
    "mangler haven/2020 {case} --størrelse regulering --størrelse solrigest",
    "mangler haven/2020 {case} --størrelse leje",
    "følsomhed haven/2020 {case} leje",
    "følsomhed haven/2020 {case} regulering",
    "følsomhed haven/2020 {case} leje --variér kvadratmeterpris=0..40",
    "følsomhed haven/2020 {case} leje --opnå 500 --ved kvadratmeterpris",
    "følsomhed haven/2020 {case} leje --opnå 500.01 --ved kvadratmeterpris=0..1",
    "følsomhed fiktivia/2018-2019 {halves} pæn_takst --variér takst_pr_dag=500..700 --regler ../fiktiv",
    "følsomhed fiktivia/2018-2019 {halves} pæn_takst --opnå 612 --ved takst_pr_dag --regler ../fiktiv",
    "sammenlign haven/2020 haven/2022",
    "sammenlign haven/2020 haven/2022 --sag {case}",
    "sammenlign fiktivia/2018-2019 nabolandet/2020 --sag {events} --regler ../fiktiv",
    "forskel haven/2020 haven/2022",
    "forskel haven/2020 haven/2022 --sag {case} --sidste-kendte",
    "forskel haven/2020 {case} {case}",
    "forskel haven/2020 haven/2022 --find-sag --størrelse leje",
    "forskel fiktivia/2018-2019 fiktivia/2020-2021 --regler ../fiktiv --sag {events}",
    "test",
    "test --dækning",
    "dækning haven/2020",
    "dækning haven/2022",
    "rapport haven/2020 {case}",
    "rapport haven/2020 {case} --størrelse leje --kilder .",
    "rapport fiktivia/2018-2019 {events} --regler ../fiktiv",
    "graf haven/2020 leje",
    "graf haven/2020 leje --sag {case} --ned 1",
    "graf haven/2020",
    "graf haven/2020 --sag {case}",
    "revision efterprøv {bundle}",
    "revision efterprøv {case}",
    "revision pak haven/2020 {case} -o {bundle} --overskriv",
    "ny-periode fiktivia/2022-2023 --fra fiktivia/2020-2021 --periode 2022-01-01..2023-12-31 --regler {fiktiv}",
    "ny-periode sump/2022 --fra sump/2021 --periode 2022-01-01.. --regler {undervejs}",
    "skema",
]


@cache
def bundle() -> Path:
    """An audit bundle of the garden's case."""
    made = Path(mkdtemp()) / "leje.zip"
    made.write_bytes(revision_pakker.pakke("haven/2020", str(GARDEN / CASE), str(GARDEN)))
    return made


def printed(line: str) -> dict:
    with TemporaryDirectory() as folder:
        wanted = [name for name in WRITTEN if f"{{{name}}}" in line]
        copies = {name: shutil.copytree(LIBRARIES / name, Path(folder, name)) for name in wanted}
        known = {"case": CASE, "events": EVENTS, "measures": MEASURES, "halves": HALVES, "bundle": bundle()}
        words = line.format(**known, **copies).split()
        return written(words) if words[0] == "rapport" else run_program([*words, "--format", "json"]).json


def written(words: list[str]) -> dict:
    """What a command puts in a file of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ud.json"
        assert run_program([*words, "-o", path]).code < 2
        return json.loads(path.read_text(encoding="utf-8"))


def faults(name: str, told: dict) -> list[str]:
    return [
        f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}"
        for e in VALIDATORS[name].iter_errors(told)
    ]


@pytest.mark.parametrize("line", RUNS)
def test_the_output_has_the_form_of_its_schema(line, monkeypatch):
    monkeypatch.chdir(GARDEN)
    assert faults(line.split()[0], printed(line)) == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_schema_refuses_what_is_not_so(name, monkeypatch):
    """Every key of an output is required or at least known, at every level."""
    monkeypatch.chdir(GARDEN)
    lines = [line for line in RUNS if line.split()[0] == name]
    assert lines, "a command without a run here is not tested"
    told = printed(lines[0])
    assert faults(name, {**told, "ukendt": 1})
    for key in told:
        assert faults(name, {other: part for other, part in told.items() if other != key}), key
        changed = copy.deepcopy(told)
        changed[key] = {"noget": [{"helt": "andet"}]}
        assert faults(name, changed) or key in ("procedurer", "mål"), key


def test_every_command_has_a_schema_and_every_schema_is_one():
    assert set(COMMANDS) == set(OUTPUTS)
    for one in all_schemas():
        Draft202012Validator.check_schema(schema_of(one.name))


def test_names_with_their_ascii_twins():
    assert find_schema("foelsomhed") == find_schema("følsomhed") == "følsomhed"
    assert find_schema("ny_sag") == "ny-sag"
    assert find_schema("sager") is None


def test_all_are_written_in_a_folder(tmp_path):
    ran = run_program(["skema", "-o", tmp_path / "skemaer"])
    assert ran.code == 0
    assert {path.name for path in (tmp_path / "skemaer").iterdir()} == {one.file for one in all_schemas()}
    assert run_program(["skema", "sag"]).out == (tmp_path / "skemaer" / "sag.schema.json").read_text(
        encoding="utf-8"
    )
    assert run_program(["skema", "-o", tmp_path / "a" / "b"]).code == 2
    assert "mente du «sag»?" in run_program(["skema", "sak"]).err


@pytest.mark.slow
@pytest.mark.parametrize(
    "library", [ROOT, ROOT / "tests" / "biblioteker" / "fiktiv"], ids=["rules", "fiktiv"]
)
def test_everything_that_can_be_asked_of_the_examples(library, monkeypatch):
    monkeypatch.chdir(library)
    folder = Path("rules") if library == ROOT else Path()
    for path in sorted(folder.rglob("eksempler/*.yaml"))[::20]:
        findings = Findings()
        named = next(
            line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("regelsæt:")
        )
        rules = load_rules(named.split()[1], Path(), findings)
        case = read_case(path, rules, findings)
        result = calculate(rules, case, None, findings)
        assert faults("beregn", result_json(result)) == [], path
        asked = [
            name
            for p in rules.programs
            for name in (*p.quantities, *p.duties, *p.checks, *p.measures, *p.procedures)
        ]
        for name in asked:
            found = explain(result, name, Findings())
            if found is not None:
                assert faults("forklar", explanation_json(result, found)) == [], (path, name)
        unknown = list(result_json(result)["ukendte"])[:5]
        if unknown:
            assert (
                faults("mangler", missing_json(find_missing(calculate(rules, case, unknown, findings)))) == []
            ), path


def test_refused_rules_raise(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    findings = Findings()
    assert load_rules("haven/2020", Path(), findings) is None
    with pytest.raises(RammeaftaleError):
        findings.raise_errors()
