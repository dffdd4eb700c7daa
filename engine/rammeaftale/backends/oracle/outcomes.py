"""The outcome table as the oracle reads it: what comes of operands that are not all values."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Number, Outcome, Unknown

IMPOSSIBLE = "oracle"
LARGEST = 2**20_000
"""No number, written as a quotient in its lowest terms, has a larger part; what comes to one is a fault."""
_ARITHMETIC_ORDER = (Failure, NotRegulated, NotRelevant)
_LOGIC_ORDER = (Unknown, Failure, NotRegulated, NotRelevant)


class ImpossibleError(Exception):
    """A calculation that cannot be done."""


def failure(message: str) -> Failure:
    """A fault; only its state is compared, so one code will do."""
    return Failure(IMPOSSIBLE, message)


def unknown(*missing: str) -> Unknown:
    """What is missing, by address."""
    return Unknown(frozenset(missing))


def hindrance(operands: Iterable[Outcome]) -> NoValue | None:
    """Why a strict operation has no value: fejl, else ikke_reguleret, else ikke_relevant, else ukendt."""
    reasons = [operand for operand in operands if isinstance(operand, NoValue)]
    for kind in _ARITHMETIC_ORDER:
        for reason in reasons:
            if isinstance(reason, kind):
                return reason
    return _all_missing(reasons) if reasons else None


def strict(operation: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """`operation` over outcomes: only called with values; what it cannot do is a failure."""

    def guarded(*operands: Outcome) -> Outcome:
        reason = hindrance(operands)
        if reason is not None:
            return reason
        try:
            outcome = operation(*operands)
            return within(outcome) if isinstance(outcome, int | Fraction) else outcome
        except (ImpossibleError, ArithmeticError, ValueError) as fault:
            return failure(str(fault))

    return guarded


def within(number: Number) -> Number:
    """A number that an operation came to; a fault if it is unreasonably large."""
    if max(abs(number.numerator), number.denominator) >= LARGEST:
        raise ImpossibleError("tallet er for stort")
    return number


def added(*values: Number) -> Number:
    """The sum, which must not be unreasonably large on the way either."""
    total: Number = 0
    for value in values:
        total = within(total + value)
    return total


def multiplied(*values: Number) -> Number:
    """The product, which must not be unreasonably large on the way either."""
    product: Number = 1
    for value in values:
        product = within(product * value)
    return product


def conjunction(*operands: Outcome) -> Outcome:
    """`og`: a false operand settles it."""
    return _logic(operands, decisive=False)


def disjunction(*operands: Outcome) -> Outcome:
    """`eller`: a true operand settles it."""
    return _logic(operands, decisive=True)


def _logic(operands: tuple[Outcome, ...], *, decisive: bool) -> Outcome:
    if any(operand is decisive for operand in operands):
        return decisive
    reasons = [operand for operand in operands if isinstance(operand, NoValue)]
    for kind in _LOGIC_ORDER:
        found = [reason for reason in reasons if isinstance(reason, kind)]
        if found:
            return _all_missing(found) if kind is Unknown else found[0]
    return not decisive


def _all_missing(reasons: Iterable[NoValue]) -> Unknown:
    missing: set[str] = set()
    for reason in reasons:
        if isinstance(reason, Unknown):
            missing |= reason.missing
    return Unknown(frozenset(missing))


def regulated(outcome: Outcome) -> Outcome:
    """`reguleret(x)`: whether the agreement has an answer; unknown of unknown."""
    return outcome if isinstance(outcome, Unknown) else not isinstance(outcome, NotRegulated)
