"""The schema of `forklar --format json`: statement, conditions and the trace by node."""

from __future__ import annotations

from rammeaftale.report.json_shapes import (
    COUNT,
    TEXT,
    TRUTH,
    Shape,
    closed,
    described,
    list_of,
    map_of,
    or_null,
)
from rammeaftale.report.schema_parts import CELL, CLAUSED, RULES, STAMPED, TEXTS, VERSION, YEAR, cell_parts
from rammeaftale.report.schemas.procedure import standing_schema
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.way_schema import DAYS_OFF, DIRECTIONS, FIRST_DAYS, LENGTHS, MONTH_ENDS

RULE: Shape = {"$ref": "#/$defs/regel"}
FORMULA: Shape = {"$ref": "#/$defs/formel"}
REASONS: Shape = {"$ref": "#/$defs/begrundelse"}
SHOWN: dict[str, Shape] = {"vist": TEXT}
SHOWN_CELL: Shape = {"anyOf": cell_parts(SHOWN)}


def explanation_schema() -> Shape:
    """An explanation of a quantity, of a duty, check or measure, or of a procedure."""
    shared: dict[str, Shape] = {
        "skema": VERSION,
        "regelsæt": RULES,
        "navn": TEXT,
        "år": or_null(YEAR),
        "titel": TEXT,
        "mangler": TEXTS,
        "opgørelse": list_of(_line()),
        "betingelser": list_of(closed({"rolle": TEXT, "regel": FORMULA, "begrundelse": or_null(REASONS)})),
        "rod": TEXTS,
        "knuder": map_of({"$ref": "#/$defs/knude"}),
    }
    cell: dict[str, Shape] = {
        "art": {"const": "størrelse"},
        "svar": SHOWN_CELL,
        "stempler": STAMPED,
        "fejl": or_null(_failure()),
        "begrundelse": or_null(REASONS),
    }
    rule: dict[str, Shape] = {
        "art": {"enum": ["pligt", "kontrol", "tiltag"]},
        "status": or_null(TEXT),
        "gælder": or_null(TRUTH),
        "kilde": CLAUSED,
        "sted": TEXT,
        "fejl": {"type": "null"},
        "begrundelse": {"type": "null"},
    }
    defs = {"regel": _rule(), "formel": _formula(), "begrundelse": _reasons(), "knude": _node()}
    measures: dict[str, Shape] = {"uden_tiltag": SHOWN_CELL}
    told = [closed({**shared, **cell}, measures), closed({**shared, **rule}), closed({**shared, **_course()})]
    return {"anyOf": told, "$defs": defs}


def _course() -> dict[str, Shape]:
    """What an explanation of a procedure has of its own."""
    condition = closed({"rolle": TEXT, "om": TEXT, "regel": FORMULA, "begrundelse": or_null(REASONS)})
    event: dict[str, Shape] = {"hændelse": COUNT, "trin": TEXT, "kilde": CLAUSED, "sted": TEXT}
    return {
        "art": {"const": "procedure"},
        "kilde": CLAUSED,
        "sted": TEXT,
        "fejl": {"type": "null"},
        "begrundelse": {"type": "null"},
        "stilling": described(standing_schema(), "Hvor sagen står, som i «procedure»."),
        "hændelser": list_of(closed({**event, "betingelser": list_of(condition)})),
        "betingelser": described(list_of(condition), "Det, trinnet spørger om, hvor sagen står nu."),
    }


def _failure() -> Shape:
    told = {"kode": TEXT, "besked": TEXT, "knude": TEXT, "sted": TEXT}
    return closed({**told, "skrevet": or_null(TEXT), "med_tal": or_null(TEXT)})


def _line() -> Shape:
    return closed(
        {
            "art": TEXT,
            "fortegn": TEXT,
            "titel": TEXT,
            "beløb": or_null(SHOWN_CELL),
            "enhed": or_null(TEXT),
            "knude": or_null(TEXT),
            "kilde": or_null(CLAUSED),
            "bemærkninger": TEXTS,
        }
    )


def _reasons() -> Shape:
    condition = closed(
        {
            "art": TEXT,
            "skrevet": TEXT,
            "med_tal": TEXT,
            "opfyldt": or_null(TRUTH),
            "regel": TEXT,
            "titel": TEXT,
            "kilde": CLAUSED,
            "sted": TEXT,
        }
    )
    return closed({"svar": TRUTH, "nødvendige": list_of(condition), "andre": list_of(condition)})


def _formula() -> Shape:
    told: dict[str, Shape] = {"slags": {"const": "formel"}, "skrevet": TEXT, "med_tal": TEXT}
    # A rule's place stands beside the outcome, whose own place (where the agreement is silent) then gives way.
    asked = list_of(closed({"procedure": TEXT, "trin": TEXT, "vist": TEXT}))
    course: dict[str, Shape] = {"forløb": described(asked, "Det, formlen fik at vide om procedurer.")}
    return {"anyOf": cell_parts({**told, "sted": TEXT}, course)}


def _rule() -> Shape:
    place: dict[str, Shape] = {"sted": TEXT}
    result: dict[str, Shape] = {"resultat": or_null(RULE)}
    arms: dict[str, Shape] = {"slags": {"const": "varianter"}, "når": list_of(FORMULA), "ellers": TRUTH}
    passed = closed({"række": COUNT, "kolonne": TEXT, "kræver": TEXT, "er": CELL, **place})
    table: dict[str, Shape] = {
        "slags": {"const": "tabel"},
        "kolonner": map_of(CELL),
        "række": or_null(COUNT),
    }
    interval = closed({"interval": COUNT, "grænse": CELL, "del": CELL, "sats": FORMULA})
    scale: dict[str, Shape] = {
        "slags": {"const": "skala"},
        "art": {"enum": ["marginal", "enkelt"]},
        "af": FORMULA,
    }
    deadline: dict[str, Shape] = {
        "slags": {"const": "frist"},
        "fra": FORMULA,
        "længde": FORMULA,
        "tæller": {"enum": list(LENGTHS)},
        "retning": {"enum": list(DIRECTIONS)},
        "første_dag": {"enum": list(FIRST_DAYS)},
        "ved_fridag": {"enum": list(DAYS_OFF)},
        "slut": {"enum": list(MONTH_ENDS)},
        "kalender": or_null(TEXT),
    }
    reading: dict[str, Shape] = {
        "slags": {"const": "fortolkning"},
        "fortolkning": TEXT,
        "læsning": TEXT,
        "titel": TEXT,
        "valgt_i_sagen": TRUTH,
    }
    return {
        "anyOf": [
            FORMULA,
            closed({**arms, **place, **result}),
            closed({**table, **place, "fravalgt": list_of(passed), **result}),
            *cell_parts({**scale, **place, "intervaller": list_of(interval)}),
            *cell_parts({**deadline, **place}),
            closed({**reading, **place, **result}),
        ]
    }


def _node() -> Shape:
    head: dict[str, Shape] = {
        "navn": TEXT,
        "titel": TEXT,
        "art": {"enum": ["parameter", "oplysning", "størrelse"]},
        "år": or_null(YEAR),
        "medlemmer": TEXTS,
        "regelsæt": TEXT,
        "stempler": STAMPED,
        "antaget": TRUTH,
        "status": {"enum": [m.OWN, m.REAFFIRMED, m.CHANGED, m.ASSUMED]},
        "kilde": CLAUSED,
        "sted": TEXT,
        "bruger": TEXTS,
        **SHOWN,
    }
    rest: dict[str, Shape] = {
        "enhed": TEXT,
        "hviler_på_tiltag": TEXTS,
        "oplyst": closed({"kilde": or_null(TEXT), "af": or_null(TEXT), "sted": or_null(TEXT)}),
        "ekstern": TRUTH,
        "regel": RULE,
        "tiltag": list_of(_measure()),
        "trin": list_of(_step()),
    }
    return {"anyOf": cell_parts(head, rest)}


def _measure() -> Shape:
    effect: Shape = {"enum": ["lægger_til", "sætter"]}
    place: dict[str, Shape] = {"kilde": CLAUSED, "sted": TEXT}
    return closed({"tiltag": TEXT, "virkning": effect, "før": CELL, "efter": CELL, "regel": RULE, **place})


def _step() -> Shape:
    return closed(
        {
            "trin": TEXT,
            "grænse": FORMULA,
            "når": or_null(FORMULA),
            "anvendt": TRUTH,
            "før": CELL,
            "efter": CELL,
            "sted": TEXT,
        }
    )
