"""`rapport`: a report of a case for readers, auditors and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rammeaftale.cli.files import FAILED, check_target, overwrite_option, write_result
from rammeaftale.cli.options import (
    case_argument,
    case_options,
    library_option,
    result_of,
    rules_argument,
    targets_option,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import told_name
from rammeaftale.core.shell import quoted
from rammeaftale.services.calculation import Calculation

if TYPE_CHECKING:
    from rammeaftale.report.page.scope import Scope

NO_PDF = (
    "PDF kræver WeasyPrint; installér den med «pip install rammeaftale[pdf]» "
    "(på Debian også pakkerne libpango-1.0-0 og libpangoft2-1.0-0), eller lav en .html og udskriv den"
)
CHANGES = ("år", "tiltag", "fortolkninger", "sæt", "opgjort")
_WRITTEN = {
    "størrelser": "--størrelse",
    "år": "--år",
    "tiltag": "--tiltag",
    "fortolkninger": "--fortolkning",
    "sæt": "--sæt",
    "opgjort": "--opgjort",
    "variér": "--variér",
    "kilder": "--kilder",
    "regler": "--regler",
}


@click.command()
@rules_argument
@case_argument
@click.option(
    "-o", "ud", metavar="FIL", required=True, help="Filen, der skrives: .html, .xlsx, .pdf eller .json."
)
@targets_option
@click.option(
    "--variér",
    "--varier",
    "variér",
    multiple=True,
    metavar="N=FRA..TIL",
    help="Tegn hovedresultatet, når N går fra den ene værdi til den anden, med tabel og tærskler (ikke i .xlsx).",
)
@click.option("--kilder", metavar="MAPPE", help="Tag kildernes ord med fra teksterne i mappen.")
@case_options
@overwrite_option
@library_option
def command(
    regelsæt: str,
    sag: str,
    ud: str,
    overskriv: bool,  # noqa: FBT001 - as click hands it on
    **options: Any,
) -> int:
    """Laver en rapport om en sag: opgørelse, begrundelser og hele sporingen.

    Filens endelse vælger formen: .html til læsere og udskrift, .xlsx med formler der regner, .pdf, eller .json til
    programmer.
    """
    make = _maker(ud)
    check_target(ud, overwrite=overskriv)
    _check_use(make, options)
    changes = {key: options[key] for key in CHANGES}
    result = result_of(regelsæt, sag, options["regler"], changes, options["størrelser"] or None)
    content = make(_scope(result, _command((regelsæt, sag, ud), options), sag, options))
    write_result(ud, content, overwrite=overskriv)
    click.echo(f"Skrev {ud}.")
    if result.failed:
        click.echo(FAILED, err=True)
    return int(result.failed)


def _check_use(make: Callable[[Scope], str | bytes], options: dict[str, Any]) -> None:
    """Options that cannot be followed."""
    folder = options["kilder"]
    if folder is not None and not Path(folder).is_dir():
        raise click.UsageError(f"«{folder}» er ikke en mappe; skriv mappen med kildernes tekster")
    if options["variér"] and make is _workbook:
        raise click.UsageError("--variér tegnes i .html, .pdf og .json; i .xlsx regner felterne selv om")


def _maker(target: str) -> Callable[[Scope], str | bytes]:
    """What makes the kind of file that an ending asks for."""
    ending = Path(target).suffix.lower()
    if ending not in _MAKERS:
        told = f"endelsen «{ending}»" if ending else f"«{target}» uden endelse"
        raise click.UsageError(f"{told} kendes ikke; skriv en fil, der ender på {', '.join(_MAKERS)}")
    return _MAKERS[ending]


def _scope(result: Calculation, command_: str, case_path: str, options: dict[str, Any]) -> Scope:
    from rammeaftale.report.page.scope import Asked, Scope
    from rammeaftale.services.passages import find_files

    documents = [d for program in result.rules.programs for d in program.manifest.documents.values()]
    files = find_files(Path(options["kilder"]), documents) if options["kilder"] is not None else None
    placed = [path for path in (case_path, options["kilder"], *options["regler"]) if path and path != "-"]
    is_placed = any(not Path(path).is_absolute() for path in placed)
    asked = Asked(
        told_name(command_), told_name(case_path), version("rammeaftale"), files, options["variér"], is_placed
    )
    scope = Scope(result, asked)
    if options["variér"] and not scope.main_cells:
        raise click.UsageError("sagen giver intet hovedresultat at tegne; nævn et med --størrelse")
    return scope


def _command(places: tuple[str, str, str], options: dict[str, Any]) -> str:
    """The command that makes the report again, in the folder it is made in."""
    rules, case, target = places
    words = ["rammeaftale", "rapport", rules, case, "-o", Path(target).name]
    for key, option in _WRITTEN.items():
        given = options[key] or ()
        words += [word for one in ([given] if isinstance(given, str) else given) for word in (option, one)]
    return " ".join(quoted(word) for word in words)


def _html(scope: Scope) -> str:
    from rammeaftale.report.page.build import build_page
    from rammeaftale.report.page.html import page_html

    return page_html(build_page(scope))


def _pdf(scope: Scope) -> bytes:
    from rammeaftale.report.page.pdf import NoPdfError, page_pdf

    try:
        return page_pdf(_html(scope))
    except NoPdfError as fault:
        raise click.UsageError(NO_PDF) from fault


def _json(scope: Scope) -> str:
    import json

    from rammeaftale.report.rapport_json import report_json

    return json.dumps(report_json(scope), ensure_ascii=False, indent=2) + "\n"


def _workbook(scope: Scope) -> bytes:
    """The main results with all they rest on, as live formulas."""
    from rammeaftale.report.page.duties import check_rows
    from rammeaftale.report.page.summary import faults
    from rammeaftale.report.page.unknowns import unknowns
    from rammeaftale.report.workbook.book import workbook
    from rammeaftale.services.live import live_plan

    findings = Findings()
    result = replace(scope.result, targets=scope.main or scope.result.targets)
    plan = live_plan(result, findings)
    findings.raise_errors()
    assert plan is not None
    wrong = [f"{one.grade}: {one.text}" for one in faults(unknowns(scope), check_rows(scope))]
    return workbook(result, plan, scope.asked.command, wrong)


_MAKERS: dict[str, Callable[[Scope], str | bytes]] = {
    ".html": _html,
    ".xlsx": _workbook,
    ".pdf": _pdf,
    ".json": _json,
}
