"""A quantity's whole rule as a spreadsheet formula: branches, tables, scales, deadlines, readings, measures, steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rammeaftale.backends.excel.expressions import write
from rammeaftale.backends.excel.functions import NO_SUCH_DAYS, add_months, countable, working_day
from rammeaftale.backends.excel.inputs import with_standard
from rammeaftale.backends.excel.numbers import nearest
from rammeaftale.backends.excel.pairs import (
    FAILED,
    OK,
    UNKNOWN,
    Pair,
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
from rammeaftale.language import ir


def write_all(plan: Plan) -> None:
    """Write every planned cell, and those found on the way."""
    for cell in plan.pending():
        cell.formula = _formula(plan, cell)


def _formula(plan: Plan, cell: Planned) -> Pair:
    _, year, members = cell.key
    env = dict(zip(cell.quantity.dims, members, strict=True))
    place = Place(plan, cell.program, cell, year, env)
    if cell.kind == PARAMETER:
        return Pair(cell.entry_name, f"IF({cell.blank},{UNKNOWN},0)")
    if cell.kind == INPUT:
        return with_standard(plan, cell, _standard(cell, place))
    if year is not None and year < plan.run.earliest:
        return nothing(UNKNOWN)
    found = _stepped(_measured(cell, place), cell, place)
    if cell.quantity.symbol.type.whole and cell.quantity.symbol.type.kind == "et tal":
        short = plan.inside(found, cell)
        return Pair(
            short.value, then(short.state, fails_if(f"ABS({short.value}-ROUND({short.value},0))>0.000000001"))
        )
    return found


def _standard(cell: Planned, place: Place) -> Pair | None:
    quantity, members = cell.quantity, cell.key[2]
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
    current = rule_pair(cell.quantity.rule, place)
    for override in cell.quantity.overrides:
        if override.measure not in place.plan.run.facts.measures:
            continue
        measure = place.program.measures[override.measure].entry
        chosen = place.plan.switch(override.measure, measure.head.title, "ja", ("ja", "nej"))
        before = place.plan.inside(current, cell)
        changed = rule_pair(override.rule, replace(place, before=before, before_measure=override.measure))
        if override.adds:
            changed = Pair(f"({before.value}+{changed.value})", worst((before.state, changed.state)))
        current = choose(Pair(f"{chosen}={quoted('ja')}"), changed, before)
    return current


def _short(rule: ir.Rule, place: Place) -> Pair:
    return place.plan.inside(rule_pair(rule, place), place.owner)


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
            (column, _cell_test(cell, column.value))
            for cell, column in zip(row.cells, columns, strict=True)
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
    return tests[0] if len(tests) == 1 else f"AND({','.join(tests)})"


def _cell_test(cell: ir.Cell, value: str) -> str:
    if cell.values:
        options = sorted(cell.values, key=str)
        tests = [
            f"EXACT({value},{literal(o)})" if isinstance(o, str) else f"{value}={literal(o)}" for o in options
        ]
        return tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
    tests = []
    if cell.low is not None:
        tests.append(f"{value}{'>=' if cell.low_inclusive else '>'}{literal(cell.low)}")
    if cell.high is not None:
        tests.append(f"{value}{'<=' if cell.high_inclusive else '<'}{literal(cell.high)}")
    return _all(tests)


def _scale(rule: ir.Scale, place: Place) -> Pair:
    base = _short(rule.base, place)
    rates = [_short(bracket.rate, place) for bracket in rule.brackets]
    reached = [f"{base.value}{'>=' if b.inclusive else '>'}{literal(b.bound)}" for b in rule.brackets]
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
        place.owner.fixed = NO_SUCH_DAYS
        return pair_of(place.owner.outcome)
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
    reading = place.program.readings[rule.reading]
    chosen = place.program.choice(rule.reading, place.plan.run.facts.readings)
    choices = tuple(reading.choices)
    switch = place.plan.switch(rule.reading, reading.head.title, chosen, choices)
    found = rule_pair(rule.rules[choices[-1]], place)
    for choice in reversed(choices[:-1]):
        found = choose(Pair(f"{switch}={quoted(choice)}"), rule_pair(rule.rules[choice], place), found)
    return found


def _stepped(pair: Pair, cell: Planned, place: Place) -> Pair:
    for step in cell.quantity.steps:
        value = place.plan.inside(pair, cell)
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
