"""What of a case a rule set does not know or cannot use, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rammeaftale.services.comparing.shared_case import SharedCase

WIDEST = 110


def case_notes(shared: Iterable[SharedCase]) -> Iterator[str]:
    """A line a set and reason."""
    for one in shared:
        if one.unknown:
            text = f"{one.side.id} kender ikke {', '.join(one.unknown)}."
            yield from wrap(text, WIDEST, subsequent_indent="  ")
        for name, why in dict(one.refused).items():
            yield from wrap(f"{one.side.id} kan ikke bruge «{name}»: {why}.", WIDEST, subsequent_indent="  ")
