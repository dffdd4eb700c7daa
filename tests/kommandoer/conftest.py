"""The commands in a small library made for these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from running import Ran, run_program

GARDEN = Path(__file__).parent.parent / "biblioteker" / "have"


@pytest.fixture
def run() -> Callable[..., Ran]:
    """Runs `rammeaftale` with these words."""
    return lambda *words: run_program(words)


@pytest.fixture
def garden(run, monkeypatch) -> Callable[..., Ran]:
    """Runs `rammeaftale` in the small library."""
    monkeypatch.chdir(GARDEN)
    return run
