"""`mangler`: which inputs would settle a quantity, most decisive first."""

from __future__ import annotations

from typing import Any

import click

from rammeaftale.cli.options import (
    case_argument,
    case_options,
    format_option,
    library_option,
    print_json,
    result_of,
    rules_argument,
)
from rammeaftale.core.outcome import Failure
from rammeaftale.services.missing.missing import find_missing


@click.command()
@rules_argument
@case_argument
@click.option(
    "--størrelse",
    "--stoerrelse",
    "størrelser",
    multiple=True,
    required=True,
    metavar="NAVN",
    help="Den størrelse eller adresse, der skal blive kendt; kan nævnes flere gange.",
)
@case_options
@format_option
@library_option
def command(
    regelsæt: str,
    sag: str,
    størrelser: tuple[str, ...],
    format_: str,
    regler: tuple[str, ...],
    **changes: Any,
) -> int:
    """Viser, hvad sagen mangler, før en størrelse kan beregnes: det mest afgørende først."""
    report = find_missing(result_of(regelsæt, sag, regler, changes, størrelser))
    if format_ == "json":
        from rammeaftale.report.mangler_json import missing_json

        print_json(missing_json(report))
    else:
        from rammeaftale.report.mangler_text import missing_text

        click.echo(missing_text(report))
    return int(any(isinstance(one.outcome, Failure) for one in report.asked))
