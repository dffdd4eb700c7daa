"""Where the case stands in its procedures, and how far the goals have come."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.core.danish import show_date
from rammeaftale.core.records import record
from rammeaftale.report.explaining.procedure_course import asked_words
from rammeaftale.report.naming import place_text, words
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.procedure_text import (
    event_texts,
    incomplete_lines,
    no_standing,
    standing_rows,
    ways_rows,
)
from rammeaftale.services.explaining.procedures import ProcedureExplanation
from rammeaftale.services.goals import MADE_UP
from rammeaftale.services.procedures import Standing


@record
class Event:
    """What happened: number in the case, day, text, remarks, what the rules asked of it and where they say so.

    `round`: said where there are several.
    """

    number: int
    round: str
    day: str
    text: str
    remarks: tuple[str, ...]
    asked: tuple[str, ...]
    source: Link
    place: str


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
    return [_course(scope, found) for found in scope.courses]


def _course(scope: Scope, found: ProcedureExplanation) -> Course:
    head, stands = found.procedure.head, found.standing
    source = scope.source(head.citation)
    if not isinstance(stands, Standing):
        return Course(head.title, head.name, source, trouble=no_standing(stands), is_wrong=True)
    return Course(
        head.title,
        head.name,
        source,
        tuple(incomplete_lines(stands)),
        tuple(_joined(stands)),
        tuple(ways_rows(stands)),
        tuple(_events(scope, found, stands)),
        is_wrong=found.stands_wrong,
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


def _events(scope: Scope, found: ProcedureExplanation, stands: Standing) -> Iterator[Event]:
    many = max((one.at.round for one in stands.state.done), default=1) > 1
    for passed in found.passed:
        one = passed.done
        day, text, *remarks = event_texts(stands, one)
        yield Event(
            one.number,
            f"runde {one.at.round}" if many else "",
            day,
            text,
            tuple(remarks),
            tuple(f"{asked.role}: {asked_words(found, asked, passed.step)}" for asked in passed.asked),
            scope.source(passed.step.entry.citation),
            place_text(passed.step.entry.name.span),
        )


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
