"""A quantity along one number of the case, as data."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rammeaftale.backends.moving.moving import Decision
from rammeaftale.core.outcome import Outcome
from rammeaftale.report import json_shapes as shapes
from rammeaftale.report.naming import place_text
from rammeaftale.report.varying.text import side_words
from rammeaftale.report.varying.words import cause_head, decided
from rammeaftale.services.cells_json import VERSION, cell_json, value_json
from rammeaftale.services.varying.thresholds import KINDS, SIDES, Range, Threshold
from rammeaftale.services.varying.variation import METHODS, Point, Side, Variation

_CAUSE = shapes.closed(
    {
        "regel": shapes.TEXT,
        "titel": shapes.TEXT,
        "afsnit": shapes.TEXT,
        "sted": shapes.TEXT,
        "hvad": shapes.TEXT,
        "formel": shapes.TEXT,
    }
)
_PLACE = {
    "ved": shapes.VALUE,
    "art": shapes.word(*KINDS),
    "selve_værdien": shapes.described(
        shapes.word(*SIDES), "Om værdien selv hører til det før, det efter, begge eller står for sig."
    ),
}
_NEAR = {
    "tolerance": shapes.described(shapes.VALUE, "Hvor nær tærsklen er fundet, når det ikke er nøjagtigt."),
    "sidste_før": shapes.VALUE,
    "første_efter": shapes.VALUE,
}
_THRESHOLD = shapes.closed(
    {**_PLACE, "før": shapes.CELL, "efter": shapes.CELL, "regler": shapes.list_of(_CAUSE)},
    {**_NEAR, "resultat": shapes.CELL},
)
_SIDE = shapes.closed(
    {
        "navn": shapes.TEXT,
        "titel": shapes.TEXT,
        "art": shapes.word("pligt", "kontrol"),
        "tærskel": _THRESHOLD,
        "besked": shapes.TEXT,
    }
)
_RANGE = shapes.closed(
    {"fra": shapes.VALUE, "til": shapes.VALUE},
    {
        "tilstand": shapes.TEXT,
        "hældning": shapes.described(
            shapes.VALUE, "Hvor meget resultatet vokser for hver erklærede enhed, når det er lineært."
        ),
    },
)
_POINT = shapes.closed({"ved": shapes.VALUE, "resultat": shapes.CELL}, {"sagens_egen": shapes.TRUTH})
VARIED = shapes.closed(
    {
        "skema": shapes.VERSION,
        "regelsæt": shapes.RULE_SET,
        "størrelse": shapes.TEXT,
        "varieret": shapes.TEXT,
        "fra": shapes.VALUE,
        "til": shapes.VALUE,
        "metode": shapes.word(*METHODS),
        "indgår": shapes.described(shapes.TRUTH, "Om det varierede overhovedet bruges i denne sag."),
        "punkter": shapes.list_of(_POINT),
        "tærskler": shapes.list_of(_THRESHOLD),
        "strækninger": shapes.list_of(_RANGE),
        "pligter_og_kontroller": shapes.list_of(_SIDE),
        "afrundinger": shapes.list_of(
            shapes.closed({"regel": shapes.TEXT, "titel": shapes.TEXT, "til": shapes.TEXT})
        ),
    },
    {"enhed": shapes.TEXT, "varieret_enhed": shapes.TEXT, "sagens_egen": shapes.VALUE},
)


def variation_json(found: Variation) -> dict[str, Any]:
    """The whole of it."""
    axis, rules = found.axis, found.rules
    own = {} if axis.own is None else {"sagens_egen": _at(axis.own, found)}
    return {
        "skema": VERSION,
        "regelsæt": {"id": rules.id, "fingeraftryk": rules.fingerprint},
        "størrelse": found.address,
        **_unit("enhed", found.quantity.symbol.type.unit, found.quantity.symbol.entry.typing.unit),
        "varieret": axis.text,
        **_unit("varieret_enhed", axis.quantity.symbol.type.unit, axis.quantity.symbol.entry.typing.unit),
        "fra": _at(axis.low, found),
        "til": _at(axis.high, found),
        **own,
        "metode": found.method,
        "indgår": found.reached,
        "punkter": [_point(point, found) for point in found.points],
        "tærskler": [threshold_json(one, found) for one in found.thresholds],
        "strækninger": [_range(one, found) for one in found.ranges],
        "pligter_og_kontroller": [_side(side, found) for side in found.sides],
        "afrundinger": [
            {"regel": one.name, "titel": one.title, "til": str(one.multiple)} for one in found.rounded
        ],
    }


def _unit(key: str, unit: object, declared: object) -> dict[str, Any]:
    return {} if declared is None else {key: str(unit)}


def _at(x: Fraction, found: Variation) -> dict[str, Any]:
    """A position along the axis, in its declared unit."""
    return value_json(found.axis.value(x), found.axis.quantity.symbol.type)


def _cell(outcome: Outcome, found: Variation) -> dict[str, Any]:
    return cell_json(outcome, found.quantity.symbol.type)


def _point(point: Point, found: Variation) -> dict[str, Any]:
    told = {"ved": _at(point.x, found), "resultat": _cell(point.outcome, found)}
    return {**told, "sagens_egen": True} if point.own else told


def threshold_json(one: Threshold, found: Variation) -> dict[str, Any]:
    """A threshold with its values and the rules behind it."""
    told: dict[str, Any] = {
        "ved": _at(one.at, found),
        "art": one.kind,
        "selve_værdien": one.side,
        "før": _cell(one.before, found),
        "efter": _cell(one.after, found),
        "regler": [cause_json(cause, found) for cause in one.causes],
    }
    if one.own is not None:
        told["resultat"] = _cell(one.own, found)
    if one.within and not found.axis.is_whole:
        told["tolerance"] = _at(one.within, found)
    if one.last is not None and one.first is not None:
        told |= {"sidste_før": _at(one.last, found), "første_efter": _at(one.first, found)}
    return told


def cause_json(cause: Decision, found: Variation) -> dict[str, Any]:
    """The rule a decision stands in."""
    head = cause_head(found.rules, cause)
    span = cause.span or (head.span if head else None)
    return {
        "regel": cause.owner[0],
        "titel": head.title if head else "",
        "afsnit": head.citation.section if head else "",
        "sted": place_text(span) if span else "",
        "hvad": decided(cause),
        "formel": cause.text,
    }


def _range(one: Range, found: Variation) -> dict[str, Any]:
    told: dict[str, Any] = {"fra": _at(one.low, found), "til": _at(one.high, found)}
    if "tilstand" in (state := _cell(one.seen.outcome, found)):
        told["tilstand"] = state["tilstand"]
    slope = one.function.slope if one.function is not None else None
    if slope is not None and found.quantity.symbol.type.kind == "et tal":
        told["hældning"] = value_json(slope * found.axis.scale, found.quantity.symbol.type)
    return told


def _side(side: Side, found: Variation) -> dict[str, Any]:
    told = threshold_json(side.threshold, found)
    return {
        "navn": side.name,
        "titel": side.title,
        "art": side.kind,
        "tærskel": told,
        "besked": side_words(side),
    }
