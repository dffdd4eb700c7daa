"""What each duty comes to in a case: triggered or not, kept, late, broken, waiting, open to choose, or unknown."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import Cell, Run
from rammeaftale.backends.place import Place
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Check, Duty
from rammeaftale.services.occurrences import dated_status, occurrences

Fact: TypeAlias = str | tuple[date, ...]
"""What a case says of a duty: opfyldt, overtrådt, or the days it was fulfilled."""
BREACHABLE = frozenset(("skal", "må_ikke"))

DUTY_STATUSES = (
    "ikke_udløst",
    "opfyldt",
    "opfyldt_for_sent",
    "ikke_opfyldt",
    "overtrådt",
    "afventer",
    "til_rådighed",
    "ukendt",
)


@record
class DutyResult:
    """`status` as in the contract; `breach`: a skal or må_ikke known to be broken; `deadline`: a date or none."""

    name: str
    duty: Duty
    status: str
    breach: bool
    triggered: bool | None
    deadline: date | None
    reads: tuple[Cell, ...]


@record
class CheckResult:
    """`holds` is None when the facts do not tell."""

    name: str
    check: Check
    holds: bool | None
    outcome: Outcome
    reads: tuple[Cell, ...]


def evaluate(
    run: Run, formula: ir.Formula | None, owner: str, year: int | None
) -> tuple[Outcome | None, list[Cell]]:
    """A duty's or check's formula, or None where it has none."""
    if formula is None:
        return None, []
    return run.formula(closure(formula.expression, Place(owner, formula.text)), year)


def duty_result(run: Run, name: str, duty: Duty, fact: Fact | None, year: int | None) -> DutyResult:
    """The duty's status, from its formulas and what the case says of it: a word, or the days it was fulfilled."""
    reads: list[Cell] = []
    outcomes: list[Outcome | None] = []
    for formula in (duty.when, duty.deadline, duty.fulfilled, duty.breached):
        outcome, read = evaluate(run, formula, name, year)
        outcomes.append(outcome)
        reads += read
    when, deadline, fulfilled, breached = outcomes
    triggered = _triggered(when)
    fact = _so_far(fact, run.facts.today)
    last = deadline if isinstance(deadline, date) else None
    if triggered and breached is not True and isinstance(fact, tuple) and duty.entry.every and year:
        found = occurrences(duty.entry, duty.begins, year, last)
        status, last = dated_status(duty.entry, found, fact, run.facts.today)
    else:
        status = _status(run, duty, triggered, fact or None, last, fulfilled, breached)
    if _is_open(status, fulfilled) and isinstance(deadline, Unknown | Failure | NotRegulated):
        status = "ukendt"
    breach = duty.entry.modality in BREACHABLE and status in ("ikke_opfyldt", "overtrådt", "opfyldt_for_sent")
    return DutyResult(name, duty, status, breach, triggered, last, tuple(dict.fromkeys(reads)))


def _so_far(fact: Fact | None, today: date | None) -> Fact | None:
    """What the case says of a duty on the day it is made up: a day after that has not come."""
    if today is None or not isinstance(fact, tuple):
        return fact
    return tuple(day for day in fact if day <= today)


def _triggered(when: Outcome | None) -> bool | None:
    if when is None or isinstance(when, bool):
        return when is not False
    return False if isinstance(when, NotRelevant) else None


def _status(
    run: Run,
    duty: Duty,
    triggered: bool | None,  # noqa: FBT001 - three-valued
    fact: Fact | None,
    deadline: date | None,
    fulfilled: Outcome | None,
    breached: Outcome | None,
) -> str:
    if triggered is None:
        return "ukendt"
    if not triggered:
        return "ikke_udløst"
    if breached is True or fact == "overtrådt":
        return "overtrådt"
    if isinstance(fact, tuple):
        return "opfyldt_for_sent" if deadline and min(fact) > deadline else "opfyldt"
    if fact == "opfyldt" or fulfilled is True:
        return "opfyldt"
    if duty.entry.modality == "kan":
        return "til_rådighed"
    if duty.entry.modality == "må_ikke":
        return "opfyldt" if breached is False else _open(breached)
    if fulfilled is False:
        waiting = deadline is not None and (run.facts.today is None or run.facts.today <= deadline)
        return "afventer" if waiting else "ikke_opfyldt"
    if deadline and run.facts.today and run.facts.today > deadline and fulfilled is None:
        return "ikke_opfyldt"
    return _open(fulfilled)


def _is_open(status: str, fulfilled: Outcome | None) -> bool:
    """Whether only the deadline says what a status is: nothing is known yet, or it is not kept so far."""
    return status == "afventer" or (status == "ikke_opfyldt" and fulfilled is False)


def _open(condition: Outcome | None) -> str:
    """The status of a duty whose condition neither holds nor fails: it waits, unless facts are missing."""
    return "ukendt" if isinstance(condition, Unknown | Failure) else "afventer"


def check_result(run: Run, name: str, check: Check, year: int | None) -> CheckResult:
    """Whether a check holds; one that does not apply holds."""
    when, reads = evaluate(run, check.when, name, year)
    if when is False or isinstance(when, NotRelevant):
        return CheckResult(name, check, True, True, tuple(reads))  # noqa: FBT003
    outcome, more = evaluate(run, check.must_hold, name, year)
    assert outcome is not None
    doubtful = isinstance(when, NoValue) or not isinstance(outcome, bool)
    return CheckResult(
        name, check, None if doubtful else bool(outcome), outcome, tuple(dict.fromkeys(reads + more))
    )
