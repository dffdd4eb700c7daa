"""Sums and the like: over the members of a dimension, over a window of years, and splitting an amount."""

from __future__ import annotations

from rammeaftale.core import units
from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.functions import WINDOWED
from rammeaftale.language.guards import shown_by
from rammeaftale.language.lowering import Lowering, join_dims
from rammeaftale.language.types import BOOL, PLAIN, Kind, Type
from rammeaftale.language.years import check_reach, year_at

_CONDITIONS = frozenset(("antal", "alle", "mindst_én"))
_ORDERED = frozenset(("størst", "mindst_af"))


def lower_aggregate(low: Lowering, node: syntax.Call) -> ir.Expr:
    """`sum(x)`, `antal(cond)`, `sum(x[-3:-2])` and their kin."""
    first = node.arguments[0] if node.arguments else None
    if isinstance(first, syntax.Index) and first.last is not None and node.name in WINDOWED:
        return _window(low, node, first)
    named = dict(node.named)
    outer_before, low.outer_dims = low.outer_dims, ()
    low.counting += 1
    asked = named.get("hvor")
    where = low.lower(asked) if asked is not None else None
    if where is not None and asked is not None:
        low.expect(where, Kind.BOOL, "hvor=", asked)
    shown = shown_by(asked, low, holds=True) if asked is not None else frozenset()
    parts = [low.guarded(shown, argument) for argument in node.arguments]
    low.counting -= 1
    outer, low.outer_dims = low.outer_dims, outer_before
    type_ = _type(low, node, parts)
    # a part that is only `denne(x)` does not belong to what is counted
    inside = join_dims(*(_counted(p) for p in parts), *([_counted(where)] if where is not None else []))
    over = _over(low, node, named.get("over"), inside)
    dims = join_dims(tuple(d for d in inside if d != over), outer)
    body = parts[0] if parts else None
    weight = parts[1] if len(parts) > 1 else None
    return ir.Aggregate(node.name, body, weight, over, where, type_, dims, node.start, node.end)


def _counted(expr: ir.AnyNode) -> ir.Dims:
    """The dimensions of an expression as the counted member sees it: what stands under `denne` does not count."""
    if isinstance(expr, ir.Outer):
        return ()
    if isinstance(expr, ir.Aggregate):
        return expr.dims
    inside = ir.parts(expr)
    if not inside or isinstance(expr, ir.Ref | ir.IsStated):
        return expr.dims
    own = expr.own if isinstance(expr, ir.ValueOn) else ()
    return join_dims(own, *(_counted(part) for part in inside))


def _over(low: Lowering, node: syntax.Call, named: syntax.Node | None, inside: ir.Dims) -> str:
    if named is not None:
        if not isinstance(named, syntax.Word) or named.name not in low.names.manifest.dimensions:
            name = named.name if isinstance(named, syntax.Word) else "…"
            low.fail(f.UNKNOWN_DIMENSION, named, name=name)
        if named.name not in inside and node.arguments:
            found = " og ".join(inside) or "ingenting"
            low.fail(f.OVER_ABSENT, named, name=named.name, found=found)
        return named.name
    if not inside:
        low.fail(f.NOTHING_TO_COUNT, node, function=node.name)
    if len(inside) > 1:
        low.fail(f.OVER_NEEDED, node, found=" og ".join(inside), first=inside[0])
    return inside[0]


def _type(low: Lowering, node: syntax.Call, parts: list[ir.Expr]) -> Type:
    name = node.name
    if name in _CONDITIONS:
        for part, written in zip(parts, node.arguments, strict=True):
            low.expect(part, Kind.BOOL, f"betingelsen i {name}", written)
        return PLAIN if name == "antal" else BOOL
    body = parts[0]
    if name in _ORDERED:
        if body.type.kind not in (Kind.NUMBER, Kind.DATE, Kind.YEAR, Kind.NEVER):
            low.expect(body, Kind.NUMBER, f"det, {name} vælger imellem,", node.arguments[0])
        return body.type
    for part, written in zip(parts, node.arguments, strict=True):
        low.expect(part, Kind.NUMBER, f"det, {name} regner på,", written)
    if name == "produkt":
        if body.type.unit.powers:
            low.fail(
                f.WRONG_TYPE,
                node,
                what="det, der ganges sammen,",
                expected="uden enhed",
                found=str(body.type),
            )
        return PLAIN
    return body.type


def _window(low: Lowering, node: syntax.Call, index: syntax.Index) -> ir.Expr:
    symbol = low.symbol(index.name)
    if symbol.fixed:
        low.fail(f.NO_YEARS, index, name=symbol.name)
    if node.named or len(node.arguments) > 1:
        low.fail(f.WINDOW_ALONE, node)
    assert index.last is not None
    first, last = year_at(low, index.first), year_at(low, index.last)
    check_reach(low, symbol, first, index.first)
    both_absolute = first.absolute is not None and last.absolute is not None
    if (first.absolute is None and last.absolute is None and first.offset > last.offset) or (
        both_absolute and first.absolute > last.absolute  # type: ignore[operator]
    ):
        low.fail(f.BACKWARD_WINDOW, index, found=f"[{first}:{last}]")
    if symbol.optional and not _all_known(low, symbol.name, first, last):
        low.fail(rf.UNGUARDED, index, name=symbol.name)
    for year in {first, last}:
        low.reads.append((symbol.name, year))
    if first.absolute is not None and last.absolute is None:
        low.reads.append((symbol.name, ir.YearAt(last.offset)))
    expr = ir.Ref(symbol.name, first, symbol.type, symbol.dims, index.start, index.end)
    type_ = _type(low, node, [expr])
    return ir.WindowAggregate(node.name, symbol.name, first, last, type_, symbol.dims, node.start, node.end)


def _all_known(low: Lowering, name: str, first: ir.YearAt, last: ir.YearAt) -> bool:
    if first.absolute is not None or last.absolute is not None:
        return False
    return all((name, ir.YearAt(offset)) in low.known for offset in range(first.offset, last.offset + 1))


def lower_split(low: Lowering, node: syntax.Call) -> ir.Expr:
    """`fordel(beløb, nøgle)`: over the one dimension the key has and the amount has not, unless `over` says."""
    amount, key = (low.lower(argument) for argument in node.arguments)
    low.expect(amount, Kind.NUMBER, "beløbet, der fordeles,", node.arguments[0])
    low.expect(key, Kind.NUMBER, "nøglen, der fordeles efter,", node.arguments[1])
    if amount.type.unit != units.KRONER:
        low.fail(
            f.WRONG_TYPE,
            node.arguments[0],
            what="beløbet, der fordeles,",
            expected="i kr",
            found=str(amount.type),
        )
    named = dict(node.named).get("over")
    only = tuple(d for d in key.dims if d not in amount.dims)
    over = _over(low, node, named, key.dims if named is not None else only)
    if over in amount.dims:
        low.fail(f.OVER_ABSENT, node, name=over, found=" og ".join(only) or "ingenting")
    return ir.Split(amount, key, over, amount.type, join_dims(amount.dims, key.dims), node.start, node.end)
