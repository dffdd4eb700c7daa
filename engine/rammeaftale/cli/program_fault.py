"""The last resort: a fault in the program itself, told in Danish and without a traceback."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

import click

SHOW_ALL = "RAMMEAFTALE_SPOR"
"""The environment variable that asks for the traceback."""
PACKAGE = Path(__file__).parents[1]


def tell(fault: Exception) -> int:
    """Say on stderr that the program is at fault and what to send; the exit code."""
    click.echo(
        f"fejl: der er en fejl i programmet ({type(fault).__name__}{_place(fault)}), og intet er beregnet.\n"
        "Send kommandoen, dens filer og denne linje til dem, der vedligeholder programmet.",
        err=True,
    )
    if os.environ.get(SHOW_ALL):
        click.echo("".join(traceback.format_exception(fault)), err=True)
    else:
        click.echo(f"Hele sporet vises, når miljøvariablen {SHOW_ALL} er sat til 1.", err=True)
    return 1


def _place(fault: Exception) -> str:
    """The last place in our own code, without the user's folders."""
    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    return f" i {Path(own[-1].filename).relative_to(PACKAGE).as_posix()}:{own[-1].lineno}" if own else ""
