"""The page of a comparison: axe in headless Chromium finds nothing, and nothing runs off a narrow window."""

from pathlib import Path

import pytest

from chromium import chromium, missing
from comparing.small_sets import run

ROOT = Path(__file__).resolve().parents[2]
CASE = "rules/2016/eksempler/noedbremse-hele-vejen.yaml"
WIDTH = "document.documentElement.scrollWidth"
NARROW, DOUBLED = 320, 640

pytestmark = [
    pytest.mark.xdist_group("rapport"),
    pytest.mark.skipif(bool(missing()), reason=missing() or "all is there"),
]


@pytest.fixture(scope="module")
def tab(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as page:
        yield page


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(["hovedstaden", "--begreb", "nødbremse"], id="procedures"),
        pytest.param(["hovedstaden/2016", "--sag", CASE, "--begreb", "værktøjskasse"], id="a-case"),
    ],
)
def test_axe_finds_nothing_and_nothing_runs_off_the_page(tab, tmp_path, monkeypatch, more):
    monkeypatch.chdir(ROOT)
    path = tmp_path / "s.html"
    assert run(ROOT, "sammenlign", *more, "nordjylland/2013", "-o", path).code == 0
    tab.open(path)
    assert tab.faults() == []
    for width in (DOUBLED, NARROW):
        tab.resize(width)
        assert tab.run(WIDTH) <= width
    assert tab.run("[...document.querySelectorAll('.wide')].some(one => one.scrollWidth > one.clientWidth)")
