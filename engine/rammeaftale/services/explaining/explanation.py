"""What `forklar` is asked about: a quantity's cell, a duty, check or measure, or a procedure."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.trace import Trace, build_trace
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address, find_address, kind_of, parse_address, refuse_member
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.explaining.rules import RuleExplanation, explain_rule
from rammeaftale.services.years_in_force import addressed_in_force

if TYPE_CHECKING:
    from rammeaftale.services.explaining.procedures import ProcedureExplanation

MOST_NAMED = 12


def explain(
    result: Calculation, text: str, findings: Findings
) -> Trace | RuleExplanation | ProcedureExplanation | None:
    """The explanation of an address or of a rule's name; None with a finding when there is nothing to explain."""
    found = parse_address(text, findings)
    if found is None:
        return None
    if result.rules.quantity(found.name) is None:
        rule = explain_rule(result, found.name, _year(result, found)) or _procedure(result, found)
        if rule is None:
            _refuse_name(result, found, findings)
        return rule
    cell = _cell(result, text, findings)
    return build_trace(result.run, cell, result.provenance) if cell is not None else None


def _procedure(result: Calculation, found: Address) -> ProcedureExplanation | None:
    if not any(found.name in program.procedures for program in result.rules.programs):
        return None
    from rammeaftale.services.explaining.procedures import explain_procedure

    return explain_procedure(result, found.name)


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
