"""`procedure`: where a case stands in a procedure."""

from __future__ import annotations

from typing import Any

import click

from rammeaftale.cli.options import (
    case_argument,
    case_of,
    case_options,
    format_option,
    library_option,
    name_argument,
    print_json,
    rule_set,
    rules_argument,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.calculate import calculate
from rammeaftale.services.procedures import Standing, check_name, standing


@click.command()
@rules_argument
@name_argument
@case_argument
@case_options
@format_option
@library_option
def command(regelsæt: str, navn: str, sag: str, format_: str, regler: tuple[str, ...], **changes: Any) -> int:
    """Viser, hvor en sag står i en procedure: hvem der handler, hvad der mangler, og hvad der kan følge."""
    rules = rule_set(regelsæt, regler)
    findings = Findings()
    check_name(rules, navn, findings)
    findings.raise_errors()
    case = case_of(sag, rules, changes)
    result = calculate(rules, case, [], findings)
    findings.raise_errors()
    assert result is not None
    found = standing(result, navn)
    if format_ == "json":
        from rammeaftale.services.procedures_json import procedure_json

        print_json(procedure_json(result, navn, found))
    else:
        from rammeaftale.report.procedure_text import procedure_text

        click.echo(procedure_text(result, navn))
    return int(not isinstance(found, Standing) or found.invalid is not None)
