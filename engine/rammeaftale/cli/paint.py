"""Colour for findings: only on a terminal, never with NO_COLOR set; the text itself stays the same."""

from __future__ import annotations

import os
import re
import sys
from functools import partial
from typing import Any

import click

_STYLES: tuple[tuple[re.Pattern[str], dict[str, Any]], ...] = (
    (re.compile(r"^fejl\[\w+\]", re.MULTILINE), {"fg": "red", "bold": True}),
    (re.compile(r"^advarsel\[\w+\]", re.MULTILINE), {"fg": "yellow", "bold": True}),
    (re.compile(r"^ +\| +\^+$", re.MULTILINE), {"fg": "red"}),
    (re.compile(r"^ +--> .*$", re.MULTILINE), {"fg": "bright_black"}),
    (re.compile(r"^ += hjælp:", re.MULTILINE), {"fg": "cyan", "bold": True}),
)


def _painted(style: dict[str, Any], match: re.Match[str]) -> str:
    return click.style(match[0], **style)


def say(text: str, *, err: bool = False) -> None:
    """Print findings, coloured when a person is looking."""
    stream = sys.stderr if err else sys.stdout
    if stream.isatty() and not os.environ.get("NO_COLOR"):
        for pattern, style in _STYLES:
            text = pattern.sub(partial(_painted, style), text)
    click.echo(text, err=err)
