"""A small library of its own for each test, and its bundle."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import finding_cases
import revision_pakker

CHECK = """\
kontroller:
  pladser_nok:
    titel: Pladser nok
    skal_gælde: pladser > 5
    grad: fejl
    besked: Der skal være mere end fem pladser
"""


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """The folder one stands in: mosen/2020 and a case."""
    shutil.copytree(finding_cases.FRAME, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "aftale" / "regler.yaml").open("a", encoding="utf-8") as file:
        file.write(CHECK)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bundle(library) -> bytes:
    """The bundle of the case."""
    return revision_pakker.pakke()
