"""`tjek`: check rule files."""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.cli.exit_codes import exit_code
from rammeaftale.cli.options import libraries_to_check, library_option, print_json
from rammeaftale.cli.paint import say
from rammeaftale.report import diagnostics
from rammeaftale.services.checking import check_paths


@click.command()
@click.argument("stier", nargs=-1, metavar="[STI]…")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["tekst", "json", "sarif"]),
    default="tekst",
    help="Tekst, JSON eller SARIF.",
)
@library_option
def command(stier: tuple[str, ...], format_: str, regler: tuple[str, ...]) -> int:
    """Tjekker regelfiler: hvert fund med kode, sted, linje og forslag.

    STI er et bibliotek, et regelsæts mappe eller en fil i den; udeladt er det hele biblioteket. Eksemplerne læses
    med, men regnes ikke; det gør «test».
    """
    checked = check_paths([Path(sti) for sti in stier] or libraries_to_check(regler))
    found = checked.findings
    if format_ != "tekst":
        print_json(diagnostics.FORMATS[format_](found))
    else:
        if found:
            say(diagnostics.text(found) + "\n")
        click.echo(diagnostics.summary(found) + diagnostics.scope(checked.files, checked.folders))
    return exit_code(found, stier)
