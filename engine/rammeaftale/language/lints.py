"""Checks over the whole set once every formula is typed: unused names, groups, questions with one answer."""

from __future__ import annotations

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import findings as f
from rammeaftale.language import ir
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.effects import Effect, effects
from rammeaftale.language.program import Program, Quantity
from rammeaftale.rulefiles.references import check_clauses, check_sections


def check_whole(program: Program, findings: Findings) -> None:
    """Findings that need the whole program."""
    _groups(program, findings)
    if findings.has_errors:
        return
    check_clauses(program.text, findings)
    check_sections(program.text, findings)
    _unused(program, findings)
    _always_regulated(program, findings)


def _groups(program: Program, findings: Findings) -> None:
    for group in program.text.groups:
        for node in group.members:
            symbol = program.names.symbols.get(node.text)
            if symbol is None and not program.names.is_told(node.text):
                hint = did_you_mean(node.text, program.names.symbols)
                findings.add(f.UNKNOWN_NAME, node.span, name=node.text, hint=hint)
            elif symbol is not None and not symbol.is_input:
                findings.add(rf.GROUP_NOT_OPTIONAL, node.span, name=node.text)


def _unused(program: Program, findings: Findings) -> None:
    used = set(program.used_by)
    for hint in program.hints.values():
        used |= _named(hint.when)
    for measure in program.measures.values():
        if measure.requires:
            used |= _named(measure.requires)
    for name, symbol in program.names.symbols.items():
        if name not in used and not symbol.is_computed:
            findings.add(f.UNUSED, symbol.entry.head.span, name=name)
    read = {n.reading for q in program.quantities.values() for n in _rules(q) if isinstance(n, ir.ByReading)}
    for name, reading in program.readings.items():
        if name not in read:
            findings.add(f.UNUSED, reading.head.span, name=name)


def _named(node: ir.AnyNode) -> set[str]:
    found: set[str] = set()
    pending: list[ir.AnyNode] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, ir.Ref | ir.WindowAggregate | ir.ValueOn):
            found.add(part.name)
        pending += ir.parts(part)
    return found


def _rules(quantity: Quantity) -> list[ir.AnyNode]:
    """The rules of a quantity down to its formulas, without what is inside those."""
    rules = [quantity.rule, *(o.rule for o in quantity.overrides)]
    found: list[ir.AnyNode] = []
    pending: list[ir.AnyNode] = [rule for rule in rules if rule is not None]
    while pending:
        node = pending.pop()
        found.append(node)
        if not isinstance(node, ir.Formula):
            pending += ir.parts(node)
    return found


def _within(node: ir.AnyNode) -> list[ir.AnyNode]:
    found: list[ir.AnyNode] = []
    pending = [node]
    while pending:
        part = pending.pop()
        found.append(part)
        pending += ir.parts(part)
    return found


def _always_regulated(program: Program, findings: Findings) -> None:
    asked = [
        (formula.text.part(node.start, node.end), node)
        for quantity in program.quantities.values()
        for formula in _rules(quantity)
        if isinstance(formula, ir.Formula) and "reguleret" in formula.text.text
        for node in _within(formula)
        if isinstance(node, ir.IsRegulated) and isinstance(node.operand, ir.Ref)
    ]
    if not asked:
        return
    found = effects(program.quantities)
    for place, node in asked:
        assert isinstance(node.operand, ir.Ref)
        name = node.operand.name
        if Effect.NOT_REGULATED not in found.get(name, Effect(0)) and name not in program.names.broken:
            findings.add(rf.NEVER_SILENT, place, name=name)
