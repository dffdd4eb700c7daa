"""`ny-sag`: a case file to fill in."""

from __future__ import annotations

import json

import click

from rammeaftale.cli.files import STDOUT, output_option, overwrite_option, write_result
from rammeaftale.cli.options import (
    format_option,
    library_option,
    measure_option,
    reading_option,
    rule_set,
    rules_argument,
    targets_option,
    year_option,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.shell import quoted


@click.command()
@rules_argument
@targets_option
@output_option
@overwrite_option
@year_option
@measure_option
@reading_option
@format_option
@library_option
def command(
    regelsæt: str,
    størrelser: tuple[str, ...],
    ud: str,
    overskriv: bool,  # noqa: FBT001 - a flag of the command line
    format_: str,
    regler: tuple[str, ...],
    **choices: tuple[str, ...],
) -> int:
    """Skriver en sagsfil til udfyldning med netop de oplysninger, størrelserne kræver.

    Hver linje har enhed og spørgsmål ved siden af; det, der skal udfyldes, står først.
    """
    from rammeaftale.services.scaffolding.scaffold import scaffold

    if not størrelser:
        raise click.UsageError("nævn mindst én størrelse, for eksempel --størrelse takst_pr_dag")
    findings = Findings()
    found = scaffold(rule_set(regelsæt, regler), størrelser, choices, findings)
    findings.raise_errors()
    assert found is not None
    if format_ == "json":
        from rammeaftale.services.scaffolding.as_json import scaffold_json

        text = json.dumps(scaffold_json(found), ensure_ascii=False, indent=2) + "\n"
    else:
        from rammeaftale.report.case_form import case_form

        text = case_form(found)
    write_result(ud, text, overwrite=overskriv)
    if ud != STDOUT and format_ == "json":
        click.echo(f"Skrev {ud}.", err=True)
    elif ud != STDOUT:
        asked = "".join(f" --størrelse {quoted(name)}" for name in størrelser)
        told = f"rammeaftale beregn {quoted(regelsæt)} {quoted(ud)}{asked}"
        click.echo(f"Skrev {ud}. Udfyld den, og kør: {told}", err=True)
    return 0
