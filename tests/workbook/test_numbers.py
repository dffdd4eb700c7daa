"""Amounts on a bound, halves to be rounded, equal remainders: where binary numbers easily fall to the wrong side.

The inputs are chosen so that plain double arithmetic goes wrong (0.1 + 0.2 > 0.3, 1.005 * 100 < 100.5); the expected
values are worked out by hand.
"""

from datetime import date
from decimal import Decimal

import pytest

from rammeaftale.core.diagnostics import Findings
from rammeaftale.report.workbook.book import workbook
from rammeaftale.services.live import live_plan
from smaa_regler import library, result
from workbook_making import fill_in
from workbook_values import OFFICE, by_office, named_cells

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice er ikke installeret")
TOPIC = """
oplysninger:
  a: {titel: A, enhed: kr}
  b: {titel: B, enhed: kr}
  grænse: {titel: Grænse, enhed: kr}
  del: {titel: Del, enhed: pct}
  beløb: {titel: Beløb, enhed: kr}
  nøgle: {titel: Nøgle, enhed: forhold, pr: niveau}
  dag: {titel: Dag, type: dato}
  besøg: {titel: Besøg, enhed: dag, valgfri: ja}
størrelser:
  inden_for: {titel: Inden for, type: ja_nej, formel: a + b <= grænse}
  over: {titel: Over, type: ja_nej, formel: a + b > grænse}
  rest: {titel: Rest, enhed: forhold, formel: beløb / (a + b - grænse)}
  klasse:
    titel: Klasse
    enhed: kr
    tabel:
      efter: [sum_ab]
      rækker:
        - når: {sum_ab: "<= 0.3"}
          giver: 1
        - når: {sum_ab: "> 0.3"}
          giver: 2
  sum_ab: {titel: Sum, enhed: kr, formel: a + b}
  halv: {titel: Halv, enhed: kr, formel: "afrund(beløb * del, 2)"}
  op: {titel: Op, enhed: kr, formel: "rund_op(beløb * del, 2)"}
  delt: {titel: Delt, enhed: kr, pr: niveau, formel: "fordel(beløb, nøgle)"}
  hverdag: {titel: Hverdag, type: dato, formel: "arbejdsdage_efter(dag, 3, arbejdsdage)"}
  besøgt: {titel: Besøgt, type: ja_nej, formel: oplyst(besøg)}
  besøg_eller: {titel: Besøg eller, enhed: dag, formel: "oplyst_eller(besøg, 7 dag)"}
"""
CASE = """
år: 2020
oplysninger:
  a: 0.1
  b: 0.2
  grænse: 0.3
  del: 100.5
  beløb: 1
  dag: 2020-04-08
  niveau:
    N1: {nøgle: 1}
    N2: {nøgle: 1}
    N3: {nøgle: 1}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The workbook, and copies with other contents of its fields, all calculated in one call."""
    folder = tmp_path_factory.mktemp("tal")
    calculated = result(library(folder / "rules", TOPIC).load(), CASE)
    plan = live_plan(calculated, Findings())
    content = workbook(calculated, plan, "rammeaftale rapport …")
    copies = {"som-den-er": {}, **FIELDS}
    for name, fields in copies.items():
        (folder / f"{name}.xlsx").write_bytes(content)
        fill_in(folder / f"{name}.xlsx", {f"{field}.oplyst": value for field, value in fields.items()})
    found = by_office([folder / f"{name}.xlsx" for name in copies], folder / "office")
    return {name: found[f"{name}.xlsx"] for name in copies} | {
        "gemt": named_cells(folder / "som-den-er.xlsx")
    }


FIELDS = {
    "store": {"a": 1234567.8, "b": 0.1, "grænse": 1234567.9, "beløb": 2345678.9, "del": 0.5},
    "halv": {"beløb": 1.005, "del": 1, "nøgle_N1": 0.1, "nøgle_N2": 0.2, "nøgle_N3": 0.3},
    "hundrede-millioner": {"beløb": 100_000_000.01, "nøgle_N1": 3, "nøgle_N2": 3, "nøgle_N3": 3},
    "negativ": {"beløb": -0.05, "nøgle_N1": 1, "nøgle_N2": 1, "nøgle_N3": 2},
    "tom": {"beløb": None},
    "nul": {"beløb": 0, "nøgle_N1": 0, "nøgle_N2": 0, "nøgle_N3": 0, "besøg": 0},
    "tekst": {"beløb": "hundrede"},
    "dato": {"dag": date(2020, 12, 23)},
    "langt-frem": {"dag": date(2060, 4, 14)},
    "efter-2200": {"dag": 110_000},
    "før-1900": {"dag": -5},
    "en-halv-dag": {"dag": 43_929.5},
    "uden-nøgle": {"nøgle_N1": 0, "nøgle_N2": 0, "nøgle_N3": 0},
}


@pytest.mark.parametrize(
    ("book", "name", "value"),
    [
        ("som-den-er", "inden_for", True),
        ("som-den-er", "over", False),
        ("som-den-er", "klasse", 1),
        ("som-den-er", "rest", "fejl"),
        ("store", "inden_for", True),
        ("store", "over", False),
        ("store", "rest", "fejl"),
        ("store", "halv", 1172839.45),
        ("halv", "halv", 1.01),
        ("halv", "op", 1.01),
        # 101 øre by 1:2:3 is 16.83, 33.67, 50.5: one more to the first two
        ("halv", "delt_N1", 0.17),
        ("halv", "delt_N2", 0.34),
        ("halv", "delt_N3", 0.50),
        # 10,000,000,001 øre in three: 3,333,333,333 2/3 each, and equal remainders go to the first
        ("hundrede-millioner", "delt_N1", 33_333_333.34),
        ("hundrede-millioner", "delt_N2", 33_333_333.34),
        ("hundrede-millioner", "delt_N3", 33_333_333.33),
        # -5 øre by 1:1:2 is 1.25, 1.25, 2.5
        ("negativ", "delt_N1", -0.01),
        ("negativ", "delt_N2", -0.01),
        ("negativ", "delt_N3", -0.03),
        ("tom", "halv", "ukendt"),
        ("tom", "delt_N2", "ukendt"),
        ("nul", "halv", 0),
        ("nul", "delt_N1", 0),
        ("nul", "besøgt", True),
        ("nul", "besøg_eller", 0),
        ("som-den-er", "besøgt", False),
        ("som-den-er", "besøg_eller", 7),
        ("tekst", "beløb", "fejl"),
        ("tekst", "halv", "fejl"),
        ("tekst", "delt_N3", "fejl"),
        ("uden-nøgle", "delt_N1", "fejl"),
        # after Easter 2020: Tuesday 14 April is the first working day after Wednesday the 8th
        ("som-den-er", "hverdag", date(2020, 4, 16)),
        # Thursday 24 December counts, then Monday the 28th and Tuesday the 29th
        ("dato", "hverdag", date(2020, 12, 29)),
        # Easter is 18 April in 2060: Tuesday the 20th is the first working day after Wednesday the 14th
        ("langt-frem", "hverdag", date(2060, 4, 22)),
        ("efter-2200", "hverdag", "fejl"),
        ("før-1900", "hverdag", "fejl"),
        ("en-halv-dag", "hverdag", "fejl"),
    ],
)
def test_a_value_after_the_fields_are_filled(made, book, name, value):
    found = made[book][name]
    if isinstance(value, date):
        assert found.date() == value
    elif isinstance(value, str | bool):
        assert (bool(found) if isinstance(value, bool) else found) == value
    else:
        assert found == pytest.approx(float(Decimal(str(value))), abs=1e-9)
