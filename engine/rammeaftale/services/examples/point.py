"""One thing that the examples of a rule set should reach."""

from __future__ import annotations

from rammeaftale.core.places import Span
from rammeaftale.core.records import record

TRUTH = ("sand", "falsk")
REACHED = ("nået",)


@record
class Point:
    """Something to reach: whose it is, its kind and text, where it stands, and the ways it should be seen."""

    owner: str
    kind: str
    text: str
    span: Span
    ways: tuple[str, ...] = TRUTH
