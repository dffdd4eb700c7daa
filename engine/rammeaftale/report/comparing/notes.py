"""What of a case a rule set does not know, cannot use or is not about, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rammeaftale.report.comparing.view import period
from rammeaftale.services.comparing.shared_case import SharedCase

WIDEST = 110


def case_sentences(shared: Iterable[SharedCase]) -> Iterator[str]:
    """A sentence a set and reason."""
    for one in shared:
        if one.side.program.manifest.under_way:
            yield f"{one.side.id} er ikke færdigt: det arvede er ved at blive gennemgået."
        outside = [str(year) for year in one.case.facts.years if not _is_in_force(one, year)]
        if outside:
            years = ", ".join(outside)
            yield f"{one.side.id} gælder ikke i {years} ({period(one.side)}), men er regnet som om."
        if one.unknown:
            yield f"{one.side.id} kender ikke {', '.join(one.unknown)}."
        for name, why in dict(one.refused).items():
            yield f"{one.side.id} kan ikke bruge «{name}»: {why}."


def _is_in_force(one: SharedCase, year: int) -> bool:
    manifest = one.side.program.manifest
    return manifest.starts.year <= year and (manifest.ends is None or year <= manifest.ends.year)


def case_notes(shared: Iterable[SharedCase]) -> Iterator[str]:
    """The same as lines of text."""
    for sentence in case_sentences(shared):
        yield from wrap(sentence, WIDEST, subsequent_indent="  ")
