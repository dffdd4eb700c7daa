"""The program as a user runs it, in this process: its exit code, what it prints and what it says beside it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from rammeaftale.cli import main as program


@dataclass(frozen=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def run_program(words: Iterable[object]) -> Ran:
    """Run `rammeaftale` with these words in the current folder."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["rammeaftale", *map(str, words)]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            program.main()
        except SystemExit as left:
            return Ran(int(left.code or 0), out.getvalue(), err.getvalue())
    raise AssertionError("the program always leaves with a code")
