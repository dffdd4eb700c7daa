"""What each action of a goal comes to at the day a case is made up: not begun, under way, done, or past undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeAlias

from rammeaftale.backends.exact import Cell, Run
from rammeaftale.core.outcome import Failure, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language.program import Goal
from rammeaftale.rulefiles.goal_model import Action
from rammeaftale.services.duties import evaluate
from rammeaftale.services.periods import Period, months, periods

NOT_BEGUN, UNDER_WAY, DONE, PAST, UNKNOWN = "ikke_begyndt", "i_gang", "gennemført", "udløbet_uden", "ukendt"
STATUSES = (NOT_BEGUN, UNDER_WAY, DONE, PAST, UNKNOWN)
MADE_UP = "opgjort"
ActionFact: TypeAlias = str | tuple[date, ...]
"""What a case says of an action: gennemført, or the days it was done."""
GoalFacts: TypeAlias = Mapping[str, Mapping[str, ActionFact]]


@record
class ActionResult:
    """`deadline`: the last day to do it (of a repeated one: the time that matters now); `missing`: what would tell."""

    goal: str
    action: Action
    status: str
    deadline: date | None
    missing: tuple[str, ...]
    reads: tuple[Cell, ...]

    @property
    def address(self) -> str:
        """`mål.handling`."""
        return f"{self.goal}.{self.action.name}"


def action_results(
    run: Run, name: str, goal: Goal, facts: Mapping[str, ActionFact], year: int | None
) -> list[ActionResult]:
    """Every action of a goal, in the order written."""
    return [
        _result(run, name, goal, action, facts.get(action.name), year)
        for action in goal.entry.actions.values()
    ]


def _result(
    run: Run, name: str, goal: Goal, action: Action, fact: ActionFact | None, year: int | None
) -> ActionResult:
    outcome, reads = evaluate(run, goal.done[action.name], name, year)
    status, deadline, missing = _standing(action, fact, outcome, run.facts.today)
    return ActionResult(name, action, status, deadline, missing, tuple(dict.fromkeys(reads)))


def _standing(
    action: Action, fact: ActionFact | None, outcome: Outcome | None, today: date | None
) -> tuple[str, date | None, tuple[str, ...]]:
    """The status, the last day, and what is missing."""
    if _is_done(action, fact, today):
        return DONE, action.ends, ()
    if today is None:
        return UNKNOWN, action.ends, (MADE_UP,)
    if today < action.starts:
        return NOT_BEGUN, action.ends, ()
    if outcome is True:
        return DONE, action.ends, ()
    if isinstance(outcome, Unknown):
        return UNKNOWN, action.ends, tuple(sorted(outcome.missing))
    if isinstance(outcome, Failure):
        return UNKNOWN, action.ends, ()
    return (*_by_days(action, _days(fact), today), ())


def _days(fact: ActionFact | None) -> tuple[date, ...]:
    return fact if isinstance(fact, tuple) else ()


def _is_done(action: Action, fact: ActionFact | None, today: date | None) -> bool:
    """Whether what the case states settles it, whatever the day is."""
    if fact == DONE:
        return True
    done = tuple(day for day in _days(fact) if today is None or day <= today)
    if action.every is None:
        return bool(done)
    if action.ends is None or (today is not None and today <= action.ends):
        return False
    return all(one.has_one_of(done) for one in _times(action, action.ends))


def _by_days(action: Action, days: tuple[date, ...], today: date) -> tuple[str, date | None]:
    """The status of what is not done, and the last day that matters: of the first time missed, else of the next."""
    if action.every is None:
        over = action.ends is not None and today > action.ends
        return (PAST if over else UNDER_WAY), action.ends
    done = tuple(day for day in days if day <= today)
    every = _times(action, _until(action, today))
    missed = next((one for one in every if one.last < today and not one.has_one_of(done)), None)
    if missed is not None:
        return PAST, missed.last
    coming = next((one for one in every if not one.has_one_of(done)), None)
    return UNDER_WAY, coming.last if coming else action.ends


def _until(action: Action, today: date) -> date:
    """The days to look at: to the end, or as far as one time beyond the one that is now."""
    return action.ends or today + timedelta(days=31 * (months(action.every, action.times) + 1))


def _times(action: Action, last: date) -> list[Period]:
    """The times it is to be done up to a day, the last one cut where the action's own period ends."""
    length = months(action.every, action.times)
    found = [one for one in periods(action.starts, length, action.starts, last) if one.first >= action.starts]
    return [Period(one.first, min(one.last, action.ends or one.last)) for one in found]
