"""Typed expressions as closures `(run, year, env) -> outcome`: the inner loop of the exact evaluation.

`env` maps each dimension to the member at hand; inside an aggregate `OUTER` holds the surrounding env.
"""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.backends.closures_cells import READING
from rammeaftale.backends.closures_members import MEMBERS
from rammeaftale.backends.closures_operators import OPERATORS
from rammeaftale.backends.exact import Rule
from rammeaftale.backends.place import Close, Place
from rammeaftale.core.outcome import NotRegulated, NotRelevant, Unknown
from rammeaftale.language import ir


def closure(node: ir.Expr, place: Place) -> Rule:
    """The closure of an expression."""
    return _CLOSURES[type(node)](node, place, closure)


def _const(node: ir.Const, place: Place, close: Close) -> Rule:
    value = node.value
    return lambda run, year, env: value


def _silence(node: ir.Silence, place: Place, close: Close) -> Rule:
    kind = NotRegulated if node.kind is ir.Silent.NOT_REGULATED else NotRelevant
    outcome = kind(place.quantity, place.text.span if place.text else None)
    return lambda run, year, env: outcome


def _year(node: ir.CalculatedYear, place: Place, close: Close) -> Rule:
    return lambda run, year, env: run.missing_year() if year is None else year


def _today(node: ir.CaseDate, place: Place, close: Close) -> Rule:
    return lambda run, year, env: run.facts.today or Unknown(frozenset(("opgjort",)))


def _member(node: ir.CurrentMember, place: Place, close: Close) -> Rule:
    dimension = node.dimension
    return lambda run, year, env: env[dimension]  # type: ignore[return-value]


def _of_procedure(node: ir.OfProcedure, place: Place, close: Close) -> Rule:
    from rammeaftale.backends.procedure_answers import answer

    return lambda run, year, env: answer(node, run.state(node.procedure, year), place)


_CLOSURES: dict[type, Callable[..., Rule]] = {
    ir.Const: _const,
    ir.Silence: _silence,
    ir.CalculatedYear: _year,
    ir.CaseDate: _today,
    ir.CurrentMember: _member,
    ir.OfProcedure: _of_procedure,
    **READING,
    **OPERATORS,
    **MEMBERS,
}
