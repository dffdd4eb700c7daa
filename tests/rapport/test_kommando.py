"""The command: formats by the file's ending, the same bytes every time, and one clear message when it cannot be done."""

import hashlib
import json
import os
import sys
import zipfile

import pytest

from html_page import read_page
from rammeaftale.report.page.pdf import page_pdf
from running import run_program

from .conftest import EMERGENCY, GUARANTEE, ROOT, TARIFF, make

pytestmark = pytest.mark.xdist_group("rapport")


@pytest.fixture(autouse=True)
def _in_the_library(monkeypatch) -> None:
    monkeypatch.chdir(ROOT)


def digest(path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("ending", ["html", "json", "xlsx"])
@pytest.mark.parametrize(
    "example", [pytest.param(GUARANTEE, marks=pytest.mark.slow), EMERGENCY], ids=["garanti", "nødbremse"]
)
def test_the_same_case_gives_the_same_bytes(tmp_path, ending, example):
    folders = [tmp_path / "a", tmp_path / "b"]
    made = []
    for folder in folders:
        folder.mkdir()
        made.append(make(folder, example, name=f"rapport.{ending}"))
        assert made[-1].ran.code == 0, made[-1].ran.err
    assert digest(made[0].path) == digest(made[1].path)


def test_it_says_what_it_wrote_and_leaves_nothing_else(tmp_path):
    made = make(tmp_path, EMERGENCY)
    assert made.ran.out == f"Skrev {made.path}.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["rapport.html"]


def test_a_workbook_holds_formulas(tmp_path):
    made = make(tmp_path, TARIFF, name="rapport.xlsx")
    with zipfile.ZipFile(made.path) as book:
        sheets = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/"))
    assert sheets.count("<f>") > 50


def test_json_tells_the_result_and_every_node(tmp_path):
    told = json.loads(make(tmp_path, TARIFF, name="rapport.json").text)
    assert told["hovedresultater"][0] == "takst_pr_dag"
    # 17.908.503 / 8.544,504, as in the note of the example
    assert told["resultat"]["værdier"]["takst_pr_dag"]["brøk"] == "746187625/356021"
    explained = told["forklaringer"]["takst_pr_dag"]
    assert explained["svar"]["brøk"] == "746187625/356021"
    assert set(explained["rod"]) <= set(told["knuder"])
    used = {id_ for node in told["knuder"].values() for id_ in node["bruger"]}
    assert used <= set(told["knuder"])
    assert told["lavet_med"]["kommando"].startswith("rammeaftale rapport hovedstaden/2019-2020")
    (main,) = [one for one in told["kilder"] if one["dokument"] == "styringsaftale-2019-2020"]
    assert main["afsnit"]["3.5"] is None
    assert len(main["sha256"]) == 64
    assert told["sag"]["sha256"] == digest(ROOT / TARIFF[1])


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("rapport.txt", "endelsen «.txt» kendes ikke"),
        ("rapport", "uden endelse kendes ikke; skriv en fil, der ender på .html, .xlsx, .pdf, .json"),
        ("findes/ikke/rapport.html", "findes ikke"),
    ],
)
def test_a_file_that_cannot_be_made(tmp_path, target, told):
    ran = run_program(["rapport", *EMERGENCY, "-o", tmp_path / target])
    assert ran.code == 2
    assert told in ran.err
    assert ran.err.count("\n") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_the_name_of_a_report(tmp_path):
    (tmp_path / "rapport.html").mkdir()
    ran = run_program(["rapport", *EMERGENCY, "-o", tmp_path / "rapport.html"])
    assert (ran.code, "er en mappe" in ran.err) == (2, True)


def test_a_file_is_not_written_over_by_accident(tmp_path):
    (tmp_path / "rapport.html").write_text("mit", encoding="utf-8")
    ran = run_program(["rapport", *EMERGENCY, "-o", tmp_path / "rapport.html"])
    assert (ran.code, "--overskriv" in ran.err) == (2, True)
    assert (tmp_path / "rapport.html").read_text(encoding="utf-8") == "mit"
    assert make(tmp_path, EMERGENCY, "--overskriv").text.startswith("<!DOCTYPE html>")


def test_a_folder_of_sources_that_is_not_there(tmp_path):
    made = make(tmp_path, EMERGENCY, "--kilder", str(tmp_path / "nej"))
    assert (made.ran.code, "er ikke en mappe" in made.ran.err) == (2, True)


def test_findings_are_told_and_no_file_is_made(tmp_path):
    made = make(tmp_path, EMERGENCY, "--størrelse", "takst_pr_da")
    assert made.ran.code in (1, 2)
    assert "takst_pr_da" in made.ran.err
    assert not made.path.exists()


def test_a_wrong_result_is_reported_and_gives_exit_code_1(tmp_path):
    """Notice of a step that cannot be: the report is made, and says so first."""
    example = ("hovedstaden/2016", "rules/2016/eksempler/noedbremse-ugyldig-forkert-aktoer.yaml")
    made = make(tmp_path, example)
    assert made.ran.code == 1
    cautions = next(one for one in made.page.all("div") if one.attributes.get("class") == "cautions")
    assert "Fejl: Nødbremse for et mest specialiseret tilbud i vanskeligheder" in cautions.text
    assert "Ugyldig" in made.page.text


def test_pdf_without_its_library_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    made = make(tmp_path, EMERGENCY, name="rapport.pdf")
    assert made.ran.code == 2
    assert "pip install rammeaftale[pdf]" in made.ran.err
    assert not made.path.exists()


def test_pdf_is_the_same_every_time(reports):
    pytest.importorskip("weasyprint", reason="WeasyPrint is not installed (pip install rammeaftale[pdf])")
    page = reports["nødbremse"].text
    first = page_pdf(page)
    assert first.startswith(b"%PDF-")
    assert first == page_pdf(page)


def test_the_ascii_options_are_the_same(tmp_path):
    first = make(tmp_path, TARIFF, "--stoerrelse", "belagte_dage", "--aar", "2019", name="a.html")
    assert first.ran.code == 0
    assert "8.544,504 dage" in read_page(first.text).text


@pytest.mark.parametrize("ending", ["html", "xlsx", "json"])
def test_a_case_whose_name_is_not_text(tmp_path, ending):
    """`gård.yaml` as an old system writes it, in Latin-1."""
    case = tmp_path / os.fsdecode(b"g\xe5rd.yaml")
    case.write_bytes((ROOT / EMERGENCY[1]).read_bytes())
    target = tmp_path / os.fsdecode(b"\xff." + ending.encode())
    ran = run_program(["rapport", EMERGENCY[0], str(case), "-o", str(target)])
    assert ran.code == 0, ran.err
    if ending != "xlsx":
        assert "g�rd.yaml" in target.read_text(encoding="utf-8")


def test_no_command_writes_over_the_case_it_reads(tmp_path):
    case = tmp_path / "sag.json"
    before = (ROOT / EMERGENCY[1]).read_bytes()
    case.write_bytes(before)
    rules, other, file = EMERGENCY[0], "hovedstaden/2021-2022", str(case)
    for words in (
        ["rapport", rules, file],
        ["graf", rules, "--sag", file],
        ["revision", "pak", rules, file],
        ["sammenlign", rules, other, "--sag", file],
        ["forskel", rules, other, "--sag", file],
    ):
        ran = run_program([*words, "-o", file, "--overskriv"])
        assert ran.code == 2, words
        assert "er en af de filer, der læses" in ran.err, ran.err
        assert case.read_bytes() == before
