"""From a rule set's text to its program: the passes in order, with every finding of every pass."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Value
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import findings as f
from rammeaftale.language import ir, symbols
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.branches import RuleBuilder, builder, steps
from rammeaftale.language.formulas import lowering
from rammeaftale.language.graph import check_cycles, check_recursion
from rammeaftale.language.lints import check_whole
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import expected, read_literal
from rammeaftale.language.parameters import check_coverage, figures
from rammeaftale.language.program import Check, Duty, Goal, Hint, Measure, Override, Program, Quantity
from rammeaftale.language.symbols import Names, Symbol
from rammeaftale.language.types import BOOL, DATE, Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.references import place_of
from rammeaftale.rulefiles.yamltree import Scalar

if TYPE_CHECKING:
    from rammeaftale.language.procedure_program import Procedure


def build_program(text: m.RuleText, findings: Findings) -> Program:
    """The program of a rule set; complete only when `findings` has no errors."""
    names = symbols.collect(text, findings)
    measures = _measures(text, names, findings)
    overrides = _overrides(text, names, findings)
    quantities = {
        name: _quantity(symbol, names, overrides, findings) for name, symbol in names.symbols.items()
    }
    starts = text.manifest.starts
    duties = {n: _duty(e, starts, names, findings) for n, e in text.entries.items() if isinstance(e, m.Duty)}
    checks = {
        n: c for n, e in text.entries.items() if isinstance(e, m.Check) and (c := _check(e, names, findings))
    }
    hints = _hints(names, findings)
    procedures = _procedures(text, names, findings)
    goals = {name: _goal(entry, names, findings) for name, entry in text.goals.items()}
    program = Program(text, names, quantities, duties, checks, measures, hints, procedures, goals)
    check_cycles({**quantities, **{name: one.waits for name, one in procedures.items()}}, findings)
    check_recursion(quantities, findings)
    check_coverage(quantities, procedures, text.manifest, findings)
    check_whole(program, findings)
    return program


def _procedures(text: m.RuleText, names: Names, findings: Findings) -> dict[str, Procedure]:
    if not names.procedures:
        return {}
    from rammeaftale.language.procedures import build_procedures

    return build_procedures(names.procedures.values(), names, text.catalogues, findings)


def _quantity(
    symbol: Symbol, names: Names, overrides: Mapping[str, list[_Override]], findings: Findings
) -> Quantity:
    if symbol.is_parameter:
        return Quantity(symbol, figures=figures(symbol, names, findings) or {})
    if symbol.is_input:
        return _input(symbol, names, findings)
    return _computed(symbol, names, overrides.get(symbol.name, []), findings)


def _input(symbol: Symbol, names: Names, findings: Findings) -> Quantity:
    entry = symbol.entry
    assert isinstance(entry, m.Input)
    least, most = (_literal(scalar, symbol.type, findings) for scalar in (entry.least, entry.most))
    default, rule, reads = _default(entry, symbol, names, findings)
    span = entry.head.span
    if entry.optional and entry.default is not None:
        findings.add(rf.OPTIONAL_WITH_DEFAULT, entry.default.span, name=symbol.name)
    if entry.fixed and entry.per_year:
        findings.add(rf.FIXED_PER_YEAR, span, name=symbol.name)
    if least is not None and most is not None and least > most:  # type: ignore[operator]
        assert entry.least
        assert entry.most
        findings.add(rf.BOUNDS_CROSSED, entry.most.span, least=entry.least.text, most=entry.most.text)
    elif default is not None and not within(default, least, most):
        assert entry.default
        bounds = bounds_text(entry)
        findings.add(rf.DEFAULT_OUTSIDE, entry.default.span, value=entry.default.text, bounds=bounds)
    members = {
        k: v for k, s in entry.member_values.items() if (v := _literal(s, symbol.type, findings)) is not None
    }
    return Quantity(
        symbol, rule, reads=reads, default=default, member_defaults=members or None, least=least, most=most
    )


def bounds_text(entry: m.Input) -> str:
    """The bounds of an input as written: `mindst 0 og højst 100`."""
    bounds = (("mindst", entry.least), ("højst", entry.most))
    return " og ".join(f"{word} {bound.text}" for word, bound in bounds if bound)


def within(value: Value, least: Value | None, most: Value | None) -> bool:
    """Whether a value is inside the (closed, possibly open-ended) bounds."""
    return (least is None or value >= least) and (most is None or value <= most)  # type: ignore[operator]


def _default(
    entry: m.Input, symbol: Symbol, names: Names, findings: Findings
) -> tuple[Value | None, ir.Rule | None, tuple[ir.Read, ...]]:
    """A standard is a value, or a formula such as the days of the calendar year."""
    if entry.default is None:
        return None, None, ()
    value = read_literal(entry.default.text, symbol.type)
    if value is not None:
        return value, None, ()
    hint = literal_hint(entry.default.text, symbol.type)
    if hint and entry.default.text not in names.symbols:
        _literal(entry.default, symbol.type, findings)
        return None, None, ()
    build = builder(names, findings, symbol.name)
    return None, build.rule(entry.default), tuple(dict.fromkeys(build.low.reads))


def _literal(scalar: Scalar | None, type_: Type, findings: Findings) -> Value | None:
    value = read_literal(scalar.text, type_) if scalar else None
    if scalar and value is None:
        findings.add(
            f.BAD_LITERAL,
            scalar.span,
            text=scalar.text,
            expected=expected(type_),
            hint=literal_hint(scalar.text, type_),
        )
    return value


def _computed(symbol: Symbol, names: Names, overrides: list[_Override], findings: Findings) -> Quantity:
    entry = symbol.entry
    assert isinstance(entry, m.Computed)
    build = builder(names, findings, symbol.name)
    rule = build.rule(entry.branch)
    typed_steps = steps(build, entry.steps) if entry.steps else ()
    reads = build.low.reads
    for override in overrides:
        reads += override.reads
    return Quantity(
        symbol, rule, typed_steps, tuple(o.override for o in overrides), tuple(dict.fromkeys(reads))
    )


class _Override:
    """A measure's rule for a quantity with what it reads."""

    def __init__(self, override: Override, reads: list[tuple[str, ir.YearAt | None]]) -> None:
        self.override, self.reads = override, reads


def _overrides(text: m.RuleText, names: Names, findings: Findings) -> dict[str, list[_Override]]:
    """The measures' rules by quantity, in the order in which they work on each other."""
    found: dict[str, list[_Override]] = {}
    measures = {name: e for name, e in text.entries.items() if isinstance(e, m.Measure)}
    for name in _in_order(measures, findings):
        measure = measures[name]
        for adds, parts in ((False, measure.sets), (True, measure.adds)):
            for target, (node, branch) in parts.items():
                override = _override(name, node, branch, names, findings, adds=adds)
                if override:
                    _check_order(measures, found.get(target, []), name, node, findings)
                    found.setdefault(target, []).append(override)
    return found


def _in_order(measures: Mapping[str, m.Measure], findings: Findings) -> list[str]:
    order: list[str] = []
    pending = sorted(measures)
    while pending:
        ready = [n for n in pending if all(a in order or a not in measures for a in measures[n].after)]
        if not ready:
            findings.add(
                rf.MEASURE_CYCLE, measures[pending[0]].head.span, path=" → ".join([*pending, pending[0]])
            )
            return order
        order += ready
        pending = [n for n in pending if n not in ready]
    return order


def _override(
    measure: str, node: Scalar, branch: w.Branch, names: Names, findings: Findings, *, adds: bool
) -> _Override | None:
    symbol = names.symbols.get(node.text)
    if symbol is None and names.is_told(node.text):
        return None
    if symbol is None:
        hint = did_you_mean(node.text, names.symbols)
        findings.add(f.UNKNOWN_NAME, node.span, name=node.text, hint=hint)
        return None
    if not symbol.is_computed:
        findings.add(rf.SETS_NOT_COMPUTED, node.span, name=node.text)
        return None
    if adds and symbol.type.kind is not Kind.NUMBER:
        findings.add(rf.ADDS_TO_NO_NUMBER, node.span, name=node.text, kind=symbol.type)
        return None
    build = builder(names, findings, node.text, measure)
    rule = build.rule(branch)
    return _Override(Override(measure, rule, adds), build.low.reads) if rule else None


def _check_order(
    measures: Mapping[str, m.Measure], before: list[_Override], name: str, node: Scalar, findings: Findings
) -> None:
    for earlier in before:
        other = earlier.override.measure
        if other not in measures[name].after and name not in measures[other].after:
            findings.add(rf.TWO_MEASURES, node.span, first=other, second=name, name=node.text)


def _measures(text: m.RuleText, names: Names, findings: Findings) -> dict[str, Measure]:
    found: dict[str, Measure] = {}
    known = [name for name, e in text.entries.items() if isinstance(e, m.Measure)]
    for name, entry in text.entries.items():
        if not isinstance(entry, m.Measure):
            continue
        requires = (
            _plain_builder(names, findings, name, BOOL).rule(entry.requires) if entry.requires else None
        )
        for other in entry.after:
            if other not in known and not names.is_told(other):
                place, hint = place_of(entry.head, other), did_you_mean(other, known)
                findings.add(rf.UNKNOWN_MEASURE, place, name=other, hint=hint)
        touched = frozenset((*entry.sets, *entry.adds))
        if (entry.effect == "beregnes") != bool(touched):
            problem = "sætter eller tilføjer intet" if not touched else "sætter alligevel noget"
            findings.add(
                rf.EFFECTLESS_MEASURE, entry.head.span, name=name, effect=entry.effect, problem=problem
            )
        found[name] = Measure(entry, requires if isinstance(requires, ir.Formula) else None, touched)
    return found


def _plain_builder(names: Names, findings: Findings, name: str, type_: Type) -> RuleBuilder:
    """A builder for the undivided conditions and dates of duties, checks and measures."""
    return RuleBuilder(names, findings, name, type_, (), lowering(names, findings, name))


def _formula(build: RuleBuilder, text: Scalar | None) -> ir.Formula | None:
    rule = build.rule(text) if text is not None else None
    return rule if isinstance(rule, ir.Formula) else None


def _duty(entry: m.Duty, begins: date, names: Names, findings: Findings) -> Duty:
    name = entry.head.name
    truth = _plain_builder(names, findings, name, BOOL)
    day = _plain_builder(names, findings, name, DATE)
    when, fulfilled, breached = (
        _formula(truth, t) for t in (entry.when, entry.fulfilled_when, entry.breached_when)
    )
    deadline = _formula(day, entry.deadline)
    reads = tuple(dict.fromkeys((*truth.low.reads, *day.low.reads)))
    return Duty(entry, begins, when, deadline, fulfilled, breached, reads)


def _goal(entry: m.Goal, names: Names, findings: Findings) -> Goal:
    build = _plain_builder(names, findings, entry.head.name, BOOL)
    done = {name: _formula(build, action.done_when) for name, action in entry.actions.items()}
    return Goal(entry, done, tuple(dict.fromkeys(build.low.reads)))


def _check(entry: m.Check, names: Names, findings: Findings) -> Check | None:
    build = _plain_builder(names, findings, entry.head.name, BOOL)
    when = _formula(build, entry.when)
    known = build.facts(entry.when, holds=True) if entry.when else frozenset()
    must_hold = build.rule(entry.must_hold, known)
    if not isinstance(must_hold, ir.Formula):
        return None
    return Check(entry, must_hold, when, tuple(dict.fromkeys(build.low.reads)))


def _hints(names: Names, findings: Findings) -> dict[str, Hint]:
    found: dict[str, Hint] = {}
    for name, symbol in names.symbols.items():
        entry = symbol.entry
        if isinstance(entry, m.Input) and entry.hint_when is not None:
            formula = _formula(_plain_builder(names, findings, name, BOOL), entry.hint_when)
            if formula:
                found[name] = Hint(entry, formula)
    return found
