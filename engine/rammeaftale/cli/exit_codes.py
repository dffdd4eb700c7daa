"""Exit codes: 0 ok, 1 findings about contents, 2 a command that is used wrongly."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from rammeaftale.core.diagnostics import Diagnostic
from rammeaftale.core.places import COMMAND_LINE

FINDINGS, WRONG_USE = 1, 2
CALL = (COMMAND_LINE, "<adresse>")
"""What findings call the place of something written on the command line."""
MALFORMED = frozenset(("K107", "S916", "S918", "S924", "S960", "S961", "S965", "S967", "S971"))
"""A date, year, address, setting or range that is not written as one, a region where one set is meant."""
NOT_THERE = frozenset(("F001", "F002", "L201", "L202", "L213", "S935"))
"""A file, folder, library or rule set that the call names and that cannot be had."""


def exit_code(diagnostics: Iterable[Diagnostic], words: Collection[str]) -> int:
    """0 without errors, 2 when every error is about how the command was called with `words`, else 1."""
    errors = [found for found in diagnostics if found.is_error]
    if not errors:
        return 0
    return WRONG_USE if all(_about_call(found, words) for found in errors) else FINDINGS


def _about_call(found: Diagnostic, words: Collection[str]) -> bool:
    place = found.span.source.path
    if found.code in MALFORMED:
        return place in CALL
    return found.code in NOT_THERE and (found.code == "L202" or place in {str(Path(word)) for word in words})
