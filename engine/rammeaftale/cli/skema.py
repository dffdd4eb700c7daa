"""`skema`: the JSON schemas of files and results."""

from __future__ import annotations

import click

from rammeaftale.cli.files import make_folder, write_result
from rammeaftale.cli.options import format_option, print_json
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.report.schemas.schemas import Named, all_schemas, find_schema, schema_text


@click.command()
@click.argument("navn", metavar="[NAVN]", required=False)
@click.option("-o", "ud", metavar="MAPPE", help="Skriv skemaerne i en mappe; eksisterende erstattes.")
@format_option
def command(navn: str | None, ud: str | None, format_: str) -> int:
    """Viser JSON-skemaerne, skriver ét ud, eller lægger dem alle i en mappe.

    Skemaerne beskriver de filer, man skriver (regelsaet, emnefil, sag …), og det, kommandoerne giver med --format
    json. En YAML-editor retter og foreslår efter dem.
    """
    known = all_schemas()
    if navn is not None:
        known = [_named(navn, known)]
    if ud is not None:
        _write(known, ud)
    elif navn is not None:
        click.echo(schema_text(known[0].name), nl=False)
    elif format_ == "json":
        told = [{"navn": one.name, "titel": one.title, "fil": one.file} for one in known]
        print_json({"skema": "1", "skemaer": told})
    else:
        for one in known:
            click.echo(f"{one.name:<12}{one.title:<28}{one.file}")
    return 0


def _named(name: str, known: list[Named]) -> Named:
    found = find_schema(name)
    if found is None:
        hint = did_you_mean(name, [one.name for one in known])
        raise click.UsageError(f"skemaet «{name}» findes ikke" + (f"; {hint}" if hint else ""))
    return next(one for one in known if one.name == found)


def _write(known: list[Named], target: str) -> None:
    folder = make_folder(target)
    for one in known:
        write_result(str(folder / one.file), schema_text(one.name), overwrite=True)
    click.echo(f"Skrev {len(known)} skemaer i {target}.", err=True)
