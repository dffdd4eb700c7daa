"""What `forklar` is asked about: a quantity's cell, or a duty, check or measure with its conditions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.provenance import read_quantities
from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.telling import tell_formula
from rammeaftale.backends.trace import Trace, TraceNode, build_nodes, build_trace
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import ir
from rammeaftale.language.program import Check, Duty, Measure, Program
from rammeaftale.rulefiles.model import Head
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address, find_address, kind_of, parse_address, refuse_member
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.years_in_force import addressed_in_force

DUTY, CHECK, MEASURE = "pligt", "kontrol", "tiltag"
MOST_NAMED = 12


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


def explain(result: Calculation, text: str, findings: Findings) -> Trace | RuleExplanation | None:
    """The explanation of an address or of a rule's name; None with a finding when there is nothing to explain."""
    found = parse_address(text, findings)
    if found is None:
        return None
    if result.rules.quantity(found.name) is None:
        rule = _rule(result, found)
        if rule is None:
            _refuse_name(result, found, findings)
        return rule
    cell = _cell(result, text, findings)
    return build_trace(result.run, cell, result.provenance) if cell is not None else None


def _cell(result: Calculation, text: str, findings: Findings) -> Cell | None:
    found = find_address(text, result.rules, findings)
    if found is None or not addressed_in_force(result.rules, result.case, found.year, findings):
        return None
    quantity = result.rules.quantity(found.name)
    assert quantity is not None
    every = _members(result, quantity.dims)
    members = found.members if found.members is not None else (every[0] if len(every) == 1 else None)
    if members is None or (quantity.dims and members not in every):
        _refuse_members(found, quantity.dims, every, findings)
        return None
    return (found.name, _year(result, found), members)


def _members(result: Calculation, dims: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(product(*[result.run.facts.members.get(dimension) or () for dimension in dims]))


def _year(result: Calculation, found: Address) -> int | None:
    return found.year if found.year is not None else next(iter(reversed(result.run.facts.years)), None)


def _refuse_members(
    found: Address, dims: tuple[str, ...], every: list[tuple[str, ...]], findings: Findings
) -> None:
    place, of = whole(SourceText("<adresse>")), " og ".join(dims)
    if found.members is not None and every:
        for dimension, member, known in zip(dims, found.members, zip(*every, strict=True), strict=True):
            if member not in known:
                refuse_member(member, dimension, dict.fromkeys(known), findings)
        return
    named = [f"{found.name}[{','.join(members)}]" for members in every[:MOST_NAMED]]
    more = " …" if len(every) > MOST_NAMED else ""
    hint = f"Skriv {' eller '.join(named)}{more}." if named else f"Sagen nævner ingen «{of}»."
    findings.add(f.MEMBER_WANTED, place, name=found.name, dims=of, hint=hint)


def _rule(result: Calculation, found: Address) -> RuleExplanation | None:
    """The duty, check or measure of a name, from the set in force in the year."""
    year = _year(result, found)
    for program in result.rules.in_force(year):
        if found.name in program.duties:
            return _duty(result, program, program.duties[found.name], year)
        if found.name in program.checks:
            return _check(result, program, program.checks[found.name], year)
        if found.name in program.measures:
            return _measure(result, program, program.measures[found.name], year)
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
    told, cells = [], dict[Cell, None]()
    for role, formula in formulas:
        if formula is not None:
            one, reads = tell_formula(result.run, program, head.name, formula, year)
            told.append((role, one))
            cells |= dict.fromkeys(read_quantities(result.run, reads))
    nodes = build_nodes(result.run, cells, result.provenance)
    roots = tuple(dict.fromkeys([node.id for node in nodes.values() if node.cell in cells]))
    return RuleExplanation(head.name, kind, head, program, year, tuple(told), nodes, roots, status)


def _refuse_name(result: Calculation, found: Address, findings: Findings) -> None:
    """A name that is something else, or nothing at all."""
    place = whole(SourceText("<adresse>"))
    kind = kind_of(found.name, result.rules)
    if kind:
        findings.add(f.NOT_EXPLAINED, place, name=found.name, kind=kind, rules=result.rules.id)
        return
    known = [name for program in result.rules.programs for name in program.text.entries]
    hint = did_you_mean(found.name, known)
    findings.add(f.UNKNOWN_FACT, place, name=found.name, rules=result.rules.id, hint=hint)
