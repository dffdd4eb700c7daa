"""A workbook of which every kind of field is emptied, mistyped or changed: what rests on it never stands as it was.

Every expected value is worked out by hand from the rules below.
"""

import pytest
from openpyxl import load_workbook

from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.workbook.book import workbook
from rammeaftale.services.live import live_plan
from smaa_regler import library, result
from workbook_making import fill_in
from workbook_values import OFFICE, by_office

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice er ikke installeret")
# Excel takes 64 calls inside each other; a row is one.
ROWS = "\n".join(f"        - {{når: {{n: {n}}}, giver: {3 * n + 1}}}" for n in range(70))
# So long that the order of 45 shares would be a formula longer than Excel takes, were it one.
SHARE = "delt_på_45_aktiver_hvis_navn_er_så_langt_at_ingen_ville_skrive_det_uden_at_tænke_over_det"
MEMBERS = ", ".join(f"m{n:02}: {{nøgle: 1}}" for n in range(1, 46))
TOPIC = f"""
parametre:
  loft: {{titel: Loft, enhed: pct, værdi: 100}}
  rente: {{titel: Rente, enhed: pct, værdi: 5}}
oplysninger:
  beløb: {{titel: Beløb, enhed: kr}}
  belægning: {{titel: Belægning, enhed: pct}}
  nul: {{titel: Nul, enhed: kr}}
  n: {{titel: N, type: heltal, mindst: 0, højst: 69}}
  nøgle: {{titel: Nøgle, enhed: forhold, pr: aktiv}}
fortolkninger:
  omfang:
    titel: Hvor meget?
    art: tavshed
    standard: halv
    læsninger: {{halv: {{titel: Det halve}}, hele: {{titel: Det hele}}}}
procedurer:
  sag:
    titel: Sagen
    trin:
      svar:
        titel: Svaret
        aktør: driftsherre
        udfald:
          afgjort:
            - {{når: læst + nul > 700 kr, slut: stor}}
            - ellers: {{slut: lille}}
    slutninger: {{stor: {{titel: Stor}}, lille: {{titel: Lille}}}}
størrelser:
  brugt:
    titel: Brugt
    enhed: pct
    formel: belægning
    trin: [{{højst: loft}}]
  pris: {{titel: Pris, enhed: kr, formel: beløb / brugt}}
  renter: {{titel: Renter, enhed: kr, formel: beløb * rente}}
  læst: {{titel: Læst, enhed: kr, efter_fortolkning: {{omfang: {{halv: beløb / 2, hele: beløb}}}}}}
  er_stor: {{titel: Stor, type: ja_nej, formel: 'nået("sag", "stor")'}}
  trappe:
    titel: Trappe
    enhed: kr
    tabel:
      efter: [n]
      rækker:
{ROWS}
  {SHARE}: {{titel: Delt, enhed: kr, pr: aktiv, formel: "fordel(beløb / 1000, nøgle)"}}
  videre: {{titel: Videre, enhed: kr, formel: trappe + beløb}}
"""
CASE = f"""
år: 2020
oplysninger: {{beløb: 1000, belægning: 105, nul: 0, n: 5, aktiv: {{{MEMBERS}}}}}
procedurer:
  sag:
    - {{trin: svar, udfald: afgjort, dato: 2020-02-03}}
"""
FIELDS = {
    "som-den-er": {},
    "loft-tomt": {"loft.oplyst": None},
    "loft-tekst": {"loft.oplyst": "100 %"},
    "loft-lavere": {"loft.oplyst": 0.8},
    "rente-tom": {"rente.oplyst": None},
    "omfang-hele": {"valg.omfang": "hele"},
    "omfang-tomt": {"valg.omfang": None},
    "nul-tomt": {"nul.oplyst": None},
    "n-seks": {"n.oplyst": 6},
    "nøgle-to": {"nøgle_m45.oplyst": 2},
    "beløb": {"beløb.oplyst": 1200},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The workbook with its fields as they are and in every other way, calculated in one call."""
    folder = tmp_path_factory.mktemp("felter")
    calculated = result(library(folder / "rules", TOPIC).load(), CASE)
    content = workbook(calculated, live_plan(calculated, Findings()), "rammeaftale rapport …")
    for name, fields in FIELDS.items():
        (folder / f"{name}.xlsx").write_bytes(content)
        fill_in(folder / f"{name}.xlsx", fields)
    return by_office([folder / f"{name}.xlsx" for name in FIELDS], folder / "office")


@pytest.mark.parametrize(
    ("book", "count"),
    [("som-den-er", 0), ("loft-tomt", 0), ("loft-tekst", 1), ("omfang-tomt", 1), ("omfang-hele", 0)],
)
def test_the_front_page_counts_the_fields_that_cannot_be_read(made, book, count):
    front = load_workbook(made.folder / f"{book}.xlsx", data_only=True)["Forside"]
    told = {row[0].value: row[1].value for row in front.iter_rows()}
    assert told["Gule felter, der ikke kan læses"] == count


@pytest.mark.parametrize(
    ("book", "name", "value"),
    [
        ("som-den-er", "brugt", 1),
        ("som-den-er", "pris", 1000),
        ("loft-tomt", "loft", "ukendt"),
        ("loft-tomt", "brugt", "ukendt"),
        ("loft-tomt", "pris", "ukendt"),
        ("loft-tekst", "loft", "fejl"),
        ("loft-tekst", "brugt", "fejl"),
        ("loft-tekst", "pris", "fejl"),
        ("loft-lavere", "pris", 1250),
        ("som-den-er", "renter", 50),
        ("rente-tom", "renter", "ukendt"),
        ("som-den-er", "er_stor", False),
        ("omfang-hele", "læst", 1000),
        # 1000 kr is above 700 kr, but which way a procedure goes is no formula
        ("omfang-hele", "er_stor", "ukendt"),
        ("omfang-tomt", "læst", "fejl"),
        ("omfang-tomt", "er_stor", "ukendt"),
        ("nul-tomt", "er_stor", "ukendt"),
        ("beløb", "er_stor", "ukendt"),
        ("som-den-er", "trappe", 16),
        ("som-den-er", "videre", 1016),
        ("n-seks", "trappe", "ukendt"),
        ("n-seks", "videre", "ukendt"),
        ("beløb", "videre", 1216),
        # 100 øre in 45: 2 each, and one more to the first ten
        ("som-den-er", f"{SHARE}_m10", 0.03),
        ("som-den-er", f"{SHARE}_m11", 0.02),
        # 100 øre by 44 ones and a two: 2 8/46 each and 4 16/46; of the 8 left one goes to the last, seven to the first
        ("nøgle-to", f"{SHARE}_m07", 0.03),
        ("nøgle-to", f"{SHARE}_m08", 0.02),
        ("nøgle-to", f"{SHARE}_m45", 0.05),
    ],
)
def test_what_rests_on_a_field(made, book, name, value):
    found = made[f"{book}.xlsx"][name]
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = pytest.approx(value, abs=1e-9)
    assert (bool(found) if isinstance(value, bool) else found) == value
    state = {"ukendt": 1, "fejl": 4}.get(value, 0) if isinstance(value, str) else 0
    assert made[f"{book}.xlsx"][f"{name}.tilstand"] == state
