"""`følsomhed`: a quantity under every reading of the passages behind it."""

from __future__ import annotations

from typing import Any

import click

from rammeaftale.backends.facts import address
from rammeaftale.cli.options import (
    case_argument,
    case_options,
    format_option,
    library_option,
    name_argument,
    print_json,
    result_of,
    rules_argument,
)
from rammeaftale.core.outcome import Failure
from rammeaftale.services.sensitivity import find_sensitivity


@click.command()
@rules_argument
@case_argument
@name_argument
@case_options
@format_option
@library_option
def command(regelsæt: str, sag: str, navn: str, format_: str, regler: tuple[str, ...], **changes: Any) -> int:
    """Viser en størrelse under hver læsning af de fortolkninger, der ligger bag den.

    NAVN er en størrelse eller adresse, for eksempel takst_pr_dag eller niveau_takst_pr_dag[N1].
    """
    result = result_of(regelsæt, sag, regler, changes, [navn])
    found, years = find_sensitivity(result), result.case.facts.years
    named = [(address(one.cell[0], one.cell[2], one.cell[1], years), one) for one in found]
    if format_ == "json":
        from rammeaftale.report.foelsomhed_json import sensitivity_json

        print_json(sensitivity_json(result.rules, named))
    else:
        from rammeaftale.report.foelsomhed_text import sensitivity_text

        click.echo(sensitivity_text(named))
    return int(any(isinstance(one.base, Failure) for one in found))
