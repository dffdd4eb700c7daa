"""A quantity under every reading, as data."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Outcome
from rammeaftale.report import json_shapes as shapes
from rammeaftale.report.foelsomhed_text import citations
from rammeaftale.services.cells_json import VERSION, cell_json, value_json
from rammeaftale.services.examples.expected import is_number
from rammeaftale.services.ruleset import RuleSet
from rammeaftale.services.sensitivity import Sensitivity, Varied

_PERCENT = 100
ALONE, TOGETHER, NOT_AT_ALL = MATTERS = ("alene", "kun_sammen_med_andre", "ingen")
_NUMBERS_ONLY = {
    "forskel": shapes.described(shapes.VALUE, "Forskellen til sagens eget resultat, i den erklærede enhed."),
    "forskel_pct": shapes.described(shapes.NUMBER_TEXT, "Forskellen i procent af sagens eget resultat."),
}
_CHOICE = shapes.closed(
    {"navn": shapes.TEXT, "titel": shapes.TEXT, "bruges": shapes.TRUTH, "resultat": shapes.CELL},
    _NUMBERS_ONLY,
)
_READING = shapes.closed(
    {
        "navn": shapes.TEXT,
        "titel": shapes.TEXT,
        "art": shapes.word("flertydig", "modstrid", "tavshed"),
        "kilder": shapes.list_of(shapes.SOURCE),
        "valgt_i_sagen": shapes.TRUTH,
        "betydning": shapes.word(*MATTERS),
        "læsninger": shapes.list_of(_CHOICE),
    }
)
_COMBINATION = shapes.closed(
    {"læsninger": shapes.map_of(shapes.TEXT), "resultat": shapes.CELL}, _NUMBERS_ONLY
)
_QUANTITY = shapes.closed(
    {
        "fortolkninger": shapes.list_of(_READING),
        "kombinationer": shapes.list_of(_COMBINATION),
        "for_mange_kombinationer": shapes.TRUTH,
    },
    {"enhed": shapes.TEXT, **shapes.CELL_FIELDS},
)
SCHEMA = shapes.closed(
    {"skema": shapes.VERSION, "regelsæt": shapes.RULE_SET, "størrelser": shapes.map_of(_QUANTITY)}
)


def sensitivity_json(rules: RuleSet, found: Iterable[tuple[str, Sensitivity]]) -> dict[str, Any]:
    """Every cell by its address: as calculated, under each reading, and under their combinations."""
    return {
        "skema": VERSION,
        "regelsæt": {"id": rules.id, "fingeraftryk": rules.fingerprint},
        "størrelser": {address: _cell(one) for address, one in found},
    }


def _cell(one: Sensitivity) -> dict[str, Any]:
    unit = one.quantity.symbol.entry.typing.unit
    return {
        **({} if unit is None else {"enhed": str(one.quantity.symbol.type.unit)}),
        **cell_json(one.base, one.quantity.symbol.type),
        "fortolkninger": [_reading(varied, one) for varied in one.readings],
        "kombinationer": [
            {"læsninger": dict(combination.choices), **_outcome(combination.outcome, one)}
            for combination in one.combinations
        ],
        "for_mange_kombinationer": one.too_many,
    }


def _reading(varied: Varied, one: Sensitivity) -> dict[str, Any]:
    reading = varied.reading
    matters = ALONE if varied.alone else TOGETHER if varied.matters else NOT_AT_ALL
    return {
        "navn": reading.head.name,
        "titel": reading.head.title,
        "art": reading.kind,
        "kilder": [
            {"dokument": c.document, "afsnit": c.section, "anker": list(c.anchors)}
            for c in citations(reading)
        ],
        "valgt_i_sagen": varied.chosen,
        "betydning": matters,
        "læsninger": [
            {
                "navn": alternative.choice.name,
                "titel": alternative.choice.title,
                "bruges": alternative.used,
                **_outcome(alternative.outcome, one),
            }
            for alternative in varied.alternatives
        ],
    }


def _outcome(outcome: Outcome, one: Sensitivity) -> dict[str, Any]:
    """An outcome, and how far a number is from the case's own: in the declared unit and in percent of it."""
    told: dict[str, Any] = {"resultat": cell_json(outcome, one.quantity.symbol.type)}
    if is_number(outcome) and is_number(one.base):
        difference = Fraction(outcome) - Fraction(one.base)
        told["forskel"] = value_json(difference, one.quantity.symbol.type)
        if one.base:
            share = difference / abs(Fraction(one.base)) * _PERCENT
            told["forskel_pct"] = exact_text(share)[0]
    return told
