"""A formula's tokens, with Danish help for the slips people make."""

from __future__ import annotations

import re
from typing import NamedTuple

from rammeaftale.core.diagnostics import Finding
from rammeaftale.language import findings as f


class Token(NamedTuple):
    """`kind`: tal, tekst, navn, tegn or slut."""

    kind: str
    text: str
    start: int
    end: int


class FormulaError(Exception):
    """A fault at `start`..`end` of the formula text."""

    def __init__(self, finding: Finding, start: int, end: int, **fields: object) -> None:
        super().__init__(finding.code)
        self.finding, self.start, self.end, self.fields = finding, start, end, fields


_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<navn>[^\W\d]\w*)"
    r"|(?P<tal>[0-9]+(?:\.[0-9]+)?)"
    r'|(?P<tekst>"[^"\n]*")'
    r"|(?P<tegn>\*\*|==|!=|<=|>=|<>|=<|=>|[-+*/()\[\],:<>=])"
    r"|(?P<slut>\Z)"
    r")"
)
_NOT_A_NUMBER = re.compile(r"\d[\w.]*")
LONGEST_NUMBER = 40
FOREIGN = {
    "and": "og",
    "or": "eller",
    "not": "ikke",
    "true": "sand",
    "false": "falsk",
    "True": "sand",
    "False": "falsk",
    "if": "hvis(betingelse, ja, nej)",
    "else": "hvis(betingelse, ja, nej)",
    "lambda": "et navn",
    "import": "et navn",
}
_BACKWARDS = {"<>": "!=", "=<": "<=", "=>": ">="}
_SIGNS = {"&&": "og", "||": "eller", "!": "ikke", "≤": "<=", "≥": ">=", "≠": "!=", "×": "*", "·": "*",
          "÷": "/", "%": " pct", "^": "**", ";": ",", **dict.fromkeys("−–—", "-"),
          **dict.fromkeys("'“”„«»", '"')}  # fmt: skip


def tokenize(text: str) -> list[Token]:
    """All tokens, ending with one of kind `slut`; raises `FormulaError`."""
    tokens: list[Token] = []
    position, match_at = 0, _TOKEN.match
    while True:
        match = match_at(text, position)
        if match is None:
            raise _strange(text, position)
        kind = match.lastgroup
        assert kind is not None
        position = match.end()
        token = Token(kind, match[kind], match.start(kind), position)
        if kind == "tal":
            _check_number(text, token)
        elif kind == "navn" and token.text in FOREIGN:
            raise FormulaError(f.FOREIGN_WORD, *token[2:], found=token.text, better=FOREIGN[token.text])
        elif kind == "tegn" and token.text in _BACKWARDS:
            raise FormulaError(f.FOREIGN_WORD, *token[2:], found=token.text, better=_BACKWARDS[token.text])
        tokens.append(token)
        if kind == "slut":
            return tokens


def _check_number(text: str, token: Token) -> None:
    if len(token.text) > LONGEST_NUMBER:
        raise FormulaError(f.TOO_LONG_NUMBER, *token[2:], limit=LONGEST_NUMBER)
    following = text[token.end : token.end + 1]
    if following.isalnum() or following in ("_", "."):
        match = _NOT_A_NUMBER.match(text, token.start)
        end = match.end() if match else token.end
        raise FormulaError(f.THOUSANDS, token.start, end, found=text[token.start : end])
    if len(token.text) > 1 and token.text[0] == "0" and token.text[1] != ".":
        raise FormulaError(f.THOUSANDS, token.start, token.end, found=token.text)
    if _THOUSANDS.match(token.text):
        whole = token.text.partition(".")[0]
        hint = f"Skriv {whole}000 (tusinde) eller {whole}."
        raise FormulaError(f.THOUSANDS, token.start, token.end, found=token.text, hint=hint)


_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}\.000\Z")


def _strange(text: str, position: int) -> FormulaError:
    while text[position].isspace():
        position += 1
    for sign in (text[position : position + 2], text[position]):
        if sign in _SIGNS:
            return FormulaError(
                f.FOREIGN_WORD, position, position + len(sign), found=sign, better=_SIGNS[sign].strip()
            )
    if text[position] == '"':
        return FormulaError(f.OPEN_TEXT, position, len(text))
    return FormulaError(f.STRANGE_CHARACTER, position, position + 1, found=text[position])
