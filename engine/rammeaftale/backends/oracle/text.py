"""Formulas as Python expression texts for simpleeval.

`takst * 2` becomes `(af('takst', 0, None) * 2)`. What is only evaluated sometimes, or for another member, is a text of
its own that the expression names by number: `hvis(a, x, y)` becomes `hvis(…a…, 7, 8)`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from rammeaftale.core.outcome import Number
from rammeaftale.core.units import parse_unit
from rammeaftale.language import syntax as s
from rammeaftale.language.parser import parse
from rammeaftale.language.program import Program

Dims: TypeAlias = frozenset[str]
NO_DIMS: Dims = frozenset()
COUNTING = (
    "sum",
    "gennemsnit",
    "produkt",
    "antal",
    "alle",
    "mindst_én",
    "størst",
    "mindst_af",
    "vægtet_gennemsnit",
)
_WORDS = {
    "sand": "True",
    "falsk": "False",
    "år": "dette_år()",
    "opgjort": "opgjort()",
    "ikke_reguleret": "tavs('ikke_reguleret')",
    "ikke_relevant": "tavs('ikke_relevant')",
}


class Book:
    """The formulas of one program, numbered."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.texts: list[str] = []
        self._formulas: dict[str, int] = {}
        self._render: dict[type, Callable[..., str]] = {
            s.NumberLiteral: _number,
            s.TextLiteral: lambda node: repr(node.value),
            s.Word: self._word,
            s.Index: self._index,
            s.Unary: self._unary,
            s.Binary: self._binary,
            s.Comparison: self._comparison,
            s.Logic: lambda node: f"{node.operator}({self._list(node.operands)})",
            s.Call: self._call,
        }
        self._calls: dict[str, Callable[[s.Call], str]] = {
            **dict.fromkeys(COUNTING, self._counting),
            "hvis": self._choice,
            "i": self._one_of,
            "i_katalog": self._in_catalogue,
            "oplyst": lambda node: f"oplyst({self._asked(node)})",
            "oplyst_eller": lambda node: f"oplyst_eller({self._asked(node)}, {self.text(node.arguments[1])})",
            "fordel": self._split,
            "denne": self._in_other_scope,
            "samme": self._in_other_scope,
            "arbejdsdage_efter": self._working_days,
            "uden_tiltag": lambda node: f"uden_tiltag({getattr(node.arguments[0], 'name', '')!r})",
        }

    def formula(self, text: str) -> int:
        """The number of a formula as its author wrote it."""
        if text not in self._formulas:
            self._formulas[text] = self.text(parse(text))
        return self._formulas[text]

    def text(self, node: s.Node) -> int:
        """The number of a piece of a formula."""
        self.texts.append(self.render(node))
        return len(self.texts) - 1

    def render(self, node: s.Node) -> str:
        """The Python expression of a piece of a formula."""
        return self._render[type(node)](node)

    def _list(self, nodes: tuple[s.Node, ...]) -> str:
        return ", ".join(self.render(node) for node in nodes)

    def _word(self, node: s.Word) -> str:
        if node.name in _WORDS:
            return _WORDS[node.name]
        if node.name in self.program.manifest.dimensions:
            return f"medlem({node.name!r})"
        return f"af({node.name!r}, 0, None)"

    def _index(self, node: s.Index) -> str:
        if _is_year(node.first):
            return f"af({node.name.name!r}, {_year(node.first)})"
        return f"på_dag({node.name.name!r}, {self.render(node.first)})"

    def _unary(self, node: s.Unary) -> str:
        sign = "-" if node.operator == "-" else "not "
        return f"({sign}{self.render(node.operand)})"

    def _binary(self, node: s.Binary) -> str:
        return f"({self.render(node.left)} {node.operator} {self.render(node.right)})"

    def _comparison(self, node: s.Comparison) -> str:
        parts = [self.render(node.operands[0])]
        for sign, operand in zip(node.operators, node.operands[1:], strict=True):
            parts += [repr(sign), self.render(operand)]
        return f"sammenlign({', '.join(parts)})"

    def _call(self, node: s.Call) -> str:
        special = self._calls.get(node.name)
        return special(node) if special else f"{node.name}({self._list(node.arguments)})"

    def _choice(self, node: s.Call) -> str:
        asked, yes, no = node.arguments
        return f"hvis({self.render(asked)}, {self.text(yes)}, {self.text(no)})"

    def _one_of(self, node: s.Call) -> str:
        listed = node.arguments[1]
        options = listed.items if isinstance(listed, s.ListOf) else (listed,)
        return f"en_af({self._list((node.arguments[0], *options))})"

    def _in_catalogue(self, node: s.Call) -> str:
        return f"i_katalog({self.render(node.arguments[0])}, {getattr(node.arguments[1], 'value', '')!r})"

    def _asked(self, node: s.Call) -> str:
        target = node.arguments[0]
        if isinstance(target, s.Index):
            return f"{target.name.name!r}, {_year(target.first)}"
        assert isinstance(target, s.Word)
        return f"{target.name!r}, 0, None"

    def _working_days(self, node: s.Call) -> str:
        calendar = node.arguments[2]
        name = calendar.name if isinstance(calendar, s.Word) else getattr(calendar, "value", "")
        return f"arbejdsdage_efter({self._list(node.arguments[:2])}, {name!r})"

    def _in_other_scope(self, node: s.Call) -> str:
        return f"{node.name}({', '.join(str(self.text(part)) for part in node.arguments)})"

    def _counting(self, node: s.Call) -> str:
        first = node.arguments[0] if node.arguments else None
        if isinstance(first, s.Index) and first.last is not None:
            return f"over_år({node.name!r}, {first.name.name!r}, {_year(first.first)}, {_year(first.last)})"
        named = dict(node.named)
        over = _only(named.get("over"), self._counted(node))
        asked = [*node.arguments, *[None] * (2 - len(node.arguments)), named.get("hvor")]
        parts = ["None" if part is None else str(self.text(part)) for part in asked]
        return f"over_medlemmer({node.name!r}, {over!r}, {', '.join(parts)})"

    def _split(self, node: s.Call) -> str:
        amount, key = node.arguments
        over = _only(dict(node.named).get("over"), self.dims(key) - self.dims(amount))
        return f"fordel({self.text(amount)}, {self.text(key)}, {over!r})"

    def _counted(self, node: s.Call) -> Dims:
        """The dimensions of what an aggregate counts: `denne(x)` stands outside."""
        where = [value for name, value in node.named if name == "hvor"]
        return _union(self.dims(part, counted=True) for part in (*node.arguments, *where))

    def dims(self, node: s.Node, *, counted: bool = False) -> Dims:
        """The dimensions a piece of a formula is per; `counted`: as the counted member sees it."""
        if isinstance(node, s.Word):
            return self._dims_of_name(node.name)
        if isinstance(node, s.Index):
            day = NO_DIMS if _is_year(node.first) else self.dims(node.first, counted=counted)
            return self._dims_of_name(node.name.name) | day
        if isinstance(node, s.Call):
            return self._dims_of_call(node, counted=counted)
        return _union(self.dims(part, counted=counted) for part in s.inside(node))

    def _dims_of_name(self, name: str) -> Dims:
        if name in self.program.manifest.dimensions:
            return frozenset([name])
        quantity = self.program.quantities.get(name)
        return frozenset(quantity.dims) if quantity else NO_DIMS

    def _dims_of_call(self, node: s.Call, *, counted: bool) -> Dims:
        if node.name == "denne" and counted:
            return NO_DIMS
        values = node.arguments[:2] if node.name == "arbejdsdage_efter" else node.arguments
        if node.name not in COUNTING or (
            values and isinstance(values[0], s.Index) and values[0].last is not None
        ):
            return _union(self.dims(part, counted=counted) for part in values)
        over = _only(dict(node.named).get("over"), self._counted(node))
        return (self._counted(node) - {over}) | self._outside(node)

    def _outside(self, node: s.Call) -> Dims:
        """The dimensions under `denne` and `samme` directly in this aggregate: those of the member calculated."""
        found = NO_DIMS
        pending = [*node.arguments, *(value for name, value in node.named if name == "hvor")]
        while pending:
            part = pending.pop()
            if isinstance(part, s.Call) and part.name in ("denne", "samme"):
                found |= _union(self.dims(inner) for inner in part.arguments)
            elif not (isinstance(part, s.Call) and part.name in COUNTING):
                pending += s.inside(part)
        return found


def _union(many: object) -> Dims:
    return NO_DIMS.union(*many)  # type: ignore[misc]


def _only(named: s.Node | None, found: Dims) -> str:
    if isinstance(named, s.Word):
        return named.name
    (only,) = found
    return only


def _number(node: s.NumberLiteral) -> str:
    unit = parse_unit(node.unit) if node.unit else None
    value = Fraction(node.value) * (unit.scale if unit else 1)
    return _exact(value)


def _exact(value: Number) -> str:
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator} / {value.denominator})"


def _is_year(node: s.Node) -> bool:
    """`2014`, `år`, `-2`, `år - 2`; anything else is a date."""
    if isinstance(node, s.Word):
        return node.name == "år"
    if isinstance(node, s.Binary):
        return node.left == s.Word("år") and isinstance(node.right, s.NumberLiteral)
    return isinstance(node, s.NumberLiteral | s.Unary)


def _year(node: s.Node) -> str:
    """The offset and the fixed year an index means, as two arguments."""
    if isinstance(node, s.NumberLiteral):
        return f"0, {node.value}" if node.value else "0, None"
    if isinstance(node, s.Unary) and isinstance(node.operand, s.NumberLiteral):
        return f"-{node.operand.value}, None"
    if isinstance(node, s.Binary) and isinstance(node.right, s.NumberLiteral):
        return f"{node.operator}{node.right.value}, None"
    return "0, None"
