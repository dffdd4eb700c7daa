"""What one number of a case must be for a quantity to come to a given value: every answer, or how near one can get."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rammeaftale.backends.moving.moving import Question
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.outcome import Outcome, Value
from rammeaftale.core.records import record
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR, expected, read_exact
from rammeaftale.language.program import Quantity
from rammeaftale.language.types import Kind
from rammeaftale.rulefiles.yamltree import Scalar
from rammeaftale.services import findings as f
from rammeaftale.services.addresses import Address
from rammeaftale.services.cases.case import Case
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.varying import findings as vf
from rammeaftale.services.varying.axis import PLACE, Axis, make_axis, position, written
from rammeaftale.services.varying.model import Model
from rammeaftale.services.varying.request import Asked, read_range
from rammeaftale.services.varying.solving import FAR, Answer, Attainable, Nearest, Neighbours, Search
from rammeaftale.services.varying.variation import EXACT, cut, find_target, movable, seen_from

NEARBY = 4
_YEARS_AROUND = 5
_ASKED = (Kind.NUMBER, Kind.DATE, Kind.YEAR, Kind.BOOL)


@record
class Reaching:
    """What was found for `wanted`; `nearest` only where there is no answer.

    `bounded`: whether each end of the axis is an end of some kind, and not just far away; `matters`: what was moved
    is used anywhere.
    """

    rules: RuleSet
    address: str
    quantity: Quantity
    wanted: Value
    axis: Axis
    bounded: tuple[bool, bool]
    answers: tuple[Answer, ...]
    neighbours: tuple[Neighbours, ...]
    nearest: Nearest | None
    attainable: Attainable | None
    state: Outcome | None
    method: str
    rounded: bool
    matters: bool


def reach_value(
    rules: RuleSet, case: Case, target: str, value: str, by: str, findings: Findings
) -> Reaching | None:
    """`--opnå VALUE --ved BY`; None with findings."""
    cell = find_target(target, rules, case, findings)
    if cell is None:
        return None
    definitions = seen_from(rules, case, cell)
    quantity = definitions.quantity(cell[0], cell[1])
    wanted = _wanted(quantity, value, findings)
    if wanted is None:
        return None
    asked = read_range(by, findings, option="--ved") if "=" in by else Asked(by.strip(), "", "")
    at = movable(asked.name, cell, rules, case, findings) if asked is not None else None
    if asked is None or at is None:
        return None
    axis, bounded = _axis(at, asked, rules, case, findings)
    if axis is None:
        return None
    model = Model(definitions, axis, Question(cell))
    pieces, method = cut(model)
    if method != EXACT and not asked.low and not all(bounded):
        axis = _narrowed(axis, at, rules, case, findings)
        if axis is None:
            return None
        model = Model(definitions, axis, Question(cell))
        pieces, method = cut(model)
        bounded = (True, True)
    found = Search(model, pieces, wanted, method, bounded)
    answers, neighbours = found.answers(), found.neighbours()
    nearest = None if answers else found.nearest()
    state = None if answers or nearest else pieces[0].seen.outcome
    return Reaching(
        rules, target, quantity, wanted, model.axis, bounded, tuple(answers), tuple(neighbours), nearest,
        found.attainable(), state, method, any(piece.rounded for piece in pieces),
        any(piece.at.walk.reached for piece in pieces),
    )  # fmt: skip


def _wanted(quantity: Quantity, text: str, findings: Findings) -> Value | None:
    type_ = quantity.symbol.type
    if type_.kind not in _ASKED:
        findings.add(vf.NOT_ATTAINABLE, PLACE, name=quantity.name, kind=type_.kind.value)
        return None
    value = read_exact(text.strip(), type_)
    if value is None:
        hint = literal_hint(text.strip(), type_)
        findings.add(f.BAD_VALUE, PLACE, text=text, expected=expected(type_), hint=hint)
    return value


def _axis(
    at: Address, asked: Asked, rules: RuleSet, case: Case, findings: Findings
) -> tuple[Axis | None, tuple[bool, bool]]:
    """The axis as asked for, or over all the input may be; and whether each end is a bound of some kind."""
    quantity = rules.quantity(at.name)
    assert quantity is not None
    if asked.low:
        ends = Scalar(asked.low, PLACE), Scalar(asked.high, PLACE)
        return make_axis(at, ends, rules, case, findings), (True, True)
    kind, scale = quantity.symbol.type.kind, quantity.symbol.type.unit.scale
    if kind is Kind.DATE:
        far = [Fraction(day.toordinal()) for day in (date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))]
    elif kind is Kind.YEAR:
        far = [Fraction(FIRST_YEAR), Fraction(LAST_YEAR)]
    else:
        far = [-FAR * scale, FAR * scale]
    least, most = quantity.least, quantity.most
    ends = (
        written(far[0] if least is None else position(least), quantity),
        written(far[1] if most is None else position(most), quantity),
    )
    return make_axis(at, ends, rules, case, findings), (least is not None, most is not None)


def _narrowed(axis: Axis, at: Address, rules: RuleSet, case: Case, findings: Findings) -> Axis | None:
    """A range around the case's own value, where the whole line cannot be searched."""
    unit = axis.scale
    own = axis.own if axis.own is not None else max(axis.low, Fraction(0))
    if axis.kind is Kind.DATE:
        if axis.own is None:
            own = Fraction(
                date(case.facts.years[0] if case.facts.years else FIRST_YEAR + 100, 7, 1).toordinal()
            )
        width = Fraction(366 * _YEARS_AROUND)
    elif axis.kind is Kind.YEAR:
        width = Fraction(10 * _YEARS_AROUND)
    else:
        width = max(abs(own) * NEARBY, 100 * unit)
    low, high = max(axis.low, own - width), min(axis.high, own + width)
    quantity = axis.quantity
    return make_axis(at, (written(low, quantity), written(high, quantity)), rules, case, findings)
