"""Closures of sums and the like: over the members of a dimension, over a window of years; `fordel`, `denne`, `samme`.

What does not depend on the member being calculated is found once and remembered for the others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from rammeaftale.backends import arithmetic
from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.closures_cells import meant_year
from rammeaftale.backends.exact import NO_ENV, Env, Rule, Run
from rammeaftale.backends.place import OUTER, Close, Place
from rammeaftale.core.outcome import NoValue, Number, Outcome, Unknown, decide, first_reason, strictest
from rammeaftale.language import ir

T = TypeVar("T")
Found: TypeAlias = Callable[[Run, int | None, Env], T]


def _once(node: ir.Expr, place: Place, find: Found[T], dims: ir.Dims, outside: ir.Dims = ()) -> Found[T]:
    """`find`, done once for all members that agree in `dims` (and, of those calculated, in `outside`)."""

    def once(run: Run, year: int | None, env: Env) -> T:
        if len(env) == len(dims):
            return find(run, year, env)
        outer: Env = env[OUTER] if outside else NO_ENV  # type: ignore[assignment]
        slot = (id(node), year, *[env[d] for d in dims], *[outer.get(d) for d in outside])
        known = run.shared.get(slot)
        if known is None:
            before = len(run.reading)
            result = find(run, year, env)
            run.shared[slot] = (result, run.reading[before:])
            return result
        result, reads = known
        run.end_rows(run.count_rows(len(reads), place.span))
        run.reading += reads
        return result

    return once


def _aggregate(node: ir.Aggregate, place: Place, close: Close) -> Rule:
    body = close(node.body, place) if node.body is not None else None
    weight = close(node.weight, place) if node.weight is not None else None
    where = close(node.where, place) if node.where is not None else None
    over = node.over

    def aggregate(run: Run, year: int | None, env: Env) -> Outcome:
        members = run.members(over)
        if members is None:
            return Unknown(frozenset((over,)))
        rows = []
        before = run.count_rows(len(members), place.span)
        for member in members:
            inside = {**env, over: member, OUTER: env}
            chosen = where(run, year, inside) if where else True
            if chosen is False:
                continue
            value = body(run, year, inside) if body else True
            rows.append((chosen, value, weight(run, year, inside) if weight else None))
        run.end_rows(before)
        return collect(node, place, rows)

    return _once(node, place, aggregate, node.dims)


def collect(
    node: ir.Aggregate | ir.WindowAggregate, place: Place, rows: list[tuple[Outcome, Outcome, Outcome | None]]
) -> Outcome:
    """The aggregate of rows (chosen, value, weight); rows known not to be chosen are already gone."""
    name = node.function
    if name == "alle":
        return decide([v if c is True else decide([v, c], deciding=True) for c, v, _ in rows], deciding=False)
    if name == "mindst_én":
        return decide([v if c is True else decide([v, c], deciding=False) for c, v, _ in rows], deciding=True)
    values = [value for _, value, _ in rows]
    weights = [w for _, _, w in rows if w is not None]
    reason = strictest([c for c, _, _ in rows if c is not True] + values + weights)
    if reason is not None:
        return reason
    if name == "antal":
        return sum(value is True for value in values)
    if not values and name != "sum":
        return place.failure(node, Impossible("intet_at_regne_på", f"{name} af ingenting findes ikke"))
    try:
        return arithmetic.weighted(values, weights) if weights else arithmetic.AGGREGATES[name](values)
    except Impossible as fault:
        return place.failure(node, fault)


def _window(node: ir.WindowAggregate, place: Place, close: Close) -> Rule:
    name, dims = node.name, node.dims

    def window(run: Run, year: int | None, env: Env) -> Outcome:
        first, last = meant_year(node.first, year), meant_year(node.last, year)
        if first is None or last is None:
            return run.missing_year()
        members = tuple([str(env[d]) for d in dims])
        rows: list[tuple[Outcome, Outcome, Outcome | None]] = [
            (True, run.read(name, y, members), None) for y in range(first, last + 1)
        ]
        return collect(node, place, rows)

    return window


def _outer(node: ir.Outer, place: Place, close: Close) -> Rule:
    operand = close(node.operand, place)
    return lambda run, year, env: operand(run, year, env[OUTER])  # type: ignore[arg-type]


def _same(node: ir.Same, place: Place, close: Close) -> Rule:
    operands = [close(operand, place) for operand in node.operands]

    def same(run: Run, year: int | None, env: Env) -> Outcome:
        outside: Env = env[OUTER]  # type: ignore[assignment]
        agree: list[Outcome] = []
        for operand in operands:
            a, b = operand(run, year, env), operand(run, year, outside)
            agree.append(first_reason(a, b) if isinstance(a, NoValue) or isinstance(b, NoValue) else a == b)
        return decide(agree, deciding=False)

    return same


def _split(node: ir.Split, place: Place, close: Close) -> Rule:
    """All parts are found at once; every member then takes its own."""
    amount, key, over = close(node.amount, place), close(node.key, place), node.over

    def parts(run: Run, year: int | None, env: Env) -> NoValue | dict[str, Number]:
        members = run.members(over)
        if members is None:
            return Unknown(frozenset((over,)))
        before = run.count_rows(len(members), place.span)
        whole = amount(run, year, env)
        keys = [key(run, year, {**env, over: member}) for member in members]
        run.end_rows(before)
        reason = strictest([whole, *keys])
        if reason is not None:
            return reason
        try:
            return dict(zip(members, arithmetic.split(whole, keys), strict=True))  # type: ignore[arg-type]
        except Impossible as fault:
            return place.failure(node, fault)

    dims = tuple([d for d in node.dims if d != over])
    all_parts = _once(node, place, parts, dims, node.dims if asks_outside(node) else ())

    def split(run: Run, year: int | None, env: Env) -> Outcome:
        found = all_parts(run, year, env)
        return found if isinstance(found, NoValue) else found[env[over]]  # type: ignore[index]

    return split


def asks_outside(node: ir.Expr) -> bool:
    """Whether `denne` or `samme` in a node asks of the member that the aggregate around it is for."""
    pending: list[ir.AnyNode] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, ir.Outer | ir.Same):
            return True
        if not isinstance(part, ir.Aggregate):
            pending += ir.parts(part)
    return False


MEMBERS: dict[type, Callable[..., Rule]] = {
    ir.Aggregate: _aggregate,
    ir.WindowAggregate: _window,
    ir.Outer: _outer,
    ir.Same: _same,
    ir.Split: _split,
}
