"""A value and its state as two spreadsheet expressions, and how they are put together.

A state is a number: 0 a value, 1 ukendt, 2 ikke_relevant, 3 ikke_reguleret, 4 fejl. The strictest of several is the
largest, so a strict operation's state is MAX of its operands'. Only under state 0 does the value expression count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Outcome, Unknown, Value
from rammeaftale.core.records import record

OK, UNKNOWN, NOT_RELEVANT, NOT_REGULATED, FAILED = "0", "1", "2", "3", "4"
STATE_NUMBERS: dict[type[NoValue], str] = {
    Unknown: UNKNOWN,
    NotRelevant: NOT_RELEVANT,
    NotRegulated: NOT_REGULATED,
    Failure: FAILED,
}
_MOST_DIGITS = 15
_LONGEST_TEXT = 255
_LONGEST_FORMULA = 7_900
_MOST_ARGUMENTS = 255
_DEEPEST = 60
_CALLS = re.compile(r'"(?:[^"]|"")*"|[A-Z.]*\(|\)')


@record
class Pair:
    """An expression for the value, and one for its state."""

    value: str
    state: str = OK


def is_too_much(pair: Pair) -> bool:
    """Whether Excel would refuse one of the formulas for its length or depth, with what a cell lays around it."""
    texts = (pair.value, pair.state)
    return any(len(text) > _LONGEST_FORMULA or depth(text) > _DEEPEST for text in texts)


def depth(formula: str) -> int:
    """How many calls of functions lie inside each other."""
    open_, deepest = [0], 0
    for match in _CALLS.finditer(formula):
        part = match.group()
        if part == ")":
            open_.pop()
        elif part[-1] == "(":
            open_.append(open_[-1] + (part != "("))
            deepest = max(deepest, open_[-1])
    return deepest


def nothing(state: str) -> Pair:
    """No value, for a known reason."""
    return Pair('""', state)


def pair_of(outcome: Outcome) -> Pair:
    """A fixed outcome."""
    if isinstance(outcome, NoValue):
        return nothing(STATE_NUMBERS[type(outcome)])
    return Pair(literal(outcome))


def literal(value: Value) -> str:
    """A value as a spreadsheet writes it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return f"DATE({value.year},{value.month},{value.day})"
    if isinstance(value, str):
        return quoted(value)
    if max(abs(value.numerator), value.denominator) > 10**_MOST_DIGITS:
        return f"({float(Fraction(value))!r})".upper()
    text, endless = exact_text(value)
    if endless is None and len(text.lstrip("-").replace(".", "")) <= _MOST_DIGITS:
        return text
    return f"({value.numerator}/{value.denominator})"


def quoted(text: str) -> str:
    """A text in quotation marks; a long one is put together, as no single one may be longer than 255 characters."""
    parts = [text[at : at + _LONGEST_TEXT] for at in range(0, len(text), _LONGEST_TEXT)] or [""]
    found = "&".join('"' + part.replace('"', '""') + '"' for part in parts)
    return found if len(parts) == 1 else f"({found})"


def call(word: str, parts: Iterable[str]) -> str:
    """A function of any number of arguments, in calls within calls where they are more than Excel takes in one."""
    given = list(parts)
    while len(given) > _MOST_ARGUMENTS:
        given = [
            f"{word}({','.join(given[at : at + _MOST_ARGUMENTS])})"
            for at in range(0, len(given), _MOST_ARGUMENTS)
        ]
    return f"{word}({','.join(given)})"


def worst(states: Iterable[str]) -> str:
    """The strictest of some states."""
    found = list(dict.fromkeys(state for state in states if state != OK))
    if not found:
        return OK
    return found[0] if len(found) == 1 else call("MAX", found)


def undecided(states: Iterable[str]) -> str:
    """The state of `og` and `eller` that nothing has decided: unknown first, then the strictest."""
    found = list(dict.fromkeys(state for state in states if state != OK))
    if len(found) < 2:  # noqa: PLR2004 - one state has no order
        return found[0] if found else OK
    return f"IF({call('OR', (f'{state}=1' for state in found))},1,{call('MAX', found)})"


def then(state: str, further: str) -> str:
    """The state of something that has `further` only where `state` is 0."""
    if OK in (state, further):
        return further if state == OK else state
    return f"IF({state}=0,{further},{state})"


def fails_if(condition: str) -> str:
    """The state of something that fails under a condition."""
    return f"IF({condition},4,0)"


def choose(condition: Pair, yes: Pair, no: Pair) -> Pair:
    """One of two by a condition; its own state when it has no value."""
    state = OK if yes.state == no.state == OK else f"IF({condition.value},{yes.state},{no.state})"
    if yes.state == no.state:
        state = yes.state
    value = yes.value if yes.value == no.value else f"IF({condition.value},{yes.value},{no.value})"
    return Pair(value, then(condition.state, state))
