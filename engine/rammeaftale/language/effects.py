"""Which outcomes other than a value each quantity can have: unknown, not regulated, not relevant, failure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Flag, auto

from rammeaftale.language import ir
from rammeaftale.language.program import Quantity
from rammeaftale.language.whole_numbers import may_be_part


class Effect(Flag):
    """An outcome that is not a value."""

    UNKNOWN = auto()
    NOT_REGULATED = auto()
    NOT_RELEVANT = auto()
    FAILURE = auto()


NO_EFFECT = Effect(0)
SHOWN = {
    Effect.UNKNOWN: "ukendt",
    Effect.NOT_REGULATED: "ikke_reguleret",
    Effect.NOT_RELEVANT: "ikke_relevant",
    Effect.FAILURE: "fejl",
}
_FAILING_FUNCTIONS = frozenset(
    (
        "dato",
        "slut_på_måned",
        "læg_måneder",
        "arbejdsdage_efter",
        "start_på_måned",
        "afrund_til",
        "dage_i_året",
    )
)
_FAILING_AGGREGATES = frozenset(("gennemsnit", "produkt", "størst", "mindst_af", "vægtet_gennemsnit"))


def effects(quantities: Mapping[str, Quantity]) -> dict[str, Effect]:
    """The effects of every quantity, by repeating until nothing changes (lags make the graph cyclic)."""
    found = {name: _own(quantity) for name, quantity in quantities.items()}
    users: dict[str, list[str]] = {}
    for name, quantity in quantities.items():
        for read, _ in quantity.reads:
            users.setdefault(read, []).append(name)
    pending = list(quantities)
    while pending:
        name = pending.pop()
        for user in users.get(name, ()):
            joined = found[user] | found[name]
            if quantities[user].symbol.is_computed and joined != found[user]:
                found[user] = joined
                pending.append(user)
    return found


def _own(quantity: Quantity) -> Effect:
    if quantity.symbol.is_parameter:
        every = [
            figure for g in (quantity.figures or {}).values() for figure in (*g.by_year.values(), g.always)
        ]
        timeless = every and all(figure and figure.value is not None for figure in every)
        return (
            NO_EFFECT
            if timeless and all(g.always for g in (quantity.figures or {}).values())
            else Effect.UNKNOWN
        )
    if quantity.symbol.is_input:
        return NO_EFFECT if quantity.default is not None and quantity.symbol.fixed else Effect.UNKNOWN
    rules = [rule for rule in (quantity.rule, *(o.rule for o in quantity.overrides)) if rule is not None]
    found = Effect.FAILURE if may_be_part(quantity) else NO_EFFECT
    pending: list[ir.AnyNode] = list(rules)
    while pending:
        node = pending.pop()
        found |= _node(node)
        if not isinstance(node, ir.IsRegulated):
            pending += ir.parts(node)
    return found | (Effect.UNKNOWN if any(year != ir.THIS_YEAR for _, year in quantity.reads) else NO_EFFECT)


def _node(node: ir.AnyNode) -> Effect:
    if isinstance(node, ir.Silence):
        return Effect.NOT_REGULATED if node.kind is ir.Silent.NOT_REGULATED else Effect.NOT_RELEVANT
    if isinstance(node, ir.Arithmetic):
        constant = isinstance(node.right, ir.Const) and node.right.value != 0
        return (
            Effect.FAILURE
            if (node.operator == "/" and not constant) or node.type.kind == "en dato"
            else NO_EFFECT
        )
    if isinstance(node, ir.Power | ir.Split):
        return Effect.FAILURE
    if isinstance(node, ir.Apply) and node.function in _FAILING_FUNCTIONS:
        return Effect.FAILURE
    if isinstance(node, ir.Aggregate | ir.WindowAggregate):
        return Effect.FAILURE if node.function in _FAILING_AGGREGATES else NO_EFFECT
    if isinstance(node, ir.InCatalogue):
        return NO_EFFECT if node.exhaustive else Effect.NOT_REGULATED
    if isinstance(node, ir.OfProcedure):
        none = Effect.NOT_RELEVANT if node.function != "nået" else NO_EFFECT
        return Effect.UNKNOWN | Effect.FAILURE | none
    if isinstance(node, ir.CalculatedYear | ir.CaseDate):
        return Effect.UNKNOWN
    return Effect.FAILURE if isinstance(node, ir.Scale | ir.Deadline) else NO_EFFECT
