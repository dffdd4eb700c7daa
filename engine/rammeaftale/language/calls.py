"""How each function call becomes a typed expression; one small function a name."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NoReturn

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.aggregates import lower_aggregate, lower_split
from rammeaftale.language.functions import AGGREGATES, ENGLISH, FUNCTIONS
from rammeaftale.language.guards import shown_by
from rammeaftale.language.lowering import Lowering, constant_number, join_dims
from rammeaftale.language.types import DATE, DAYS, PLAIN, YEAR, Kind, Type
from rammeaftale.language.years import year_at
from rammeaftale.rulefiles import goal_findings as gf

MOST_DECIMALS = 10
MONTH_MODES = ("sidste_dag", "næste_dag", "fejl")


def lower_call(low: Lowering, node: syntax.Call) -> ir.Expr:
    """The typed expression of a call."""
    function = FUNCTIONS.get(node.name)
    if function is None:
        _unknown(low, node)
    for name, value in node.named:
        if name not in function.named:
            _unknown_argument(low, node.name, name, value)
    found, most = len(node.arguments), function.most
    if found < function.least or (most >= 0 and found > most):
        expected = (
            str(most)
            if most == function.least
            else f"mindst {function.least}"
            if most < 0
            else f"{function.least} til {most}"
        )
        low.fail(
            f.WRONG_COUNT,
            node,
            function=node.name,
            expected=expected,
            found=found,
            signature=function.signature,
        )
    if node.name in AGGREGATES:
        return lower_aggregate(low, node)
    return _CALLS[node.name](low, node)


def _unknown_argument(low: Lowering, function: str, name: str, value: syntax.Node) -> NoReturn:
    sign = low.text.rindex("=", 0, value.start)
    if name in low.names.symbols:
        low.fail(f.SINGLE_EQUALS, syntax.Word("=", sign, sign + 1))
    start = low.text.rindex(name, 0, sign)
    known = ", ".join(FUNCTIONS[function].named) or "ingen"
    word = syntax.Word(name, start, start + len(name))
    low.fail(f.UNKNOWN_ARGUMENT, word, function=function, name=name, known=known)


def _unknown(low: Lowering, node: syntax.Call) -> NoReturn:
    start = low.text.index(node.name, node.start)
    word = syntax.Word(node.name, start, start + len(node.name))
    if node.name in low.names.symbols:
        low.fail(f.NOT_A_FUNCTION, word, name=node.name)
    danish = ENGLISH.get(node.name.lower())
    hint = f"mente du «{danish}»?" if danish else did_you_mean(node.name, FUNCTIONS)
    low.fail(f.UNKNOWN_FUNCTION, word, name=node.name, hint=hint)


def _choice(low: Lowering, node: syntax.Call) -> ir.Expr:
    asked, yes, no = node.arguments
    condition = low.lower(asked)
    low.expect(condition, Kind.BOOL, "betingelsen i hvis", asked)
    then = low.guarded(shown_by(asked, low, holds=True), yes)
    otherwise = low.guarded(shown_by(asked, low, holds=False), no)
    type_ = low.joined(then, otherwise, node, "være hver sin gren af hvis")
    dims = join_dims(condition.dims, then.dims, otherwise.dims)
    return ir.Choice(condition, then, otherwise, type_, dims, node.start, node.end)


def _extreme(low: Lowering, node: syntax.Call) -> ir.Expr:
    arguments = [low.lower(argument) for argument in node.arguments]
    type_ = arguments[0].type
    for before, argument in pairwise(arguments):
        low.joined(before, argument, node, f"sammenlignes i {node.name}")
    for argument, part in zip(arguments, node.arguments, strict=True):
        if argument.type.kind not in (Kind.NUMBER, Kind.DATE, Kind.YEAR, Kind.NEVER):
            low.expect(argument, Kind.NUMBER, f"det, {node.name} vælger imellem,", part)
        if type_.bare or type_.kind is Kind.NEVER:
            type_ = argument.type
    return _apply(node, arguments, type_)


def _apply(node: syntax.Call, arguments: list[ir.Expr], type_: Type, *fixed: int | str | Calendar) -> ir.Expr:
    dims = join_dims(*(argument.dims for argument in arguments))
    return ir.Apply(node.name, tuple(arguments), fixed, type_, dims, node.start, node.end)


def _number(low: Lowering, node: syntax.Node, what: str) -> ir.Expr:
    expr = low.lower(node)
    low.expect(expr, Kind.NUMBER, what, node)
    return expr


def _date(low: Lowering, node: syntax.Node, what: str) -> ir.Expr:
    expr = low.lower(node)
    low.expect(expr, Kind.DATE, what, node)
    return expr


def _count(low: Lowering, node: syntax.Node, what: str) -> ir.Expr:
    """A plain number (a count of days, months, a month's number): no base unit but its own."""
    expr = low.lower(node)
    if expr.type.kind is not Kind.YEAR:
        low.expect(expr, Kind.NUMBER, what, node)
    return expr


def _abs(low: Lowering, node: syntax.Call) -> ir.Expr:
    argument = _number(low, node.arguments[0], "argumentet til abs")
    return _apply(node, [argument], argument.type)


def _beyond(low: Lowering, node: syntax.Call) -> ir.Expr:
    x = _number(low, node.arguments[0], "x i ud_over")
    bound = _number(low, node.arguments[1], "grænsen i ud_over")
    return _apply(node, [x, bound], low.joined(x, bound, node, "sammenlignes i ud_over"))


def _is_one_of(low: Lowering, node: syntax.Call) -> ir.Expr:
    operand = low.lower(node.arguments[0])
    listed = node.arguments[1]
    items = listed.items if isinstance(listed, syntax.ListOf) else (listed,)
    options = []
    for item in items:
        expr = low.lower(item)
        value = constant_number(expr)
        if value is None:
            low.fail(f.CONSTANT_NEEDED, item, function="i", what="mulighederne")
        low.joined(operand, expr, node, "sammenlignes")
        options.append(value)
    return ir.IsOneOf(operand, tuple(options), operand.dims, node.start, node.end)  # type: ignore[arg-type]


def _in_catalogue(low: Lowering, node: syntax.Call) -> ir.Expr:
    asked, named = node.arguments
    operand = low.lower(asked)
    if operand.type.kind not in (Kind.TEXT, Kind.CHOICE, Kind.MEMBER, Kind.NEVER):
        low.expect(operand, Kind.TEXT, "det, der slås op i kataloget,", asked)
    name = named.value if isinstance(named, syntax.TextLiteral) else None
    if name is None:
        low.fail(f.CONSTANT_NEEDED, named, function=node.name, what="kataloget")
    catalogue = low.names.catalogues.get(name)
    if catalogue is None:
        known = low.names.catalogues
        low.fail(
            gf.UNKNOWN_CATALOGUE,
            named,
            name=name,
            known=", ".join(known) or "ingen",
            hint=did_you_mean(name, known),
        )
    members = frozenset(catalogue.members)
    if catalogue.exhaustive and isinstance(operand, ir.Const) and operand.value not in members:
        text, every = str(operand.value), ", ".join(catalogue.members)
        hint = did_you_mean(text, members)
        low.fail(gf.NOT_IN_CATALOGUE, asked, name=text, catalogue=name, known=every, hint=hint)
    return ir.InCatalogue(operand, name, members, catalogue.exhaustive, operand.dims, node.start, node.end)


def _round(low: Lowering, node: syntax.Call) -> ir.Expr:
    x = _number(low, node.arguments[0], "det, der afrundes,")
    decimals = constant_number(low.lower(node.arguments[1]))
    if not isinstance(decimals, int) or abs(decimals) > MOST_DECIMALS:
        low.fail(f.CONSTANT_NEEDED, node.arguments[1], function=node.name, what="et antal decimaler")
    return _apply(node, [x], x.type, decimals)


def _round_to(low: Lowering, node: syntax.Call) -> ir.Expr:
    x = _number(low, node.arguments[0], "det, der afrundes,")
    multiple = _number(low, node.arguments[1], "multiplum")
    low.joined(x, multiple, node, "afrundes til hinanden")
    return _apply(node, [x, multiple], x.type)


def _target(low: Lowering, node: syntax.Call) -> ir.Ref:
    """The quantity `oplyst` and `oplyst_eller` ask about; asking makes no edge."""
    asked = node.arguments[0]
    if isinstance(asked, syntax.Word):
        symbol, year = low.symbol(asked), ir.THIS_YEAR
    elif isinstance(asked, syntax.Index) and asked.last is None:
        symbol = low.symbol(asked.name)
        year = ir.THIS_YEAR if symbol.fixed else year_at(low, asked.first)
    else:
        low.fail(f.NOT_PRESENT, asked, function=node.name)
    if not (symbol.optional or symbol.is_computed or symbol.name in low.names.grouped):
        low.fail(f.NOT_PRESENT, asked, function=node.name)
    if symbol.is_input:
        low.reads.append((symbol.name, year))
    return ir.Ref(symbol.name, year, symbol.type, symbol.dims, asked.start, asked.end)


def _stated(low: Lowering, node: syntax.Call) -> ir.Expr:
    target = _target(low, node)
    return ir.IsStated(target, target.dims, node.start, node.end)


def _stated_or(low: Lowering, node: syntax.Call) -> ir.Expr:
    target = _target(low, node)
    otherwise = low.lower(node.arguments[1])
    type_ = low.joined(target, otherwise, node, "erstatte hinanden")
    return ir.StatedOr(target, otherwise, type_, join_dims(target.dims, otherwise.dims), node.start, node.end)


def _regulated(low: Lowering, node: syntax.Call) -> ir.Expr:
    operand = low.lower(node.arguments[0])
    return ir.IsRegulated(operand, operand.dims, node.start, node.end)


def _before(low: Lowering, node: syntax.Call) -> ir.Expr:
    asked = node.arguments[0]
    if low.measure is None or not isinstance(asked, syntax.Word) or asked.name != low.owner:
        low.fail(rf.WITHOUT_OUTSIDE, node, name=asked.name if isinstance(asked, syntax.Word) else "…")
    symbol = low.symbol(asked)
    return ir.Before(symbol.name, low.measure, symbol.type, symbol.dims, node.start, node.end)


def _outer(low: Lowering, node: syntax.Call) -> ir.Expr:
    (operand,) = _of_calculated_member(low, node)
    return ir.Outer(operand, operand.type, operand.dims, node.start, node.end)


def _same(low: Lowering, node: syntax.Call) -> ir.Expr:
    operands = _of_calculated_member(low, node)
    return ir.Same(operands, join_dims(*(operand.dims for operand in operands)), node.start, node.end)


def _of_calculated_member(low: Lowering, node: syntax.Call) -> tuple[ir.Expr, ...]:
    """The arguments of `denne` or `samme`; asked of the calculated member, they know of no other one."""
    if not low.counting:
        low.fail(f.OUTER_ALONE, node, function=node.name)
    before, low.counting = low.counting, 0
    operands = tuple([low.lower(argument) for argument in node.arguments])
    low.counting = before
    low.outer_dims = join_dims(low.outer_dims, *(operand.dims for operand in operands))
    return operands


def _make_date(low: Lowering, node: syntax.Call) -> ir.Expr:
    return _apply(node, [_count(low, part, "år, måned og dag") for part in node.arguments], DATE)


def _days(low: Lowering, node: syntax.Call) -> ir.Expr:
    return _apply(node, [_count(low, node.arguments[0], "antallet af dage")], DAYS)


def _month_edge(low: Lowering, node: syntax.Call) -> ir.Expr:
    parts = [_date(low, node.arguments[0], "datoen")]
    parts += [_count(low, part, "antallet af måneder") for part in node.arguments[1:]]
    return _apply(node, parts, DATE)


def _add_months(low: Lowering, node: syntax.Call) -> ir.Expr:
    day, count = (
        _date(low, node.arguments[0], "datoen"),
        _count(low, node.arguments[1], "antallet af måneder"),
    )
    mode = constant_number(low.lower(node.arguments[2]))
    if mode not in MONTH_MODES:
        low.fail(
            f.CONSTANT_NEEDED,
            node.arguments[2],
            function=node.name,
            what='"sidste_dag", "næste_dag" eller "fejl"',
        )
    return _apply(node, [day, count], DATE, str(mode))


def _working_days(low: Lowering, node: syntax.Call) -> ir.Expr:
    day, count = (
        _date(low, node.arguments[0], "datoen"),
        _count(low, node.arguments[1], "antallet af arbejdsdage"),
    )
    named = node.arguments[2]
    name = (
        named.name
        if isinstance(named, syntax.Word)
        else named.value
        if isinstance(named, syntax.TextLiteral)
        else ""
    )
    calendars = low.names.manifest.calendars
    if name not in calendars:
        known, hint = ", ".join(calendars) or "ingen", did_you_mean(name, calendars)
        low.fail(f.UNKNOWN_CALENDAR, named, name=name, known=known, hint=hint)
    return _apply(node, [day, count], DATE, calendars[name])


def _between(low: Lowering, node: syntax.Call) -> ir.Expr:
    parts = [_date(low, part, "datoen") for part in node.arguments]
    return _apply(node, parts, DAYS if node.name == "dage_mellem" else PLAIN)


def _year_of(low: Lowering, node: syntax.Call) -> ir.Expr:
    return _apply(node, [_date(low, node.arguments[0], "datoen")], YEAR)


def _days_in_year(low: Lowering, node: syntax.Call) -> ir.Expr:
    year = low.lower(node.arguments[0])
    if year.type.kind is not Kind.YEAR and not year.type.bare:
        low.expect(year, Kind.YEAR, "året", node.arguments[0])
    return _apply(node, [year], DAYS)


def _of_procedure(low: Lowering, node: syntax.Call) -> ir.Expr:
    from rammeaftale.language.procedure_calls import lower_of_procedure

    return lower_of_procedure(low, node)


_CALLS: dict[str, Callable[[Lowering, syntax.Call], ir.Expr]] = {
    "hvis": _choice,
    "min": _extreme,
    "maks": _extreme,
    "abs": _abs,
    "ud_over": _beyond,
    "i": _is_one_of,
    "i_katalog": _in_catalogue,
    "afrund": _round,
    "rund_op": _round,
    "rund_ned": _round,
    "afrund_til": _round_to,
    "oplyst": _stated,
    "oplyst_eller": _stated_or,
    "reguleret": _regulated,
    "uden_tiltag": _before,
    "fordel": lower_split,
    "denne": _outer,
    "samme": _same,
    "dato": _make_date,
    "dage": _days,
    "slut_på_måned": _month_edge,
    "start_på_måned": _month_edge,
    "læg_måneder": _add_months,
    "arbejdsdage_efter": _working_days,
    "dage_mellem": _between,
    "hele_år": _between,
    "årstal": _year_of,
    "dage_i_året": _days_in_year,
    "nået": _of_procedure,
    "udfald_af": _of_procedure,
    "dato_for": _of_procedure,
}
