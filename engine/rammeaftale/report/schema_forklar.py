"""The schema of `forklar --format json`: statement, conditions and the trace by node."""

from __future__ import annotations

from rammeaftale.report.schema_parts import (
    CELL,
    CLAUSED,
    RULES,
    STAMPED,
    TEXT,
    TEXTS,
    TRUTH,
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
from rammeaftale.rulefiles import model as m

RULE: Schema = {"$ref": "#/$defs/regel"}
FORMULA: Schema = {"$ref": "#/$defs/formel"}
REASONS: Schema = {"$ref": "#/$defs/begrundelse"}
SHOWN: dict[str, Schema] = {"vist": TEXT}
SHOWN_CELL: Schema = {"anyOf": cell_parts(SHOWN)}


def explanation_schema() -> Schema:
    """An explanation of a quantity, or of a duty, check or measure."""
    head: dict[str, Schema] = {
        "skema": VERSION,
        "regelsæt": RULES,
        "navn": TEXT,
        "art": {"enum": ["størrelse", "pligt", "kontrol", "tiltag"]},
        "år": maybe(YEAR),
        "titel": TEXT,
        "mangler": TEXTS,
        "fejl": maybe(_failure()),
        "opgørelse": each(_line()),
        "begrundelse": maybe(REASONS),
        "betingelser": each(closed({"rolle": TEXT, "regel": FORMULA, "begrundelse": maybe(REASONS)})),
        "rod": TEXTS,
        "knuder": by({"$ref": "#/$defs/knude"}),
    }
    own: dict[str, Schema] = {
        "svar": SHOWN_CELL,
        "stempler": STAMPED,
        "status": maybe(TEXT),
        "gælder": maybe(TRUTH),
        "kilde": CLAUSED,
        "sted": TEXT,
    }
    defs = {"regel": _rule(), "formel": _formula(), "begrundelse": _reasons(), "knude": _node()}
    return {**closed(head, own), "$defs": defs}


def _failure() -> Schema:
    told = {"kode": TEXT, "besked": TEXT, "knude": TEXT, "sted": TEXT}
    return closed({**told, "skrevet": maybe(TEXT), "med_tal": maybe(TEXT)})


def _line() -> Schema:
    return closed(
        {
            "art": TEXT,
            "fortegn": TEXT,
            "titel": TEXT,
            "beløb": maybe(SHOWN_CELL),
            "enhed": maybe(TEXT),
            "knude": maybe(TEXT),
            "kilde": maybe(CLAUSED),
            "bemærkninger": TEXTS,
        }
    )


def _reasons() -> Schema:
    condition = closed(
        {
            "art": TEXT,
            "skrevet": TEXT,
            "med_tal": TEXT,
            "opfyldt": maybe(TRUTH),
            "regel": TEXT,
            "titel": TEXT,
            "kilde": CLAUSED,
            "sted": TEXT,
        }
    )
    return closed({"svar": TRUTH, "nødvendige": each(condition), "andre": each(condition)})


def _formula() -> Schema:
    told: dict[str, Schema] = {"slags": {"const": "formel"}, "skrevet": TEXT, "med_tal": TEXT}
    # A rule's place stands beside the outcome, whose own place (where the agreement is silent) then gives way.
    return {"anyOf": cell_parts({**told, "sted": TEXT})}


def _rule() -> Schema:
    place: dict[str, Schema] = {"sted": TEXT}
    result: dict[str, Schema] = {"resultat": maybe(RULE)}
    arms: dict[str, Schema] = {"slags": {"const": "varianter"}, "når": each(FORMULA), "ellers": TRUTH}
    passed = closed({"række": WHOLE, "kolonne": TEXT, "kræver": TEXT, "er": CELL, **place})
    table: dict[str, Schema] = {"slags": {"const": "tabel"}, "kolonner": by(CELL), "række": maybe(WHOLE)}
    interval = closed({"interval": WHOLE, "grænse": CELL, "del": CELL, "sats": FORMULA})
    scale: dict[str, Schema] = {
        "slags": {"const": "skala"},
        "art": {"enum": ["marginal", "enkelt"]},
        "af": FORMULA,
    }
    reading: dict[str, Schema] = {
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
            closed({**table, **place, "fravalgt": each(passed), **result}),
            *cell_parts({**scale, **place, "intervaller": each(interval)}),
            closed({**reading, **place, **result}),
        ]
    }


def _node() -> Schema:
    head: dict[str, Schema] = {
        "navn": TEXT,
        "titel": TEXT,
        "art": {"enum": ["parameter", "oplysning", "størrelse"]},
        "år": maybe(YEAR),
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
    rest: dict[str, Schema] = {
        "enhed": TEXT,
        "oplyst": closed({"kilde": maybe(TEXT), "af": maybe(TEXT), "sted": maybe(TEXT)}),
        "ekstern": TRUTH,
        "regel": RULE,
        "tiltag": each(_measure()),
        "trin": each(_step()),
    }
    return {"anyOf": cell_parts(head, rest)}


def _measure() -> Schema:
    effect: Schema = {"enum": ["lægger_til", "sætter"]}
    return closed({"tiltag": TEXT, "virkning": effect, "før": CELL, "efter": CELL, "regel": RULE})


def _step() -> Schema:
    return closed(
        {
            "trin": TEXT,
            "grænse": FORMULA,
            "når": maybe(FORMULA),
            "anvendt": TRUTH,
            "før": CELL,
            "efter": CELL,
            "sted": TEXT,
        }
    )
