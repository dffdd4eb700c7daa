"""`sammenlign`: rule sets side by side by shared concept, and one case through each of them."""

from __future__ import annotations

import json
from typing import Any

import click

from rammeaftale.cli.files import STDOUT, form_asked, output_option, overwrite_option, write_result
from rammeaftale.cli.options import library_option, targets_option, year_option
from rammeaftale.cli.shared_case import shared_case, sides_of
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.services.comparing.alignment import Comparison, compare
from rammeaftale.services.comparing.concepts import merged, narrowed
from rammeaftale.services.comparing.results import Results, compare_results
from rammeaftale.services.comparing.sides import Side

FORMATS = ("tekst", "json", "html", "xlsx")
LEAST = 2
case_option = click.option("--sag", metavar="SAG", help="En sag, der regnes med hvert regelsæt.")
concept_option = click.option(
    "--begreb", "begreber", multiple=True, metavar="BEGREB", help="Kun dette begreb og dem under det."
)
differing_option = click.option(
    "--kun-forskelle", is_flag=True, help="Kun de begreber, regelsættene ikke siger det samme om."
)
form_option = click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Formen; ellers efter filens navn, og ellers tekst."
)  # fmt: skip


@click.command()
@click.argument("regelsæt", nargs=-1, metavar="REGELSÆT REGELSÆT…")
@case_option
@concept_option
@differing_option
@targets_option
@year_option
@form_option
@output_option
@overwrite_option
@library_option
def command(
    regelsæt: tuple[str, ...],
    sag: str | None,
    begreber: tuple[str, ...],
    format_: str | None,
    ud: str,
    regler: tuple[str, ...],
    **options: Any,
) -> int:
    """Stiller regelsæt op ved siden af hinanden, begreb for begreb.

    REGELSÆT er to eller flere regelsæt; en region står for alle sine. Med --sag regnes den samme sag med hvert af dem,
    og hvor resultaterne er forskellige, vises den første regel, der er det.
    """
    form = form_asked(format_, ud, FORMATS)
    if form == "xlsx" and ud == STDOUT:
        raise click.UsageError("et regneark skrives i en fil: brug -o FIL.xlsx")
    sides = sides_of(regelsæt, regler)
    if len(sides) < LEAST:
        raise click.UsageError("nævn mindst to forskellige regelsæt")
    størrelser, år = options["størrelser"], options["år"]
    if (størrelser or år) and sag is None:
        raise click.UsageError("--størrelse og --år hører til en sag: brug --sag")
    comparison = compare(sides, _only(begreber, sides), differing=options["kun_forskelle"])
    results = _results(sag, sides, størrelser, år) if sag is not None else None
    write_result(
        ud,
        _written(
            form, comparison, results, concepts=sag is None or bool(begreber) or options["kun_forskelle"]
        ),
        overwrite=options["overskriv"],
    )
    if ud != STDOUT:
        click.echo(f"Skrev {ud}.", err=True)
    return 0


def _only(names: tuple[str, ...], sides: list[Side]) -> set[str] | None:
    """The concepts asked for and those below them; None for all."""
    concepts = merged(sides)
    for name in names:
        if name not in concepts:
            hint = did_you_mean(name, concepts)
            raise click.UsageError(f"begrebet «{name}» findes ikke" + (f"; {hint}" if hint else ""))
    return {one for name in names for one in narrowed(name, concepts)} if names else None


def _results(sag: str, sides: list[Side], størrelser: tuple[str, ...], år: tuple[str, ...]) -> Results:
    findings = Findings()
    found = compare_results(shared_case(sag, sides, år), størrelser, findings)
    findings.raise_errors()
    assert found is not None
    return found


def _written(form: str, comparison: Comparison, results: Results | None, *, concepts: bool) -> str | bytes:
    """The result in a format; as text a case comes without the concepts unless some are asked for."""
    if form == "json":
        from rammeaftale.report.comparing.comparison_json import comparison_json

        return json.dumps(comparison_json(comparison, results), ensure_ascii=False, indent=2) + "\n"
    if form == "html":
        from rammeaftale.report.comparing.comparison_html import comparison_html

        return comparison_html(comparison, results)
    if form == "xlsx":
        from rammeaftale.report.comparing.comparison_xlsx import comparison_xlsx

        return comparison_xlsx(comparison, results)
    from rammeaftale.report.comparing.comparison_text import comparison_text, results_text

    parts = [results_text(results)] if results is not None else []
    return "\n\n".join([*parts, *([comparison_text(comparison)] if concepts else [])]) + "\n"
