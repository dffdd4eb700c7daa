"""`beregn`: calculate a case."""

from __future__ import annotations

from typing import Any

import click

from rammeaftale.cli.options import (
    case_argument,
    case_of,
    case_options,
    format_option,
    library_option,
    print_json,
    rule_set,
    rules_argument,
    targets_option,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.calculate import calculate


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
    rules = rule_set(regelsæt, regler)
    case = case_of(sag, rules, changes)
    findings = Findings()
    result = calculate(rules, case, størrelser or None, findings)
    if result is None:
        findings.raise_errors()
    assert result is not None
    if format_ == "json":
        from rammeaftale.services.result_json import result_json

        print_json(result_json(result))
    else:
        from rammeaftale.report.result_text import result_text

        click.echo(result_text(result, whole=not størrelser))
    return int(result.failed)
