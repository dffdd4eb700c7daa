"""What the examples of a rule set should reach: every condition both ways, every row, interval, reading and measure.

Of a duty also every status it can have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from rammeaftale.core.places import Span
from rammeaftale.language import ir
from rammeaftale.language.program import Check, Duty, Measure, Program, Quantity
from rammeaftale.language.types import Kind
from rammeaftale.services.examples.point import REACHED, TRUTH, Point

if TYPE_CHECKING:
    from rammeaftale.language.procedure_program import Procedure

CAPS = {"højst": ("loftet rammer", "loftet rammer ikke"), "mindst": ("bunden rammer", "bunden rammer ikke")}
STATUS = "status"
Key: TypeAlias = tuple[int, object]


class Points:
    """The points of a program, in the order of its entries, and by the node they belong to.

    A key is a node's identity and a part of it (None: the node itself); the program keeps its nodes alive.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.by_key: dict[Key, Point] = {}
        for quantity in program.quantities.values():
            self._quantity(quantity)
        for name, duty in program.duties.items():
            self._duty(name, duty)
        for name, check in program.checks.items():
            self._check(name, check)
        for name, measure in program.measures.items():
            self._measure(name, measure)
        for name, procedure in program.procedures.items():
            self._procedure(name, procedure)

    def of(self, node: object, part: object = None) -> Point | None:
        """The point of a node or of a part of it, or None where there is none."""
        return self.by_key.get((id(node), part))

    def own(self) -> Iterator[Point]:
        """The points of what the set itself wrote or changed; inherited rules are covered where they were written."""
        for point in self.by_key.values():
            if self.program.text.entries[point.owner].head.origin == self.program.id:
                yield point

    def _add(self, node: object, part: object, point: Point) -> None:
        self.by_key[id(node), part] = point

    def _quantity(self, quantity: Quantity) -> None:
        name, rule = quantity.name, quantity.rule
        if rule is None:
            return
        if quantity.symbol.is_computed and quantity.symbol.type.kind is Kind.BOOL:
            ways = ("ja",) if _never_no(rule) else ("ja", "nej")
            self._add(quantity, None, Point(name, "svar", quantity.head.title, quantity.head.span, ways))
        self._rule(name, rule)
        for override in quantity.overrides:
            self._rule(name, override.rule)
        for step in quantity.steps:
            self._step(name, step)

    def _rule(self, owner: str, rule: ir.Rule) -> None:
        if isinstance(rule, ir.Formula):
            self._formula(owner, rule)
        elif isinstance(rule, ir.Arms):
            for arm in rule.arms:
                self._condition(owner, "variant", arm.condition)
                self._rule(owner, arm.then)
            self._rule(owner, rule.otherwise)
        elif isinstance(rule, ir.Table):
            for number, row in enumerate(rule.rows):
                self._add(rule, number, Point(owner, "tabelrække", _row(rule, row), row.span, REACHED))
                self._rule(owner, row.gives)
        elif isinstance(rule, ir.Scale):
            self._scale(owner, rule)
        elif isinstance(rule, ir.Deadline):
            self._formula(owner, rule.start)
            self._formula(owner, rule.length)
        else:
            for choice, part in rule.rules.items():
                text = f"{rule.reading}: {choice}"
                self._add(rule, choice, Point(owner, "læsning", text, place_of(part, rule.span), ("valgt",)))
                self._rule(owner, part)

    def _scale(self, owner: str, rule: ir.Scale) -> None:
        self._formula(owner, rule.base)
        for number, bracket in enumerate(rule.brackets):
            text = f"interval {number + 1} ({bracket.rate.text.text})"
            self._add(
                rule, number, Point(owner, "interval", text, place_of(bracket.rate, rule.span), REACHED)
            )
            self._formula(owner, bracket.rate)

    def _step(self, owner: str, step: ir.Step) -> None:
        if step.when:
            self._condition(owner, "trin", step.when)
        if step.kind in CAPS:
            text = f"{step.kind}: {_one_line(step.amount.text.text)}"
            self._add(step, None, Point(owner, "trin", text, step.span, CAPS[step.kind]))
        self._formula(owner, step.amount)

    def _condition(self, owner: str, kind: str, formula: ir.Formula) -> None:
        text = formula.text
        self._add(formula, None, Point(owner, kind, _one_line(text.text), text.span))
        self._formula(owner, formula)

    def _formula(self, owner: str, formula: ir.Formula) -> None:
        pending: list[ir.AnyNode] = [formula.expression]
        while pending:
            node = pending.pop()
            for part, kind, inside in _inside(node):
                written = _one_line(formula.text.text[inside.start : inside.end])
                span = formula.text.part(inside.start, inside.end)
                self._add(node, part, Point(owner, kind, written, span, _WAYS.get(kind, TRUTH)))
            pending += reversed(ir.parts(node))

    def _duty(self, name: str, duty: Duty) -> None:
        self._named(
            name,
            (("udløses_når", duty.when), ("opfyldt_når", duty.fulfilled), ("overtrådt_når", duty.breached)),
        )
        if duty.deadline:
            self._formula(name, duty.deadline)
        head = duty.entry.head
        self._add(duty, STATUS, Point(name, STATUS, head.title, head.span, possible_statuses(duty)))

    def _check(self, name: str, check: Check) -> None:
        self._named(name, (("gælder_når", check.when), ("skal_gælde", check.must_hold)))

    def _measure(self, name: str, measure: Measure) -> None:
        head = measure.entry.head
        if measure.sets:
            self._add(measure, None, Point(name, "tiltag", head.title, head.span, ("valgt",)))

    def _procedure(self, name: str, procedure: Procedure) -> None:
        from rammeaftale.services.examples.procedure_points import procedure_points

        for node, part, point in procedure_points(procedure):
            self._add(node, part, point)
        for role, formula in procedure.formulas():
            if role != "frist":
                self._condition(name, f"procedure_{_ROLES.get(role, role)}", formula)

    def _named(self, owner: str, formulas: Iterable[tuple[str, ir.Formula | None]]) -> None:
        for kind, formula in formulas:
            if formula is not None:
                self._condition(owner, kind, formula)


_ROLES = {"udfald": "udfald_når"}
_WAYS = {"oplyst_eller": ("oplyst", "ikke oplyst")}


def _inside(node: ir.AnyNode) -> Iterator[tuple[object, str, ir.Expr]]:
    """The conditions an expression node itself has: (part, kind, expression)."""
    if isinstance(node, ir.Choice):
        yield None, "hvis", node.condition
    elif isinstance(node, ir.Logic):
        for number, operand in enumerate(node.operands):
            yield number, "led", operand
    elif isinstance(node, ir.Aggregate) and node.where is not None:
        yield None, "hvor", node.where
    elif isinstance(node, ir.StatedOr):
        yield None, "oplyst_eller", node


def possible_statuses(duty: Duty) -> tuple[str, ...]:
    """The statuses a duty can have when nothing is unknown, in the order of the contract (docs/decisions/0031)."""
    modality, repeated = duty.entry.modality, duty.entry.every is not None
    dated, asked = duty.deadline is not None, duty.fulfilled is not None
    may, must_not = modality == "kan", modality == "må_ikke"
    due = not may and not must_not
    possible = {
        "ikke_udløst": duty.when is not None,
        "opfyldt": True,
        "opfyldt_for_sent": due and dated,
        "ikke_opfyldt": due and (dated or asked or repeated),
        "overtrådt": not may or duty.breached is not None,
        "afventer": duty.breached is None if must_not else due and (dated or repeated or not asked),
        "til_rådighed": may,
    }
    return tuple(status for status, can in possible.items() if can)


def place_of(rule: ir.Rule, otherwise: Span) -> Span:
    """Where a branch stands."""
    if isinstance(rule, ir.Formula):
        return rule.text.span
    return getattr(rule, "span", otherwise)


def _row(table: ir.Table, row: ir.Row) -> str:
    tests = [
        f"{column.name} {cell.text}" for column, cell in zip(table.columns, row.cells, strict=True) if cell
    ]
    return ", ".join(tests) or "alle andre"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _never_no(rule: ir.Rule) -> bool:
    """Whether a rule only asks a catalogue that does not name all there are: it answers yes, or not at all."""
    asked = rule.expression if isinstance(rule, ir.Formula) else None
    return isinstance(asked, ir.InCatalogue) and not asked.exhaustive
