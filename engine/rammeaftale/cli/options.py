"""What the commands share: arguments and options by one name each, loading rules and cases, printing results."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.findings import NOT_FOUND
from rammeaftale.rulefiles.reading import LARGEST, is_file, is_there
from rammeaftale.services.cases.case import Case, read_case
from rammeaftale.services.library_rules import check_same_ids
from rammeaftale.services.loading import default_library, library_to_check, load_rules, shipped_library
from rammeaftale.services.ruleset import RuleSet

if TYPE_CHECKING:
    from rammeaftale.services.calculation import Calculation

F = TypeVar("F", bound=Callable[..., Any])

rules_argument = click.argument("regelsæt", metavar="REGELSÆT")
case_argument = click.argument("sag", metavar="SAG")
name_argument = click.argument("navn", metavar="NAVN")
targets_option = click.option(
    "--størrelse",
    "--stoerrelse",
    "størrelser",
    multiple=True,
    metavar="NAVN",
    help="En størrelse eller adresse.",
)
format_option = click.option(
    "--format", "format_", type=click.Choice(["tekst", "json"]), default="tekst", help="Tekst eller JSON."
)
library_option = click.option(
    "--regler", multiple=True, metavar="MAPPE", help="Et andet regelbibliotek (en mappe med begreber.yaml)."
)
year_option = click.option("--år", "--aar", "år", multiple=True, metavar="ÅR", help="Det år, der beregnes.")
measure_option = click.option("--tiltag", multiple=True, metavar="NAVN", help="Et tiltag, der regnes med.")
reading_option = click.option(
    "--fortolkning",
    "fortolkninger",
    multiple=True,
    metavar="NAVN=LÆSNING",
    help="Vælg en læsning af en fortolkning.",
)
setting_option = click.option(
    "--sæt", "--saet", "sæt", multiple=True, metavar="ADRESSE=VÆRDI", help="Prøv en anden værdi."
)
date_option = click.option("--opgjort", metavar="DATO", help="Den dag, sagen er opgjort (ÅÅÅÅ-MM-DD).")


def case_options(function: F) -> F:
    """The options that change a case on the command line."""
    for option in (date_option, setting_option, reading_option, measure_option, year_option):
        function = option(function)
    return function


def libraries(regler: Iterable[str]) -> list[Path]:
    """The library folders to look in, the default when none is named."""
    return [Path(folder) for folder in regler] or [default_library()]


def libraries_to_check(regler: Iterable[str]) -> list[Path]:
    """The library folders that `tjek` and `test` work on when no path is named."""
    return [Path(folder) for folder in regler] or [library_to_check()]


def rule_set(name: str, regler: Iterable[str]) -> RuleSet:
    """The rules of a name from the first library that has them; refuses with all findings."""
    findings, roots = Findings(), libraries(regler)
    if len(roots) > 1:
        check_same_ids(roots, findings)
        findings.raise_errors()
    for root in roots:
        findings = Findings()
        rules = load_rules(name, root, findings)
        if rules is not None:
            return rules
    findings.raise_errors()
    raise AssertionError("rules that cannot be loaded have findings")


def case_of(source: str, rules: RuleSet, changes: dict[str, Any] | None = None) -> Case:
    """The case in a file (`-`: standard input), changed as the options say; refuses with all findings."""
    from rammeaftale.services.cases.changes import change_case

    findings = Findings()
    check_shipped(source, findings)
    given: Path | bytes = sys.stdin.buffer.read(LARGEST + 1) if source == "-" else Path(source)
    if changes and any(changes.values()):
        case = change_case(given, rules, changes, findings)
    else:
        case = read_case(given, rules, findings)
    findings.raise_errors()
    assert case is not None
    return case


def result_of(
    name: str, source: str, regler: Iterable[str], changes: dict[str, Any], targets: Iterable[str] | None
) -> Calculation:
    """A case calculated by the rules of a name, changed as the options say; refuses with all findings.

    `targets`: addresses; None for every calculated quantity.
    """
    from rammeaftale.services.calculate import calculate

    rules = rule_set(name, regler)
    findings = Findings()
    result = calculate(rules, case_of(source, rules, changes), targets, findings)
    findings.raise_errors()
    assert result is not None
    return result


def check_shipped(source: str, findings: Findings) -> None:
    """Refuse a file that is only there among the rules that came with the program, saying where that is."""
    shipped = shipped_library() / source
    if source != "-" and not is_there(Path(source)) and is_file(shipped):
        hint = f"Eksemplet følger med programmet; skriv {shipped}"
        findings.add(NOT_FOUND, whole(SourceText(source)), path=source, hint=hint)
        findings.raise_errors()


def print_json(found: object) -> None:
    """JSON on standard output, in the order given, Danish letters as they are."""
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
