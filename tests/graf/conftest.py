"""The graph of a small set, its numbers worked out by hand, and a set with names that would break a careless drawing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import finding_cases
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.loading import load_rules
from rammeaftale.services.ruleset import RuleSet


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """The folder one stands in: mosen/2020 and a case."""
    shutil.copytree(finding_cases.FRAME, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rules(library) -> RuleSet:
    """The small set."""
    found = load_rules("mosen/2020", Path(), Findings())
    assert found is not None
    return found


@pytest.fixture(params=["graphviz", "own"])
def layouts(request, monkeypatch) -> str:
    """With Graphviz where it is installed, and with our own layout."""
    if request.param == "own":
        monkeypatch.setattr("shutil.which", lambda name: None)
    elif shutil.which("dot") is None:
        pytest.skip("Graphviz is not installed")
    return request.param
