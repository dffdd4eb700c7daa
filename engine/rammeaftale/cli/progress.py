"""A progress bar for work that lasts; results never depend on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from time import monotonic
from typing import TypeVar

import click

T = TypeVar("T")
PATIENCE = 0.5
"""Seconds of work before a bar is shown."""


def tracked(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, one after another; on a terminal with a bar on stderr once they have taken a while."""
    rest, begun = iter(items), monotonic()
    for done, item in enumerate(rest, start=1):
        yield item
        if sys.stderr.isatty() and monotonic() - begun > PATIENCE and done < len(items):
            with click.progressbar(length=len(items), label=label, file=sys.stderr) as bar:
                bar.update(done)
                for later in rest:
                    yield later
                    bar.update(1)
