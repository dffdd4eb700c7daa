"""`liste`: the rule sets there are, and a copy of them to change."""

from __future__ import annotations

from pathlib import Path

import click

from rammeaftale.cli.options import format_option, libraries, library_option, print_json
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.describing.listing import listing_json, summaries


@click.command()
@click.option(
    "--kopiér",
    "--kopier",
    "kopi",
    metavar="MAPPE",
    help="Læg en kopi af reglerne i en ny mappe, så de kan rettes.",
)
@format_option
@library_option
def command(kopi: str | None, format_: str, regler: tuple[str, ...]) -> int:
    """Viser regelsættene: id, region, spor, periode og hvor meget de rummer.

    Med --kopiér lægges reglerne, deres eksempler og skemaerne i en ny mappe, hvor de kan rettes.
    """
    if kopi is not None:
        _copy(libraries(regler), kopi)
        regler = (kopi,)
    findings = Findings()
    found = summaries(libraries(regler), findings)
    if format_ == "json":
        print_json(listing_json(found))
    elif found or not findings.has_errors:
        from rammeaftale.report.listing_text import listing_text

        click.echo(listing_text(found))
    findings.raise_errors()
    return 0


def _copy(roots: list[Path], target: str) -> None:
    """The rules of a library and the schemas for editors in a new folder: all of it, or nothing."""
    from rammeaftale.cli.files import write_folder
    from rammeaftale.report.schemas.schemas import all_schemas, schema_text
    from rammeaftale.services.library_copy import library_files

    folder = Path(target)
    if len(roots) > 1:
        raise click.UsageError("nævn kun ét bibliotek, når reglerne skal kopieres")
    if not target.strip():
        raise click.UsageError("nævn en ny mappe")
    if folder.exists() or folder.is_symlink():
        raise click.UsageError(f"«{target}» findes allerede; nævn en ny mappe")
    if not folder.parent.is_dir():
        raise click.UsageError(f"mappen «{folder.parent}» findes ikke")
    findings = Findings()
    files: dict[str, str | bytes] = {**library_files(roots[0], findings)}
    findings.raise_errors()
    files |= {f"schemas/{one.file}": schema_text(one.name) for one in all_schemas()}
    write_folder(folder, files)
    click.echo(
        f"Kopierede reglerne til {target} ({len(files)} filer). Stå i mappen, når de skal bruges.", err=True
    )
