"""`revision`: an audit bundle made, and verified."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from rammeaftale.cli.danish_help import command_rows
from rammeaftale.cli.files import FAILED, STDOUT, check_not_input, overwrite_option, write_result
from rammeaftale.cli.options import (
    case_argument,
    case_options,
    check_shipped,
    format_option,
    libraries,
    library_option,
    print_json,
    rules_argument,
    targets_option,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.reading import LARGEST

TWINS = {"efterproev": "efterprøv"}


class Parts(click.Group):
    """The two halves of an audit; an ASCII twin is the same command."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name or its twin."""
        return super().get_command(ctx, TWINS.get(cmd_name, cmd_name))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they are used."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, each with its whole first sentence."""
        with formatter.section("Commands"):
            formatter.write_dl(command_rows(self, ctx))


@click.group(cls=Parts)
def command() -> None:
    """Pakker en beregning til revision, og efterprøver en pakke.

    En revisionspakke er ét zip-arkiv med reglerne, som de blev brugt, sagen, resultatet, sporet og en kontrolsum for
    hver fil. Den kan efterprøves af enhver uden regelbiblioteket, også mange år efter.
    """


@command.command("pak")
@rules_argument
@case_argument
@targets_option
@click.option(
    "-o", "ud", metavar="FIL", required=True, help="Pakken, der skrives; «-» er det, der kommer ud."
)
@overwrite_option
@case_options
@format_option
@library_option
def pack(
    regelsæt: str,
    sag: str,
    størrelser: tuple[str, ...],
    ud: str,
    overskriv: bool,  # noqa: FBT001 - a flag of the command line
    format_: str,
    regler: tuple[str, ...],
    **changes: Any,
) -> int:
    """Pakker regler, sag, resultat og spor i et zip-arkiv, der kan efterprøves."""
    from rammeaftale.report.bundles.making import make_bundle
    from rammeaftale.services.bundles.sources import rules_to_pack

    check_not_input(ud)
    if ud != STDOUT and Path(ud).suffix.lower() not in ("", ".zip"):
        raise click.UsageError(
            f"en pakke er et zip-arkiv; skriv en fil, der ender på .zip, i stedet for «{ud}»"
        )
    findings = Findings()
    rules = rules_to_pack(regelsæt, libraries(regler), findings)
    case = (sag, _read_case(sag, findings))
    choices = {"størrelser": list(størrelser), **_plain(changes)}
    made = None if rules is None or findings.has_errors else make_bundle(rules, case, choices, findings)
    findings.raise_errors()
    assert made is not None
    write_result(ud, made.data, overwrite=overskriv)
    if format_ == "json":
        from rammeaftale.report.bundles.as_json import made_json

        _say_json(made_json(made, ud), ud)
    else:
        from rammeaftale.report.bundles.text import made_text

        click.echo(made_text(made, ud), err=ud == STDOUT)
    if made.result.failed:
        click.echo(FAILED, err=True)
    return int(made.result.failed)


@command.command("efterprøv")
@click.argument("pakke", metavar="PAKKE")
@format_option
def verify(pakke: str, format_: str) -> int:
    """Efterprøver en pakke: er den uændret, og giver dens regler og sag det, der står i den?

    Alt læses fra pakken selv. Resultatet regnes igen to gange: af programmet og af en uafhængig beregning ved siden
    af. Udgangskoden er 0, når alt er ens, og 1 ved en forskel, eller når pakken afvises.
    """
    from rammeaftale.report.bundles.check import verify as verified
    from rammeaftale.services.bundles.bundle import read_bundle

    findings = Findings()
    bundle = read_bundle(Path(pakke), findings)
    found = verified(bundle, findings) if bundle is not None else None
    if found is None and format_ == "json" and not _is_missing(findings):
        from rammeaftale.report.bundles.as_json import refused_json

        print_json(refused_json(findings.sorted()))
        return 1
    findings.raise_errors()
    assert found is not None
    if format_ == "json":
        from rammeaftale.report.bundles.as_json import verified_json

        print_json(verified_json(found))
    else:
        from rammeaftale.report.bundles.text import verified_text

        click.echo(verified_text(found))
    return int(found.deviation is not None)


def _read_case(source: str, findings: Findings) -> bytes:
    """The bytes of the case file, or of standard input for `-`."""
    from rammeaftale.services.bundles.archive import read_bytes

    if source == STDOUT:
        return sys.stdin.buffer.read(LARGEST + 1)
    check_shipped(source, findings)
    return read_bytes(Path(source), findings) or b""


def _plain(changes: dict[str, Any]) -> dict[str, Any]:
    """The options as a manifest holds them."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in changes.items()}


def _is_missing(findings: Findings) -> bool:
    return all(found.code in ("F001", "F002") for found in findings)


def _say_json(found: dict[str, Any], target: str) -> None:
    """JSON on standard output, or beside it when the bundle itself is there."""
    import json

    if target == STDOUT:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2), err=True)
    else:
        print_json(found)
