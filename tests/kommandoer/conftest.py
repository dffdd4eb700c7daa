"""The commands as a user runs them: their exit code, what they print and what they say beside it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rammeaftale.cli import main as program

GARDEN = Path(__file__).parent.parent / "biblioteker" / "have"


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


@pytest.fixture
def run(capsys, monkeypatch) -> Callable[..., Ran]:
    """Runs `rammeaftale` with these words."""

    def call(*words: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["rammeaftale", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            program.main()
        told = capsys.readouterr()
        return Ran(int(left.value.code or 0), told.out, told.err)

    return call


@pytest.fixture
def garden(run, monkeypatch) -> Callable[..., Ran]:
    """Runs `rammeaftale` in a small library made for these tests."""
    monkeypatch.chdir(GARDEN)
    return run
