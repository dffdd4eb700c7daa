"""Formulas as spreadsheet expressions: operators, choices, and what they read. Aggregates and functions stand apart."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.backends.closures_cells import meant_year
from rammeaftale.backends.excel.aggregates import AGGREGATES
from rammeaftale.backends.excel.functions import apply
from rammeaftale.backends.excel.inputs import asked_state, stated
from rammeaftale.backends.excel.numbers import compared, equals, is_whole, is_zero
from rammeaftale.backends.excel.pairs import (
    NOT_REGULATED,
    NOT_RELEVANT,
    OK,
    UNKNOWN,
    Pair,
    call,
    choose,
    fails_if,
    literal,
    nothing,
    quoted,
    then,
    undecided,
    worst,
)
from rammeaftale.backends.excel.place import Place, Write
from rammeaftale.backends.excel.plan import Planned
from rammeaftale.backends.excel.splitting import split
from rammeaftale.language import ir
from rammeaftale.language.types import Kind


def write(node: ir.Expr, place: Place) -> Pair:
    """The value and the state of an expression."""
    return _WRITERS[type(node)](node, place, write)


def _const(node: ir.Const, place: Place, write: Write) -> Pair:
    return Pair(literal(node.value))


def _silence(node: ir.Silence, place: Place, write: Write) -> Pair:
    return nothing(NOT_REGULATED if node.kind is ir.Silent.NOT_REGULATED else NOT_RELEVANT)


def _year(node: ir.CalculatedYear, place: Place, write: Write) -> Pair:
    return nothing(UNKNOWN) if place.year is None else Pair(str(place.year))


def _today(node: ir.CaseDate, place: Place, write: Write) -> Pair:
    day = place.plan.run.facts.today
    return nothing(UNKNOWN) if day is None else Pair(literal(day))


def _member(node: ir.CurrentMember, place: Place, write: Write) -> Pair:
    return Pair(quoted(str(place.env[node.dimension])))


def _ref(node: ir.Ref, place: Place, write: Write) -> Pair:
    year = place.year if node.year == ir.THIS_YEAR else meant_year(node.year, place.year)
    if year is None and node.year != ir.THIS_YEAR:
        return nothing(UNKNOWN)
    return place.plan.cell(node.name, year, place.members(node.dims)).pair


def _value_on(node: ir.ValueOn, place: Place, write: Write) -> Pair:
    """A parameter by date: the figures of its years or days in falling order, the first that has begun counts."""
    day = place.short(node.day, write)
    quantity = place.program.quantities[node.name]
    members = place.members(node.own)
    figures = (quantity.figures or {}).get(members[0] if members else "")
    if figures is None or figures.always or figures.from_date:
        return place.constant(node, "et parameter slås op på en dato")
    found = nothing(UNKNOWN)
    for year in sorted(figures.by_year):
        cell = place.plan.cell(node.name, year, members)
        found = choose(Pair(f"YEAR({day.value})={year}"), cell.pair, found)
    return Pair(found.value, then(day.state, found.state))


def _negate(node: ir.Negate, place: Place, write: Write) -> Pair:
    operand = write(node.operand, place)
    return Pair(f"(-{operand.value})", operand.state)


def _arithmetic(node: ir.Arithmetic, place: Place, write: Write) -> Pair:
    left = write(node.left, place)
    if node.operator != "/":
        right = write(node.right, place)
        return Pair(f"({left.value}{node.operator}{right.value})", worst((left.state, right.state)))
    right = place.short(node.right, write)
    state = worst((left.state, right.state))
    if not isinstance(node.right, ir.Const):
        state = then(state, fails_if(is_zero(node.right, right.value)))
    return Pair(f"({left.value}/{right.value})", state)


def _power(node: ir.Power, place: Place, write: Write) -> Pair:
    base = write(node.base, place)
    state = then(base.state, fails_if(is_zero(node.base, base.value))) if node.exponent < 0 else base.state
    return Pair(f"({base.value}^({node.exponent}))", state)


def _comparison(node: ir.Comparison, place: Place, write: Write) -> Pair:
    repeated = len(node.operands) > 2  # noqa: PLR2004 - the middle ones are read twice
    operands = [place.short(part, write) if repeated else write(part, place) for part in node.operands]
    tests = [
        _test(operator, (node.operands[i], operands[i].value), (node.operands[i + 1], operands[i + 1].value))
        for i, operator in enumerate(node.operators)
    ]
    value = tests[0] if len(tests) == 1 else call("AND", tests)
    return Pair(value, worst([operand.state for operand in operands]))


def _test(operator: str, left: tuple[ir.Expr, str], right: tuple[ir.Expr, str]) -> str:
    sign = {"==": "=", "!=": "<>"}.get(operator, operator)
    (one, first), (other, second) = left, right
    if Kind.TEXT in (one.type.kind, other.type.kind) or one.type.kind is Kind.MEMBER:
        same = f"EXACT({first},{second})"
        return same if operator == "==" else f"NOT({same})"
    if one.type.kind is not Kind.NUMBER or (is_whole(one) and is_whole(other)):
        return f"({first}{sign}{second})"
    return compared(other if one.type.bare else one, first, sign, second)


def _not(node: ir.Not, place: Place, write: Write) -> Pair:
    operand = write(node.operand, place)
    return Pair(f"NOT({operand.value})", operand.state)


def _logic(node: ir.Logic, place: Place, write: Write) -> Pair:
    return decided([place.short(part, write) for part in node.operands], deciding=node.operator == "eller")


def decided(operands: list[Pair], *, deciding: bool) -> Pair:
    """`og` / `eller`: a deciding operand settles it, whatever the others."""
    word, neutral = ("OR", "FALSE") if deciding else ("AND", "TRUE")
    tests = [o.value if o.state == OK else f"IF({o.state}=0,{o.value},{neutral})" for o in operands]
    if not tests:
        return Pair(neutral)
    value = tests[0] if len(tests) == 1 else call(word, tests)
    open_ = undecided([operand.state for operand in operands])
    if open_ == OK or len(operands) == 1:
        return Pair(value, open_)
    settled = f"{value}" if deciding else f"NOT({value})"
    return Pair(value, f"IF({settled},0,{open_})")


def _choice(node: ir.Choice, place: Place, write: Write) -> Pair:
    condition = place.short(node.condition, write)
    return choose(condition, write(node.then, place), write(node.otherwise, place))


def _is_one_of(node: ir.IsOneOf, place: Place, write: Write) -> Pair:
    operand = place.short(node.operand, write)
    tests = [equals(node.operand, operand.value, option) for option in node.options]
    return Pair(call("OR", tests) if tests else "FALSE", operand.state)


def _in_catalogue(node: ir.InCatalogue, place: Place, write: Write) -> Pair:
    operand = place.short(node.operand, write)
    tests = [f"EXACT({operand.value},{quoted(member)})" for member in sorted(node.members)]
    value = call("OR", tests) if tests else "FALSE"
    further = OK if node.exhaustive else f"IF({value},0,{NOT_REGULATED})"
    return Pair(value, then(operand.state, further))


def _is_stated(node: ir.IsStated, place: Place, write: Write) -> Pair:
    field = _field(node.target, place)
    if not isinstance(field, Planned):
        return field
    return Pair(f"NOT({field.blank})", asked_state(place.plan, field))


def _field(target: ir.Ref, place: Place) -> Planned | Pair:
    """The cell in which something can be stated; what to answer where there is none."""
    year = place.year if target.year == ir.THIS_YEAR else meant_year(target.year, place.year)
    if year is None and target.year != ir.THIS_YEAR:
        return nothing(UNKNOWN)
    members = place.members(target.dims)
    if not place.plan.can_be_stated(target.name, year, members):
        return Pair("FALSE")
    return place.plan.cell(target.name, year, members)


def _stated_or(node: ir.StatedOr, place: Place, write: Write) -> Pair:
    """What is stated in place of a rule is read in its field: the rule may itself rest on what asks."""
    asked = _is_stated(ir.IsStated(node.target, node.target.dims), place, write)
    if asked.state == OK and asked.value == "FALSE":
        return write(node.otherwise, place)
    field = _field(node.target, place)
    by_rule = isinstance(field, Planned) and not field.quantity.symbol.is_input
    target = stated(field) if isinstance(field, Planned) and by_rule else write(node.target, place)
    return choose(asked, target, write(node.otherwise, place))


def _is_regulated(node: ir.IsRegulated, place: Place, write: Write) -> Pair:
    state = write(node.operand, place).state
    if state == OK:
        return Pair("TRUE")
    return Pair(f"({state}<>{NOT_REGULATED})", f"IF({state}=1,1,0)")


def _before(node: ir.Before, place: Place, write: Write) -> Pair:
    assert place.before is not None
    return place.before


def _outer(node: ir.Outer, place: Place, write: Write) -> Pair:
    return write(node.operand, place.outside())


def _same(node: ir.Same, place: Place, write: Write) -> Pair:
    agree = []
    for operand in node.operands:
        counted, calculated = write(operand, place), write(operand, place.outside())
        test = _test("==", (operand, counted.value), (operand, calculated.value))
        agree.append(Pair(test, worst((counted.state, calculated.state))))
    return decided(agree, deciding=False)


def _of_procedure(node: ir.OfProcedure, place: Place, write: Write) -> Pair:
    return place.constant(node, "afhænger af et forløb")


_WRITERS: dict[type, Callable[..., Pair]] = {
    ir.Const: _const,
    ir.Silence: _silence,
    ir.CalculatedYear: _year,
    ir.CaseDate: _today,
    ir.CurrentMember: _member,
    ir.Ref: _ref,
    ir.ValueOn: _value_on,
    ir.Negate: _negate,
    ir.Arithmetic: _arithmetic,
    ir.Power: _power,
    ir.Comparison: _comparison,
    ir.Not: _not,
    ir.Logic: _logic,
    ir.Choice: _choice,
    ir.IsOneOf: _is_one_of,
    ir.InCatalogue: _in_catalogue,
    ir.IsStated: _is_stated,
    ir.StatedOr: _stated_or,
    ir.IsRegulated: _is_regulated,
    ir.Before: _before,
    ir.Outer: _outer,
    ir.Same: _same,
    ir.OfProcedure: _of_procedure,
    ir.Apply: apply,
    ir.Split: split,
    **AGGREGATES,
}
