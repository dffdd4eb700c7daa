"""Where a formula is written from: whose cell it is in, which year and members, and how its parts are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from rammeaftale.backends.closures import closure
from rammeaftale.backends.closures_members import asks_outside
from rammeaftale.backends.exact import Env, Rule
from rammeaftale.backends.excel import switches
from rammeaftale.backends.excel.inputs import is_chosen, is_unchanged
from rammeaftale.backends.excel.pairs import Pair
from rammeaftale.backends.excel.plan import Plan, Planned
from rammeaftale.backends.excel.standing import value_while
from rammeaftale.backends.place import OUTER
from rammeaftale.backends.place import Place as ExactPlace
from rammeaftale.core.outcome import Outcome
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.language.types import Type

Write: TypeAlias = "Callable[[ir.Expr, Place], Pair]"


@dataclass(frozen=True)
class Place:
    """A formula's surroundings; `before`: what the quantity was before the measure being written, and its rule."""

    plan: Plan
    program: Program
    owner: Planned
    year: int | None
    env: Env
    before: Pair | None = None
    before_measure: str = ""

    def at(self, dimension: str, member: str) -> Place:
        """Inside an aggregate, at one of the members counted."""
        return replace(self, env={**self.env, dimension: member, OUTER: self.env})

    def beside(self, dimension: str, member: str) -> Place:
        """The same formula for another member, outside any aggregate."""
        return replace(self, env={**self.env, dimension: member})

    def outside(self) -> Place:
        """At the member being calculated."""
        return replace(self, env=self.env[OUTER])  # type: ignore[arg-type]

    def members(self, dims: ir.Dims) -> tuple[str, ...]:
        """The members at hand of some dimensions."""
        return tuple([str(self.env[d]) for d in dims])

    def outcome(self, node: ir.Expr) -> Outcome:
        """What the exact evaluation makes of an expression here."""
        return self.evaluate(closure(node, ExactPlace(self.owner.key[0], None, self.rule_before)))

    def evaluate(self, rule: Rule) -> Outcome:
        """What the exact evaluation makes of a rule here."""
        return self.plan.run.formula(rule, self.year, self.env)[0]

    @property
    def rule_before(self) -> Rule | None:
        """What the exact evaluation takes the quantity's rule to be before the measure being written."""
        if self.before is None:
            return None
        return self.plan.run.definitions.bare_rule(self.owner.key[0], self.year, self.before_measure)

    def apart_from(self, dimension: str) -> Place:
        """The same for every member of a dimension: for what is calculated once for all of them."""
        return replace(self, env={name: at for name, at in self.env.items() if name != dimension})

    def short(self, node: ir.Expr, write: Write) -> Pair:
        """An expression that is read more than once: written out when short, else in a helper cell."""
        return self.once(node, "", write(node, self), node.type, lambda: self.outcome(node))

    def once(self, node: ir.Expr, part: str, pair: Pair, type_: Type, outcome: Callable[[], Outcome]) -> Pair:
        """What an expression (or a part of it, named) reads as, in one helper cell for all that would have the same."""
        if self.before is not None or asks_outside(node):
            return self.plan.inside(pair, self.owner, type_, outcome)
        slot = (id(node), part, self.year, tuple([self.env.get(d) for d in node.dims]))
        found = self.plan.shared.get(slot)
        if found is None:
            found = self.plan.shared[slot] = self.plan.inside(pair, self.owner, type_, outcome)
        return found

    def constant(self, node: ir.Expr, reason: str) -> Pair:
        """What no spreadsheet can calculate: its outcome as it is, unknown once what is behind it is changed."""
        return self.standing(closure(node, ExactPlace(self.owner.key[0], None, self.rule_before)), reason)

    def standing(self, rule: Rule, reason: str) -> Pair:
        """The same of a whole rule."""
        self.owner.fixed = self.owner.fixed or reason
        outcome, read = self.plan.run.formula(rule, self.year, self.env)
        fields = [is_unchanged(field) for field in self.plan.fields_behind(read)]
        choices = [is_chosen(switch) for switch in switches.behind(self.plan, read)]
        return value_while(self.plan, self.owner, outcome, [*fields, *choices])
