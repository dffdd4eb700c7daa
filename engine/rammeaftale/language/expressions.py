"""How each piece of a formula, calls apart, becomes a typed expression."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from rammeaftale.core import units
from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language.guards import shown_by
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR
from rammeaftale.language.lowering import Known, Lowering, constant_number, join_dims
from rammeaftale.language.printer import print_formula
from rammeaftale.language.symbols import Symbol
from rammeaftale.language.types import BARE, BOOL, DAYS, NEVER, TEXT, YEAR, Kind, Type, is_plain, number
from rammeaftale.language.years import check_reach, is_year_index, year_at

MOST_EXPONENT = 20


def _number(low: Lowering, node: syntax.NumberLiteral) -> ir.Expr:
    if node.unit is None:
        return ir.Const(node.value, BARE, node.start, node.end)
    unit = units.parse_unit(node.unit)
    assert unit is not None
    return ir.Const(node.value * unit.scale, number(unit), node.start, node.end)


def _text(low: Lowering, node: syntax.TextLiteral) -> ir.Expr:
    return ir.Const(node.value, TEXT, node.start, node.end)


def _word(low: Lowering, node: syntax.Word) -> ir.Expr:
    special = _WORDS.get(node.name)
    if special:
        return special(node.start, node.end)
    if node.name in low.names.manifest.dimensions:
        type_ = Type(Kind.MEMBER, dimension=node.name)
        return ir.CurrentMember(node.name, type_, (node.name,), node.start, node.end)
    return low.reference(low.symbol(node), ir.THIS_YEAR, node)


_WORDS: dict[str, Callable[[int, int], ir.Expr]] = {
    "sand": lambda start, end: ir.Const(True, BOOL, start, end),  # noqa: FBT003
    "falsk": lambda start, end: ir.Const(False, BOOL, start, end),  # noqa: FBT003
    "år": ir.CalculatedYear,
    "opgjort": ir.CaseDate,
    "ikke_reguleret": lambda start, end: ir.Silence(ir.Silent.NOT_REGULATED, start, end),
    "ikke_relevant": lambda start, end: ir.Silence(ir.Silent.NOT_RELEVANT, start, end),
}


def _index(low: Lowering, node: syntax.Index) -> ir.Expr:
    symbol = low.symbol(node.name)
    if node.last is not None:
        low.fail(f.WINDOW_ALONE, node)
    if not is_year_index(node.first):
        return _value_on(low, symbol, node)
    if symbol.fixed:
        low.fail(f.NO_YEARS, node, name=symbol.name)
    year = year_at(low, node.first)
    check_reach(low, symbol, year, node.first)
    return low.reference(symbol, year, node)


def _value_on(low: Lowering, symbol: Symbol, node: syntax.Index) -> ir.Expr:
    day = low.lower(node.first)
    if day.type.kind not in (Kind.DATE, Kind.NEVER):
        years = "Et år skrives x[-2], x[2014], x[år] eller x[-3:-2]."
        hint = "" if day.type.bare else f"Det er {day.type}, ikke en dato. {years}"
        low.fail(f.BAD_YEAR_INDEX, node.first, found=print_formula(node.first), hint=hint)
    if not symbol.is_parameter:
        low.fail(f.DATE_INDEX, node)
    low.reads.append((symbol.name, None))
    dims = join_dims(symbol.dims, day.dims)
    return ir.ValueOn(symbol.name, day, symbol.dims, symbol.type, dims, node.start, node.end)


def _unary(low: Lowering, node: syntax.Unary) -> ir.Expr:
    operand = low.lower(node.operand)
    if node.operator == "ikke":
        low.expect(operand, Kind.BOOL, "det, der benægtes,", node.operand)
        return ir.Not(operand, operand.dims, node.start, node.end)
    low.expect(operand, Kind.NUMBER, "det negative", node.operand)
    return ir.Negate(operand, operand.type, operand.dims, node.start, node.end)


def _binary(low: Lowering, node: syntax.Binary) -> ir.Expr:
    left, right = low.lower(node.left), low.lower(node.right)
    if node.operator == "**":
        return _power(low, node, left, right)
    type_ = (
        _sum_type(low, node, left, right) if node.operator in "+-" else _product_type(low, node, left, right)
    )
    return ir.Arithmetic(
        node.operator, left, right, type_, join_dims(left.dims, right.dims), node.start, node.end
    )


def _sum_type(low: Lowering, node: syntax.Binary, left: ir.Expr, right: ir.Expr) -> Type:
    kinds = (left.type.kind, right.type.kind)
    if Kind.DATE in kinds:
        return _date_sum(low, node, left, right)
    if Kind.YEAR in kinds:
        if kinds == (Kind.YEAR, Kind.YEAR):
            if node.operator == "-":
                return BARE
            low.fail(f.UNITS_DIFFER, node, left="et årstal", right="et årstal", verb="lægges sammen")
        if Kind.NUMBER in kinds and (kinds[0] is Kind.YEAR or node.operator == "+"):
            other = right if kinds[0] is Kind.YEAR else left
            if node.operator == "-" and _is_year_literal(other):
                return BARE
            if is_plain(other.type):
                return YEAR
    for expr, part in ((left, node.left), (right, node.right)):
        if expr.type.kind not in (Kind.NUMBER, Kind.YEAR, Kind.NEVER):
            low.expect(expr, Kind.NUMBER, "et led i en sum", part)
    verb = "lægges sammen" if node.operator == "+" else "trækkes fra hinanden"
    return low.joined(left, right, node, verb)


def _is_year_literal(expr: ir.Expr) -> bool:
    """Whether a bare number can only mean a year, so that `år - 2014` is a count of years."""
    value = constant_number(expr)
    return expr.type.bare and isinstance(value, int) and FIRST_YEAR <= value <= LAST_YEAR


def _date_sum(low: Lowering, node: syntax.Binary, left: ir.Expr, right: ir.Expr) -> Type:
    kinds = (left.type.kind, right.type.kind)
    if kinds == (Kind.DATE, Kind.DATE) and node.operator == "-":
        return DAYS
    days = right if kinds[0] is Kind.DATE else left
    is_days = days.type.kind is Kind.NUMBER and (days.type == DAYS or days.type.unit == units.DAYS)
    if is_days and (kinds[0] is Kind.DATE or node.operator == "+"):
        return left.type if kinds[0] is Kind.DATE else right.type
    if Kind.NEVER in kinds:
        return left.type if kinds[0] is Kind.DATE else right.type
    shown = {"left": str(left.type), "right": str(right.type)}
    return low.fail(f.UNITS_DIFFER, node, **shown, verb="lægges sammen; skriv d + dage(n)")


def _product_type(low: Lowering, node: syntax.Binary, left: ir.Expr, right: ir.Expr) -> Type:
    for expr, part in ((left, node.left), (right, node.right)):
        low.expect(expr, Kind.NUMBER, "en faktor", part)
    if Kind.NEVER in (left.type.kind, right.type.kind):
        return NEVER
    if left.type.bare and right.type.bare:
        return BARE
    sign = 1 if node.operator == "*" else -1
    unit = units.multiply(left.type.unit, right.type.unit, sign)
    if not unit.powers:
        unit = _label_kept(node.operator, left.type, right.type)
    return number(unit)


def _label_kept(operator: str, left: Type, right: Type) -> units.Unit:
    """A count or share scaled by a bare number or a share stays what it was."""
    if operator == "*" and left.bare:
        return right.unit
    return left.unit if right.bare else units.NONE


def _power(low: Lowering, node: syntax.Binary, base: ir.Expr, exponent: ir.Expr) -> ir.Expr:
    low.expect(base, Kind.NUMBER, "grundtallet", node.left)
    value = constant_number(exponent)
    if not isinstance(value, int) or not exponent.type.bare or abs(value) > MOST_EXPONENT:
        low.fail(f.BAD_EXPONENT, node.right, limit=MOST_EXPONENT)
    type_ = replace(base.type, unit=units.raise_to(base.type.unit, value), whole=False)
    return ir.Power(base, value, type_, base.dims, node.start, node.end)


def _comparison(low: Lowering, node: syntax.Comparison) -> ir.Expr:
    operands = tuple([low.lower(operand) for operand in node.operands])
    for position, operator in enumerate(node.operators):
        left, right = operands[position], operands[position + 1]
        low.joined(left, right, node, "sammenlignes")
        if operator not in ("==", "!="):
            for expr, part in zip((left, right), node.operands[position : position + 2], strict=True):
                if expr.type.kind not in (Kind.NUMBER, Kind.DATE, Kind.YEAR, Kind.NEVER):
                    low.expect(expr, Kind.NUMBER, "det, der sammenlignes i størrelse,", part)
    return ir.Comparison(
        node.operators, operands, join_dims(*(o.dims for o in operands)), node.start, node.end
    )


def _logic(low: Lowering, node: syntax.Logic) -> ir.Expr:
    """Each operand may rely on what the others show: order never matters."""
    facts = [shown_by(operand, low, holds=node.operator == "og") for operand in node.operands]
    operands = []
    for position, operand in enumerate(node.operands):
        others: Known = frozenset().union(*facts[:position], *facts[position + 1 :])
        expr = low.guarded(others, operand)
        low.expect(expr, Kind.BOOL, f"det, der forbindes med «{node.operator}»,", operand)
        operands.append(expr)
    return ir.Logic(
        node.operator, tuple(operands), join_dims(*(o.dims for o in operands)), node.start, node.end
    )


def _list(low: Lowering, node: syntax.ListOf) -> ir.Expr:
    low.fail(f.UNEXPECTED, node, found="«[»", expected="en værdi; en liste kan kun stå i i(x, […])")


EXPRESSIONS: Mapping[type, Callable[..., ir.Expr]] = {
    syntax.NumberLiteral: _number,
    syntax.TextLiteral: _text,
    syntax.Word: _word,
    syntax.Index: _index,
    syntax.Unary: _unary,
    syntax.Binary: _binary,
    syntax.Comparison: _comparison,
    syntax.Logic: _logic,
    syntax.ListOf: _list,
}
