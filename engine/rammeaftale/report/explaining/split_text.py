"""How a member's part of `fordel` came to whole øre: its exact part, and whether its remainder is among the largest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rammeaftale.backends.arithmetic import round_to
from rammeaftale.backends.ruletrace import FormulaTrace
from rammeaftale.backends.terms import Term
from rammeaftale.core.danish import show_number
from rammeaftale.core.display import show_amount
from rammeaftale.language import ir

ORE = Fraction(1, 100)
MOST_DECIMALS = 6


def split_lines(rule: FormulaTrace) -> Iterator[tuple[str, str]]:
    """A line a `fordel` in a formula that came to something."""
    for term in _splits(rule.term):
        assert isinstance(term.node, ir.Split)
        text = _split(term, term.node, rule.members)
        if text:
            yield "fordelt", text


def _splits(term: Term) -> Iterator[Term]:
    if isinstance(term.node, ir.Split):
        yield term
    for part in term.parts:
        yield from _splits(part)


def _split(term: Term, node: ir.Split, env: Mapping[str, object]) -> str:
    member = str(env.get(node.over, ""))
    amount, keys = term.parts[0].outcome, {row.label: row.value.outcome for row in term.rows if row.value}
    numbers = {label: Fraction(key) for label, key in keys.items() if isinstance(key, int | Fraction)}
    total = sum(numbers.values(), Fraction(0))
    if not isinstance(amount, int | Fraction) or len(numbers) < len(keys) or not total:
        return ""
    whole = Fraction(round_to(amount, ORE))
    for_each = abs(whole) / ORE / total
    exact = {label: for_each * key for label, key in numbers.items()}
    rests = {label: part - part.__floor__() for label, part in exact.items()}
    left = int(sum(rests.values()))
    if member not in exact or not whole:
        return ""
    order = sorted(rests, key=lambda label: -rests[label])
    told = [f"{_key(term, numbers[member])} af {_key(term, total)}"]
    told += [f"af {show_amount(whole, node.type.unit)}"] if whole != amount else []
    part = exact[member] * ORE * (1 if whole > 0 else -1)
    text = f"{' '.join(told)} er {_exact(part)} kr"
    if not rests[member]:
        return f"{text}, som er hele øre"
    tied = left < len(order) and rests[member] == rests[order[left - 1]] == rests[order[left]]
    why = " (af lige store rester går de første i rækken forud)" if tied else ""
    largest = "den største" if left == 1 else f"blandt de {left} største"
    rest = f"resten på {_exact(rests[member])} øre er"
    if member in order[:left]:
        return f"{text}; {rest} {largest}{why}, så delen rundes op"
    return f"{text}; {rest} ikke {largest}{why}, så delen rundes ned"


def _key(term: Term, value: Fraction) -> str:
    row = next(row for row in term.rows if row.value)
    assert row.value is not None
    return show_amount(value, row.value.node.type.unit)


def _exact(value: Fraction) -> str:
    finite = (value * 10**MOST_DECIMALS).denominator == 1
    return f"{'' if finite else 'cirka '}{show_number(value, most=MOST_DECIMALS)}"
