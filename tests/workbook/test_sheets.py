"""What the sheets show and let a reader write."""

import pytest
from openpyxl import load_workbook

from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.workbook.book import workbook
from rammeaftale.services.live import live_plan
from running import run_program
from smaa_regler import SET, case_text, library, result

TOPIC = """
oplysninger:
  beløb: {titel: Beløb, enhed: kr, mindst: 0}
  andel: {titel: Andel, enhed: pct, højst: 150}
  del: {titel: Del, enhed: pct}
  ekstra: {titel: Ekstra, enhed: plads, valgfri: ja}
  dag: {titel: Dag, type: dato}
  holder: {titel: Holder, type: ja_nej, standard: ja}
  art: {titel: Art, type: valg, muligheder: [stor, lille]}
  note: {titel: Note, type: tekst}
størrelser:
  budget: {titel: Budget, enhed: kr, formel: beløb * andel * del}
  uge: {titel: Uge, type: dato, formel: dag + 7 dag}
  teksten: {titel: Teksten, type: tekst, formel: "hvis(holder og art == \\"stor\\", note, \\"nej\\")"}
  pr_plads: {titel: Pr. plads, enhed: plads, formel: "oplyst_eller(ekstra, 2 plads)"}
"""
CASE = """
år: 2020
oplysninger:
  beløb: {værdi: 1000, kilde: "Budget 2020, side 3", af: Økonomi}
  andel: 50
  del: 20
  dag: 2020-01-01
  art: stor
  note: "=1+1"
"""


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    """The workbook of a case with an input of every kind."""
    folder = tmp_path_factory.mktemp("ark")
    calculated = result(library(folder / "rules", TOPIC).load(), CASE)
    plan = live_plan(calculated, Findings())
    path = folder / "f.xlsx"
    path.write_bytes(workbook(calculated, plan, "=CMD()"))
    return load_workbook(path)


def row_of(sheet, title):
    """A row's cells by its first one."""
    return next(row for row in sheet.iter_rows() if row[0].value == title)


def allowed(sheet, cell):
    """What is validated of a cell."""
    return next(one for one in sheet.data_validations.dataValidation if cell.coordinate in one.sqref)


def test_the_sheets(sheets):
    assert sheets.sheetnames == [
        "Forside", "Oplysninger", "Parametre", "Beregning", "Mellemregning", "Sporing", "Kilder",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "shape", "kind", "first"),
    [
        ("Beløb", "#,##0.00", "decimal", "0.0"),
        ("Andel", "0.00##%", "decimal", "-1000000000000000.0"),
        ("Dag", "dd-mm-yyyy", "date", "61"),
        ("Holder", '"ja";"ja";"nej"', "list", '"ja,nej"'),
        ("Art", "@", "list", '"stor,lille"'),
    ],
)
def test_a_field_and_what_may_be_written_in_it(sheets, title, shape, kind, first):
    sheet = sheets["Oplysninger"]
    field = row_of(sheet, title)[3]
    rule = allowed(sheet, field)
    assert field.number_format == shape
    assert field.fill.fgColor.rgb == "FFFFF2CC"
    assert (rule.type, rule.formula1) == (kind, first)
    assert rule.error


def test_a_percentage_far_above_any_is_doubted(sheets):
    sheet = sheets["Oplysninger"]
    bounded, unbounded = (allowed(sheet, row_of(sheet, title)[3]) for title in ("Andel", "Del"))
    assert (bounded.formula2, bounded.errorStyle) == ("1.5", None)
    assert (unbounded.formula2, unbounded.errorStyle) == ("10", "warning")
    assert "95,6 %" in unbounded.prompt


def test_who_stated_an_input(sheets):
    sheet = sheets["Oplysninger"]
    assert row_of(sheet, "Beløb")[7].value == "Økonomi · Budget 2020, side 3 · linje 5 i <sag>"
    assert row_of(sheet, "Holder")[7].value == "antaget"
    assert row_of(sheet, "Ekstra")[7].value is None


def test_what_is_not_stated_stands_last(sheets):
    titles = [row[0].value for row in sheets["Oplysninger"].iter_rows()]
    assert set(titles[titles.index("Ikke oplyst i sagen") + 1 :]) == {"Ekstra", "Holder"}


def test_a_text_is_never_taken_for_a_formula(sheets):
    note = row_of(sheets["Oplysninger"], "Note")[3]
    command = row_of(sheets["Forside"], "Lavet med")[1]
    assert (note.value, note.data_type) == ("=1+1", "s")
    assert (command.value, command.data_type) == ("=CMD()", "s")


def test_a_formula_is_never_formatted_as_text(sheets):
    """Excel would take it for a text when it is next edited."""
    formulas = [c for sheet in sheets for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    assert formulas
    assert not [cell.coordinate for cell in formulas if cell.number_format == "@"]


def test_a_sheet_as_it_is_printed(sheets):
    for sheet in sheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.freeze_panes == (None if sheet.title == "Forside" else "B2")


def test_the_result_beside_what_it_was(sheets):
    sheet = sheets["Forside"]
    _, now, then, change, unit, place = row_of(sheet, "Budget")
    assert (now.value, then.value, unit.value, place.hyperlink.location) == ("=budget", 100, "kr", "budget")
    assert change.value.startswith("=IF(AND(ISNUMBER(B")


def test_the_front_page_says_what_was_wrong(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    library(tmp_path, TOPIC + "  ratio: {titel: Ratio, enhed: forhold, formel: budget / beløb}\n")
    case = case_text(CASE.replace("værdi: 1000", "værdi: 0"))
    (tmp_path / "sag.yaml").write_text(case, encoding="utf-8")
    ran = run_program(["rapport", SET, "sag.yaml", "-o", "r.xlsx"])
    assert ran.code == 1
    texts = [row[0] for row in load_workbook("r.xlsx")["Forside"].iter_rows(values_only=True)]
    assert "Fejl: ratio: der divideres med nul" in texts
