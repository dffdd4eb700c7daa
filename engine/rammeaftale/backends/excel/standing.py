"""Values that stand for want of a formula: each is unknown once a field or a choice behind it is changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rammeaftale.backends.excel.inputs import is_chosen, is_unchanged
from rammeaftale.backends.excel.pairs import UNKNOWN, Pair, call, is_too_much, pair_of
from rammeaftale.backends.excel.plan import Helper, Plan, Planned
from rammeaftale.core.outcome import Outcome
from rammeaftale.language.types import BOOL

TOO_MUCH = "formlen ville blive længere eller dybere, end Excel kan læse"
_MOST_TESTED = 6_000
_WORD = re.compile(r'"(?:[^"]|"")*"|[^\W\d][\w.]*')


def value_while(plan: Plan, owner: Planned, outcome: Outcome, tests: Sequence[str]) -> Pair:
    """An outcome as it is while every test holds, else unknown."""
    found = pair_of(outcome)
    if not tests:
        return found
    return Pair(found.value, f"IF({_all(plan, owner, tests)},{found.state},{UNKNOWN})")


def _all(plan: Plan, owner: Planned, tests: Sequence[str]) -> str:
    """Whether all of any number of tests hold, in helper cells when one formula could not hold them."""
    chunks: list[list[str]] = [[]]
    size = 0
    for test in tests:
        if chunks[-1] and size + len(test) > _MOST_TESTED:
            chunks.append([])
            size = 0
        chunks[-1].append(test)
        size += len(test) + 1
    if len(chunks) == 1:
        return call("AND", tests)
    wholes = (Pair(call("AND", chunk)) for chunk in chunks)
    return _all(plan, owner, [plan.inside(whole, owner, BOOL, lambda: True).value for whole in wholes])


def let_stand(plan: Plan) -> None:
    """What Excel could not take as a formula stands as a value, and those who read it say so."""
    refused = [one for one in _written(plan) if is_too_much(one.formula)]
    if not refused:
        return
    behind = _Behind(plan)
    tests = [behind.tests(one.name) for one in refused]
    values = {one.name for one in refused}
    for cell in plan.cells.values():
        if values & ({cell.name} | behind.read[cell.name]):
            cell.fixed = cell.fixed or TOO_MUCH
    for one, test in zip(refused, tests, strict=True):
        owner = one.owner if isinstance(one, Helper) else one
        owner.fixed = one.fixed = TOO_MUCH
        one.formula = value_while(plan, owner, one.outcome, test)


def _written(plan: Plan) -> list[Planned | Helper]:
    return [*plan.cells.values(), *plan.helpers]


class _Behind:
    """Which fields and choices the formulas of a plan lead to, by the names that stand in them."""

    def __init__(self, plan: Plan) -> None:
        self.read: dict[str, set[str]] = {}
        self._tests = {switch.name: is_chosen(switch) for switch in plan.switches.values()}
        for one in _written(plan):
            words = {*_WORD.findall(one.formula.value), *_WORD.findall(one.formula.state)}
            self.read |= {one.name: words, one.state_name: words}
            if isinstance(one, Planned):
                self._tests[one.entry_name] = is_unchanged(one)

    def tests(self, name: str) -> list[str]:
        """Whether each field and choice behind a cell is as it was, in the order of the names."""
        seen: set[str] = set()
        pending = [name]
        while pending:
            new = self.read.get(pending.pop(), set()) - seen
            seen |= new
            pending += new
        return [self._tests[name] for name in sorted(seen & self._tests.keys())]
