"""What a number must be for a quantity to come to a value, as text."""

from __future__ import annotations

from fractions import Fraction
from textwrap import wrap

from rammeaftale.core.outcome import Outcome
from rammeaftale.language.types import Kind
from rammeaftale.report.amounts import apart
from rammeaftale.report.varying.words import answer, cause_words, place_words, where
from rammeaftale.services.examples.expected import is_number
from rammeaftale.services.varying.axis import written
from rammeaftale.services.varying.reaching import Reaching
from rammeaftale.services.varying.solving import Answer, Nearest, Neighbours
from rammeaftale.services.varying.variation import EVERY, EXACT

WIDEST = 100


def reaching_text(found: Reaching) -> str:
    """Every answer, or why there is none."""
    axis = found.axis
    wanted = answer(found.wanted, found.quantity)
    lines = wrap(
        f"{found.address} – {found.quantity.head.title} = {wanted}, ved at ændre {axis.text}", WIDEST
    )
    if axis.own is not None:
        lines.append(f"Sagens egen værdi er {where(axis.own, axis)}.")
    lines.append("")
    for number, one in enumerate(found.answers, 1):
        lines += _answer(one, number, found)
    for beside in found.neighbours:
        lines += _neighbours(beside, found)
    if not found.answers:
        lines += _none(found)
    return "\n".join([*lines, "", *wrap(_searched(found), WIDEST)])


def _answer(one: Answer, number: int, found: Reaching) -> list[str]:
    mark = f"{number}. " if len(found.answers) > 1 else ""
    if one.low != one.high:
        low, high = where(one.low, found.axis), where(one.high, found.axis)
        edges = [
            f"{'fra og med' if one.low_in else 'over'} {low}",
            f"{'til og med' if one.high_in else 'til'} {high}",
        ]
        if one.low == found.axis.low and not found.bounded[0]:
            edges[0] = ""
        if one.high == found.axis.high and not found.bounded[1]:
            edges[1] = "og opefter" if edges[0] else ""
        told = " ".join(["Alle værdier", *(edge for edge in edges if edge)])
        return [f"  {mark}{told}.", *_checked(one.plain, one.found, found)]
    place = where(one.low, found.axis)
    near = "cirka " if one.within and not place.startswith("cirka") else ""
    lines = [f"  {mark}{near}{place}"]
    if one.outcome != found.wanted:
        lines += wrap(
            f"Regnet igennem giver den {answer(one.outcome, found.quantity)}; der afrundes undervejs.",
            WIDEST,
            initial_indent="     ",
            subsequent_indent="     ",
        )
    return lines + _checked(one.plain, one.found, found)


def _checked(x: Fraction, outcome: Outcome, found: Reaching) -> list[str]:
    """The command line that tries it, and what it gives."""
    text = written(x, found.axis.quantity).text
    given = answer(outcome, found.quantity)
    if is_number(outcome) and outcome != found.wanted:
        given = f"{apart(outcome, found.wanted, found.quantity)[0]}; værdien er skrevet afrundet"
    told = f"Efterprøvet: --sæt {found.axis.text}={text} giver {given}"
    return wrap(told, WIDEST, initial_indent="     ", subsequent_indent="       ", break_on_hyphens=False)


def _neighbours(one: Neighbours, found: Reaching) -> list[str]:
    whole = found.axis.is_whole or one.above - one.below == 1
    kind = "De nærmeste hele værdier" if whole else "Mellem to værdier"
    kind = "De nærmeste dage" if found.axis.kind is Kind.DATE else kind
    lines = [f"  {kind}:"]
    for x, outcome in zip((one.below, one.above), one.outcomes, strict=True):
        lines.append(f"     {where(x, found.axis)} giver {answer(outcome, found.quantity)}")
    return lines


def _none(found: Reaching) -> list[str]:
    if not found.matters:
        told = f"Ingen værdi giver det: {found.axis.text} indgår ikke i beregningen i denne sag."
        return [*_wrapped(told), *_span(found)]
    if found.neighbours:
        return ["", "  Ingen værdi rammer præcist; de nærmeste på hver side står ovenfor."]
    if found.nearest is None:
        state = f" Resultatet er {answer(found.state, found.quantity)}." if found.state is not None else ""
        return _wrapped(f"Ingen værdi giver det.{state}")
    return [*_nearest(found.nearest, found), *_span(found)]


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDEST, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)


def _nearest(one: Nearest, found: Reaching) -> list[str]:
    value = answer(one.value, found.quantity)
    if one.far:
        way = "større" if one.x == found.axis.high else "mindre"
        told = f"som resultatet nærmer sig, jo {way} værdien er, uden at nå det"
    else:
        verb = "fås" if one.attained else "nås næsten"
        told = f"som {verb} ved {where(one.x, found.axis)}"
    lines = _wrapped(f"Ingen værdi giver det. Det nærmeste er {value}, {told}.")
    if one.threshold is not None:
        lines.append(f"  Her sætter en regel grænsen ({place_words(one.threshold, found.axis)}):")
        for cause in one.threshold.causes[:3]:
            lines += wrap(
                cause_words(found.rules, cause), WIDEST, initial_indent="     ", subsequent_indent="       "
            )
    return lines


def _span(found: Reaching) -> list[str]:
    """What the result can come to on the whole of the range."""
    span = found.attainable
    if span is None:
        return []
    least, most = (None if end is None else answer(end, found.quantity) for end in (span.least, span.most))
    if least is None and most is None:
        return _wrapped(
            "Resultatet kan både blive så lille og så stort, det skal være, men springer værdien over."
        )
    if least is not None and least == most:
        return _wrapped(f"Resultatet er {least} overalt på strækningen.")
    low = None if least is None else f"{'mindst' if span.least_in else 'over'} {least}"
    high = None if most is None else f"{'højst' if span.most_in else 'under'} {most}"
    return _wrapped(f"Resultatet er {' og '.join(end for end in (low, high) if end)} på strækningen.")


def _searched(found: Reaching) -> str:
    axis, (least, most) = found.axis, found.bounded
    low, high = where(axis.low, axis), where(axis.high, axis)
    if not least and not most:
        where_ = "blandt alle værdier"
    elif not most:
        where_ = f"fra {low} og opefter"
    elif not least:
        where_ = f"fra {high} og nedefter"
    else:
        where_ = f"fra {low} til {high}"
    how = {
        EXACT: "ved at løse reglerne nøjagtigt; alle løsninger er med",
        EVERY: "ved at regne hver eneste værdi igennem",
    }.get(found.method, "i mange punkter; en løsning mellem to af dem kan være overset")
    if found.rounded and found.method == EXACT:
        how = "ved at løse reglerne; der afrundes undervejs, så også værdier tæt ved kan give det samme"
    return f"Søgt {where_}, {how}."
