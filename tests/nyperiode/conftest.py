"""Small libraries that a new period is begun in, each a copy that may be written in."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ny_periode import ROOT
from running import Ran, run_program


@pytest.fixture
def swamp(tmp_path, monkeypatch) -> Callable[..., Ran]:
    """Runs `rammeaftale` in a copy of the small library with a period half written."""
    shutil.copytree(ROOT / "tests" / "biblioteker" / "undervejs", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return lambda *words: run_program(words)


@pytest.fixture
def put() -> Callable[[str, str, str], None]:
    """Replaces a text that stands once in a file."""

    def replace(file: str, old: str, new: str) -> None:
        text = Path(file).read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        Path(file).write_text(text.replace(old, new), encoding="utf-8")

    return replace
