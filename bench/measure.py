"""Timing: medians of alternated repetitions, so that a slow moment of the machine hits both sides of a ratio."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any


def seconds(task: Callable[[], Any]) -> float:
    """The time of one run, begun with nothing left to collect and ended when its result is there."""
    gc.collect()
    start = perf_counter()
    result = task()
    stop = perf_counter()
    del result
    return stop - start


def medians(tasks: Sequence[Callable[[], Any]], times: int) -> list[float]:
    """The median time of each task; the tasks take turns. The first turn only warms up."""
    turns = [[seconds(task) for task in tasks] for _ in range(times + 1)][1:]
    return [median(turn[i] for turn in turns) for i in range(len(tasks))]


def run(command: Sequence[str], folder: Path, bytecode: Path) -> str:
    """What a program prints; its bytecode is kept in `bytecode`, as after an ordinary installation."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(bytecode), "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S603 - our own commands
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def python(*arguments: str) -> list[str]:
    """The command that starts this Python with arguments."""
    return [sys.executable, *arguments]
