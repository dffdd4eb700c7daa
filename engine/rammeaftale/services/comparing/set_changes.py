"""What has changed from one rule set to another, as far as it can decide a result; and what must change together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.mixed import (
    DIMENSION,
    HISTORY,
    MEASURE,
    PROCEDURE,
    QUANTITY,
    READING,
    Unit,
)
from rammeaftale.language.canonical import canonical, rule_of
from rammeaftale.language.graph import lookback
from rammeaftale.language.procedure_program import Procedure
from rammeaftale.language.program import Program
from rammeaftale.services.comparing.joining import Joined


@dataclass(frozen=True)
class Changes:
    """The changed units, and which of them cannot change apart."""

    units: frozenset[Unit]
    joined: Joined


def find_changes(first: Compiled, second: Compiled, more: Iterable[Unit] = ()) -> Changes:
    """What differs between two sets, with what is known to besides.

    A name that only one set has is no change of its own: it belongs to the changes that lead to it.
    """
    one, two = first.program, second.program
    units = {*_quantities(first, second), *_measures(one, two), *more}
    for name in one.procedures.keys() & two.procedures.keys():
        if canonical(one.procedures[name]) != canonical(two.procedures[name]):
            units.add((PROCEDURE, name))
    for name in one.readings.keys() & two.readings.keys():
        if one.readings[name].default != two.readings[name].default:
            units.add((READING, name))
    for name in one.manifest.dimensions.keys() & two.manifest.dimensions.keys():
        if _members(one, name) != _members(two, name):
            units.add((DIMENSION, name))
    if first.history != second.history:
        units.add((HISTORY, ""))
    joined = _together(one, two, units)
    return Changes(frozenset(units), joined)


def _quantities(first: Compiled, second: Compiled) -> Iterator[Unit]:
    for name in first.program.quantities.keys() & second.program.quantities.keys():
        laid = [[o.measure for o in one.program.quantities[name].overrides] for one in (first, second)]
        order = [[measure for measure in own if measure in other] for own, other in (laid, laid[::-1])]
        if order[0] != order[1] or _signature(first, name) != _signature(second, name):
            yield QUANTITY, name


def _measures(one: Program, two: Program) -> Iterator[Unit]:
    for name in one.measures.keys() | two.measures.keys():
        in_both = name in one.measures and name in two.measures
        if not in_both or _laid(one, name) != _laid(two, name):
            yield MEASURE, name


def _signature(compiled: Compiled, name: str) -> object:
    """What a quantity is, and the inputs it is stated with or instead of."""
    return rule_of(compiled.program.quantities[name]), compiled.group(name), compiled.together(name)


def _laid(program: Program, measure: str) -> object:
    """What a measure makes of each quantity."""
    return {
        name: canonical((one.rule, one.adds))
        for name, quantity in program.quantities.items()
        for one in quantity.overrides
        if one.measure == measure
    }


def _members(program: Program, name: str) -> object:
    dimension = program.manifest.dimensions[name]
    return tuple(dimension.members or ()), dimension.members is None, dimension.empty_when_unmentioned


def _together(one: Program, two: Program, units: set[Unit]) -> Joined:
    """A quantity of another type or division changes only with every rule that reads it, which so counts as changed."""
    joined = Joined()
    for unit in sorted(units):
        if not _fits(unit, one, two):
            for reader in sorted(_readers(unit[1], one, two)):
                joined.join(unit, reader)
                units.add(reader)
    return joined


def _fits(unit: Unit, one: Program, two: Program) -> bool:
    """Whether what reads a changed unit in one set can read it as it is in the other."""
    kind, name = unit
    if kind == QUANTITY:
        old, new = one.quantities[name], two.quantities[name]
        return (old.symbol.type, old.dims) == (new.symbol.type, new.dims)
    if kind == PROCEDURE:
        return _named(one.procedures[name]) == _named(two.procedures[name])
    return True


def _named(procedure: Procedure) -> object:
    """What rules may ask about a procedure: its steps with their outcomes, and its ends."""
    entry = procedure.entry
    return {name: set(step.named_outcomes) for name, step in entry.steps.items()}, set(entry.ends)


def _readers(name: str, one: Program, two: Program) -> set[Unit]:
    """The units both sets have whose rules read a quantity, also by way of names only one set has."""
    found: set[Unit] = set()
    for program in (one, two):
        pending, seen = [name], {name}
        while pending:
            for reader in program.used_by.get(pending.pop(), ()):
                if reader in seen:
                    continue
                seen.add(reader)
                if all(reader in p.quantities for p in (one, two)):
                    found.add((QUANTITY, reader))
                    found |= {(MEASURE, o.measure) for o in program.quantities[reader].overrides}
                elif all(reader in p.procedures for p in (one, two)):
                    found.add((PROCEDURE, reader))
                else:
                    pending.append(reader)
    return found


def reach_matters(first: Compiled, second: Compiled, names: set[str]) -> bool:
    """Whether it can matter to some quantities that the sets reach differently far back.

    It does where a calculated one may be read further back than the nearer reach, or in a year named by a rule.
    """
    near, far = sorted((first.history, second.history))
    for program in (first.program, second.program):
        behind = {name: q for name, q in program.quantities.items() if name in names}
        back, fixed = lookback(behind, far, program.manifest.starts.year - far)
        if any(q.symbol.is_computed and (back[name] > near or fixed.get(name)) for name, q in behind.items()):
            return True
    return False
