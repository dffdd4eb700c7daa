"""From an entry's branches (formula, variants, table, scale, reading) and steps to typed rules."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from rammeaftale.core.calendar import Calendar
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean, option_hint
from rammeaftale.core.units import multiply
from rammeaftale.language import findings as f
from rammeaftale.language import ir
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.formulas import lowering
from rammeaftale.language.guards import shown_by
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import expected, read_literal
from rammeaftale.language.lowering import Known, Lowering, constant_number, join_dims
from rammeaftale.language.parser import parse
from rammeaftale.language.symbols import Names
from rammeaftale.language.tables import read_table
from rammeaftale.language.tokens import FormulaError
from rammeaftale.language.types import Kind, Type, is_plain, join
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import way_model as w
from rammeaftale.rulefiles.yamltree import Scalar


@dataclass
class RuleBuilder:
    """Builds the rules of one entry: `name` and `type` are what the result must be, `dims` what it may be per."""

    names: Names
    findings: Findings
    name: str
    type: Type
    dims: ir.Dims
    low: Lowering

    def rule(self, branch: w.Branch, known: Known = frozenset()) -> ir.Rule | None:
        """The typed rule of a branch where `known` inputs are stated, or None with findings."""
        return _BUILD[type(branch)](self, branch, known)

    def formula(self, text: Scalar, known: Known = frozenset()) -> ir.Formula | None:
        """A formula of any type."""
        self.low.known = known
        return self.low.formula(text)

    def condition(self, text: Scalar, known: Known = frozenset()) -> ir.Formula | None:
        """A formula that must be ja or nej."""
        found = self.formula(text, known)
        if found and found.type.kind not in (Kind.BOOL, Kind.NEVER):
            self.findings.add(
                f.WRONG_TYPE, text.span, what="betingelsen", expected="ja eller nej", found=str(found.type)
            )
            return None
        return found

    def checked(self, formula: ir.Formula | None) -> ir.Formula | None:
        """The formula, if it has the type, unit and dimensions of the entry; findings when not."""
        if formula is None:
            return None
        found, span = formula.type, formula.text.span
        left = [d for d in formula.dims if d not in self.dims]
        if left:
            hint = (
                ""
                if self.name in self.names.symbols
                else "Brug alle(…), mindst_én(…), sum(…) eller lignende."
            )
            self.findings.add(f.DIMENSION_LEFT, span, (), hint, found=", ".join(left), name=self.name)
            return None
        return formula if self._fits(found, formula, span) else None

    def _fits(self, found: Type, formula: ir.Formula, span: Span) -> bool:
        wanted = self.type
        literal = _bare_literal(formula.expression) if wanted.unit.label == "pct" and found.bare else None
        if literal is not None:
            place = formula.text.part(literal.start, literal.end)
            self.findings.add(f.PERCENT_LITERAL, place, number=formula.text.text[literal.start : literal.end])
            return False
        texts = _texts(formula.expression) if self._options() else None
        if found.kind is Kind.TEXT and texts is not None:
            return all([self._is_option(text, formula) for text in texts])
        if wanted.kind is Kind.YEAR and is_plain(found):
            return True
        if found.kind is not wanted.kind and found.kind is not Kind.NEVER:
            self.findings.add(f.WRONG_RESULT, span, found=str(found), name=self.name, expected=str(wanted))
            return False
        if join(wanted, found) is None:
            self.findings.add(
                f.WRONG_UNIT, span, found=str(found.unit), name=self.name, expected=str(wanted.unit)
            )
            return False
        return True

    def _options(self) -> Collection[str]:
        """The texts the entry can be: a choice's options, or the members a dimension is fixed to have."""
        if self.type.kind is Kind.MEMBER:
            return self.names.manifest.dimensions[self.type.dimension].members or ()
        return self.type.options

    def _is_option(self, text: ir.Const, formula: ir.Formula) -> bool:
        options = tuple(self._options())
        if text.value in options:
            return True
        place, hint = formula.text.part(text.start, text.end), option_hint(str(text.value), options)
        known = ", ".join(options)
        self.findings.add(
            f.UNKNOWN_OPTION, place, name=text.value, quantity=self.name, known=known, hint=hint
        )
        return False

    def facts(self, text: Scalar, *, holds: bool) -> Known:
        """What a condition shows to be stated when it holds, or when it does not."""
        try:
            return shown_by(parse(text.text), self.low, holds=holds)
        except FormulaError:
            return frozenset()


def _bare_literal(expr: ir.Expr) -> ir.Expr | None:
    """A number other than 0 and 1 that a bare result can come out as, or is a term of; None when there is none."""
    value = constant_number(expr)
    if value is not None:
        return None if value in (0, 1) else expr
    is_sum = isinstance(expr, ir.Arithmetic) and expr.operator in "+-"
    if isinstance(expr, ir.Choice):
        parts: tuple[ir.AnyNode, ...] = (expr.then, expr.otherwise)
    else:
        parts = ir.parts(expr) if is_sum or isinstance(expr, ir.Apply) else ()
    found = (_bare_literal(part) for part in parts if part.type.bare)  # type: ignore[arg-type]
    return next((literal for literal in found if literal is not None), None)


def _texts(expr: ir.Expr) -> list[ir.Const] | None:
    """The texts a formula can come out as, or None when they cannot be told."""
    if isinstance(expr, ir.Const):
        return [expr]
    if isinstance(expr, ir.Silence):
        return []
    if not isinstance(expr, ir.Choice):
        return None
    then, otherwise = _texts(expr.then), _texts(expr.otherwise)
    return None if then is None or otherwise is None else then + otherwise


def builder(names: Names, findings: Findings, name: str, measure: str | None = None) -> RuleBuilder:
    """A builder for the rules of the quantity `name` (or of a measure that sets it)."""
    symbol = names.symbols[name]
    low = lowering(names, findings, name, measure)
    return RuleBuilder(names, findings, name, symbol.type, symbol.dims, low)


def steps(build: RuleBuilder, written: tuple[m.StepText, ...]) -> tuple[ir.Step, ...]:
    """The typed steps of a computed quantity."""
    found = [_step(build, step) for step in written]
    return tuple(step for step in found if step)


def _step(build: RuleBuilder, step: m.StepText) -> ir.Step | None:
    when = build.condition(step.when) if step.when else None
    if step.when and when is None:
        return None
    is_bound = step.kind in ("højst", "mindst")
    if build.type.kind not in ((Kind.NUMBER, Kind.DATE, Kind.YEAR) if is_bound else (Kind.NUMBER,)):
        build.findings.add(
            f.WRONG_TYPE,
            step.span,
            what="det, et trin virker på,",
            expected="et tal eller en dato" if is_bound else "et tal",
            found=str(build.type),
        )
        return None
    value = read_literal(step.amount.text, build.type)
    if not is_bound and value is not None and value <= 0:  # type: ignore[operator]
        build.findings.add(
            f.BAD_LITERAL, step.amount.span, text=step.amount.text, expected="et tal større end 0"
        )
        return None
    if value is not None:
        amount: ir.Formula | None = ir.Formula(
            ir.Const(value, build.type, 0, len(step.amount.text)), step.amount
        )
    else:
        amount = build.checked(build.formula(step.amount))
    return ir.Step(step.kind, amount, when, step.span) if amount else None


def _formula(build: RuleBuilder, branch: Scalar, known: Known) -> ir.Rule | None:
    return build.checked(build.formula(branch, known))


def _variants(build: RuleBuilder, branch: w.Variants, known: Known) -> ir.Rule | None:
    arms: list[ir.Arm] = []
    complete = True
    for arm in branch.arms:
        condition = build.condition(arm.when, known)
        then = build.rule(arm.then, known | build.facts(arm.when, holds=True))
        known |= build.facts(arm.when, holds=False)
        if condition and [d for d in condition.dims if d not in build.dims]:
            build.findings.add(
                f.DIMENSION_LEFT, arm.when.span, found=", ".join(condition.dims), name=build.name
            )
            condition = None
        if condition and then:
            arms.append(ir.Arm(condition, then))
        else:
            complete = False
    otherwise = build.rule(branch.otherwise, known)
    if not complete or otherwise is None:
        return None
    dims = join_dims(*(d for a in arms for d in (a.condition.dims, a.then.dims)), otherwise.dims)
    return ir.Arms(tuple(arms), otherwise, build.type, dims, branch.span)


def _table(build: RuleBuilder, branch: w.Table, known: Known) -> ir.Rule | None:
    columns = []
    for node in branch.columns:
        found = build.formula(node, known)
        if found is None:
            return None
        if not isinstance(found.expression, ir.Ref):
            hint = f"En tabel vælger efter størrelser: lav en størrelse med formlen «{node.text}»."
            build.findings.add(f.UNKNOWN_NAME, node.span, name=node.text, hint=hint)
            return None
        columns.append(found.expression)
    gives = [build.rule(row.gives, known) for row in branch.rows]
    rows = read_table(build.names, branch, tuple(columns), build.findings)
    if rows is None or not all(gives):
        return None
    typed = tuple(
        ir.Row(cells, rule, row.span)
        for cells, rule, row in zip(rows, gives, branch.rows, strict=True)
        if rule
    )
    dims = join_dims(*(c.dims for c in columns), *(row.gives.dims for row in typed))
    left = [d for d in dims if d not in build.dims]
    if left:
        build.findings.add(f.DIMENSION_LEFT, branch.span, found=", ".join(left), name=build.name)
        return None
    return ir.Table(tuple(columns), typed, build.type, dims, branch.span)


def _scale(build: RuleBuilder, branch: w.Scale, known: Known) -> ir.Rule | None:
    base = build.formula(branch.base, known)
    rates = [build.formula(interval.rate, known) for interval in branch.intervals]
    if base is None or not all(rates):
        return None
    if base.type.kind is not Kind.NUMBER:
        build.findings.add(
            f.WRONG_TYPE, branch.base.span, what="skalaens grundlag", expected="et tal", found=str(base.type)
        )
        return None
    brackets = []
    before: ir.Bracket | None = None
    shown_before = ""
    for interval, rate in zip(branch.intervals, rates, strict=True):
        bound = read_literal(interval.bound.text, base.type)
        if bound is None:
            wanted, hint = expected(base.type), literal_hint(interval.bound.text, base.type)
            text = interval.bound.text
            build.findings.add(f.BAD_LITERAL, interval.bound.span, text=text, expected=wanted, hint=hint)
            return None
        assert rate is not None
        if before and (bound, not interval.inclusive) <= (before.bound, not before.inclusive):
            shown = interval.bound.text
            build.findings.add(rf.SCALE_ORDER, interval.bound.span, bound=shown, before=shown_before)
            return None
        before, shown_before = ir.Bracket(bound, interval.inclusive, rate), interval.bound.text
        brackets.append(before)
    scale_type = _scale_type(build, branch, base, brackets)
    if scale_type is None:
        return None
    dims = join_dims(base.dims, *(b.rate.dims for b in brackets))
    return ir.Scale(base, branch.marginal, tuple(brackets), build.type, dims, branch.span)


def _scale_type(
    build: RuleBuilder, branch: w.Scale, base: ir.Formula, brackets: list[ir.Bracket]
) -> Type | None:
    """The amount is rate × base; a rate already in the result's unit is not allowed to pass for one."""
    for bracket in brackets:
        rate = bracket.rate.type
        if rate.kind is Kind.NEVER:
            continue
        unit = multiply(base.type.unit, rate.unit)
        if rate.kind is not Kind.NUMBER or unit.powers != build.type.unit.powers:
            span = bracket.rate.text.span
            build.findings.add(
                rf.SCALE_UNIT, span, found=str(unit), name=build.name, expected=str(build.type.unit)
            )
            return None
    return build.type


def _by_reading(build: RuleBuilder, branch: w.ByReading, known: Known) -> ir.Rule | None:
    name = branch.reading.text
    reading = build.names.readings.get(name)
    if reading is None:
        if name in build.names.repealed:
            build.findings.add(f.REPEALED_NAME, branch.reading.span, name=name, set=build.names.manifest.id)
        elif not build.names.is_told(name):
            hint = did_you_mean(name, build.names.readings)
            build.findings.add(f.UNKNOWN_READING, branch.reading.span, name=name, hint=hint)
        return None
    if set(reading.choices) != set(branch.branches):
        shown, written = ", ".join(reading.choices), ", ".join(branch.branches)
        build.findings.add(f.READINGS_DIFFER, branch.reading.span, reading=name, known=shown, found=written)
        return None
    rules = {choice: build.rule(branch.branches[choice], known) for choice in reading.choices}
    if not all(rules.values()):
        return None
    typed = {choice: rule for choice, rule in rules.items() if rule}
    dims = join_dims(*(rule.dims for rule in typed.values()))
    return ir.ByReading(name, typed, build.type, dims, branch.span)


def _deadline(build: RuleBuilder, branch: w.Deadline, known: Known) -> ir.Rule | None:
    start, length = build.formula(branch.start, known), build.formula(branch.length, known)
    calendar = _calendar(build, branch)
    if start is None or length is None or (calendar is None and branch.calendar is not None):
        return None
    if calendar is None and (branch.unit == "arbejdsdage" or branch.day_off != "uændret"):
        every = ", ".join(build.names.manifest.calendars) or "ingen"
        why = "tæller arbejdsdage" if branch.unit == "arbejdsdage" else "flyttes fra fridage"
        build.findings.add(f.CALENDAR_WANTED, branch.length.span, why=why, known=every)
        return None
    if start.type.kind not in (Kind.DATE, Kind.NEVER):
        _not(build, branch.start, "det, fristen regnes fra,", "en dato", start.type)
        return None
    if not _counts(length.type, "måned" if branch.unit == "måneder" else "dag"):
        _not(build, branch.length, "fristens længde", f"et antal {branch.unit}", length.type)
        return None
    for part in (start, length):
        left = [d for d in part.dims if d not in build.dims]
        if left:
            build.findings.add(f.DIMENSION_LEFT, part.text.span, found=", ".join(left), name=build.name)
            return None
    return ir.Deadline(
        start,
        length,
        branch.unit,
        branch.backwards,
        calendar,
        branch.same_day,
        branch.day_off,
        branch.month_end,
        build.type,
        join_dims(start.dims, length.dims),
        branch.span,
    )


def _counts(type_: Type, unit: str) -> bool:
    """Whether a type is a number of a unit, or a plain one."""
    if type_.kind is Kind.NEVER:
        return True
    return type_.kind is Kind.NUMBER and type_.unit.powers in ((), ((unit, 1),)) and type_.unit.label != "pct"


def _not(build: RuleBuilder, text: Scalar, what: str, wanted: str, found: Type) -> None:
    build.findings.add(f.WRONG_TYPE, text.span, what=what, expected=wanted, found=str(found))


def _calendar(build: RuleBuilder, branch: w.Deadline) -> Calendar | None:
    known, named = build.names.manifest.calendars, branch.calendar
    if named is not None and named.text not in known:
        hint = did_you_mean(named.text, known)
        build.findings.add(
            f.UNKNOWN_CALENDAR, named.span, name=named.text, known=", ".join(known) or "ingen", hint=hint
        )
    return known.get(named.text) if named else None


_BUILD: dict[type, Callable[..., ir.Rule | None]] = {
    Scalar: _formula,
    w.Variants: _variants,
    w.Table: _table,
    w.Scale: _scale,
    w.Deadline: _deadline,
    w.ByReading: _by_reading,
}
