"""A formula's text with numbers in place of names, for people to check by hand."""

from __future__ import annotations

from collections.abc import Mapping

from rammeaftale.backends.closures import OUTER, Place, closure
from rammeaftale.backends.exact import Env, Run
from rammeaftale.core.display import show_amount
from rammeaftale.core.outcome import Outcome
from rammeaftale.language import ir
from rammeaftale.language.types import Kind, Type

MOST_SHOWN = 8


def fill(rule: ir.Formula, run: Run, year: int | None, env: Env) -> str:
    """The formula as written, with every name, sum and window replaced by what it came to."""
    replaced: list[tuple[int, int, str]] = []
    pending: list[ir.AnyNode] = [rule.expression]
    filler = _Filler(rule, run, year, env)
    while pending:
        node = pending.pop()
        shown = filler.show(node)
        if shown is None:
            pending += ir.parts(node)
        else:
            replaced.append((node.start, node.end, shown))  # type: ignore[union-attr]
    text = rule.text.text
    for start, end, shown in sorted(replaced, reverse=True):
        text = text[:start] + shown + text[end:]
    return " ".join(text.split())


class _Filler:
    def __init__(self, rule: ir.Formula, run: Run, year: int | None, env: Env) -> None:
        self.rule, self.run, self.year, self.env = rule, run, year, env

    def show(self, node: ir.AnyNode) -> str | None:
        """The text that stands for a node, or None when its parts are shown one by one."""
        if isinstance(node, ir.Aggregate):
            return self._aggregate(node)
        if isinstance(node, ir.WindowAggregate):
            return self._window(node)
        if isinstance(
            node, ir.Ref | ir.ValueOn | ir.IsStated | ir.StatedOr | ir.Before | ir.Split | ir.CurrentMember
        ):
            return show_typed(self._outcome(node, self.env), node.type)
        if isinstance(node, ir.CalculatedYear | ir.CaseDate | ir.Outer | ir.Same):
            return show_typed(self._outcome(node, self.env), node.type)
        return None

    def _outcome(self, node: ir.Expr, env: Env) -> Outcome:
        before = None
        if isinstance(node, ir.Before):
            before = self.run.definitions.bare_rule(node.name, self.year, node.measure)
        rule = closure(node, Place(self.rule.text.text, self.rule.text, before))
        return self.run.formula(rule, self.year, env)[0]

    def _aggregate(self, node: ir.Aggregate) -> str:
        members = self.run.members(node.over)
        if members is None:
            return f"{node.function}(ukendt)"
        shown = []
        for member in members[:MOST_SHOWN]:
            inside: Mapping[str, object] = {**self.env, node.over: member, OUTER: self.env}
            if node.where is not None and self._outcome(node.where, inside) is False:
                continue
            value = show_typed(self._outcome(node.body, inside), node.body.type) if node.body else ""
            weight = (
                f" × {show_typed(self._outcome(node.weight, inside), node.weight.type)}"
                if node.weight
                else ""
            )
            shown.append(f"{member}: {value}{weight}" if value else member)
        if len(members) > MOST_SHOWN:
            shown.append("…")
        return f"{node.function}({'; '.join(shown)})"

    def _window(self, node: ir.WindowAggregate) -> str:
        if self.year is None and (node.first.absolute is None or node.last.absolute is None):
            return f"{node.function}(ukendt)"
        first, last = node.first.of(self.year or 0), node.last.of(self.year or 0)
        members = tuple(str(self.env[d]) for d in node.dims)
        type_ = self.run.definitions.quantity(node.name, self.year).symbol.type
        shown = [
            f"{y}: {show_typed(self.run.value(node.name, y, members), type_)}" for y in range(first, last + 1)
        ]
        return f"{node.function}({'; '.join(shown)})"


def show_typed(outcome: Outcome, type_: Type) -> str:
    """An outcome with its unit, as its type has it."""
    unit = type_.unit if type_.kind is Kind.NUMBER else None
    text = show_amount(outcome, unit, is_year=type_.kind is Kind.YEAR)
    return f'"{text}"' if isinstance(outcome, str) and type_.kind in (Kind.TEXT, Kind.CHOICE) else text
