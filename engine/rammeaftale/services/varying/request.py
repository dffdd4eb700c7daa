"""`N=fra..til`, `N=fra..til/antal`, `N=fra..til:trin`: what is to be moved, how far, and where to look at it."""

from __future__ import annotations

import re
from fractions import Fraction

from rammeaftale.core.danish import parse_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.language.literal_help import literal_hint
from rammeaftale.language.literals import expected, read_exact
from rammeaftale.language.types import DAYS, Kind, Type
from rammeaftale.services.varying import findings as vf
from rammeaftale.services.varying.axis import PLACE, Axis

MOST_POINTS = 1000
FEWEST_POINTS = 2
USUAL_POINTS = 20
EXAMPLE = "--variér pladser=10..30, pladser=10..30/5 (antal punkter) eller pladser=10..30:5 (trin)"
_RANGE = re.compile(r"(?P<name>[^=]+)=(?P<low>.*?[^.\s])\s*\.\.\s*(?P<high>[^.].*?)\Z", re.DOTALL)
_TAIL = re.compile(r"(?P<high>.*?)(?:/(?P<count>[^/:]*)|:(?P<step>[^/:]*))\Z", re.DOTALL)
_NICE = (1, 2, Fraction(5, 2), 5)
_NICE_DAYS = (1, 2, 5, 7, 14, 28, 50, 100, 250, 500, 1000, 2500, 5000)


@record
class Asked:
    """A range as written: the name, both ends, perhaps how many points or how far apart."""

    name: str
    low: str
    high: str
    count: str | None = None
    step: str | None = None


def read_range(text: str, findings: Findings, *, option: str = "--variér") -> Asked | None:
    """The parts of a range, or None with a finding."""
    match = _RANGE.match(text.strip())
    if match is None:
        form = "navn=fra..til"
        example = EXAMPLE if option == "--variér" else f"{option} pladser eller {option} pladser=10..30"
        findings.add(
            vf.BAD_RANGE, PLACE, text=text, form=form, example=example, hint=_range_hint(text, option)
        )
        return None
    name, low, high = (match[part].strip() for part in ("name", "low", "high"))
    tail = _TAIL.match(high)
    if tail is None:
        return Asked(name, low, high)
    count = tail["count"]
    return Asked(name, low, tail["high"].strip(), count, tail["step"])


def _range_hint(text: str, option: str) -> str:
    """What was probably meant: another sign than two dots between the ends."""
    match = re.match(r"\s*([^=]+?)\s*=\s*(\S+?)\s*(?:\.{3,}|…|\btil\b|–|-{1,2}(?=\S))\s*(\S+)\s*\Z", text)
    return f"Skriv to prikker mellem enderne: {option} {match[1]}={match[2]}..{match[3]}." if match else ""


def table_places(axis: Axis, asked: Asked, findings: Findings) -> list[Fraction] | None:
    """Where the table looks: both ends, evenly between them, and the case's own value; None with a finding."""
    if asked.count is not None:
        found = _counted(axis, asked.count, findings)
    else:
        step = usual_step(axis) if asked.step is None else _step(axis, asked.step, findings)
        found = None if step is None else _stepped(axis, step, findings, from_low=asked.step is not None)
    if found is None:
        return None
    own = [axis.own] if axis.own is not None and axis.low <= axis.own <= axis.high else []
    return sorted({*found, *own})


def _counted(axis: Axis, text: str, findings: Findings) -> list[Fraction] | None:
    number = parse_number(text.strip())
    if not isinstance(number, int) or not FEWEST_POINTS <= number <= MOST_POINTS:
        findings.add(vf.TOO_MANY_POINTS, PLACE, count=text.strip() or "ingen", limit=MOST_POINTS)
        return None
    found = [axis.low + (axis.high - axis.low) * Fraction(n, number - 1) for n in range(number)]
    return [Fraction(round(x)) for x in found] if axis.is_whole else found


def _step(axis: Axis, text: str, findings: Findings) -> Fraction | None:
    """The step as written, in the axis's own unit; of dates in days."""
    type_ = axis.quantity.symbol.type
    meant = (
        DAYS
        if type_.kind is Kind.DATE
        else type_
        if type_.kind is Kind.NUMBER
        else Type(Kind.NUMBER, whole=True)
    )
    value = read_exact(text.strip(), meant)
    if (
        not isinstance(value, int | Fraction)
        or value <= 0
        or (axis.is_whole and Fraction(value).denominator != 1)
    ):
        what = f"{expected(meant)} over 0"
        hint = literal_hint(text.strip(), meant)
        findings.add(vf.BAD_STEP, PLACE, text=text.strip(), expected=what, example=EXAMPLE, hint=hint)
        return None
    return Fraction(value)


def usual_step(axis: Axis) -> Fraction:
    """A round step that gives about twenty points."""
    wanted = (axis.high - axis.low) / axis.scale / USUAL_POINTS
    if axis.kind is Kind.DATE:
        return Fraction(next((days for days in _NICE_DAYS if days >= wanted), _NICE_DAYS[-1]))
    power = Fraction(1)
    while power * 10 <= wanted:
        power *= 10
    while power > wanted:
        power /= 10
    nice = next(power * Fraction(n) for n in (*_NICE, 10) if power * Fraction(n) >= wanted)
    return max(Fraction(nice.__ceil__()), Fraction(1)) if axis.is_whole else nice * axis.scale


def _stepped(axis: Axis, step: Fraction, findings: Findings, *, from_low: bool) -> list[Fraction] | None:
    """The multiples of the step (counted from the lower end if it was asked for) and both ends."""
    count = ((axis.high - axis.low) / step).__floor__() + 1
    if count > MOST_POINTS:
        findings.add(vf.TOO_MANY_POINTS, PLACE, count=count, limit=MOST_POINTS)
        return None
    plain = from_low or axis.kind is Kind.DATE
    start = axis.low if plain else (axis.low / step).__ceil__() * step
    found = [start + step * n for n in range(count + 1)]
    return [axis.low, *(x for x in found if x <= axis.high), axis.high]
