"""A quantity as one number of the case is moved: its table, its thresholds, and what it is between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from rammeaftale.backends.exact import Cell, Definitions
from rammeaftale.backends.moving.moving import Question
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.mentions import mentions
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services.addresses import Address, find_address, refuse_member
from rammeaftale.services.calculation import named
from rammeaftale.services.cases.case import Case
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying import findings as vf
from rammeaftale.services.varying.axis import PLACE, Axis, find_axis, make_axis, refuse_all_members
from rammeaftale.services.varying.model import Model
from rammeaftale.services.varying.probe import is_complete, probe
from rammeaftale.services.varying.request import Asked, table_places
from rammeaftale.services.varying.sweep import NeedsWhole, Piece, sweep
from rammeaftale.services.varying.thresholds import Range, Threshold, divide
from rammeaftale.services.years_in_force import addressed_in_force, calculated_in_force

EXACT, EVERY, TRIED = METHODS = ("nøjagtig", "alle_værdier", "prøvet")


@record
class Point:
    """A line of the table; `own`: the case's own value."""

    x: Fraction
    outcome: Outcome
    own: bool


@record
class Side:
    """A duty or check whose answer changes on the way: its own thresholds."""

    name: str
    title: str
    kind: str
    threshold: Threshold


@record
class Rounded:
    """A rounding that is too fine to be told step by step."""

    name: str
    title: str
    multiple: Fraction


@record
class Variation:
    """What was found. `method`: exactly, every whole value tried, or so many tried; `reached`: it matters anywhere."""

    rules: RuleSet
    program: Program
    cell: Cell
    address: str
    quantity: Quantity
    axis: Axis
    points: tuple[Point, ...]
    ranges: tuple[Range, ...]
    thresholds: tuple[Threshold, ...]
    sides: tuple[Side, ...]
    rounded: tuple[Rounded, ...]
    method: str
    reached: bool


def find_target(text: str, rules: RuleSet, case: Case, findings: Findings) -> Cell | None:
    """The one cell an address means; None with a finding."""
    if not calculated_in_force(rules, case, findings):
        return None
    found = find_address(text, rules, findings)
    if found is None or not addressed_in_force(rules, case, found.year, findings):
        return None
    quantity = rules.quantity(found.name)
    assert quantity is not None
    if quantity.dims and found.members is None:
        refuse_all_members(quantity, case, findings)
        return None
    for dimension, member in zip(quantity.dims, found.members or (), strict=True):
        known = case.facts.members.get(dimension) or ()
        if member not in known:
            refuse_member(member, dimension, known, findings)
            return None
    years = case.facts.years
    if found.year is None and len(years) > 1 and not quantity.symbol.fixed:
        findings.add(vf.WHICH_YEAR, PLACE, name=text, year=years[0])
        return None
    return (
        found.name,
        found.year if found.year is not None else next(iter(years), None),
        found.members or (),
    )


def ask_axis(asked: Asked, cell: Cell, rules: RuleSet, case: Case, findings: Findings) -> Axis | None:
    """The axis that was asked for, if the cell may depend on it; None with findings."""
    at = movable(asked.name, cell, rules, case, findings)
    if at is None:
        return None
    return make_axis(at, (Scalar(asked.low, PLACE), Scalar(asked.high, PLACE)), rules, case, findings)


def movable(name: str, cell: Cell, rules: RuleSet, case: Case, findings: Findings) -> Address | None:
    """The address of something the cell may depend on; None with a finding."""
    at = find_axis(name, rules, case, findings)
    if at is None:
        return None
    if (at.name, at.members or ()) == (cell[0], cell[2]) and at.year in (None, cell[1]):
        findings.add(
            vf.NOT_VARIABLE,
            PLACE,
            name=at.name,
            kind="selve resultatet",
            hint=f"Nævn noget, {at.name} bygger på.",
        )
        return None
    if cell[0] not in depending(rules, at.name):
        findings.add(vf.INDEPENDENT, PLACE, target=cell[0], name=at.name, rules=rules.id)
        return None
    return at


def depending(rules: RuleSet, name: str) -> set[str]:
    """Every name that may depend on one, by any chain of rules; that name too."""
    used_by: dict[str, set[str]] = {}
    for program in rules.programs:
        for owner, read in _edges(program):
            used_by.setdefault(read, set()).add(owner)
    found, pending = {name}, [name]
    while pending:
        for owner in used_by.get(pending.pop(), set()) - found:
            found.add(owner)
            pending.append(owner)
    return found


def _edges(program: Program) -> Iterable[tuple[str, str]]:
    for owner, mentioned in mentions(program).items():
        yield from ((owner, name) for name in mentioned)
    for name, measure in program.measures.items():
        yield from ((quantity, name) for quantity in measure.sets)
    for owner, reads in program.all_reads():
        yield from ((owner, name) for name, _ in reads)


def seen_from(rules: RuleSet, case: Case, cell: Cell) -> Definitions:
    """The definitions as a calculation of the cell's year alone sees them."""
    alone = (cell[1],) if cell[1] is not None and cell[1] in case.facts.years else ()
    return rules.definitions.seen_from(alone)


def find_variation(
    rules: RuleSet, case: Case, target: tuple[Cell, str], axis: Axis, asked: Asked, findings: Findings
) -> Variation | None:
    """The quantity along the axis; `target`: its cell and how it was asked for. None with findings."""
    cell, shown = target
    model = Model(seen_from(rules, case, cell), axis, Question(cell))
    pieces, method = cut(model)
    ranges, thresholds = divide(model, pieces, swept=method == EXACT)
    places = table_places(model.axis, asked, findings)
    if places is None:
        return None
    points = tuple(Point(x, model.outcome(x), x == axis.own) for x in places)
    quantity = model.definitions.quantity(cell[0], cell[1])
    program = model.definitions.program_of(cell[0], cell[1])
    return Variation(
        rules, program, cell, shown, quantity, model.axis, points, tuple(ranges), tuple(thresholds),
        tuple(_sides(rules, model, cell)), tuple(_roundings(model, pieces)), method,
        any(piece.at.walk.reached for piece in pieces),
    )  # fmt: skip


def cut(model: Model) -> tuple[list[Piece], str]:
    """The pieces of the range, and how they were found; the model's axis may turn out to be of whole numbers only."""
    try:
        pieces = sweep(model)
    except NeedsWhole:
        model.axis = replace(model.axis, only_whole=True)
        pieces = sweep(model)
    if pieces:
        return pieces, EXACT
    return probe(model), EVERY if is_complete(model.axis) else TRIED


def _roundings(model: Model, pieces: list[Piece]) -> list[Rounded]:
    found: dict[str, Rounded] = {}
    for piece in pieces:
        if not piece.rounded:
            continue
        for cell, multiple in piece.at.walk.roundings.items():
            head = model.definitions.quantity(cell[0], cell[1]).head
            found.setdefault(cell[0], Rounded(cell[0], head.title, multiple))
    return list(found.values())


def _sides(rules: RuleSet, model: Model, cell: Cell) -> Iterable[Side]:
    """The duties and checks of the cell's year that depend on what moves, where they change."""
    names = depending(rules, model.axis.quantity.name)
    programs = rules.in_force(cell[1])
    asked = [
        (name, duty.when, duty.entry.head.title, "pligt")
        for name, duty in named(programs, lambda p: p.duties)
        if name in names and duty.when is not None
    ]
    asked += [
        (name, check.must_hold, check.entry.head.title, "kontrol")
        for name, check in named(programs, lambda p: p.checks)
        if name in names
    ]
    for name, formula, title, kind in asked:
        found = Model(model.definitions, model.axis, Question((name, cell[1], ()), formula))
        pieces, method = cut(found)
        for threshold in divide(found, pieces, swept=method == EXACT)[1]:
            if isinstance(threshold.before, bool) and isinstance(threshold.after, bool | NoValue):
                yield Side(name, title, kind, threshold)


def vary(rules: RuleSet, case: Case, target: str, asked: Asked, findings: Findings) -> Variation | None:
    """`--variér`: everything from what was written; None with findings."""
    cell = find_target(target, rules, case, findings)
    axis = ask_axis(asked, cell, rules, case, findings) if cell is not None else None
    if cell is None or axis is None or table_places(axis, asked, findings) is None:
        return None
    return find_variation(rules, case, (cell, target), axis, asked, findings)
