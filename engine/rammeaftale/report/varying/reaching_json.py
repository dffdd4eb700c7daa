"""What a number must be for a quantity to come to a value, as data."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rammeaftale.core.outcome import Outcome
from rammeaftale.report import json_shapes as shapes
from rammeaftale.services.cells_json import VERSION, cell_json, value_json
from rammeaftale.services.varying.reaching import Reaching
from rammeaftale.services.varying.solving import Answer
from rammeaftale.services.varying.variation import METHODS

_ANSWER = shapes.closed(
    {"fra": shapes.VALUE, "til": shapes.VALUE, "fra_med": shapes.TRUTH, "til_med": shapes.TRUTH,
     "resultat": shapes.CELL, "nøjagtig": shapes.TRUTH},
    {"tolerance": shapes.VALUE},
)  # fmt: skip
_BESIDE = shapes.closed({"ved": shapes.VALUE, "resultat": shapes.CELL})
REACHED = shapes.closed(
    {
        "skema": shapes.VERSION,
        "regelsæt": shapes.RULE_SET,
        "størrelse": shapes.TEXT,
        "opnå": shapes.VALUE,
        "ved": shapes.TEXT,
        "søgt_fra": shapes.or_null(shapes.VALUE),
        "søgt_til": shapes.or_null(shapes.VALUE),
        "metode": shapes.word(*METHODS),
        "indgår": shapes.described(shapes.TRUTH, "Om det, der ændres, overhovedet bruges i denne sag."),
        "løsninger": shapes.list_of(_ANSWER),
        "naboer": shapes.described(
            shapes.list_of(shapes.list_of(_BESIDE)), "To nabværdier, som det ønskede ligger imellem."
        ),
    },
    {
        "enhed": shapes.TEXT,
        "sagens_egen": shapes.VALUE,
        "nærmeste": shapes.closed(
            {"ved": shapes.VALUE, "resultat": shapes.CELL, "nås": shapes.TRUTH},
            {"i_det_fjerne": shapes.described(shapes.TRUTH, "Resultatet nærmer sig kun værdien langt ude.")},
        ),
        "opnåeligt": shapes.described(
            shapes.closed({"mindst": shapes.or_null(shapes.CELL), "højst": shapes.or_null(shapes.CELL)}),
            "Det mindste og største, resultatet bliver; null, hvor der ingen grænse er.",
        ),
    },
)


def reaching_json(found: Reaching) -> dict[str, Any]:
    """Every answer, or the nearest there is."""
    axis = found.axis
    declared = found.quantity.symbol.entry.typing.unit
    told: dict[str, Any] = {
        "skema": VERSION,
        "regelsæt": {"id": found.rules.id, "fingeraftryk": found.rules.fingerprint},
        "størrelse": found.address,
        **({} if declared is None else {"enhed": str(found.quantity.symbol.type.unit)}),
        "opnå": value_json(found.wanted, found.quantity.symbol.type),
        "ved": axis.text,
        **({} if axis.own is None else {"sagens_egen": _at(axis.own, found)}),
        "søgt_fra": _at(axis.low, found) if found.bounded[0] else None,
        "søgt_til": _at(axis.high, found) if found.bounded[1] else None,
        "metode": found.method,
        "indgår": found.matters,
        "løsninger": [_answer(one, found) for one in found.answers],
        "naboer": [
            [_beside(x, outcome, found) for x, outcome in zip((n.below, n.above), n.outcomes, strict=True)]
            for n in found.neighbours
        ],
    }
    if found.nearest is not None:
        told["nærmeste"] = {
            **_beside(found.nearest.x, found.nearest.value, found),
            "nås": found.nearest.attained,
            **({"i_det_fjerne": True} if found.nearest.far else {}),
        }
    if found.attainable is not None:
        least, most = found.attainable.least, found.attainable.most
        told["opnåeligt"] = {"mindst": _end(least, found), "højst": _end(most, found)}
    return told


def _at(x: Fraction, found: Reaching) -> dict[str, Any]:
    return value_json(found.axis.value(x), found.axis.quantity.symbol.type)


def _end(outcome: Outcome | None, found: Reaching) -> dict[str, Any] | None:
    return None if outcome is None else cell_json(outcome, found.quantity.symbol.type)


def _beside(x: Fraction, outcome: Outcome, found: Reaching) -> dict[str, Any]:
    return {"ved": _at(x, found), "resultat": cell_json(outcome, found.quantity.symbol.type)}


def _answer(one: Answer, found: Reaching) -> dict[str, Any]:
    told: dict[str, Any] = {
        "fra": _at(one.low, found),
        "til": _at(one.high, found),
        "fra_med": one.low_in,
        "til_med": one.high_in,
        "resultat": cell_json(one.outcome, found.quantity.symbol.type),
        "nøjagtig": not one.within and one.outcome == found.wanted,
    }
    return {**told, "tolerance": _at(one.within, found)} if one.within else told
