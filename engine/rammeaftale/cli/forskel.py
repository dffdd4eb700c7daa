"""`forskel`: between two rule sets, rule by rule and in a case; or between two cases of one set."""

from __future__ import annotations

import json
import re
from typing import Any

import click

from rammeaftale.cli.files import STDOUT, form_asked, output_option, overwrite_option, write_result
from rammeaftale.cli.options import (
    case_of,
    library_option,
    print_json,
    rule_set,
    targets_option,
    year_option,
)
from rammeaftale.cli.sammenlign import case_option
from rammeaftale.cli.shared_case import shared_case, sides_of, years_named
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Unknown
from rammeaftale.core.places import COMMAND_LINE, SourceText, whole
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import find_address
from rammeaftale.services.comparing.case_results import Differences, case_differences, set_differences
from rammeaftale.services.comparing.entry_changes import behind, entry_changes
from rammeaftale.services.comparing.set_difference import SetGame
from rammeaftale.services.comparing.sides import Side

SETS, CASES = 2, 3
STDIN = "-"
find_option = click.option(
    "--find-sag", is_flag=True, help="Find en sag, hvor regelsættene giver størrelsen hver sit resultat."
)
FORMATS = ("tekst", "json")
form_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Formen; ellers efter filens navn, og ellers tekst."
)  # fmt: skip
carry_option = click.option(
    "--sidste-kendte", is_flag=True,
    help="Brug den nærmeste kendte værdi af en parameter, hvor et regelsæt ingen har for året.",
)  # fmt: skip


@click.command()
@click.argument("hvad", nargs=-1, metavar="REGELSÆT REGELSÆT | REGELSÆT SAG SAG")
@case_option
@targets_option
@year_option
@carry_option
@find_option
@form_option
@output_option
@overwrite_option
@library_option
def command(
    hvad: tuple[str, ...],
    sag: str | None,
    størrelser: tuple[str, ...],
    år: tuple[str, ...],
    format_: str | None,
    regler: tuple[str, ...],
    **options: Any,
) -> int:
    """Viser forskellen mellem to regelsæt, eller mellem to sager i ét regelsæt.

    To regelsæt: hvad er tilføjet, fjernet, genbekræftet og ændret, felt for felt og tal for tal. Med --sag fordeles
    forskellen i resultatet på de ændringer, der ligger bag; med --find-sag findes en sag, hvor de er forskellige.

    Et regelsæt og to sager: hvilke oplysninger der står for hvor meget af forskellen.
    """
    if len(hvad) not in (SETS, CASES):
        raise click.UsageError("nævn to regelsæt, eller et regelsæt og to sager")
    if len(hvad) == CASES:
        if hvad[1:] == (STDIN, STDIN):
            raise click.UsageError("kun den ene sag kan komme fra «-»; skriv den anden i en fil")
        if sag is not None or options["find_sag"] or options["sidste_kendte"]:
            raise click.UsageError(
                "--sag, --find-sag og --sidste-kendte hører til to regelsæt, ikke til to sager"
            )
        told, text, code = _cases(hvad, størrelser, år, regler)
    else:
        first, second = _two(hvad, regler)
        if sag is None and options["sidste_kendte"]:
            raise click.UsageError("--sidste-kendte hører til en sag: brug --sag")
        if options["find_sag"]:
            return _find((first, second), størrelser, format_ or "tekst", sag, {**options, "år": år})
        if sag is None and år:
            raise click.UsageError("--år hører til en sag: brug --sag eller --find-sag")
        told, text, code = _sets(first, second, sag, størrelser, år, carry=options["sidste_kendte"])
    form = form_asked(format_, options["ud"], FORMATS)
    written = json.dumps(told, ensure_ascii=False, indent=2) if form == "json" else text
    write_result(options["ud"], written + "\n", overwrite=options["overskriv"])
    if options["ud"] != STDOUT:
        click.echo(f"Skrev {options['ud']}.", err=True)
    return code


def _two(names: tuple[str, ...], regler: tuple[str, ...]) -> tuple[Side, Side]:
    """The two sets; a region with several is refused."""
    findings, found = Findings(), []
    for name in names:
        sides = sides_of([name], regler)
        if len(sides) > 1:
            known = ", ".join(side.id for side in sides)
            findings.add(f.NOT_ONE_SET, whole(SourceText(COMMAND_LINE)), name=name, known=known)
        found.append(sides[0])
    findings.raise_errors()
    return found[0], found[1]


def _sets(
    first: Side,
    second: Side,
    sag: str | None,
    størrelser: tuple[str, ...],
    år: tuple[str, ...],
    *,
    carry: bool,
) -> tuple[dict[str, Any], str, int]:
    from rammeaftale.report.comparing.difference_json import changes_json, differences_json
    from rammeaftale.report.comparing.difference_text import changes_text, differences_text

    only = _behind(størrelser, (first, second)) if størrelser and sag is None else None
    changes = entry_changes(first, second, only)
    told = changes_json(changes)
    if sag is None:
        return told, changes_text(changes), 0
    shared = shared_case(sag, (first, second), år)
    findings = Findings()
    found = set_differences(shared, størrelser, findings, carry=carry)
    findings.raise_errors()
    assert found is not None
    return (
        {**told, **differences_json(found)},
        differences_text(found, (first.id, second.id)) + _advice(found, carry=carry),
        0,
    )


def _advice(found: Differences, *, carry: bool) -> str:
    """What to try where the one set has no figures for the year."""
    outcomes = [one for told in found.told for one in told.outcomes if isinstance(one, Unknown)]
    names = {re.split(r"[\[@]", name)[0] for one in outcomes for name in one.missing}
    programs = [one.program for one in found.game.sets] if isinstance(found.game, SetGame) else []
    figures = {name for p in programs for name, q in p.quantities.items() if q.symbol.is_parameter}
    return (
        "\n\nDer mangler tal for året i regelsættet; prøv --sidste-kendte."
        if names & figures and not carry
        else ""
    )


def _behind(størrelser: tuple[str, ...], sides: tuple[Side, Side]) -> set[str]:
    """The entries behind some quantities in either set."""
    findings = Findings()
    names = [re.split(r"[\[@]", text)[0] for text in størrelser]
    for name in names:
        if not any(side.rules.quantity(name) for side in sides):
            find_address(name, sides[1].rules, findings)
    findings.raise_errors()
    return {one for name in names for one in behind(name, sides)}


def _cases(
    hvad: tuple[str, ...], størrelser: tuple[str, ...], år: tuple[str, ...], regler: tuple[str, ...]
) -> tuple[dict[str, Any], str, int]:
    from rammeaftale.report.comparing.difference_json import differences_json
    from rammeaftale.report.comparing.difference_text import differences_text

    rules = rule_set(hvad[0], regler)
    one, two = (case_of(source, rules, {"år": år}) for source in hvad[1:])
    findings = Findings()
    found = case_differences(rules, (one, two), størrelser, findings)
    findings.raise_errors()
    assert found is not None
    told = {
        "skema": "1",
        "mellem": "sager",
        "regelsæt": {"id": rules.id, "fingeraftryk": rules.fingerprint},
        "sager": list(hvad[1:]),
        **differences_json(found),
    }
    return told, differences_text(found, (hvad[1], hvad[2])), 0


def _find(
    sides: tuple[Side, Side],
    størrelser: tuple[str, ...],
    format_: str,
    sag: str | None,
    options: dict[str, Any],
) -> int:
    """The search; exit 1 when no case was found."""
    from rammeaftale.report.comparing.found_text import found_text
    from rammeaftale.services.comparing.search import Search

    if len(størrelser) != 1 or sag is not None:
        raise click.UsageError("--find-sag søger for én størrelse: brug --størrelse, og ingen --sag")
    if re.search(r"[\[@]", størrelser[0]):
        whole_name = re.split(r"[\[@]", størrelser[0])[0]
        raise click.UsageError(f"--find-sag søger for en hel størrelse: skriv «{whole_name}»")
    _check_in_both(størrelser[0], sides)
    search = Search(sides, størrelser[0], years_named(options["år"]))
    found = search.find()
    if found is not None and options["ud"] != STDOUT:
        write_result(options["ud"], found.text, overwrite=options["overskriv"])
        click.echo(f"Skrev {options['ud']}.", err=True)
    if format_ == "json":
        from rammeaftale.report.comparing.difference_json import found_json

        told = found_json(found, search.tried, found.text if found else "")
        print_json({"skema": "1", "mellem": "regelsæt", "sag": told})
    else:
        click.echo(
            found_text(
                found, search.tried, størrelser[0], (sides[0].id, sides[1].id), shown=options["ud"] == STDOUT
            )
        )
    return int(found is None)


def _check_in_both(name: str, sides: tuple[Side, Side]) -> None:
    """Refuses what is not calculated in both sets."""
    findings = Findings()
    found = {side.id: q for side in sides if (q := side.rules.quantity(name))}
    having = [id_ for id_, quantity in found.items() if quantity.symbol.is_computed]
    if not found:
        find_address(name, sides[1].rules, findings)
    elif not having and any(quantity.symbol.is_parameter for quantity in found.values()):
        one, two = (side.id for side in sides)
        seen = f"«rammeaftale forskel {one} {two} --størrelse {name}»"
        raise click.UsageError(f"«{name}» er en parameter, som ingen sag ændrer; se dens tal med {seen}")
    elif not having:
        raise click.UsageError(f"«{name}» er en oplysning, som sagen selv giver; vælg en størrelse")
    elif len(having) < SETS:
        findings.add(f.NOT_IN_BOTH, whole(SourceText("<adresse>")), name=name, rules=having[0])
    findings.raise_errors()
