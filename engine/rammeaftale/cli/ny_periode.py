"""`ny-periode`: begin the rule set of the next period."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from rammeaftale.cli.files import write_folder
from rammeaftale.cli.options import format_option, libraries, library_option, print_json
from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library
from rammeaftale.rulefiles.reading import is_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rammeaftale.services.new_period.successor import Successor


@click.command()
@click.argument("id_", metavar="ID")
@click.option("--fra", required=True, metavar="REGELSÆT", help="Det regelsæt, der bygges på.")
@click.option("--periode", required=True, metavar="FRA..TIL", help="Perioden, fx 2023-01-01..2024-12-31.")
@click.option("-o", "mappe", metavar="MAPPE", help="Den nye mappe; ellers ved siden af det gamle regelsæt.")
@format_option
@library_option
def command(
    id_: str, fra: str, periode: str, mappe: str | None, format_: str, regler: tuple[str, ...]
) -> int:
    """Begynder regelsættet for en ny periode ud fra et tidligere.

    Mappen får et manifest, emnefiler, hvor hver arvet post står til gennemgang, en liste over det, der skal gøres,
    og det gamle regelsæts eksempler. Derefter siger «tjek» og «test», hvad der mangler.
    """
    from rammeaftale.report.new_period.files import period_files
    from rammeaftale.services.new_period.request import Refused

    try:
        found = _successor(id_, fra, periode, mappe, regler)
    except Refused as why:
        raise click.UsageError(str(why)) from why
    files = period_files(found)
    write_folder(found.request.folder, files)
    if format_ == "json":
        from rammeaftale.report.new_period.as_json import period_json

        print_json(period_json(found, files))
    else:
        from rammeaftale.report.new_period.todo import short_list

        click.echo(short_list(found, files))
    return 0


def _successor(id_: str, fra: str, periode: str, mappe: str | None, regler: Iterable[str]) -> Successor:
    """What the new set begins as; refuses with all findings when the old one is at fault."""
    from rammeaftale.services.loading import load_rules
    from rammeaftale.services.new_period.request import Refused, base_of, check_request, read_period
    from rammeaftale.services.new_period.successor import successor

    period = read_period(periode)
    if mappe is not None and not mappe.strip():
        raise Refused("-o skal have navnet på en mappe")
    if not regler and not is_file(Path(CONCEPTS_NAME)):
        raise Refused(
            "et nyt regelsæt skal ligge i et bibliotek: stå i dets mappe (den med begreber.yaml), "
            "eller peg på den med --regler"
        )
    findings = Findings()
    library = _library(fra, regler, findings)
    base = base_of(fra, library)
    request = check_request(id_, base, period, Path(mappe) if mappe else None, library)
    rules = load_rules(base.id, library.root, findings)
    findings.raise_errors()
    assert rules is not None
    found = successor(request, rules.programs[0].text, library, findings)
    findings.raise_errors()
    return found


def _library(fra: str, regler: Iterable[str], findings: Findings) -> Library:
    """The first library that has the set to build on, else the first."""
    found = [Library(root, findings) for root in libraries(regler)]
    findings.raise_errors()
    return next((one for one in found if fra in one.sets), found[0])
