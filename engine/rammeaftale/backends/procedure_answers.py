"""What a formula is told of a procedure: whether a step was reached, what it came to, and when."""

from __future__ import annotations

from rammeaftale.backends.place import Place
from rammeaftale.backends.procedure_state import State
from rammeaftale.core.outcome import Failure, NotRelevant, NoValue, Outcome, Unknown
from rammeaftale.language import ir
from rammeaftale.language.procedure_calls import DAY, REACHED


def answer(node: ir.OfProcedure, state: State | NoValue, place: Place) -> Outcome:
    """The value of `nået`, `udfald_af` or `dato_for`; what was validly reached stays when a later event is wrong."""
    if isinstance(state, NoValue):
        return state
    if node.function == REACHED:
        return _reached(node, state, place)
    latest = state.latest(node.step)
    if latest is None:
        span = place.text.part(node.start, node.end) if place.text else None
        return _fault(node, state, place) or NotRelevant(place.quantity, span)
    if node.function != DAY:
        return latest.came_to or ""
    day = latest.event.day
    return Unknown(frozenset([f"procedurer.{node.procedure}.{node.step}.dato"])) if day is None else day


def _reached(node: ir.OfProcedure, state: State, place: Place) -> Outcome:
    if node.step in state.reached:
        return True
    fault = _fault(node, state, place)
    if fault is not None:
        return fault
    may_be = state.doubt is not None and any(one.name == node.step for one in state.places)
    return state.doubt if may_be and state.doubt is not None else False


def _fault(node: ir.OfProcedure, state: State, place: Place) -> Failure | None:
    """The failure of what would come after an event that cannot be."""
    if state.invalid is None:
        return None
    number, reason = state.invalid.number, state.invalid.reason
    message = f"hændelse {number} i proceduren «{node.procedure}» er ugyldig: {reason}"
    span = place.text.part(node.start, node.end) if place.text else None
    return Failure("ugyldig_procedure", message, place.quantity, span)
