"""What a case says has happened in a procedure."""

from __future__ import annotations

from datetime import date

from rammeaftale.core.places import Span
from rammeaftale.core.records import record


@record
class Event:
    """A step taken and its outcome; None: the case does not say (who, when, with what).

    `member`: who of a dimension decided, by code; `part`: the part that was decided.
    """

    step: str
    outcome: str
    day: date | None = None
    actors: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    participants: tuple[str, ...] | None = None
    measures: tuple[str, ...] | None = None
    member: str | None = None
    part: str | None = None
    note: str = ""
    span: Span | None = None
