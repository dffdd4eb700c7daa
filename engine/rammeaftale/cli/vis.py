"""`vis`: a rule set by topic, or one rule as written."""

from __future__ import annotations

import click

from rammeaftale.cli.options import format_option, library_option, print_json, rule_set, rules_argument
from rammeaftale.services.ruleset import RuleSet


@click.command()
@rules_argument
@click.argument("navn", metavar="[NAVN]", required=False)
@click.option("--søg", "--soeg", "søg", metavar="TEKST", help="Kun det, hvor teksten forekommer.")
@format_option
@library_option
def command(regelsæt: str, navn: str | None, søg: str | None, format_: str, regler: tuple[str, ...]) -> int:
    """Viser et regelsæt efter emne, eller én regel, som den er skrevet.

    NAVN er en parameter, oplysning, størrelse, pligt, fortolkning, kontrol, procedure, dimension,
    et tiltag, katalog eller mål.
    """
    if navn and søg:
        raise click.UsageError("skriv enten NAVN eller --søg, ikke begge dele")
    rules = rule_set(regelsæt, regler)
    if navn:
        _one(rules, navn, format_)
    else:
        _all(rules, søg or "", format_)
    return 0


def _one(rules: RuleSet, name: str, format_: str) -> None:
    from rammeaftale.services.describing.description import find

    found = find(rules, name)
    if format_ == "json":
        from rammeaftale.services.describing.as_json import description_json, poster_json

        print_json(poster_json(rules, [(id_, description_json(one)) for id_, one in found]))
    else:
        from rammeaftale.report.description_text import description_text

        heading = "── {} ──\n" if rules.is_timeline else ""
        click.echo("\n\n".join(heading.format(id_) + description_text(one) for id_, one in found))


def _all(rules: RuleSet, wanted: str, format_: str) -> None:
    from rammeaftale.services.describing.overview import overview, row_json
    from rammeaftale.services.describing.silences import silences, silences_json

    found = [(program, overview(program, wanted)) for program in rules.programs]
    if format_ == "json":
        from rammeaftale.services.describing.as_json import poster_json

        told = [(program.id, row_json(row)) for program, rows in found for row in rows]
        print_json({**poster_json(rules, told), **silences_json(rules, wanted)})
        return
    from rammeaftale.report.overview_text import overview_text, set_heading, silence_text

    texts = []
    for program, rows in found:
        parts = [overview_text(rows), silence_text(silences(program.manifest, wanted))]
        shown = "\n\n".join(part for part in parts if part) or _nothing(wanted)
        texts.append(f"{set_heading(program)}\n\n{shown}")
    click.echo("\n\n".join(texts))


def _nothing(wanted: str) -> str:
    return f"Intet i regelsættet nævner «{wanted}»." if wanted else "Regelsættet er tomt."
