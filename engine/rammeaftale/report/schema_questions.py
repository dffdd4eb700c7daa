"""The schemas of what is asked about results: `mangler`, `følsomhed`, `test`."""

from __future__ import annotations

from rammeaftale.report.schema_beregn import DUTY_STATES
from rammeaftale.report.schema_parts import (
    ADDRESS,
    ANCHORED,
    CELL,
    FINDING,
    FRACTION,
    RULES,
    TEXT,
    TEXTS,
    TRUTH,
    VALUE,
    VERSION,
    WHOLE,
    YEAR,
    Schema,
    by,
    cell_parts,
    closed,
    each,
    maybe,
)
from rammeaftale.rulefiles import schema as s


def missing_schema() -> Schema:
    """`mangler`: what would settle the quantities, most decisive first."""
    asked = closed(
        {"adresse": ADDRESS, "nøgler": TEXTS},
        {
            "titel": TEXT,
            "type": {"enum": list(s.TYPES)},
            "enhed": TEXT,
            "muligheder": TEXTS,
            "spørgsmål": TEXT,
            "kilde": ANCHORED,
        },
    )
    gate = closed({"art": TEXT, "regel": TEXT, "tekst": TEXT})
    one = closed(
        {
            "en_af": {**each(asked), "description": "Det, der mangler; flere, når et af dem er nok."},
            "sikker": TRUTH,
            "direkte": TRUTH,
            "gør_kendt": {},
            "styrer": {},
            "bruges_i": TEXTS,
            "afhænger_af": maybe(gate),
        }
    )
    return closed(
        {
            "skema": VERSION,
            "regelsæt": RULES,
            "år": maybe(YEAR),
            "år_antaget": {},
            "størrelser": by(CELL),
            "mangler": each(one),
            "valgfrit_ikke_oplyst": TEXTS,
        }
    )


def sensitivity_schema() -> Schema:
    """`følsomhed`: each cell under every reading and their combinations."""
    difference: dict[str, Schema] = {"forskel": CELL, "forskel_pct": TEXT}
    alternative = closed({"navn": TEXT, "titel": TEXT, "bruges": TRUTH, "resultat": CELL}, difference)
    reading = closed(
        {
            "navn": TEXT,
            "titel": TEXT,
            "art": TEXT,
            "kilder": each(ANCHORED),
            "valgt_i_sagen": TRUTH,
            "betydning": {"enum": ["alene", "kun_sammen_med_andre", "ingen"]},
            "læsninger": each(alternative),
        }
    )
    combination = closed({"læsninger": by(TEXT), "resultat": CELL}, difference)
    own: dict[str, Schema] = {
        "fortolkninger": each(reading),
        "kombinationer": each(combination),
        "for_mange_kombinationer": TRUTH,
    }
    cell: Schema = {"anyOf": cell_parts(own, {"enhed": TEXT})}
    return closed({"skema": VERSION, "regelsæt": RULES, "størrelser": by(cell)})


def examples_schema() -> Schema:
    """`test`: the examples that were run and what differed."""
    example = closed(
        {
            "fil": TEXT,
            "titel": TEXT,
            "bestået": TRUTH,
            "forventninger": WHOLE,
            "fund": each(FINDING),
            "afvigelser": each(_mismatch()),
        }
    )
    one = closed({"id": TEXT, "fund": each(FINDING), "eksempler": each(example)})
    return closed(
        {
            "skema": VERSION,
            "eksempler": WHOLE,
            "bestået": WHOLE,
            "forventninger": WHOLE,
            "regelsæt": each(one),
        },
        {"dækning": each(_coverage())},
    )


def _mismatch() -> Schema:
    status = closed({"status": {"enum": list(DUTY_STATES)}})
    holds = closed({"gælder": maybe(TRUTH)})
    value = closed({"værdi": VALUE}, {"brøk": FRACTION, "type": {"const": "dato"}, "tolerance": TEXT})
    state = closed({"tilstand": TEXT}, {"mangler": TEXTS})
    return closed(
        {
            "adresse": ADDRESS,
            "art": TEXT,
            "ventet": {"anyOf": [status, holds, value, state]},
            "fundet": {"anyOf": [status, holds, CELL]},
            "forskel": maybe(TEXT),
            "fil": TEXT,
            "linje": WHOLE,
            "kolonne": WHOLE,
            "bygger_på": TEXTS,
        }
    )


def _coverage() -> Schema:
    place: dict[str, Schema] = {"fil": TEXT, "linje": WHOLE, "kolonne": WHOLE}
    gap = closed({"art": TEXT, "navn": TEXT, "tekst": TEXT, **place, "mangler": TEXTS})
    counted = closed({"dækket": WHOLE, "af": WHOLE})
    return closed({"id": TEXT, "fuld": TRUTH, "optælling": by(counted), "huller": each(gap)})
