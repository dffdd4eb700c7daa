"""A formula taken apart: every part that counted, with what it came to. Told from a finished run, nothing new is read.

Of a choice only the condition and the branch taken are told; of `oplyst_eller` only the side that was used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rammeaftale.backends.closures import closure
from rammeaftale.backends.exact import Cell, Env, Rule, Run
from rammeaftale.backends.facts import address
from rammeaftale.backends.place import OUTER, Place
from rammeaftale.core.outcome import Outcome
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Scalar


@record
class Setting:
    """Where a formula is told: the run, whose formula it is and its text, the year and members, the value before."""

    run: Run
    program: Program
    owner: str
    text: Scalar
    year: int | None
    env: Env
    before: Rule | None = None


@record
class Row:
    """One member of an aggregate, or one year of a window; `value` is None when `chosen` came out false."""

    label: str
    chosen: Term | None
    value: Term | None
    weight: Term | None = None


@record
class Term:
    """A part of a formula. `signs`: the operator before each part of a sum or product; `use`: the node a name means."""

    node: ir.Expr
    outcome: Outcome
    parts: tuple[Term, ...] = ()
    signs: tuple[str, ...] = ()
    use: str | None = None
    rows: tuple[Row, ...] = ()


def node_id(cell: Cell) -> str:
    """A cell's id in a trace: its address, always with the year where there is one."""
    return address(cell[0], cell[2], cell[1])


def tell(node: ir.Expr, at: Setting, known: Outcome | None = None) -> Term:
    """The parts of an expression; `known`: what it came to, where that need not be looked up."""
    return _TELLERS.get(type(node), _composite)(node, at, known)


def mentions_of(term: Term) -> Iterator[Term]:
    """Every part that stands for a quantity, in the order written, aggregates member by member."""
    pending = [term]
    while pending:
        part = pending.pop()
        if part.use is not None:
            yield part
        rows = [t for row in part.rows for t in (row.chosen, row.value, row.weight) if t is not None]
        pending += reversed([*part.parts, *rows])


def _outcome(node: ir.Expr, at: Setting, known: Outcome | None) -> Outcome:
    if known is not None:
        return known
    rule = closure(node, Place(at.owner, at.text, at.before))
    return at.run.formula(rule, at.year, at.env)[0]


def _composite(node: ir.Expr, at: Setting, known: Outcome | None) -> Term:
    parts = tuple([tell(part, at) for part in ir.parts(node)])  # type: ignore[arg-type]
    return Term(node, _outcome(node, at, known), parts)


def _const(node: ir.Const, at: Setting, known: Outcome | None) -> Term:
    return Term(node, node.value)


def _ref(node: ir.Ref, at: Setting, known: Outcome | None) -> Term:
    if at.year is None and node.year.absolute is None and node.year.offset:
        return Term(node, at.run.missing_year())
    year = at.year if node.year == ir.THIS_YEAR else node.year.of(at.year or 0)
    cell = (node.name, year, _members(node.dims, at.env))
    return Term(node, at.run.value(*cell), use=node_id(cell))


def _members(dims: ir.Dims, env: Env) -> tuple[str, ...]:
    return tuple([str(env[dimension]) for dimension in dims]) if dims else ()


def _value_on(node: ir.ValueOn, at: Setting, known: Outcome | None) -> Term:
    day = tell(node.day, at)
    year = getattr(day.outcome, "year", None)
    use = node_id((node.name, year, _members(node.own, at.env))) if year else None
    return Term(node, _outcome(node, at, known), (day,), use=use)


def _arithmetic(node: ir.Arithmetic, at: Setting, known: Outcome | None) -> Term:
    """A whole chain of `+ -` or of `* /` at once, parentheses dissolved where that changes nothing."""
    if node.type.kind is not Kind.NUMBER or Kind.NUMBER not in (node.left.type.kind, node.right.type.kind):
        return _composite(node, at, known)
    pair = ("+", "-") if node.operator in "+-" else ("*", "/")
    found: list[tuple[str, ir.Expr]] = []
    pending: list[tuple[str, ir.Expr]] = [(pair[0], node)]
    while pending:
        sign, part = pending.pop()
        if isinstance(part, ir.Arithmetic) and part.operator in pair and part.type.kind is Kind.NUMBER:
            turned = sign if part.operator == pair[0] else pair[sign == pair[0]]
            pending += [(turned, part.right), (sign, part.left)]
        elif isinstance(part, ir.Negate) and pair[0] == "+":
            pending.append((pair[sign == pair[0]], part.operand))
        else:
            found.append((sign, part))
    parts = tuple([tell(part, at) for _, part in found])
    return Term(node, _outcome(node, at, known), parts, tuple([sign for sign, _ in found]))


def _choice(node: ir.Choice, at: Setting, known: Outcome | None) -> Term:
    condition = tell(node.condition, at)
    if not isinstance(condition.outcome, bool):
        return Term(node, condition.outcome, (condition,))
    taken = tell(node.then if condition.outcome else node.otherwise, at)
    return Term(node, taken.outcome, (condition, taken))


def _is_stated(node: ir.IsStated, at: Setting, known: Outcome | None) -> Term:
    quantity = at.run.definitions.quantity(node.target.name, at.year)
    use = None
    if quantity.symbol.is_input and (at.year is not None or not node.target.year.offset):
        year = at.year if node.target.year == ir.THIS_YEAR else node.target.year.of(at.year or 0)
        use = node_id((node.target.name, year, _members(node.target.dims, at.env)))
    return Term(node, _outcome(node, at, known), use=use)


def _stated_or(node: ir.StatedOr, at: Setting, known: Outcome | None) -> Term:
    asked = _is_stated(ir.IsStated(node.target, node.target.dims, node.start, node.end), at, None)
    if not isinstance(asked.outcome, bool):
        return Term(node, asked.outcome)
    used = tell(node.target if asked.outcome else node.otherwise, at)
    return Term(node, used.outcome, (used,))


def _outer(node: ir.Outer, at: Setting, known: Outcome | None) -> Term:
    inner = tell(node.operand, replace(at, env=at.env[OUTER]))  # type: ignore[arg-type]
    return Term(node, inner.outcome, (inner,))


def _same(node: ir.Same, at: Setting, known: Outcome | None) -> Term:
    outside = replace(at, env=at.env[OUTER])  # type: ignore[arg-type]
    parts = tuple([tell(part, side) for part in node.operands for side in (at, outside)])
    return Term(node, _outcome(node, at, known), parts)


def _aggregate(node: ir.Aggregate, at: Setting, known: Outcome | None) -> Term:
    rows = tuple([_row(node, at, member) for member in at.run.members(node.over) or ()])
    return Term(node, _outcome(node, at, known), rows=rows)


def _row(node: ir.Aggregate, at: Setting, member: str) -> Row:
    env: Mapping[str, object] = {**at.env, node.over: member, OUTER: at.env}
    inside = replace(at, env=env)
    chosen = tell(node.where, inside) if node.where is not None else None
    if chosen is not None and chosen.outcome is False:
        return Row(member, chosen, None)
    value = tell(node.body, inside) if node.body is not None else None
    return Row(member, chosen, value, tell(node.weight, inside) if node.weight is not None else None)


def _window(node: ir.WindowAggregate, at: Setting, known: Outcome | None) -> Term:
    outcome = _outcome(node, at, known)
    if at.year is None and (node.first.absolute is None or node.last.absolute is None):
        return Term(node, outcome)
    type_ = at.run.definitions.quantity(node.name, at.year).symbol.type
    years = range(node.first.of(at.year or 0), node.last.of(at.year or 0) + 1)
    refs = [ir.Ref(node.name, ir.YearAt(absolute=year), type_, node.dims) for year in years]
    rows = tuple([Row(str(ref.year.absolute), None, tell(ref, at)) for ref in refs])
    return Term(node, outcome, rows=rows)


def _split(node: ir.Split, at: Setting, known: Outcome | None) -> Term:
    amount = tell(node.amount, at)
    members = at.run.members(node.over) or ()
    rows = [Row(m, None, tell(node.key, replace(at, env={**at.env, node.over: m}))) for m in members]
    return Term(node, _outcome(node, at, known), (amount,), rows=tuple(rows))


def _leaf(node: ir.Expr, at: Setting, known: Outcome | None) -> Term:
    return Term(node, _outcome(node, at, known))


_TELLERS: dict[type, Callable[..., Term]] = {
    ir.Const: _const,
    ir.Ref: _ref,
    ir.ValueOn: _value_on,
    ir.Arithmetic: _arithmetic,
    ir.Choice: _choice,
    ir.IsStated: _is_stated,
    ir.StatedOr: _stated_or,
    ir.Outer: _outer,
    ir.Same: _same,
    ir.Aggregate: _aggregate,
    ir.WindowAggregate: _window,
    ir.Split: _split,
    ir.Before: _leaf,
}
