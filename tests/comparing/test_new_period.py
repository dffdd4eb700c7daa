"""The fictional 2023-2024 agreement against the sets before it: what the rate, the occupancy rule and the measure each make.

The budget is that of docs/sammenlign-regelsaet.md, whose output is held by tests/docs/test_pages.py; here its parts are
worked out without the engine.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from comparing.orders import averaged
from comparing.small_sets import exact, shares, told
from doc_pages import steps
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue
from rammeaftale.services.comparing.search import Search
from rammeaftale.services.comparing.sides import load_sides

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "tests" / "biblioteker" / "ny-periode"
NEW = "hovedstaden/2023-2024"
RATE, RULE, MEASURE, NEWNESS = (
    "rentesats",
    "belægning_gennemsnit",
    "lavere_belægningsprocent",
    "uden_to_års_belægning",
)


@pytest.fixture(scope="module")
def budget(tmp_path_factory):
    """The budget as the page has it."""
    page = list(steps((ROOT / "docs" / "sammenlign-regelsaet.md").read_text(encoding="utf-8")))
    at = next(n for n, step in enumerate(page) if (step.what, step.file) == ("skriv", "budget.yaml"))
    path = tmp_path_factory.mktemp("sag") / "budget.yaml"
    path.write_text(page[at + 1].text, encoding="utf-8")
    return path


def takst(made: frozenset[str]) -> Fraction:
    """The rate a day: cost over 20 places in 366 days at the occupancy, with the changes that are made."""
    others = 12_000_000 + 400_000 + 700_000 + 900_000 + 300_000 + 100_000
    direct = others * Fraction(102, 100)
    interest = 30_000_000 * Fraction(342 if RATE in made else 154, 10_000)
    cost = direct * Fraction(106, 100) + 1_000_000 + interest
    mean = Fraction(70 + 78 + 84, 3) if RULE in made else Fraction(78 + 84, 2)
    occupancy = min(Fraction(80 if MEASURE in made else 75), mean)
    return cost / (20 * 366 * occupancy / 100)


@pytest.mark.parametrize("old", ["hovedstaden/2021-2022", "hovedstaden/2019-2020"])
def test_the_rate_the_rule_and_the_measure_each_have_their_part(budget, old):
    words = ("forskel", old, NEW, "--sag", budget, "--størrelse", "takst_pr_dag", "--sidste-kendte")
    result = told(LIBRARY, *words)["resultater"][0]
    expected = averaged([RATE, RULE, MEASURE, NEWNESS], takst)
    assert shares(result) == expected
    assert [round(float(expected[name]), 2) for name in (MEASURE, RATE, RULE)] == [-145.85, 100.63, 51.25]
    whole = takst(frozenset(expected)) - takst(frozenset())
    assert sum(shares(result).values()) == whole == exact(result["forskel"])
    assert (exact(result["før"]), exact(result["nu"])) == (
        takst(frozenset()),
        takst(frozenset(expected)),
    )
    assert result["opdeling"] == "hver_for_sig"


@pytest.fixture(scope="module")
def sides():
    """The shipped set and the fictional one that builds on it."""
    findings = Findings()
    first, second = load_sides(["hovedstaden/2021-2022", NEW], [LIBRARY], findings)
    findings.raise_errors()
    return first, second


@pytest.mark.parametrize(
    ("target", "ratio"),
    [
        pytest.param("belægning_gennemsnit", None, marks=pytest.mark.slow),
        pytest.param("niveau_belægning_gennemsnit", None, marks=pytest.mark.slow),
        ("belægning_vægtet", None),
        ("uden_to_års_belægning", None),
        pytest.param("forrentning", None, marks=pytest.mark.slow),
        pytest.param("opstart_årets_grænse", None, marks=pytest.mark.slow),
        pytest.param("faste_omkostninger_andel", Fraction(60, 50), marks=pytest.mark.slow),
        ("underskudsdækning", Fraction(60, 50)),
        pytest.param("underskudsdækning_i_alt", Fraction(60, 50), marks=pytest.mark.slow),
    ],
)
def test_a_case_is_found_for_what_changed_and_what_stands_on_it(sides, target, ratio):
    """The guarantee covers 60 pct where it covered 50 pct, so that whatever it comes to is six fifths."""
    found = Search(sides, target).find()
    assert found is not None
    first, second = found.outcomes
    assert not isinstance(first, NoValue)
    assert not isinstance(second, NoValue)
    assert first != second
    if ratio is not None:
        assert second == first * ratio
