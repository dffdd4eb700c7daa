"""From the surface tree to typed expressions: names resolved, types, units and dimensions checked.

Optional inputs must be guarded: `known` holds the (name, year) pairs a condition has shown to be stated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias

from rammeaftale.core.diagnostics import Finding, Findings
from rammeaftale.core.suggest import did_you_mean, option_hint
from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language import rule_findings as rf
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.language.parser import parse
from rammeaftale.language.symbols import Names, Symbol
from rammeaftale.language.tokens import FormulaError
from rammeaftale.language.types import Kind, Type, join
from rammeaftale.rulefiles.yamltree import Scalar

_NO_DIMS: ir.Dims = ()
Known: TypeAlias = frozenset[tuple[str, ir.YearAt]]


def join_dims(*many: ir.Dims) -> ir.Dims:
    """The dimensions of a whole from those of its parts."""
    found = {dims for dims in many if dims}
    if not found:
        return _NO_DIMS
    return found.pop() if len(found) == 1 else tuple(sorted({d for dims in found for d in dims}))


@dataclass
class Lowering:
    """One formula on its way; `reads` collects what it mentions, for the graph."""

    table: Mapping[type, Callable[..., ir.Expr]]
    names: Names
    findings: Findings
    owner: str
    measure: str | None = None
    known: Known = frozenset()
    counting: int = 0
    outer_dims: ir.Dims = ()
    reads: list[tuple[str, ir.YearAt | None]] = field(default_factory=list)
    text: str = ""

    def formula(self, text: Scalar) -> ir.Formula | None:
        """The formula as a typed branch, or None with a finding at its exact place."""
        self.text = text.text
        try:
            return ir.Formula(self.lower(parse(text.text)), text)
        except SilentError:
            return None
        except FormulaError as fault:
            hint = str(fault.fields.pop("hint", ""))
            place = text.part(fault.start, fault.end)
            self.findings.add(fault.finding, place, (), hint, **fault.fields)
            return None

    def lower(self, node: syntax.Node) -> ir.Expr:
        """The typed expression of a surface node."""
        return self.table[type(node)](self, node)

    def guarded(self, known: Known, node: syntax.Node) -> ir.Expr:
        """Lower `node` where `known` is also shown to be stated."""
        before = self.known
        self.known = before | known
        try:
            return self.lower(node)
        finally:
            self.known = before

    def fail(self, finding: Finding, node: syntax.Node, **fields: object) -> NoReturn:
        """Refuse the formula at a node."""
        raise FormulaError(finding, node.start, node.end, **fields)

    def symbol(self, node: syntax.Word) -> Symbol:
        """The quantity a word names."""
        symbol = self.names.symbols.get(node.name)
        if symbol is not None:
            return symbol
        name = node.name
        if name in self.names.broken:
            raise SilentError(node)
        if name in self.names.repealed:
            self.fail(f.REPEALED_NAME, node, name=name, set=self.names.manifest.id)
        if name in self.names.others:
            self.fail(f.NOT_A_QUANTITY, node, name=name, kind=self.names.others[name])
        if name in FUNCTIONS:
            self.fail(f.FUNCTION_AS_NAME, node, name=name)
        if not self.names.complete:
            raise SilentError(node)
        hint = self.names.option_hint(name) or did_you_mean(name, self.names.all())
        return self.fail(f.UNKNOWN_NAME, node, name=name, hint=hint)

    def reference(self, symbol: Symbol, year: ir.YearAt, node: syntax.Node) -> ir.Ref:
        """A mention of a quantity in a year, which must be guarded when it is optional."""
        name = symbol.name
        if symbol.fixed:
            year = ir.THIS_YEAR
        if symbol.optional and (name, year) not in self.known:
            self.fail(rf.UNGUARDED, node, name=name)
        self.reads.append((name, year))
        return ir.Ref(name, year, symbol.type, symbol.dims, node.start, node.end)

    def expect(self, expr: ir.Expr, kind: Kind, what: str, node: syntax.Node) -> None:
        """Refuse an expression of another kind."""
        if expr.type.kind not in (kind, Kind.NEVER):
            self.fail(f.WRONG_TYPE, node, what=what, expected=str(kind.value), found=str(expr.type))

    def joined(self, left: ir.Expr, right: ir.Expr, node: syntax.Node, verb: str) -> Type:
        """The common type of two expressions, or a refusal that names both."""
        self.check_percent(left, right, node)
        type_ = join(left.type, right.type)
        if type_ is None:
            hint = "" if left.type.kind is right.type.kind else "De to er ikke samme slags."
            self.fail(f.UNITS_DIFFER, node, left=str(left.type), right=str(right.type), verb=verb, hint=hint)
        self.check_option(left, right, node)
        return type_

    def check_percent(self, left: ir.Expr, right: ir.Expr, node: syntax.Node) -> None:
        """Refuse a percentage against a bare number other than 0 and 1: 7 pct is 0.07, not 7."""
        for one, other in ((left, right), (right, left)):
            if one.type.unit.label == "pct" and other.type.bare:
                value = constant_number(other)
                if value not in (0, 1):
                    number = self.text[other.start : other.end]
                    hint = "" if value is not None else "Giv tallene i udtrykket enheden pct."
                    place = syntax.Word("", other.start, other.end)
                    self.fail(f.PERCENT_LITERAL, place, number=number, hint=hint)

    def check_option(self, left: ir.Expr, right: ir.Expr, node: syntax.Node) -> None:
        """Refuse a text that a choice, or a member of a fixed dimension, can never be."""
        for one, other in ((left, right), (right, left)):
            if one.type.kind is Kind.MEMBER and isinstance(other, ir.Const):
                self.check_member(one.type.dimension, other)
            if not one.type.options or other.type.kind is not Kind.TEXT:
                continue
            if isinstance(other, ir.Const) and other.value not in one.type.options:
                known = ", ".join(one.type.options)
                hint = option_hint(str(other.value), one.type.options)
                name = (
                    one.name
                    if isinstance(one, ir.Ref)
                    else one.step
                    if isinstance(one, ir.OfProcedure)
                    else "valget"
                )
                at = syntax.TextLiteral(str(other.value), other.start, other.end)
                self.fail(f.TEXT_NOT_OPTION, at, text=other.value, name=name, known=known, hint=hint)

    def check_member(self, dimension: str, text: ir.Const) -> None:
        """Refuse a text that is no member of a dimension whose members the rules fix."""
        members = self.names.manifest.dimensions[dimension].members
        if members is None or text.value in members:
            return
        codes = [code for code, name in members.items() if name == text.value]
        hint = f"Skriv koden: «{codes[0]}»." if codes else did_you_mean(str(text.value), members)
        at = syntax.TextLiteral(str(text.value), text.start, text.end)
        self.fail(f.UNKNOWN_MEMBER, at, name=text.value, dimension=dimension, hint=hint)


class SilentError(FormulaError):
    """The formula mentions something that already has a finding of its own."""

    def __init__(self, node: syntax.Node) -> None:
        super().__init__(f.UNKNOWN_NAME, node.start, node.end)


def constant_number(expr: ir.Expr) -> object:
    """The number a literal (perhaps negated) stands for, or None."""
    if isinstance(expr, ir.Const):
        return expr.value
    if isinstance(expr, ir.Negate) and isinstance(expr.operand, ir.Const):
        return -expr.operand.value  # type: ignore[operator]
    return None
