"""`følsomhed`: a quantity under every reading, along one number of the case, or what that number must be."""

from __future__ import annotations

from typing import Any

import click

from rammeaftale.backends.facts import address
from rammeaftale.cli.files import STDOUT, overwrite_option
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
from rammeaftale.core.outcome import Failure
from rammeaftale.report.under_way import under_way_text
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import Case
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.sensitivity import find_sensitivity


@click.command()
@rules_argument
@case_argument
@name_argument
@click.option(
    "--variér",
    "--varier",
    "variér",
    metavar="N=FRA..TIL",
    help="Vis resultatet, når N går fra den ene værdi til den anden, og hver tærskel på vejen. Antal punkter efter "
    "«/» eller trin efter «:», for eksempel pladser=10..30:5.",
)
@click.option(
    "--opnå", "--opnaa", "opnå", metavar="VÆRDI", help="Find, hvad --ved skal være, for at NAVN bliver VÆRDI."
)
@click.option(
    "--ved", metavar="N", help="Den oplysning eller parameter, --opnå leder i; eventuelt N=fra..til."
)
@click.option(
    "-o",
    "ud",
    metavar="FIL",
    default=STDOUT,
    help="Tegn --variér i en .svg- eller .png-fil i stedet for tekst.",
)
@overwrite_option
@case_options
@format_option
@library_option
def command(regelsæt: str, sag: str, navn: str, format_: str, regler: tuple[str, ...], **options: Any) -> int:
    """Viser, hvad et resultat er følsomt over for: læsningerne bag det, eller ét af sagens tal.

    NAVN er en størrelse eller adresse, for eksempel takst_pr_dag eller niveau_takst_pr_dag[N1]. Uden --variér og
    --opnå vises resultatet under hver læsning af de fortolkninger, der ligger bag det.
    """
    asked = {name: options.pop(name) for name in ("variér", "opnå", "ved", "ud", "overskriv")}
    _check_use(asked, format_)
    rules = rule_set(regelsæt, regler)
    case = case_of(sag, rules, options)
    if told := under_way_text(rules, case.facts.years):
        click.echo(told, err=True)
    if asked["variér"] is not None:
        from rammeaftale.cli.foelsomhed_varied import show_variation

        return show_variation(rules, case, navn, format_, asked)
    if asked["opnå"] is not None:
        from rammeaftale.cli.foelsomhed_varied import show_reaching

        return show_reaching(rules, case, navn, format_, asked)
    return _show_readings(rules, case, navn, format_)


def _check_use(asked: dict[str, Any], format_: str) -> None:
    """Options that belong together, and those that do not."""
    if asked["variér"] is not None and (asked["opnå"] is not None or asked["ved"] is not None):
        raise click.UsageError("brug enten --variér eller --opnå med --ved, ikke begge")
    if asked["opnå"] is not None and asked["ved"] is None:
        raise click.UsageError("--opnå skal have --ved: den oplysning, der skal findes en værdi for")
    if asked["ved"] is not None and asked["opnå"] is None:
        raise click.UsageError("--ved hører til --opnå; skriv --variér for at se en hel strækning")
    if asked["ud"] != STDOUT and asked["variér"] is None:
        raise click.UsageError("-o tegner en graf og hører til --variér")
    if asked["ud"] != STDOUT and format_ == "json":
        raise click.UsageError("brug enten -o, der tegner en graf, eller --format json, ikke begge")


def _show_readings(rules: RuleSet, case: Case, target: str, format_: str) -> int:
    findings = Findings()
    result = calculate(rules, case, [target], findings)
    findings.raise_errors()
    assert result is not None
    found = find_sensitivity(result)
    named = [(address(one.cell[0], one.cell[2], one.cell[1], case.facts.years), one) for one in found]
    if format_ == "json":
        from rammeaftale.report.foelsomhed_json import sensitivity_json

        print_json(sensitivity_json(rules, named))
    else:
        from rammeaftale.report.foelsomhed_text import sensitivity_text

        click.echo(sensitivity_text(named))
    return int(any(isinstance(one.base, Failure) for one in found))
