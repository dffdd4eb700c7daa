"""`rapport`: a report of a case for readers, auditors and programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rammeaftale.cli.files import check_target, overwrite_option, write_result
from rammeaftale.cli.options import (
    case_argument,
    case_options,
    library_option,
    result_of,
    rules_argument,
    targets_option,
)
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.shell import quoted
from rammeaftale.services.calculation import Calculation

if TYPE_CHECKING:
    from rammeaftale.report.page.scope import Scope

NO_PDF = (
    "PDF kræver WeasyPrint; installér den med «pip install rammeaftale[pdf]» "
    "(på Debian også pakkerne libpango-1.0-0 og libpangoft2-1.0-0), eller lav en .html og udskriv den"
)
_CHANGES = {"år": "--år", "tiltag": "--tiltag", "fortolkninger": "--fortolkning", "sæt": "--sæt"}


@click.command()
@rules_argument
@case_argument
@click.option(
    "-o", "ud", metavar="FIL", required=True, help="Filen, der skrives: .html, .xlsx, .pdf eller .json."
)
@targets_option
@click.option("--kilder", metavar="MAPPE", help="Tag kildernes ord med fra teksterne i mappen.")
@case_options
@overwrite_option
@library_option
def command(
    regelsæt: str,
    sag: str,
    ud: str,
    størrelser: tuple[str, ...],
    kilder: str | None,
    overskriv: bool,  # noqa: FBT001 - as click hands it on
    regler: tuple[str, ...],
    **changes: Any,
) -> int:
    """Laver en rapport om en sag: opgørelse, begrundelser og hele sporingen.

    Filens endelse vælger formen: .html til læsere og udskrift, .xlsx med formler der regner, .pdf, eller .json til
    programmer.
    """
    make = _maker(ud)
    check_target(ud, overwrite=overskriv)
    if kilder is not None and not Path(kilder).is_dir():
        raise click.UsageError(f"«{kilder}» er ikke en mappe; skriv mappen med kildernes tekster")
    result = result_of(regelsæt, sag, regler, changes, størrelser or None)
    asked = _command((regelsæt, sag, ud), størrelser, kilder, regler, changes)
    content = make(_scope(result, asked, sag, kilder))
    write_result(ud, content, overwrite=overskriv)
    click.echo(f"Skrev {ud}.")
    return int(result.failed)


def _maker(target: str) -> Callable[[Scope], str | bytes]:
    """What makes the kind of file that an ending asks for."""
    ending = Path(target).suffix.lower()
    if ending not in _MAKERS:
        told = f"endelsen «{ending}»" if ending else f"«{target}» uden endelse"
        raise click.UsageError(f"{told} kendes ikke; skriv en fil, der ender på {', '.join(_MAKERS)}")
    return _MAKERS[ending]


def _scope(result: Calculation, command_: str, case_path: str, folder: str | None) -> Scope:
    from rammeaftale.report.page.scope import Asked, Scope
    from rammeaftale.services.passages import find_files

    documents = [d for program in result.rules.programs for d in program.manifest.documents.values()]
    files = find_files(Path(folder), documents) if folder is not None else None
    return Scope(result, Asked(command_, case_path, version("rammeaftale"), files))


def _command(
    places: tuple[str, str, str],
    names: tuple[str, ...],
    folder: str | None,
    libraries: tuple[str, ...],
    changes: dict[str, Any],
) -> str:
    """The command that makes the report again, in the folder it is made in."""
    rules, case, target = places
    words = ["rammeaftale", "rapport", rules, case, "-o", Path(target).name]
    words += [word for name in names for word in ("--størrelse", name)]
    words += [word for key, option in _CHANGES.items() for one in changes[key] for word in (option, one)]
    words += ["--opgjort", changes["opgjort"]] if changes["opgjort"] else []
    words += ["--kilder", folder] if folder is not None else []
    words += [word for library in libraries for word in ("--regler", library)]
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
    from rammeaftale.report.workbook.book import workbook
    from rammeaftale.services.live import live_plan

    findings = Findings()
    result = replace(scope.result, targets=scope.main or scope.result.targets)
    plan = live_plan(result, findings)
    findings.raise_errors()
    assert plan is not None
    return workbook(result, plan, scope.asked.command)


_MAKERS: dict[str, Callable[[Scope], str | bytes]] = {
    ".html": _html,
    ".xlsx": _workbook,
    ".pdf": _pdf,
    ".json": _json,
}
