"""Where the case stands in its procedures, and how far the goals have come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rammeaftale.core.danish import show_date
from rammeaftale.core.records import record
from rammeaftale.report.naming import words
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.procedure_text import (
    event_texts,
    incomplete_lines,
    no_standing,
    standing_rows,
    ways_rows,
)
from rammeaftale.services.goals import MADE_UP
from rammeaftale.services.procedures import Standing, mentioned, standing


@record
class Event:
    """What happened: number in the case, day, text, and remarks; `round`: said where there are several."""

    number: int
    round: str
    day: str
    text: str
    remarks: tuple[str, ...]


@record
class Course:
    """A procedure: where it stands, what may follow, what has happened; `trouble`: why it cannot be followed."""

    title: str
    name: str
    source: Link | None
    remarks: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    events: tuple[Event, ...] = ()
    trouble: str = ""
    is_wrong: bool = False


@record
class ActionRow:
    """An action of a goal with its status and last day."""

    goal: str
    title: str
    name: str
    status: str
    deadline: str
    missing: str
    source: Link


def courses(scope: Scope) -> list[Course]:
    """The procedures the case speaks of."""
    return [_course(scope, name) for name in mentioned(scope.result)]


def _course(scope: Scope, name: str) -> Course:
    found = standing(scope.result, name)
    if not isinstance(found, Standing):
        return Course(name, name, None, trouble=no_standing(found), is_wrong=True)
    head = found.procedure.head
    return Course(
        head.title,
        name,
        scope.source(head.citation),
        tuple(incomplete_lines(found)),
        tuple(_joined(found)),
        tuple(ways_rows(found)),
        tuple(_events(found)),
        is_wrong=found.invalid is not None,
    )


def _joined(found: Standing) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows, those without a label together with the one before."""
    label, texts = "", list[str]()
    for own, text in standing_rows(found):
        if own and texts:
            yield label, tuple(texts)
            texts = []
        label = own or label
        texts.append(text)
    if texts:
        yield label, tuple(texts)


def _events(found: Standing) -> Iterator[Event]:
    many = max((one.at.round for one in found.state.done), default=1) > 1
    for round_, events in groupby(found.state.done, key=lambda one: one.at.round):
        for one in events:
            day, text, *remarks = event_texts(found, one)
            yield Event(one.number, f"runde {round_}" if many else "", day, text, tuple(remarks))


def actions(scope: Scope) -> list[ActionRow]:
    """Every action of the goals in force."""
    rules = scope.result.rules
    titles = {name: goal.entry.head.title for p in rules.programs for name, goal in p.goals.items()}
    return [
        ActionRow(
            titles[one.goal],
            one.action.title,
            one.action.name,
            words(one.status),
            show_date(one.deadline) if one.deadline else "",
            ", ".join(_lacking(name) for name in one.missing),
            scope.source(one.action.citation),
        )
        for one in scope.result.actions
    ]


def _lacking(name: str) -> str:
    return "den dag, sagen er opgjort" if name == MADE_UP else name
