"""The formula grammar: operator precedence by climbing, exact places, Danish messages.

choice   := logic ; logic := not (og not)* | not (eller not)*  (mixing needs parentheses)
not      := "ikke" not | comparison ; comparison := sum (op sum)*
sum      := product (("+"|"-") product)* ; product := unary (("*"|"/") unary)*
unary    := "-" unary | power ; power := atom ("**" unary)?
atom     := number unit? | text | name | name "(" arguments ")" | name "[" year (":" year)? "]" | "(" choice ")"
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rammeaftale.core.danish import parse_number
from rammeaftale.core.units import UNIT_NAMES
from rammeaftale.language import findings as f
from rammeaftale.language.syntax import (
    Binary,
    Call,
    Comparison,
    Index,
    ListOf,
    Logic,
    Node,
    NumberLiteral,
    TextLiteral,
    Unary,
    Word,
    inside,
)
from rammeaftale.language.tokens import FormulaError, Token, tokenize

DEEPEST = 60
TALLEST = 100
COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))
OPERATOR_WORDS = frozenset(("og", "eller", "ikke"))
KEYWORDS = OPERATOR_WORDS | {"sand", "falsk", "ikke_reguleret", "ikke_relevant", "år", "opgjort"}


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """The surface tree of a formula; raises `FormulaError` with the place in `text`."""
    tokens = tokenize(text)
    if tokens[0].kind == "slut":
        raise FormulaError(f.EMPTY_FORMULA, 0, len(text))
    parser = _Parser(tokens)
    try:
        tree = parser.logic()
    except RecursionError:  # only when the caller itself is very deep
        raise FormulaError(f.TOO_NESTED, 0, len(text), limit=DEEPEST) from None
    if parser.token.kind != "slut":
        raise parser.unexpected("en regneart eller formlens slutning")
    if len(tokens) > TALLEST and _height(tree) > TALLEST:
        raise FormulaError(f.TOO_NESTED, 0, len(text), limit=TALLEST)
    return tree


def _height(tree: Node) -> int:
    tallest, pending = 0, [(tree, 1)]
    while pending:
        node, level = pending.pop()
        tallest = max(tallest, level)
        pending += [(part, level + 1) for part in inside(node)]
    return tallest


class _Parser:
    """The position in a token list; each method reads one level of the grammar."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.position, self.token, self.depth = tokens, 0, tokens[0], 0

    def advance(self) -> Token:
        token = self.token
        self.position += 1
        self.token = self.tokens[self.position]
        return token

    def at(self, text: str) -> bool:
        return self.token.text == text and self.token.kind != "tekst"

    def expect(self, sign: str, expected: str) -> Token:
        if not self.at(sign):
            raise self.unexpected(expected)
        return self.advance()

    def unexpected(self, expected: str) -> FormulaError:
        kind, text, start, end = self.token
        if text == "=" and kind == "tegn":
            hint = "" if self.position else "Her begynder en formel ikke med «=»; slet det."
            return FormulaError(f.SINGLE_EQUALS, start, end, hint=hint)
        self.refuse_decimal_comma()
        found = f"«{text}»" if text else "slutning"
        return FormulaError(f.UNEXPECTED, start, max(end, start + 1), found=found, expected=expected)

    def refuse_decimal_comma(self) -> None:
        """`5,5` is a slip for `5.5`, also where two arguments could stand: those are written `5, 5`."""
        if not self.at(",") or not self.position:
            return
        before, after = self.tokens[self.position - 1], self.tokens[self.position + 1]
        if before.kind == after.kind == "tal" and before.end == self.token.start == after.start - 1:
            found, better = f"{before.text},{after.text}", f"{before.text}.{after.text}"
            raise FormulaError(f.COMMA_DECIMAL, before.start, after.end, found=found, better=better)

    def logic(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f.TOO_NESTED, self.token.start, self.token.end, limit=DEEPEST)
        first = self.negation()
        if self.token.text in ("og", "eller") and self.token.kind == "navn":
            operator = self.token.text
            operands = [first]
            while self.at(operator):
                self.advance()
                operands.append(self.negation())
            if self.token.text in ("og", "eller") and self.token.kind == "navn":
                raise FormulaError(f.MIXED_LOGIC, self.token.start, self.token.end)
            first = Logic(operator, tuple(operands), first.start, operands[-1].end)
        self.depth -= 1
        return first

    def negation(self) -> Node:
        if self.at("ikke"):
            start = self.advance().start
            self.depth += 1
            if self.depth > DEEPEST:
                raise FormulaError(f.TOO_NESTED, start, self.token.end, limit=DEEPEST)
            operand = self.negation()
            self.depth -= 1
            return Unary("ikke", operand, start, operand.end)
        return self.comparison()

    def comparison(self) -> Node:
        first = self.sum()
        if self.token.text not in COMPARISONS or self.token.kind != "tegn":
            return first
        operators, operands = [], [first]
        while self.token.text in COMPARISONS and self.token.kind == "tegn":
            operators.append(self.advance().text)
            operands.append(self.sum())
        return Comparison(tuple(operators), tuple(operands), first.start, operands[-1].end)

    def sum(self) -> Node:
        left = self.product()
        while self.token.text in ("+", "-") and self.token.kind == "tegn":
            operator = self.advance().text
            right = self.product()
            left = Binary(operator, left, right, left.start, right.end)
        return left

    def product(self) -> Node:
        left = self.unary()
        while self.token.text in ("*", "/") and self.token.kind == "tegn":
            operator = self.advance().text
            right = self.unary()
            left = Binary(operator, left, right, left.start, right.end)
        return left

    def unary(self) -> Node:
        if not self.at("-"):
            return self.power()
        start = self.advance().start
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f.TOO_NESTED, start, self.token.end, limit=DEEPEST)
        operand = self.unary()
        self.depth -= 1
        return Unary("-", operand, start, operand.end)

    def power(self) -> Node:
        base = self.atom()
        if not self.at("**"):
            return base
        self.advance()
        exponent = self.unary()
        return Binary("**", base, exponent, base.start, exponent.end)

    def atom(self) -> Node:
        kind, text, start, end = self.token
        if kind == "tal":
            return self.number()
        if kind == "tekst":
            self.advance()
            return TextLiteral(text[1:-1], start, end)
        if kind == "navn" and text not in OPERATOR_WORDS:
            return self.named()
        if text == "(":
            self.advance()
            inner = self.logic()
            end = self.expect(")", "«)»").end
            return replace(inner, start=start, end=end)  # the parentheses belong to its place in the text
        raise self.unexpected("et tal, et navn eller en parentes")

    def number(self) -> Node:
        _, text, start, end = self.advance()
        value = parse_number(text)
        assert value is not None
        unit = None
        if self.token.kind == "navn" and self.token.text in UNIT_NAMES:
            _, unit, _, end = self.advance()
        return NumberLiteral(value, text, unit, start, end)

    def named(self) -> Node:
        _, text, start, end = self.advance()
        if self.at("("):
            return self.call(text, start)
        if self.at("["):
            return self.index(Word(text, start, end))
        return Word(text, start, end)

    def call(self, name: str, start: int) -> Node:
        self.advance()
        arguments: list[Node] = []
        named: list[tuple[str, Node]] = []
        while not self.at(")"):
            if self.token.kind == "navn" and self.tokens[self.position + 1][:2] == ("tegn", "="):
                key = self.advance()
                if any(key.text == name for name, _ in named):
                    expected = "hvert navngivet argument kun én gang"
                    raise FormulaError(f.UNEXPECTED, key.start, key.end, found=key.text, expected=expected)
                self.advance()
                named.append((key.text, self.logic()))
            else:
                arguments.append(self.listing() if self.at("[") else self.logic())
            if not self.at(","):
                break
            self.refuse_decimal_comma()
            self.advance()
        end = self.expect(")", "«)» eller «,»").end
        return Call(name, tuple(arguments), tuple(named), start, end)

    def listing(self) -> Node:
        start = self.advance().start
        items = [self.logic()]
        while self.at(","):
            self.refuse_decimal_comma()
            self.advance()
            items.append(self.logic())
        end = self.expect("]", "«]» eller «,»").end
        return ListOf(tuple(items), start, end)

    def index(self, name: Word) -> Node:
        self.advance()
        first = self.sum_within()
        last = None
        if self.at(":"):
            self.advance()
            last = self.sum_within()
        end = self.expect("]", "«]»").end
        return Index(name, first, last, name.start, end)

    def sum_within(self) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f.TOO_NESTED, self.token.start, self.token.end, limit=DEEPEST)
        node = self.sum()
        self.depth -= 1
        return node
