"""`liste`: the rule sets there are."""

from __future__ import annotations

import click

from rammeaftale.cli.options import format_option, libraries, library_option, print_json
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.listing import listing_json, summaries


@click.command()
@format_option
@library_option
def command(format_: str, regler: tuple[str, ...]) -> int:
    """Viser regelsættene: id, region, spor, periode og hvor meget de rummer."""
    findings = Findings()
    found = summaries(libraries(regler), findings)
    if format_ == "json":
        print_json(listing_json(found))
    elif found or not findings.has_errors:
        from rammeaftale.report.listing_text import listing_text

        click.echo(listing_text(found))
    findings.raise_errors()
    return 0
