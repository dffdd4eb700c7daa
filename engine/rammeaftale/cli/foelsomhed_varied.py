"""`følsomhed --variér` and `--opnå … --ved`: as text, as JSON, or drawn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rammeaftale.cli.files import STDOUT, write_result
from rammeaftale.cli.options import print_json
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Failure
from rammeaftale.services.cases.case import Case
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying.request import read_range
from rammeaftale.services.varying.variation import Variation, vary

PICTURES = (".svg", ".png")


def show_variation(rules: RuleSet, case: Case, target: str, format_: str, options: dict[str, Any]) -> int:
    """`--variér`; 1 when the case's own result is a failure."""
    _check_picture(options["ud"])
    findings = Findings()
    asked = read_range(options["variér"], findings)
    found = vary(rules, case, target, asked, findings) if asked is not None else None
    findings.raise_errors()
    assert found is not None
    if options["ud"] != STDOUT:
        _draw(found, options["ud"], overwrite=options["overskriv"])
    elif format_ == "json":
        from rammeaftale.report.varying.as_json import variation_json

        print_json(variation_json(found))
    else:
        from rammeaftale.report.varying.text import variation_text

        click.echo(variation_text(found))
    return int(any(isinstance(point.outcome, Failure) for point in found.points if point.own))


def _check_picture(target: str) -> None:
    if target != STDOUT and Path(target).suffix.lower() not in PICTURES:
        raise click.UsageError(f"filen «{target}» skal ende på .svg eller .png")


def _draw(found: Variation, target: str, *, overwrite: bool) -> None:
    from rammeaftale.report.varying.plot_svg import plot_svg

    drawn = plot_svg(found)
    if Path(target).suffix.lower() == ".svg":
        write_result(target, drawn, overwrite=overwrite)
        return
    from rammeaftale.cli.picture import png_of

    write_result(target, png_of(drawn), overwrite=overwrite)


def show_reaching(rules: RuleSet, case: Case, target: str, format_: str, options: dict[str, Any]) -> int:
    """`--opnå VÆRDI --ved N`; 1 when there is no value of N that gives it."""
    from rammeaftale.services.varying.reaching import reach_value

    findings = Findings()
    found = reach_value(rules, case, target, options["opnå"], options["ved"], findings)
    findings.raise_errors()
    assert found is not None
    if format_ == "json":
        from rammeaftale.report.varying.reaching_json import reaching_json

        print_json(reaching_json(found))
    else:
        from rammeaftale.report.varying.reaching_text import reaching_text

        click.echo(reaching_text(found))
    return 0 if found.answers else 1
