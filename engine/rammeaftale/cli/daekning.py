"""`dækning`: every clause of the sources, and what encodes it."""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.cli.options import format_option, library_option, print_json, rule_set, rules_argument
from rammeaftale.cli.paint import say
from rammeaftale.services.clauses import UNTOLD, clause_cover
from rammeaftale.services.passages import find_files


@click.command()
@rules_argument
@click.option(
    "--kilder", metavar="MAPPE", help="Vis også kildens ord, afsnit for afsnit, fra teksterne i mappen."
)
@format_option
@library_option
def command(regelsæt: str, kilder: str | None, format_: str, regler: tuple[str, ...]) -> int:
    """Viser hver klausul i kilderne og de regler, der koder den, eller hvorfor den er udeladt.

    En klausul, der hverken er kodet eller udeladt, giver udgangskode 1.
    """
    if kilder is not None and not Path(kilder).is_dir():
        raise click.UsageError(f"«{kilder}» er ikke en mappe; skriv mappen med kildernes tekster")
    rules = rule_set(regelsæt, regler)
    found = [(program.id, clause_cover(program)) for program in rules.programs]
    every = [source for _, sources in found for source in sources]
    sections = {source.document.name: [part.section for part in source.sections] for source in every}
    files = None
    if kilder is not None:
        files = find_files(Path(kilder), [source.document for source in every], sections)
    if format_ == "json":
        from rammeaftale.report.daekning_json import clauses_json

        print_json(clauses_json(rules, [(id_, one) for id_, sources in found for one in sources], files))
    else:
        from rammeaftale.report.clauses_text import clauses_text

        say("\n\n".join(clauses_text(id_, sources, files) for id_, sources in found))
    return int(any(source.counts[UNTOLD] for _, sources in found for source in sources))
