"""What a quantity can come out as: a value, or one of four reasons why there is none.

A value is a plain Python value: `int` or `Fraction` (numbers in base scale, so 7 pct is 7/100), `bool`,
`datetime.date` or `str`. Everything else is a `NoValue`.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.core.records import record


@record
class NoValue:
    """The common ground of the outcomes that are not a value; `rank` orders them: the lowest wins."""

    @property
    def state(self) -> str:
        """The Danish word the contract uses for this outcome."""
        return STATES[type(self)]

    @property
    def rank(self) -> int:
        """Precedence in arithmetic, comparisons and functions."""
        return RANKS[type(self)]


@record
class Failure(NoValue):
    """A calculation that cannot be done: `code` names the fault, `quantity` and `span` the rule."""

    code: str
    message: str
    quantity: str = ""
    span: Span | None = None


@record
class NotRegulated(NoValue):
    """The agreement is silent; `quantity` and `span` say where that was written."""

    quantity: str
    span: Span | None = None


@record
class NotRelevant(NoValue):
    """The question does not arise; `quantity` and `span` say where that was written."""

    quantity: str
    span: Span | None = None


@record
class Unknown(NoValue):
    """Something is not stated; `missing` holds the addresses that would settle it."""

    missing: frozenset[str]


STATES: dict[type[NoValue], str] = {
    Failure: "fejl",
    NotRegulated: "ikke_reguleret",
    NotRelevant: "ikke_relevant",
    Unknown: "ukendt",
}
RANKS: dict[type[NoValue], int] = {Failure: 0, NotRegulated: 1, NotRelevant: 2, Unknown: 3}
STATE_NAMES = tuple(STATES.values())

Number: TypeAlias = int | Fraction
Value: TypeAlias = int | Fraction | bool | date | str
Outcome: TypeAlias = Value | NoValue


def first_reason(left: Outcome, right: Outcome) -> NoValue:
    """The outcome of a strict operation whose operands are not both values."""
    if not isinstance(left, NoValue):
        assert isinstance(right, NoValue)
        return right
    if not isinstance(right, NoValue):
        return left
    if left.rank != right.rank:
        return left if left.rank < right.rank else right
    return _all_missing([left, right]) if isinstance(left, Unknown) else left


def strictest(outcomes: list[Outcome]) -> NoValue | None:
    """The reason among `outcomes` that a strict operation passes on, or None when all are values."""
    reasons = [outcome for outcome in outcomes if isinstance(outcome, NoValue)]
    if not reasons:
        return None
    reason = min(reasons, key=lambda r: r.rank)
    return _all_missing(reasons) if isinstance(reason, Unknown) else reason


def _all_missing(reasons: list[NoValue]) -> Unknown:
    """The union of what is missing; one that has it all already is kept as it is."""
    unknown = [reason for reason in reasons if isinstance(reason, Unknown)]
    most = max(unknown, key=lambda reason: len(reason.missing))
    missing = most.missing.union(*(reason.missing for reason in unknown))
    return most if len(missing) == len(most.missing) else Unknown(missing)


_UNDECIDED = {Unknown: 0, Failure: 1, NotRegulated: 2, NotRelevant: 3}


def decide(operands: list[Outcome], *, deciding: bool) -> Outcome:
    """`og` (deciding=False) or `eller` (deciding=True) over any number of operands, in any order.

    A deciding operand settles it; else unknown, failure, not regulated, not relevant in that order.
    """
    reasons: list[NoValue] = []
    for operand in operands:
        if operand is deciding:
            return deciding
        if isinstance(operand, NoValue):
            reasons.append(operand)
    if not reasons:
        return not deciding
    reason = min(reasons, key=lambda r: _UNDECIDED[type(r)])
    return _all_missing(reasons) if isinstance(reason, Unknown) else reason
