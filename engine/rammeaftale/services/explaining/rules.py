"""A duty, a check or a measure with its conditions, told from a finished calculation."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import read_quantities
from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.telling import tell_formula
from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.program import Check, Duty, Measure, Program
from rammeaftale.rulefiles.head_model import Head
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import CheckResult, DutyResult

DUTY, CHECK, MEASURE = "pligt", "kontrol", "tiltag"


@record
class RuleExplanation:
    """A duty, check or measure in a year: its conditions as (role, formula), and the nodes they rest on.

    `result`: what the calculation made of a duty or check.
    """

    name: str
    kind: str
    head: Head
    program: Program
    year: int | None
    formulas: tuple[tuple[str, FormulaTrace], ...]
    nodes: Mapping[str, TraceNode]
    roots: tuple[str, ...]
    result: DutyResult | CheckResult | None


def explain_rule(result: Calculation, name: str, year: int | None) -> RuleExplanation | None:
    """The duty, check or measure of a name, from the set in force in the year; None when there is none."""
    for program in result.rules.in_force(year):
        if name in program.duties:
            return _duty(result, program, program.duties[name], year)
        if name in program.checks:
            return _check(result, program, program.checks[name], year)
        if name in program.measures:
            return _measure(result, program, program.measures[name], year)
    return None


def _duty(result: Calculation, program: Program, duty: Duty, year: int | None) -> RuleExplanation:
    formulas = (
        ("udløses når", duty.when),
        ("frist", duty.deadline),
        ("opfyldt når", duty.fulfilled),
        ("overtrådt når", duty.breached),
    )
    head = duty.entry.head
    status = next((d for y, d in result.duties if y == year and d.name == head.name), None)
    return _told(result, program, (DUTY, head, year), formulas, status)


def _check(result: Calculation, program: Program, check: Check, year: int | None) -> RuleExplanation:
    formulas = (("skal gælde", check.must_hold), ("gælder når", check.when))
    head = check.entry.head
    status = next((c for y, c in result.checks if y == year and c.name == head.name), None)
    return _told(result, program, (CHECK, head, year), formulas, status)


def _measure(result: Calculation, program: Program, measure: Measure, year: int | None) -> RuleExplanation:
    return _told(result, program, (MEASURE, measure.entry.head, year), (("kræver", measure.requires),), None)


def _told(
    result: Calculation,
    program: Program,
    what: tuple[str, Head, int | None],
    formulas: tuple[tuple[str, ir.Formula | None], ...],
    status: DutyResult | CheckResult | None,
) -> RuleExplanation:
    kind, head, year = what
    asked = ((role, formula) for role, formula in formulas if formula is not None)
    told, cells = tell_formulas(result, program, head.name, asked, year)
    nodes = build_nodes(result.run, cells, result.provenance)
    return RuleExplanation(head.name, kind, head, program, year, told, nodes, roots_of(nodes, cells), status)


def tell_formulas(
    result: Calculation,
    program: Program,
    owner: str,
    formulas: Iterable[tuple[str, ir.Formula]],
    year: int | None,
) -> tuple[tuple[tuple[str, FormulaTrace], ...], dict[Cell, None]]:
    """Conditions that are no quantity's as (role, formula), and the quantities they read."""
    told, cells = [], dict[Cell, None]()
    for role, formula in formulas:
        one, reads = tell_formula(result.run, program, owner, formula, year)
        told.append((role, one))
        cells |= dict.fromkeys(read_quantities(result.run, reads))
    return tuple(told), cells


def roots_of(nodes: Mapping[str, TraceNode], cells: Container[Cell]) -> tuple[str, ...]:
    """The nodes of some cells, by id."""
    return tuple(dict.fromkeys([node.id for node in nodes.values() if node.cell in cells]))
