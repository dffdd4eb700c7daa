"""Who mentions whom, and how: every formula, standard, condition and reading of a set, for people to look around in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from rammeaftale.language import ir
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles.head_model import entry_key

Mentions: TypeAlias = Mapping[str, tuple[str, ...]]
STATED = "oplyst"


def mentions(program: Program) -> dict[str, Mentions]:
    """By owner: the names it mentions, each with how: `[-2]`, `[-3:-2]`, `[dato]`, `oplyst` or nothing for as it is."""
    found = {name: _mentioned(_rules(quantity)) for name, quantity in program.quantities.items()}
    for name, hint in program.hints.items():
        found[name] = {**found[name], **_mentioned([hint.when])}
    for name, duty in program.duties.items():
        found[name] = _mentioned([duty.when, duty.deadline, duty.fulfilled, duty.breached])
    for name, check in program.checks.items():
        found[name] = _mentioned([check.must_hold, check.when])
    for name, procedure in program.procedures.items():
        found[name] = _mentioned(formula for _, formula in procedure.formulas())
    for name, goal in program.goals.items():
        found[name] = _mentioned(goal.done.values())
    for name, measure in program.measures.items():
        found[name] = _mentioned([measure.requires, *_overrides(program, name)])
    return found


def _rules(quantity: Quantity) -> Iterator[ir.AnyNode | None]:
    yield quantity.rule
    for step in quantity.steps:
        yield from (step.amount, step.when)


def _overrides(program: Program, measure: str) -> Iterator[ir.AnyNode]:
    for quantity in program.quantities.values():
        yield from (o.rule for o in quantity.overrides if o.measure == measure)


def _mentioned(roots: Iterable[ir.AnyNode | None]) -> Mentions:
    found: dict[str, dict[str, None]] = {}
    pending = [root for root in roots if root is not None][::-1]
    while pending:
        node = pending.pop()
        told = _told(node)
        if told is not None:
            found.setdefault(told[0], {})[told[1]] = None
        pending += _inside(node)[::-1]
    return {name: tuple(how) for name, how in found.items()}


def _told(node: ir.AnyNode) -> tuple[str, str] | None:
    """The name a node mentions and how, or None."""
    if isinstance(node, ir.Ref):
        return node.name, "" if node.year == ir.THIS_YEAR else f"[{node.year}]"
    if isinstance(node, ir.WindowAggregate):
        return node.name, f"[{node.first}:{node.last}]"
    if isinstance(node, ir.ValueOn):
        return node.name, "[dato]"
    if isinstance(node, ir.IsStated | ir.StatedOr):
        return node.target.name, STATED
    if isinstance(node, ir.ByReading):
        return node.reading, ""
    if isinstance(node, ir.InCatalogue):
        return entry_key("kataloger", node.catalogue), ""
    if isinstance(node, ir.OfProcedure):
        return node.procedure, ""
    return (node.name, "") if isinstance(node, ir.Before) else None


def _inside(node: ir.AnyNode) -> tuple[ir.AnyNode, ...]:
    if isinstance(node, ir.IsStated):
        return ()
    return (node.otherwise,) if isinstance(node, ir.StatedOr) else ir.parts(node)
