"""`graf`: the dependency graph of a rule, or of a whole set by topic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rammeaftale.cli.files import STDOUT, check_not_input, overwrite_option, write_result
from rammeaftale.cli.options import (
    case_of,
    case_options,
    format_option,
    library_option,
    print_json,
    rule_set,
    rules_argument,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.graphs.graph import READABLE, around, find_root, programs_from, usual_levels

if TYPE_CHECKING:
    from rammeaftale.backends.exact import Cell
    from rammeaftale.report.graphs.labels import Picture
    from rammeaftale.services.calculation import Calculation
    from rammeaftale.services.ruleset import RuleSet

DRAWN = (".svg", ".dot", ".json")
LEVELS = click.IntRange(min=0)


@click.command()
@rules_argument
@click.argument("navn", metavar="[NAVN]", required=False)
@click.option("--op", type=LEVELS, metavar="N", help="Så mange led af dem, der bruger den; ellers ét.")
@click.option(
    "--ned",
    type=LEVELS,
    metavar="N",
    help="Så mange led af det, den bygger på; ellers, hvad der er plads til.",
)
@click.option("--alle", is_flag=True, help=f"Vis alt, også når det er mere end {READABLE} knuder.")
@click.option("--sag", metavar="SAG", help="En sag, hvis værdier skrives i knuderne.")
@click.option("-o", "ud", metavar="FIL", help="Filen, der skrives: .svg, .dot eller .json.")
@overwrite_option
@case_options
@format_option
@library_option
def command(
    regelsæt: str,
    navn: str | None,
    sag: str | None,
    ud: str | None,
    overskriv: bool,  # noqa: FBT001 - a flag of the command line
    format_: str,
    regler: tuple[str, ...],
    **given: Any,
) -> int:
    """Tegner, hvad en regel bygger på, og hvem der bruger den; uden NAVN hele regelsættet efter emne.

    Pilene går fra det, der bruges, til det, der bruger det. Oplysninger, parametre, beregnede størrelser, pligter og
    procedurer har hver sin form og hver sit ord. Uden -o skrives grafen som tekst.
    """
    how = {name: given.pop(name) for name in ("op", "ned", "alle")}
    kind = _kind(ud, format_)
    check_not_input(ud or STDOUT)
    if navn is None and (how["op"] is not None or how["ned"] is not None):
        raise click.UsageError("--op og --ned gælder en regel; nævn den med NAVN")
    if sag is None and any(given.values()):
        raise click.UsageError("valg om sagen kræver en sag; nævn den med --sag")
    if sag is None and _is_address(navn):
        raise click.UsageError(f"medlem og år i «{navn}» kræver en sag; nævn den med --sag")
    rules = rule_set(regelsæt, regler)
    result = _calculated(rules, sag, given) if sag is not None else None
    told, picture = _told(rules, navn, how, result)
    _write(told, picture, kind, ud, overwrite=overskriv)
    return 0


def _kind(target: str | None, format_: str) -> str:
    """tekst, json, svg or dot: by the ending of the file, or as printed."""
    if target in (None, STDOUT):
        return format_
    ending = Path(target or "").suffix.lower()
    if ending not in DRAWN:
        raise click.UsageError(
            f"kender ikke formatet af «{target}»; filen skal ende på .svg, .dot eller .json"
        )
    if format_ == "json" and ending != ".json":
        raise click.UsageError(f"--format json og filen «{target}» siger hver sit; skriv kun det ene")
    return ending[1:]


def _calculated(rules: RuleSet, source: str, changes: dict[str, Any]) -> Calculation:
    from rammeaftale.services.calculate import calculate

    findings = Findings()
    result = calculate(rules, case_of(source, rules, changes), None, findings)
    findings.raise_errors()
    assert result is not None
    return result


def _told(
    rules: RuleSet, name: str | None, how: dict[str, Any], result: Calculation | None
) -> tuple[dict[str, Any], Picture]:
    """The graph as data, and put in words for drawing."""
    from rammeaftale.report.graphs.as_json import graph_json, topics_json
    from rammeaftale.report.graphs.picture import entry_picture, topic_picture

    year = next(iter(reversed(result.run.facts.years)), None) if result is not None else None
    if name is None:
        from rammeaftale.services.graphs.topics import topics

        shown, *others = programs_from(rules, year)
        whole = topics(shown, result)
        return topics_json(whole), topic_picture(
            whole, result, [program.id for program in others], None if how["alle"] else READABLE
        )
    program, root = find_root(rules, name, year)
    levels = how["ned"], how["op"]
    if not how["alle"]:
        levels = usual_levels(program, root, *levels)
    graph = around(program, root, levels, None if how["alle"] else READABLE)
    values = None
    if result is not None:
        from rammeaftale.services.graphs.values import values_of

        values = values_of(graph, result, _asked(rules, name, result))
    return graph_json(graph, values), entry_picture(graph, values, result)


def _asked(rules: RuleSet, name: str, result: Calculation) -> list[Cell]:
    """The cells an address with a member or a year names; none for a name alone."""
    from rammeaftale.services.calculate import calculate

    if not _is_address(name):
        return []
    findings = Findings()
    found = calculate(rules, result.case, [name], findings)
    findings.raise_errors()
    assert found is not None
    cells = [cell for target in found.targets for cell in target.cells()]
    for cell in cells:
        result.outcome(cell)
    return cells


def _is_address(name: str | None) -> bool:
    return any(letter in (name or "") for letter in "[@")


def _write(told: dict[str, Any], picture: Picture, kind: str, target: str | None, *, overwrite: bool) -> None:
    if target in (None, STDOUT):
        _print(told, picture, kind)
        return
    assert target is not None
    from rammeaftale.report.graphs.labels import size_text

    if kind == "json":
        text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    elif kind == "dot":
        from rammeaftale.report.graphs.dot import dot

        text = dot(picture)
    else:
        from rammeaftale.report.graphs.svg import svg

        text = svg(picture)
    write_result(target, text, overwrite=overwrite)
    click.echo(f"Skrev {target}: {size_text(picture)}.", err=True)
    for note in picture.notes:
        click.echo(note, err=True)


def _print(told: dict[str, Any], picture: Picture, kind: str) -> None:
    if kind == "json":
        print_json(told)
        return
    from rammeaftale.report.graphs.text import graph_text

    click.echo(graph_text(picture))
