"""What the agreement alone decides: its own figures, and what is calculated from nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.language import ir
from rammeaftale.language.program import Quantity
from rammeaftale.services.ruleset import RuleSet

# What these come to depends on the case, so a condition with one of them is not the agreement's own decision.
_OF_THE_CASE = (
    ir.IsStated,
    ir.StatedOr,
    ir.Aggregate,
    ir.CaseDate,
    ir.CurrentMember,
    ir.Split,
    ir.OfProcedure,
)


def rests_only_on(node: ir.AnyNode, settled: set[str]) -> bool:
    """Whether an expression mentions nothing but `settled` names."""
    return all(not isinstance(part, _OF_THE_CASE) and _named(part) <= settled for part in below(node))


def below(node: ir.AnyNode) -> Iterator[ir.AnyNode]:
    """A node and every node inside it."""
    pending = [node]
    while pending:
        part = pending.pop()
        yield part
        pending += ir.parts(part)


def _named(node: ir.AnyNode) -> set[str]:
    return {node.name} if isinstance(node, ir.Ref | ir.WindowAggregate | ir.ValueOn) else set()


def settled_names(rules: RuleSet) -> set[str]:
    """The figures of the agreement, and what is calculated from nothing else."""
    waiting: dict[str, set[str]] = {}
    users: dict[str, set[str]] = {}
    for program in rules.programs:
        for name, quantity in program.quantities.items():
            needed = _rests_on(name, quantity)
            waiting.setdefault(name, set()).update(needed)
            for other in needed:
                users.setdefault(other, set()).add(name)
    ready = [name for name, needed in waiting.items() if not needed]
    settled: set[str] = set()
    while ready:
        name = ready.pop()
        settled.add(name)
        for user in users.get(name, ()):
            waiting[user].discard(name)
            if not waiting[user]:
                ready.append(user)
    return settled


def _rests_on(name: str, quantity: Quantity) -> set[str]:
    """The names a quantity needs settled; itself when a case decides it."""
    if quantity.symbol.is_parameter:
        return set()
    nodes = list(below(quantity.rule)) if quantity.rule is not None and quantity.symbol.is_computed else []
    if not nodes or quantity.overrides or quantity.steps or any(isinstance(n, _OF_THE_CASE) for n in nodes):
        return {name}
    return set().union(*(_named(node) for node in nodes))
