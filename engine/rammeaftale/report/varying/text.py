"""A quantity along one number of the case, as text: the table, the thresholds by rule, and the stretches between."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from rammeaftale.core.outcome import NoValue
from rammeaftale.report.amounts import amount
from rammeaftale.report.varying.words import (
    answer,
    cause_words,
    change_words,
    heads,
    place_words,
    short,
    stretch_words,
    where,
)
from rammeaftale.services.varying.probe import MOST_TRIED
from rammeaftale.services.varying.thresholds import Threshold
from rammeaftale.services.varying.variation import EVERY, EXACT, Point, Side, Variation

WIDEST = 100
MOST_NAMED = 4
NONE_FOUND = "Ingen: der er ingen betingelse, grænse eller tabelrække, der skifter på strækningen."


def variation_text(found: Variation) -> str:
    """The whole of it."""
    parts = [
        _heading(found),
        _table(found),
        "\n".join(["Tærskler", *_thresholds(found)]),
        "\n".join(["Imellem", *_stretches(found)]),
    ]
    if found.sides:
        parts.append("\n".join(["Pligter og kontroller undervejs", *_sides(found.sides, found)]))
    return "\n\n".join([*parts, *("\n".join(wrap(note, WIDEST)) for note in notes(found))])


def title_line(found: Variation) -> str:
    """`takst_pr_dag – Takst pr. dag, når løn går fra … til …`."""
    axis = found.axis
    ends = f"{where(axis.low, axis)} til {where(axis.high, axis)}"
    return f"{found.address} – {found.quantity.head.title}, når {axis.text} går fra {ends}"


def _heading(found: Variation) -> str:
    axis = found.axis
    lines = wrap(title_line(found), WIDEST, subsequent_indent="  ")
    if not found.reached:
        lines += wrap(unused_words(found), WIDEST)
    if axis.own is None:
        return "\n".join([*lines, "Sagen har ikke selv én værdi."])
    own = next((point.outcome for point in found.points if point.own), None)
    told = f": {answer(own, found.quantity)}" if own is not None else ", uden for strækningen"
    return "\n".join([*lines, f"Sagens egen værdi er {where(axis.own, axis)}{told}."])


def unused_words(found: Variation) -> str:
    """That what is moved changes nothing in this case."""
    return f"{found.axis.text} indgår ikke i beregningen i denne sag; resultatet er det samme overalt."


def _table(found: Variation) -> str:
    units = heads(found.axis, found.quantity)
    rows = [("", found.axis.text, found.address, ""), ("", *units, "")]
    rows += [_row(point, found) for point in found.points]
    widths = [max(len(row[n]) for row in rows) for n in range(3)]
    lines = []
    for mark, x, y, note in rows:
        line = f"{mark.ljust(2)}{x.rjust(widths[1])}  {y.rjust(widths[2])}  {note}"
        lines.append(line.rstrip())
    return "\n".join(lines)


def _row(point: Point, found: Variation) -> tuple[str, str, str, str]:
    x = short(found.axis.value(point.x), found.axis.quantity)
    note = "sagens egen" if point.own else ""
    if isinstance(point.outcome, NoValue):
        reason = answer(point.outcome, found.quantity).partition(" (")[2].rstrip(")")
        note = "; ".join(part for part in (note, reason) if part)
    return ("*" if point.own else "", x, short(point.outcome, found.quantity), note)


def _thresholds(found: Variation) -> list[str]:
    if not found.thresholds:
        return wrap(NONE_FOUND, WIDEST, initial_indent="  ", subsequent_indent="  ")
    lines: list[str] = []
    for number, one in enumerate(found.thresholds, 1):
        text = f"{number}. {place_words(one, found.axis)}: {change_words(one, found.axis, found.quantity)}"
        lines += wrap(text, WIDEST, initial_indent="  ", subsequent_indent="     ")
        lines += _causes(one, found)
    return lines


def _causes(one: Threshold, found: Variation) -> list[str]:
    lines: list[str] = []
    for cause in one.causes[:MOST_NAMED]:
        text = cause_words(found.rules, cause)
        lines += wrap(
            text, WIDEST, initial_indent="     ", subsequent_indent="       ", break_on_hyphens=False
        )
    if len(one.causes) > MOST_NAMED:
        lines.append(f"     og {len(one.causes) - MOST_NAMED} regler mere")
    return lines


def _stretches(found: Variation) -> Iterable[str]:
    for one in found.ranges:
        low, high = (amount(found.axis.value(x), found.axis.quantity) for x in (one.low, one.high))
        text = f"{low} til {high}: {stretch_words(one, found.axis, found.quantity)}"
        yield from wrap(text, WIDEST, initial_indent="  ", subsequent_indent="    ")


def _sides(sides: Iterable[Side], found: Variation) -> Iterable[str]:
    for side in sides:
        text = f"{place_words(side.threshold, found.axis)}: {side_words(side)}"
        yield from wrap(text, WIDEST, initial_indent="  ", subsequent_indent="     ")
        yield from _causes(side.threshold, found)


def side_words(side: Side) -> str:
    """What becomes of a duty or check there."""
    after = side.threshold.after
    if isinstance(after, NoValue):
        verb = "kan ikke længere afgøres"
    elif side.kind == "pligt":
        verb = "udløses" if after else "udløses ikke længere"
    else:
        verb = "holder" if after else "holder ikke"
    if side.threshold.kind == "enkelt_værdi":
        verb = (
            "holder kun her"
            if side.kind == "kontrol" and side.threshold.own is True
            else "afgøres anderledes her"
        )
    noun = {"pligt": "pligten", "kontrol": "kontrollen"}[side.kind]
    return f"{noun} {side.name} – {side.title} – {verb}"


def notes(found: Variation) -> list[str]:
    """What must be known besides: what is rounded, how the thresholds were found."""
    told = []
    if found.rounded:
        named = ", ".join(f"{one.name} til {_multiple(one.multiple)}" for one in found.rounded)
        told.append(
            f"Der afrundes undervejs ({named}). De små trin står ikke som tærskler; mellem tærsklerne er "
            "hældningen den uafrundede."
        )
    return [*told, method_words(found)]


def _multiple(multiple: object) -> str:
    from fractions import Fraction

    from rammeaftale.core.danish import show_number

    assert isinstance(multiple, Fraction)
    return show_number(multiple)


def method_words(found: Variation) -> str:
    """How sure one may be that nothing is missing."""
    if found.method == EXACT:
        near = any(one.within for one in found.thresholds)
        told = "Tærsklerne er fundet ved at løse reglernes egne grænser, ikke ved stikprøver"
        return f"{told}; de, der står som cirka, er fundet ved tilnærmelse." if near else f"{told}."
    if found.method == EVERY:
        return "Hver eneste værdi på strækningen er regnet igennem; ingen tærskel kan mangle."
    return (
        f"En del af beregningen kan ikke løses baglæns, så der er regnet i op til {MOST_TRIED} punkter, og hvert "
        "skifte er indkredset. Et skifte frem og tilbage mellem to nabopunkter kan være overset."
    )


def own_text(found: Variation) -> str:
    """The case's own value and what it gives, for captions."""
    own = next((point for point in found.points if point.own), None)
    if own is None:
        return ""
    return f"{where(own.x, found.axis)}: {amount(own.outcome, found.quantity)}"
