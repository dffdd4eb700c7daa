"""`forklar`: why a figure, a duty or a check came out as it did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from rammeaftale.backends.trace import Trace
from rammeaftale.cli.options import (
    case_argument,
    case_options,
    format_option,
    library_option,
    name_argument,
    print_json,
    result_of,
    rules_argument,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Failure
from rammeaftale.services.explaining.explanation import explain
from rammeaftale.services.explaining.rules import RuleExplanation

if TYPE_CHECKING:
    from rammeaftale.services.explaining.procedures import ProcedureExplanation


@click.command()
@rules_argument
@case_argument
@name_argument
@click.option(
    "--dybde",
    type=click.IntRange(min=0),
    default=None,
    metavar="N",
    help="Hvor mange niveauer forklaringen går ned; 0 viser kun opgørelsen og det, den bygger på.",
)
@case_options
@format_option
@library_option
def command(
    regelsæt: str,
    sag: str,
    navn: str,
    dybde: int | None,
    format_: str,
    regler: tuple[str, ...],
    **changes: Any,
) -> int:
    """Forklarer et resultat: først en opgørelse, så reglerne bag, trin for trin.

    NAVN er en størrelse eller adresse (takst_pr_dag, niveau_takst_pr_dag[N1]@2019), en pligt, en kontrol, et tiltag
    eller en procedure.
    """
    result, findings = result_of(regelsæt, sag, regler, changes, ()), Findings()
    found = explain(result, navn, findings)
    findings.raise_errors()
    assert found is not None
    if format_ == "json":
        from rammeaftale.report.explaining.trace_json import explanation_json

        print_json(explanation_json(result, found))
    elif isinstance(found, RuleExplanation):
        from rammeaftale.report.explaining.rule_text import rule_text

        click.echo(rule_text(result, found, dybde))
    elif isinstance(found, Trace):
        from rammeaftale.report.explaining.explanation_text import explanation_text

        click.echo(explanation_text(result, found, dybde))
    else:
        from rammeaftale.report.explaining.procedure_course import course_text

        click.echo(course_text(result, found, dybde))
    return int(_is_wrong(found))


def _is_wrong(found: Trace | RuleExplanation | ProcedureExplanation) -> bool:
    """Whether what is explained is a failure, or a procedure with an event that cannot be."""
    if isinstance(found, Trace):
        return isinstance(found.top.outcome, Failure)
    return not isinstance(found, RuleExplanation) and found.stands_wrong
