"""A quantity's whole rule as a spreadsheet formula: branches, tables, scales, deadlines, readings, measures, steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from rammeaftale.backends.exact import Rule
from rammeaftale.backends.excel import switches
from rammeaftale.backends.excel.expressions import write
from rammeaftale.backends.excel.functions import NO_SUCH_DAYS, add_months, countable, working_day
from rammeaftale.backends.excel.inputs import NO, YES, with_standard
from rammeaftale.backends.excel.numbers import bounded, equals, nearest
from rammeaftale.backends.excel.pairs import (
    FAILED,
    OK,
    UNKNOWN,
    Pair,
    call,
    choose,
    fails_if,
    literal,
    nothing,
    pair_of,
    quoted,
    then,
    worst,
)
from rammeaftale.backends.excel.place import Place
from rammeaftale.backends.excel.plan import INPUT, PARAMETER, Plan, Planned
from rammeaftale.backends.excel.standing import let_stand
from rammeaftale.backends.rules import rule_closure, stepped_rule
from rammeaftale.language import ir
from rammeaftale.language.types import Kind


def write_all(plan: Plan) -> None:
    """Write every planned cell, and those found on the way; what Excel could not take stands as a value."""
    for cell in plan.pending():
        cell.formula = _formula(plan, cell)
    let_stand(plan)


def _formula(plan: Plan, cell: Planned) -> Pair:
    _, year, members = cell.key
    env = dict(zip(cell.quantity.dims, members, strict=True))
    place = Place(plan, cell.program, cell, year, env)
    if cell.kind == PARAMETER:
        return with_standard(plan, cell, None)
    if cell.kind == INPUT:
        return with_standard(plan, cell, _standard(cell, place))
    return _calculated(cell, place)


def _calculated(cell: Planned, place: Place) -> Pair:
    if place.year is not None and place.year < place.plan.run.earliest:
        return nothing(UNKNOWN)
    found = _stepped(_measured(cell, place), cell, place)
    type_ = cell.quantity.symbol.type
    if type_.whole and type_.kind is Kind.NUMBER:
        short = place.plan.inside(found, cell, type_, lambda: place.evaluate(_rule_until(cell, place, None)))
        return Pair(
            short.value, then(short.state, fails_if(f"ABS({short.value}-ROUND({short.value},0))>0.000000001"))
        )
    return found


def _standard(cell: Planned, place: Place) -> Pair | None:
    """What an input is when it is not stated; none in a year the case is not about."""
    quantity, (_, year, members) = cell.quantity, cell.key
    if not quantity.symbol.is_input:
        return _calculated(cell, place)
    if year is not None and not place.plan.run.is_about(quantity, year):
        return None
    if quantity.member_defaults and members and members[-1] in quantity.member_defaults:
        return pair_of(quantity.member_defaults[members[-1]])
    if quantity.default is not None:
        return pair_of(quantity.default)
    return rule_pair(quantity.rule, place) if quantity.rule is not None else None


def rule_pair(rule: ir.Rule, place: Place) -> Pair:
    """The value and the state of any rule."""
    if isinstance(rule, ir.Formula):
        return write(rule.expression, place)
    return _RULES[type(rule)](rule, place)


def _measured(cell: Planned, place: Place) -> Pair:
    assert cell.quantity.rule is not None
    current, type_ = rule_pair(cell.quantity.rule, place), cell.quantity.symbol.type
    for override in cell.quantity.overrides:
        if override.measure not in place.plan.run.facts.measures:
            continue
        chosen = switches.of_measure(place.plan, place.program, override.measure).name
        bare = place.plan.run.definitions.bare_rule(cell.key[0], place.year, override.measure)
        before = place.plan.inside(current, cell, type_, partial(place.evaluate, bare))
        changed = rule_pair(override.rule, replace(place, before=before, before_measure=override.measure))
        if override.adds:
            changed = Pair(f"({before.value}+{changed.value})", worst((before.state, changed.state)))
        without = choose(Pair(f"{chosen}={quoted(NO)}"), before, nothing(FAILED))
        current = choose(Pair(f"{chosen}={quoted(YES)}"), changed, without)
    return current


def _short(rule: ir.Rule, place: Place) -> Pair:
    type_ = rule.expression.type if isinstance(rule, ir.Formula) else rule.type
    exact = _closure(rule, place)
    return place.plan.inside(rule_pair(rule, place), place.owner, type_, lambda: place.evaluate(exact))


def _closure(rule: ir.Rule, place: Place) -> Rule:
    return rule_closure(place.program, rule, place.owner.key[0], place.rule_before)


def _arms(rule: ir.Arms, place: Place) -> Pair:
    found = rule_pair(rule.otherwise, place)
    for arm in reversed(rule.arms):
        found = choose(_short(arm.condition, place), rule_pair(arm.then, place), found)
    return found


def _table(rule: ir.Table, place: Place) -> Pair:
    """A row that certainly matches; where none does, the strictest reason among the rows that still might."""
    columns = [place.short(column, write) for column in rule.columns]
    certain, doubtful = [], []
    for row in rule.rows:
        tests = [
            (column, _cell_test(cell, node, column.value))
            for cell, node, column in zip(row.cells, rule.columns, columns, strict=True)
            if cell
        ]
        states = worst([column.state for column, _ in tests])
        holds = _all([test for _, test in tests])
        certain.append(holds if states == OK else f"IF({states}=0,{holds},FALSE)")
        if states != OK:
            possible = _all([f"IF({c.state}=0,{test},TRUE)" if c.state != OK else test for c, test in tests])
            doubtful.append(f"IF({possible},{states},0)")
    found = nothing(worst(doubtful) if doubtful else FAILED)
    for row, test in reversed(list(zip(rule.rows, certain, strict=True))):
        found = choose(Pair(test), rule_pair(row.gives, place), found)
    return found


def _all(tests: list[str]) -> str:
    if not tests:
        return "TRUE"
    return tests[0] if len(tests) == 1 else call("AND", tests)


def _cell_test(cell: ir.Cell, node: ir.Expr, value: str) -> str:
    if cell.values:
        tests = [equals(node, value, option) for option in sorted(cell.values, key=str)]
        return tests[0] if len(tests) == 1 else call("OR", tests)
    tests = []
    if cell.low is not None:
        tests.append(bounded(node, value, ">=" if cell.low_inclusive else ">", cell.low))
    if cell.high is not None:
        tests.append(bounded(node, value, "<=" if cell.high_inclusive else "<", cell.high))
    return _all(tests)


def _scale(rule: ir.Scale, place: Place) -> Pair:
    base = _short(rule.base, place)
    rates = [_short(bracket.rate, place) for bracket in rule.brackets]
    signs = [(">=" if bracket.inclusive else ">", bracket.bound) for bracket in rule.brackets]
    reached = [bounded(rule.base.expression, base.value, sign, bound) for sign, bound in signs]
    state = OK
    for test, rate in zip(reversed(reached), reversed(rates), strict=True):
        if rule.marginal:
            state = worst((state, OK if rate.state == OK else f"IF({test},{rate.state},0)"))
        else:
            state = rate.state if state == rate.state else f"IF({test},{rate.state},{state})"
    state = then(base.state, then(f"IF({reached[0]},0,{FAILED})", state))
    return Pair(_marginal(rule, base, rates) if rule.marginal else _single(base, reached, rates), state)


def _marginal(rule: ir.Scale, base: Pair, rates: list[Pair]) -> str:
    parts = []
    for position, (bracket, rate) in enumerate(zip(rule.brackets, rates, strict=True)):
        top = [literal(rule.brackets[position + 1].bound)] if position + 1 < len(rates) else []
        high = f"MIN({base.value},{top[0]})" if top else base.value
        parts.append(
            f"MAX(0,{high}-{literal(bracket.bound)})*IF({base.value}>={literal(bracket.bound)},{rate.value},0)"
        )
    return f"({'+'.join(parts)})"


def _single(base: Pair, reached: list[str], rates: list[Pair]) -> str:
    found = "0"
    for test, rate in zip(reached, rates, strict=True):
        found = f"IF({test},{rate.value},{found})"
    return f"({base.value}*{found})"


def _deadline(rule: ir.Deadline, place: Place) -> Pair:
    start, length = _short(rule.start, place), _short(rule.length, place)
    calendar = rule.calendar
    needs_days = rule.unit == "arbejdsdage" or rule.day_off != "uændret"
    if needs_days and calendar is not None and not countable(calendar):
        return place.standing(_closure(rule, place), NO_SUCH_DAYS)
    state = then(
        worst((start.state, length.state)),
        fails_if(f"OR({length.value}<0,{length.value}<>ROUND({length.value},0))"),
    )
    return Pair(_moved(rule, _counted(rule, start.value, length.value, place), place), state)


def _counted(rule: ir.Deadline, start: str, length: str, place: Place) -> str:
    count = f"(-{length})" if rule.backwards else length
    if rule.unit == "måneder":
        if not rule.same_day:
            return add_months(start, count, rule.month_end)
        beyond = add_months(start, count, "sidste_dag" if rule.backwards else "næste_dag")
        return f"({beyond}{'+' if rule.backwards else '-'}1)"
    first = f"({start}{'+' if rule.backwards else '-'}1)" if rule.same_day else start
    if rule.unit == "dage":
        return f"({first}+{count})"
    assert rule.calendar is not None
    return working_day(place, rule.calendar, first, count)


def _moved(rule: ir.Deadline, day: str, place: Place) -> str:
    if rule.day_off == "uændret" or rule.calendar is None:
        return day
    if rule.day_off == "næste":
        return working_day(place, rule.calendar, f"({day}-1)", "1")
    return working_day(place, rule.calendar, f"({day}+1)", "-1")


def _by_reading(rule: ir.ByReading, place: Place) -> Pair:
    switch = switches.of_reading(place.plan, place.program, rule.reading)
    found = nothing(FAILED)
    for choice in reversed([*switch.choices]):
        found = choose(Pair(f"{switch.name}={quoted(choice)}"), rule_pair(rule.rules[choice], place), found)
    return found


def _rule_until(cell: Planned, place: Place, step: int | None) -> Rule:
    """A quantity's rule with its measures and the steps before one of them (None: all)."""
    bare = place.plan.run.definitions.bare_rule(cell.key[0], place.year)
    return stepped_rule(bare, replace(cell.quantity, steps=cell.quantity.steps[:step]))


def _stepped(pair: Pair, cell: Planned, place: Place) -> Pair:
    for position, step in enumerate(cell.quantity.steps):
        until = _rule_until(cell, place, position)
        value = place.plan.inside(pair, cell, cell.quantity.symbol.type, partial(place.evaluate, until))
        amount = write(step.amount.expression, place)
        stepped = Pair(_STEPS[step.kind](value.value, amount.value), worst((value.state, amount.state)))
        pair = stepped
        if step.when is not None:
            when = place.short(step.when.expression, write)
            pair = choose(Pair(when.value, when.state), stepped, value)
            pair = Pair(pair.value, then(value.state, pair.state))
    return pair


_STEPS: dict[str, Callable[[str, str], str]] = {
    "højst": lambda value, bound: f"MIN({value},{bound})",
    "mindst": lambda value, bound: f"MAX({value},{bound})",
    "halv_op": lambda value, to: nearest(value, to, "halv_op"),
    "halv_lige": lambda value, to: nearest(value, to, "halv_lige"),
    "op": lambda value, to: nearest(value, to, "op"),
    "ned": lambda value, to: nearest(value, to, "ned"),
}
_RULES: dict[type, Callable[..., Pair]] = {
    ir.Arms: _arms,
    ir.Table: _table,
    ir.Scale: _scale,
    ir.Deadline: _deadline,
    ir.ByReading: _by_reading,
}
