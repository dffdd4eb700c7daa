"""Accessibility, WCAG 2.1 AA: axe in headless Chromium finds nothing, folded or unfolded, and nothing runs off the page."""

from pathlib import Path

import pytest

from chromium import chromium, missing

from .conftest import TARIFF, make
from .test_fjendtligt import BACKWARDS, LONG, MARKUP, RULES, case

pytestmark = [
    pytest.mark.xdist_group("rapport"),
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"
WIDTH = "document.documentElement.scrollWidth"
NARROW, DOUBLED = 320, 640


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.mark.parametrize(
    "name",
    [
        "takst",
        pytest.param("garanti", marks=pytest.mark.slow),
        pytest.param("nødbremse", marks=pytest.mark.slow),
    ],
)
def test_axe_finds_nothing(reports, tab, name):
    tab.open(reports[name].path)
    assert tab.faults() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["takst", "garanti", "nødbremse"])
def test_axe_finds_nothing_when_all_is_unfolded(reports, tab, name):
    tab.open(reports[name].path)
    tab.run(UNFOLD)
    assert tab.faults() == []


def test_axe_finds_nothing_in_a_small_report_unfolded(tab, tmp_path):
    """With a drawing; quick enough for every run."""
    asked = ("--størrelse", "belagte_dage", "--variér", "pladser=20..30/3")
    tab.open(make(tmp_path, TARIFF, *asked).path)
    tab.run(UNFOLD)
    assert tab.faults() == []
    for width in (NARROW, DOUBLED):
        tab.resize(width)
        assert tab.run(WIDTH) <= width


def test_axe_finds_what_is_wrong(tab, tmp_path):
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<html><title>x</title><p style='color:#ccc'>svagt</p><img src='x'></html>", encoding="utf-8"
    )
    tab.open(bad)
    found = {fault.split(":")[0] for fault in tab.faults()}
    assert {"html-has-lang", "color-contrast", "image-alt"} <= found


@pytest.mark.parametrize("name", ["takst", "garanti", "nødbremse"])
@pytest.mark.parametrize("width", [NARROW, DOUBLED])
def test_nothing_runs_off_a_narrow_page(reports, tab, name, width):
    tab.open(reports[name].path, width)
    assert tab.run(WIDTH) <= width
    tab.run(UNFOLD)
    assert tab.run(WIDTH) <= width


@pytest.mark.parametrize("title", [MARKUP, LONG, BACKWARDS], ids=["markup", "long", "backwards"])
def test_hostile_text_is_laid_out(tab, tmp_path, title):
    (tmp_path / "sag.yaml").write_text(case(title), encoding="utf-8")
    made = make(tmp_path, (RULES, str(tmp_path / "sag.yaml")), "--størrelse", "beregnede_omkostninger")
    tab.open(made.path, NARROW)
    tab.run(UNFOLD)
    assert tab.run(WIDTH) <= NARROW
    assert tab.run("document.images.length") == 0
    assert tab.faults() == []


def test_what_is_folded_prints_and_folds_again(reports, tab):
    tab.open(reports["nødbremse"].path)
    folded = "document.querySelectorAll('details:not([open])').length"
    before = tab.run(folded)
    assert before > 0
    tab.run("dispatchEvent(new Event('beforeprint'))")
    assert tab.run(folded) == 0
    tab.run("dispatchEvent(new Event('afterprint'))")
    assert tab.run(folded) == before


def test_a_link_into_a_fold_opens_it(reports, tab):
    tab.open(reports["nødbremse"].path)
    tab.run("location.hash = '#t1'; new Promise(done => setTimeout(done, 100))")
    assert tab.run("document.getElementById('t1').closest('details').open") is True


def test_it_prints_on_a4(reports, tab, tmp_path):
    tab.open(reports["nødbremse"].path)
    tab.print(tmp_path / "rapport.pdf")
    printed = Path(tmp_path / "rapport.pdf").read_bytes()
    assert printed.startswith(b"%PDF-")
    assert b"/MediaBox [0 0 595" in printed or b"/MediaBox [0 0 594" in printed
