"""`test`: run the examples, and tell what they leave out."""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.cli.options import format_option, libraries_to_check, library_option, print_json
from rammeaftale.cli.paint import say
from rammeaftale.cli.progress import tracked
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.examples.coverage import coverage
from rammeaftale.services.examples.examples import run_examples


@click.command()
@click.argument("stier", nargs=-1, metavar="[STI]…")
@click.option("--dækning", "--daekning", "dækning", is_flag=True, help="Vis, hvad eksemplerne ikke prøver.")
@click.option(
    "--kræv-fuld",
    "--kraev-fuld",
    "kræv_fuld",
    is_flag=True,
    help="Som --dækning, men fejl, når noget ikke prøves.",
)
@format_option
@library_option
def command(
    stier: tuple[str, ...], *, dækning: bool, kræv_fuld: bool, format_: str, regler: tuple[str, ...]
) -> int:
    """Prøver eksemplerne: hver størrelse, pligt og kontrol holdt op mod det forventede.

    STI er et eksempel, et regelsæts mappe eller et bibliotek; udeladt er det hele biblioteket.
    """
    findings = Findings()
    sets = run_examples([Path(sti) for sti in stier] or libraries_to_check(regler), findings, tracked)
    findings.raise_errors()
    covered = coverage(sets) if dækning or kræv_fuld else []
    if format_ == "json":
        from rammeaftale.report.examples.as_json import examples_json

        print_json(examples_json(sets, covered if dækning or kræv_fuld else None))
    else:
        from rammeaftale.report.examples.coverage import coverage_text
        from rammeaftale.report.examples.text import examples_text

        say(examples_text(sets))
        if dækning or kræv_fuld:
            click.echo("\n" + coverage_text(covered))
    lacking = kræv_fuld and not all(one.is_full for one in covered)
    nothing = bool(stier) and not any(one.examples.files for one in sets)
    return int(nothing or lacking or not all(one.passed for one in sets))
