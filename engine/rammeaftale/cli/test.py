"""`test`: run the examples, and tell what they leave out."""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.cli.options import format_option, libraries, library_option, print_json
from rammeaftale.cli.paint import say
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.examples import run_examples


@click.command()
@click.argument("stier", nargs=-1, metavar="[STI]…")
@format_option
@library_option
def command(stier: tuple[str, ...], format_: str, regler: tuple[str, ...]) -> int:
    """Prøver eksemplerne.

    STI er et eksempel, et regelsæts mappe eller et bibliotek; udeladt er det hele biblioteket.
    """
    findings = Findings()
    sets = run_examples([Path(sti) for sti in stier] or libraries(regler), findings)
    findings.raise_errors()
    if format_ == "json":
        from rammeaftale.report.test_json import test_json

        print_json(test_json(sets))
    else:
        from rammeaftale.report.test_text import test_text

        say(test_text(sets))
    return int(not all(one.passed for one in sets))
