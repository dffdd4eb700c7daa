"""The shape of a rule as an account: what is added, subtracted, multiplied or compared, and what each part came to."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from rammeaftale.backends.filling import fill_part
from rammeaftale.backends.ruletrace import (
    ArmsTrace,
    DeadlineTrace,
    FormulaTrace,
    ReadingTrace,
    RuleTrace,
    ScaleTrace,
    TableTrace,
)
from rammeaftale.backends.terms import Row, Term, mentions_of
from rammeaftale.backends.trace import Trace, TraceNode
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_label
from rammeaftale.language.types import Kind, Type
from rammeaftale.report.deadline_text import deadline_words
from rammeaftale.report.naming import display_of, shown, title_of
from rammeaftale.rulefiles.head_model import Citation


class Shape(StrEnum):
    """How the operands make the result."""

    SUM = "sum"
    PRODUCT = "produkt"
    SAME = "det samme"
    LIST = "liste"


@record
class Operand:
    """A part of an account. `node`: the quantity it is, where it is one; `term`: the part of the formula."""

    sign: str
    title: str
    outcome: Outcome
    type: Type
    display: str | None = None
    node: TraceNode | None = None
    term: Term | None = None
    formula: FormulaTrace | None = None
    remark: str = ""
    source: Citation | None = None


@record
class Form:
    """A rule as an account; `heading` says what a list is, `remark` how it was calculated."""

    shape: Shape
    operands: tuple[Operand, ...]
    heading: str = ""
    remark: str = ""


_HEADINGS = {
    "gennemsnit": "Gennemsnittet af",
    "produkt": "Produktet af",
    "størst": "Det største af",
    "mindst_af": "Det mindste af",
    "antal": "Antallet af",
    "vægtet_gennemsnit": "Det vægtede gennemsnit af",
    "maks": "Det største af",
    "min": "Det mindste af",
    "fordel": "Et beløb fordelt i hele øre efter en nøgle",
}
_DATES = {"maks": "Den seneste af", "min": "Den tidligste af"}
_SIGNS = {"+": "+", "-": "-", "*": "×", "/": "/"}


class Forms:
    """The forms of a trace's nodes, each made when first asked for."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._made: dict[str, Form | None] = {}

    def of(self, node: TraceNode) -> Form | None:
        """A node's form; None for what has no rule (an input, a parameter, a stated value)."""
        if node.id not in self._made:
            self._made[node.id] = self._make(node)
        return self._made[node.id]

    def opened(self, node: TraceNode) -> tuple[Form | None, list[TraceNode]]:
        """The form behind quantities that only pass another's value on, and those quantities, the outermost first."""
        passed, form = [node], self.of(node)
        while form is not None and form.shape is Shape.SAME and len(passed) < len(self.trace.nodes):
            inner = form.operands[0].node
            if inner is None:
                break
            passed.append(inner)
            form = self.of(inner)
        return form, passed

    def inside(self, operand: Operand) -> tuple[Form | None, list[TraceNode]]:
        """The form of an operand: of the quantity it is, or of its own part of the formula."""
        if operand.node is not None:
            return self.opened(operand.node)
        if operand.term is None or operand.formula is None:
            return None, []
        return _Shaping(self.trace, None, operand.formula).form(operand.term), []

    def _make(self, node: TraceNode) -> Form | None:
        rule, table = _taken(node.rule)
        if isinstance(rule, ScaleTrace):
            return _scale(rule, node, self.trace)
        if isinstance(rule, DeadlineTrace):
            start = _Shaping(self.trace, node, rule.start).operand("", rule.start.term)
            return Form(Shape.LIST, (start,), remark=deadline_words(rule))
        if rule is None:
            return None
        shaping = _Shaping(self.trace, node, rule)
        form = shaping.form(rule.term)
        if form is None and table is not None:
            columns = tuple([shaping.operand("", column) for column in table.columns])
            return Form(Shape.LIST, columns, remark=f"række {(table.row or 0) + 1} i tabellen")
        return form


def _taken(
    rule: RuleTrace | None,
) -> tuple[FormulaTrace | ScaleTrace | DeadlineTrace | None, TableTrace | None]:
    """What gave the value, through branches and readings, and the last table on the way."""
    table = None
    while rule is not None and not isinstance(rule, FormulaTrace | ScaleTrace | DeadlineTrace):
        table = rule if isinstance(rule, TableTrace) else table
        assert isinstance(rule, ArmsTrace | TableTrace | ReadingTrace)
        rule = rule.result
    return rule, table


def _scale(rule: ScaleTrace, node: TraceNode, trace: Trace) -> Form:
    operands = []
    for position, part, rate in rule.parts:
        bracket = rule.scale.brackets[position]
        low = shown(bracket.bound, rule.base.rule.type, node.program)
        sign = "Fra" if bracket.inclusive else "Over"
        title = f"{sign} {low}: {shown(part, rule.base.rule.type, node.program)} × {rate.filled}"
        is_known = not isinstance(part, NoValue) and not isinstance(rate.outcome, NoValue)
        outcome = part * rate.outcome if is_known else rate.outcome  # type: ignore[operator]
        operands.append(Operand("+", title, outcome, node.quantity.symbol.type))
    named = _Shaping(trace, node, rule.base).operand("", rule.base.term)
    base = f"Skala af {named.title}: {shown(rule.base.outcome, rule.base.rule.type, node.program)}"
    return Form(Shape.SUM, tuple(operands), heading=base) if operands else Form(Shape.LIST, (named,))


def stripped(term: Term) -> Term:
    """What counted: the branch a choice took, the side `oplyst_eller` used."""
    while isinstance(term.node, ir.Choice | ir.StatedOr | ir.Outer) and term.parts:
        term = term.parts[-1]
    return term


class _Shaping:
    """Forms of the parts of one formula; `around`: the node whose formula it is."""

    def __init__(self, trace: Trace, around: TraceNode | None, formula: FormulaTrace) -> None:
        self.trace, self.around, self.formula = trace, around, formula

    def form(self, term: Term) -> Form | None:
        """The form of a part of the formula; None for a literal or a silence."""
        term = stripped(term)
        node = term.node
        if term.signs:
            shape = Shape.SUM if term.signs[0] in "+-" else Shape.PRODUCT
            pairs = zip(term.signs, term.parts, strict=True)
            return Form(shape, tuple([self.operand(_SIGNS[sign], part) for sign, part in pairs]))
        if term.use is not None and not isinstance(node, ir.IsStated):
            return Form(Shape.SAME, (self.operand("", term),))
        if isinstance(node, ir.Negate):
            return Form(Shape.SUM, (self.operand("-", term.parts[0]),))
        if isinstance(node, ir.Aggregate | ir.WindowAggregate | ir.Split):
            return self._rows(term)
        return self._call(term)

    def _rows(self, term: Term) -> Form | None:
        node = term.node
        name = "fordel" if isinstance(node, ir.Split) else getattr(node, "function", "")
        is_sum = name == "sum"
        counted = [row for row in term.rows if row.value is not None]
        operands = [self._row(row, term, "+" if is_sum else "") for row in counted]
        whole = [self.operand("", part) for part in term.parts]
        if isinstance(node, ir.Split):
            whole = [replace(amount, title=f"Beløbet: {amount.title}") for amount in whole]
            operands = [replace(key, title=f"Nøgle: {key.title}") for key in operands]
        if not operands and not whole:
            return None
        shape = Shape.SUM if is_sum else Shape.LIST
        return Form(shape, (*whole, *operands), "" if is_sum else _HEADINGS.get(name, name))

    def _row(self, row: Row, term: Term, sign: str) -> Operand:
        assert row.value is not None
        operand = self.operand(sign, row.value)
        over = getattr(term.node, "over", "")
        program = self.formula.program
        if operand.node is not None:
            operand = replace(operand, title=title_of(operand.node, self.around, counted=True))
        else:
            label = member_label(program, over, row.label)
            operand = replace(operand, title=label, type=self._counted_as(term, operand.type))
        if row.weight is None:
            return operand
        weight = shown(row.weight.outcome, row.weight.node.type, program)
        return replace(operand, remark=f"vægt {weight}")

    def _counted_as(self, term: Term, type_: Type) -> Type:
        """A product of shares is shown in the unit of what it is summed to."""
        around = self.around.quantity.symbol.type if self.around is not None else type_
        is_result = self.around is not None and stripped(self.formula.term) is term
        return (
            around
            if is_result and type_.kind is around.kind and type_.unit.powers == around.unit.powers
            else type_
        )

    def _call(self, term: Term) -> Form | None:
        """Any other call or comparison: the quantities it mentions."""
        node = term.node
        name = node.function if isinstance(node, ir.Apply) else ""
        if name in ("maks", "min"):
            heading = (_DATES if node.type.kind is Kind.DATE else _HEADINGS)[name]
            return Form(Shape.LIST, tuple([self.operand("", part) for part in term.parts]), heading)
        leaves = {leaf.use: self.operand("", leaf) for leaf in mentions_of(term)}
        if not leaves:
            return None
        filled = fill_part(self.formula.rule.text.text, term, self.formula.program)
        return Form(Shape.LIST, tuple(leaves.values()), remark=filled)

    def operand(self, sign: str, term: Term) -> Operand:
        """A part of the formula as a line of an account."""
        used = stripped(term)
        node = self.trace.nodes.get(used.use) if used.use is not None else None
        if node is not None and not isinstance(used.node, ir.IsStated):
            outcome = used.outcome if isinstance(used.node, ir.ValueOn) else node.outcome
            title = title_of(node, self.around)
            type_, display = node.quantity.symbol.type, display_of(node.quantity)
            made = Operand(sign, title, outcome, type_, display, node, used, self.formula)
            return _on_day(made, node, used) if isinstance(used.node, ir.ValueOn) else made
        type_ = term.node.type if used.node.type.bare else used.node.type
        return Operand(sign, self._title(term, used), used.outcome, type_, None, None, used, self.formula)

    def _title(self, term: Term, used: Term) -> str:
        if isinstance(term.node, ir.StatedOr) and used.node is not term.node.target:
            return f"{self._name(term.node.target.name)}, ikke oplyst"
        node = used.node
        named = _counted(node.body) if isinstance(node, ir.Aggregate) else None
        if isinstance(node, ir.Aggregate) and named is not None:
            name = self._name(named)
            return (
                f"{name}, i alt"
                if node.function == "sum"
                else f"{_HEADINGS.get(node.function, node.function)} {name}"
            )
        if isinstance(node, ir.WindowAggregate):
            years = "-".join(dict.fromkeys([row.label for row in (*used.rows[:1], *used.rows[-1:])]))
            name = f"{self._name(node.name)} {years}".strip()
            return (
                f"{name} i alt"
                if node.function == "sum"
                else f"{_HEADINGS.get(node.function, node.function)} {name}"
            )
        if isinstance(node, ir.Ref):
            return self._name(node.name)
        if used.signs and used.parts:
            return self._in_words(used)
        return " ".join(self.formula.rule.text.text[node.start : node.end].split())

    def _in_words(self, used: Term) -> str:
        """A sum or product by the titles of its parts."""
        pairs = zip(used.signs, used.parts, strict=True)
        told = " ".join(f"{_SIGNS[sign]} {self._title(part, stripped(part))}" for sign, part in pairs)
        return told.removeprefix("+ ").removeprefix("× ")

    def _name(self, name: str) -> str:
        return self.formula.program.quantities[name].head.title


def _counted(body: ir.AnyNode | None) -> str | None:
    """The quantity that an aggregate counts, when it is one: `x`, or `oplyst_eller(x, 0)`."""
    if isinstance(body, ir.StatedOr):
        return body.target.name
    return body.name if isinstance(body, ir.Ref) else None


def _on_day(operand: Operand, node: TraceNode, used: Term) -> Operand:
    """A parameter read on a day: the figure in force then has its own source."""
    day = used.parts[0].outcome
    figure = next((figure for on, figure in node.days if on == day), None)
    if figure is None or figure.value is None:
        return operand
    return replace(operand, source=figure.citation, remark="ekstern" if figure.external else "")
