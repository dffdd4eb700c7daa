"""Who reads whom in which year: cycles, recursion, and how far back the rules look."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from rammeaftale.core.diagnostics import Findings
from rammeaftale.language import ir
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.program import Quantity
from rammeaftale.rulefiles.head_model import Head


class Reader(Protocol):
    """What reads quantities: one of them, or a procedure by its conditions."""

    @property
    def head(self) -> Head:
        """Its title and place."""

    @property
    def reads(self) -> tuple[ir.Read, ...]:
        """What it mentions, with the year."""


def check_cycles(quantities: Mapping[str, Reader], findings: Findings) -> None:
    """A finding with the path for a cycle within one year; absolute years count as this year."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in sorted(quantities):
        same_year = {
            n
            for n, year in quantities[name].reads
            if year is not None and not year.offset and n in quantities
        }
        sorter.add(name, *sorted(same_year))
    try:
        sorter.prepare()
    except CycleError as fault:
        path = list(reversed(fault.args[1][1:]))
        start = path.index(min(path))
        path = [*path[start:], *path[:start]]
        span = quantities[path[0]].head.span
        findings.add(rf.CYCLE, span, path=" → ".join([*path, path[0]]))


def check_recursion(quantities: Mapping[str, Quantity], findings: Findings) -> None:
    """A finding for a quantity that uses its own earlier year in every branch."""
    for name, quantity in quantities.items():
        own = [year for read, year in quantity.reads if read == name]
        if quantity.rule is None or not own or any(year is None or not year.offset for year in own):
            continue  # in the same year it is a cycle, which is told as such
        if all(_mentions(leaf, name) for leaf in _leaves(quantity.rule)):
            findings.add(rf.NO_BASE_CASE, quantity.head.span, name=name)


def _leaves(rule: ir.Rule) -> list[ir.AnyNode]:
    if isinstance(rule, ir.Arms):
        return [leaf for part in (*(a.then for a in rule.arms), rule.otherwise) for leaf in _leaves(part)]
    if isinstance(rule, ir.Table):
        return [leaf for row in rule.rows for leaf in _leaves(row.gives)]
    if isinstance(rule, ir.ByReading):
        return [leaf for part in rule.rules.values() for leaf in _leaves(part)]
    if isinstance(rule, ir.Formula) and isinstance(rule.expression, ir.Choice):
        return [rule.expression.then, rule.expression.otherwise]
    return [rule]


def _mentions(node: ir.AnyNode, name: str) -> bool:
    pending: list[ir.AnyNode] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, ir.Ref | ir.WindowAggregate) and part.name == name:
            return True
        if not isinstance(part, ir.IsStated):  # what only the case states is no recursion
            pending += (part.otherwise,) if isinstance(part, ir.StatedOr) else ir.parts(part)
    return False


def lookback(
    quantities: Mapping[str, Reader], history: int, first: int
) -> tuple[dict[str, int], dict[str, set[int]]]:
    """For each quantity: how many years before the calculated one it may be read, and in which fixed years.

    Nothing is calculated for years before `first`, so what is read from there is not followed further.
    """
    back: dict[str, int] = dict.fromkeys(quantities, 0)
    fixed: dict[str, set[int]] = {}
    pending = list(quantities)
    while pending:
        name = pending.pop()
        for read, year in quantities[name].reads if name in quantities else ():
            if year is None or read not in quantities:
                continue
            changed = False
            if year.absolute is not None:
                changed = _extend(fixed, read, {year.absolute})
            else:
                reach = min(back[name] - year.offset, history)
                if reach > back[read]:
                    back[read], changed = reach, True
                changed |= _extend(fixed, read, {y + year.offset for y in fixed.get(name, ()) if y >= first})
            if changed:
                pending.append(read)
    return back, fixed


def _extend(fixed: dict[str, set[int]], name: str, years: set[int]) -> bool:
    known = fixed.setdefault(name, set())
    if years <= known or len(known) > _MOST_FIXED_YEARS:
        return False
    known |= years
    return True


_MOST_FIXED_YEARS = 100
