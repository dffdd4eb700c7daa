"""Names of cells as a spreadsheet takes them: letters, digits, `_` and `.`, unlike any address and any other name."""

from __future__ import annotations

import re

_NOT_A_WORD = re.compile(r"[^\w.]+")
# `A1`, and `R1C1` as English and Danish Excel (`R1K1`) write it; truths are no names either.
_ADDRESS = re.compile(r"\A(?:[a-z]{1,3}\d+|[rck]|r\d*[ck]\d*|true|false|sand|falsk)\Z", re.IGNORECASE)
_LONGEST = 200
STATE, ENTRY = ".tilstand", ".oplyst"


class CellNames:
    """Hands out a name a cell; two cells never get the same, however upper and lower case are read."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, name: str, members: tuple[str, ...], year: int | None) -> str:
        """A free name for a quantity's cell."""
        parts = [name, *members, *([str(year)] if year is not None else [])]
        wanted = "_".join(_NOT_A_WORD.sub("_", part) for part in parts)[:_LONGEST]
        if _ADDRESS.match(wanted):
            wanted = f"{wanted}_"
        free, number = wanted, 1
        while self._taken & (names := _with_its_own(free)):
            number += 1
            free = f"{wanted}__{number}"
        self._taken |= names
        return free


def _with_its_own(name: str) -> set[str]:
    """A cell's name, and those of its state and its field."""
    return {f"{name}{end}".casefold() for end in ("", STATE, ENTRY)}
