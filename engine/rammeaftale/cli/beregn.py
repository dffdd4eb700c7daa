"""`beregn`: calculate a case."""

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
    targets_option,
)


@click.command()
@rules_argument
@case_argument
@targets_option
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
    """Beregner en sag: alt, eller de størrelser der nævnes."""
    result = result_of(regelsæt, sag, regler, changes, størrelser or None)
    if format_ == "json":
        from rammeaftale.services.result_json import result_json

        print_json(result_json(result))
    else:
        from rammeaftale.report.results.text import result_text

        click.echo(result_text(result, whole=not størrelser))
    return int(result.failed)
