"""A cell in the shape of the contract: always an object, numbers as exact text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from rammeaftale.backends.facts import Members
from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.language.types import Kind, Type
from rammeaftale.services.calculation import place_of

VERSION = "1"


def cell_json(outcome: Outcome, type_: Type) -> dict[str, Any]:
    """One cell: `værdi` (with `brøk` where the decimal does not end) or `tilstand`."""
    if isinstance(outcome, Unknown):
        return {"tilstand": outcome.state, "mangler": sorted(outcome.missing)}
    if isinstance(outcome, Failure):
        return {"tilstand": outcome.state, **failure_json(outcome)}
    if isinstance(outcome, NoValue):
        place = place_of(getattr(outcome, "span", None))
        return {"tilstand": outcome.state, **({"sted": place} if place else {})}
    return value_json(outcome, type_)


def value_json(outcome: Outcome, type_: Type) -> dict[str, Any]:
    """A value in the declared unit."""
    if isinstance(outcome, bool):
        return {"værdi": outcome}
    if isinstance(outcome, date):
        return {"værdi": outcome.isoformat(), "type": "dato"}
    if isinstance(outcome, int | Fraction):
        scale = type_.unit.scale if type_.kind is Kind.NUMBER else 1
        text, fraction = exact_text(Fraction(outcome) / scale)
        return {"værdi": text, **({"brøk": fraction} if fraction else {})}
    return {"værdi": outcome}


def failure_json(outcome: Failure) -> dict[str, Any]:
    """An error: its code and message, the rule and the place where they are known."""
    place = place_of(outcome.span)
    rest = {"regel": outcome.quantity or None, "sted": place}
    return {"kode": outcome.code, "besked": outcome.message, **{k: v for k, v in rest.items() if v}}


def nested(every: Iterable[Members], cell: Callable[[Members], Any]) -> dict[str, Any]:
    """Cells by member; two dimensions nest in the order of `pr`."""
    found: dict[str, Any] = {}
    for members in every:
        inside = found
        for member in members[:-1]:
            inside = inside.setdefault(member, {})
        inside[members[-1]] = cell(members)
    return found
