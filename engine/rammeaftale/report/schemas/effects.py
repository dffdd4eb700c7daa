"""The schema of what chosen measures do, in `beregn --format json`."""

from __future__ import annotations

from rammeaftale.report.json_shapes import TEXT, TRUTH, Shape, closed, described, list_of, map_of, or_null
from rammeaftale.report.schema_parts import FRACTION, TEXTS, VALUE, by_year
from rammeaftale.rulefiles import schema as s

_CELL: Shape = {"$ref": "#/$defs/celle"}
_EFFECT: Shape = {"$ref": "#/$defs/virkning"}


def effects_schemas() -> dict[str, Shape]:
    """The keys that are there when the case or the command line chooses measures."""
    return {
        "virkning": described(
            map_of(_quantity()), "Det, de valgte tiltag ændrer: hver størrelse uden og med tiltagene."
        ),
        "valgte_tiltag": described(map_of(_measure()), "Hvert valgt tiltag, i den rækkefølge de virker."),
    }


def effect_definitions() -> dict[str, Shape]:
    """An effect, and effects by member, which may lie inside each other."""
    inside = {"anyOf": [_EFFECT, {"$ref": "#/$defs/virkning_pr_medlem"}]}
    return {"virkning": closed(_effect()), "virkning_pr_medlem": map_of(inside)}


def _change() -> dict[str, Shape]:
    difference = or_null(closed({"værdi": VALUE}, {"brøk": FRACTION}))
    text = "Med minus uden, når begge er tal; ellers null."
    return {"uden": _CELL, "med": _CELL, "forskel": described(difference, text)}


def _effect() -> dict[str, Shape]:
    parts = list_of(closed({"tiltag": TEXT, **_change()}))
    return {
        **_change(),
        "ændret": described(or_null(TRUTH), "Null, når værdien er ukendt både uden og med."),
        "tiltag": described(TEXTS, "De tiltag, værdien afhænger af."),
        "trin": described(
            parts, "Et trin pr. tiltag, når flere virker på værdien, og reglerne giver rækkefølgen."
        ),
        "hver_for_sig": described(
            parts, "Hvert tiltag alene, når flere virker på værdien, og reglerne ikke giver rækkefølgen."
        ),
    }


def _quantity() -> Shape:
    """An effect, effects by member or either by year."""
    rest: dict[str, Shape] = {"enhed": TEXT, "pr": TEXTS}
    members: dict[str, Shape] = {"værdier": {"$ref": "#/$defs/virkning_pr_medlem"}}
    return {
        "anyOf": [
            closed(_effect(), rest),
            closed(members, rest),
            closed({"pr_år": by_year({"anyOf": [_EFFECT, closed(members)]})}, rest),
        ]
    }


def _measure() -> Shape:
    required = closed({"skrevet": TEXT, "opfyldt": or_null(TRUTH), "mangler": TEXTS})
    return closed(
        {
            "titel": TEXT,
            "virkning": {"enum": list(s.MEASURE_EFFECTS)},
            "status": {"enum": list(s.MEASURE_STATUSES)},
            "kræver": described(or_null(required), "Den beslutning, tiltaget forudsætter."),
            "ændrer": described(TEXTS, "De størrelser, tiltaget er med til at ændre."),
        }
    )
