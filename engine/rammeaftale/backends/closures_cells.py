"""Closures of what a formula reads: quantities of this and other years, `oplyst`, the value before a measure."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.backends.exact import Env, Rule, Run
from rammeaftale.backends.place import Close, Place
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.language import ir


def _ref(node: ir.Ref, place: Place, close: Close) -> Rule:
    name, dims = node.name, node.dims
    if node.year == ir.THIS_YEAR and not dims:
        return lambda run, year, env: run.read(name, year, ())
    if not dims:

        def scalar(run: Run, year: int | None, env: Env) -> Outcome:
            meant = meant_year(node.year, year)
            return run.missing_year() if meant is None else run.read(name, meant, ())

        return scalar

    def per_member(run: Run, year: int | None, env: Env) -> Outcome:
        meant = year if node.year == ir.THIS_YEAR else meant_year(node.year, year)
        if meant is None and node.year != ir.THIS_YEAR:
            return run.missing_year()
        return run.read(name, meant, tuple([env[d] for d in dims]))  # type: ignore[misc]

    return per_member


def _value_on(node: ir.ValueOn, place: Place, close: Close) -> Rule:
    day_of, name, own = close(node.day, place), node.name, node.own

    def value_on(run: Run, year: int | None, env: Env) -> Outcome:
        day = day_of(run, year, env)
        if isinstance(day, NoValue):
            return day
        members = tuple([str(env[d]) for d in own])
        return run.parameter_on(name, day, members)  # type: ignore[arg-type]

    return value_on


def _is_stated(node: ir.IsStated, place: Place, close: Close) -> Rule:
    name, at, dims = node.target.name, node.target.year, node.target.dims

    def is_stated(run: Run, year: int | None, env: Env) -> Outcome:
        meant = meant_year(at, year)
        if meant is None and at != ir.THIS_YEAR:
            return run.missing_year()
        members = tuple([str(env[d]) for d in dims])
        if run.definitions.quantity(name, meant).symbol.is_input:
            run.reading.append((name, meant, members))
        return run.is_stated(name, meant, members)

    return is_stated


def _stated_or(node: ir.StatedOr, place: Place, close: Close) -> Rule:
    asked = _is_stated(ir.IsStated(node.target, node.target.dims), place, close)
    target, otherwise = close(node.target, place), close(node.otherwise, place)

    def stated_or(run: Run, year: int | None, env: Env) -> Outcome:
        stated = asked(run, year, env)
        if stated is True:
            return target(run, year, env)
        return otherwise(run, year, env) if stated is False else stated

    return stated_or


def _before(node: ir.Before, place: Place, close: Close) -> Rule:
    assert place.before is not None
    return place.before


def meant_year(at: ir.YearAt, year: int | None) -> int | None:
    """The year meant when `year` is calculated; None when that needs a year and there is none."""
    if at.absolute is not None:
        return at.absolute
    return None if year is None else year + at.offset


READING: dict[type, Callable[..., Rule]] = {
    ir.Ref: _ref,
    ir.ValueOn: _value_on,
    ir.IsStated: _is_stated,
    ir.StatedOr: _stated_or,
    ir.Before: _before,
}
