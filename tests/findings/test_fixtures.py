"""Every kind of finding has a wrong example that gives it, and the same example mended that gives none."""

import importlib
import re

import pytest

import finding_cases
from rammeaftale.core.diagnostics import CATALOGUE, Severity

CASES = {case.folder.name: case for case in finding_cases.cases()}


@pytest.fixture(scope="module")
def catalogue(paths):
    """Every finding the engine registers, whichever module does."""
    for path in sorted(paths.package.rglob("*.py")):
        if re.search(r"^\w+ = (error|warning)\(", path.read_text(encoding="utf-8"), re.MULTILINE):
            importlib.import_module(".".join(path.relative_to(paths.engine).with_suffix("").parts))
    return CATALOGUE


@pytest.mark.parametrize("name", CASES)
def test_wrong_example_gives_just_this_finding_as_expected(name, tmp_path):
    case = CASES[name]
    found = case.run("forkert", tmp_path)
    assert {d.code for d in found} == {case.code}
    assert case.told(found, tmp_path) == case.expected


@pytest.mark.parametrize("name", CASES)
def test_mended_example_gives_nothing(name, tmp_path):
    found = CASES[name].run("rigtig", tmp_path)
    assert CASES[name].told(found, tmp_path) == "\n"


def test_every_finding_has_a_fixture_and_every_fixture_a_finding(catalogue):
    assert sorted(case.code for case in CASES.values()) == sorted(catalogue)


def test_every_fixture_has_both_sides_and_nothing_unread():
    known = re.compile(
        r"(forkert|rigtig)(\.yaml|\.regelsaet\.yaml|\.nyt\.yaml|\.sag\.yaml|\.py|\.kommando\.txt)?|"
        r"regler\.yaml|forventet\.txt"
    )
    for case in CASES.values():
        names = [path.name for path in case.folder.iterdir()]
        assert [name for name in names if not known.fullmatch(name)] == [], case.folder.name
        assert {name.split(".")[0] for name in names} >= {"forkert", "rigtig", "forventet"}, case.folder.name


def test_every_finding_says_when_it_strikes_and_what_to_do(catalogue):
    for code, finding in catalogue.items():
        strikes = "Fejler" if finding.severity is Severity.ERROR else "Advarer"
        assert re.match(rf"{strikes} (når|ved) .+\.\Z", finding.when, re.DOTALL), code
        assert finding.message[-1] not in ".!", code
        assert finding.help or code == "K103", code  # K103 words its help after what was expected
