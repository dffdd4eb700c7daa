"""The schemas of what is told of the rules themselves: `liste`, `vis`, `tjek`, `ny-sag`, `skema`."""

from __future__ import annotations

from rammeaftale.core.outcome import STATE_NAMES
from rammeaftale.report.json_shapes import (
    COUNT,
    FINDING,
    TEXT,
    TRUTH,
    Shape,
    closed,
    described,
    list_of,
    map_of,
    or_null,
    word,
)
from rammeaftale.report.schema_parts import ADDRESS, DATE, FRACTION, RULES, TEXTS, VALUE, VERSION, YEAR
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema as s
from rammeaftale.rulefiles.common_schema import TYPES

KIND: Shape = {"enum": [*(record.title for record in s.SECTIONS.values()), "dimension"]}
TYPE: Shape = {"enum": list(TYPES)}
CLAUSE = closed({"id": TEXT, "titel": TEXT})
SOURCE = closed({"dokument": TEXT, "titel": TEXT, "afsnit": TEXT, "klausuler": list_of(CLAUSE)})


def listing_schema() -> Shape:
    """`liste`: every rule set with its counts."""
    period = closed({"fra": DATE, "til": or_null(DATE)})
    one = closed(
        {
            "id": TEXT,
            "titel": TEXT,
            "region": TEXT,
            "spor": TEXT,
            "periode": period,
            "bygger_på": or_null(TEXT),
            "mappe": TEXT,
            "tier": described(TEXTS, "Begreber, aftalen er tavs om."),
            "kilde_mangler": described(TEXTS, "Begreber, hvis kilde mangler."),
            "antal": {**map_of(COUNT), "description": "Hvor mange der er af hver slags, det arvede med."},
        }
    )
    return closed({"skema": VERSION, "regelsæt": list_of(one)})


def shown_schema() -> Shape:
    """`vis`: entries in short, or one in full (one per set on a timeline)."""
    head: dict[str, Shape] = {"navn": TEXT, "slags": KIND, "titel": TEXT}
    short: dict[str, Shape] = {
        "regelsæt": TEXT,
        "emne": TEXT,
        "type": TYPE,
        "enhed": TEXT,
        "pr": TEXTS,
        "modalitet": {"enum": list(s.MODALITIES)},
        "grad": {"enum": ["fejl", "advarsel"]},
    }
    lacking = list_of(closed({"begreb": TEXT, "note": TEXT}, {"regelsæt": TEXT}))
    frame: dict[str, Shape] = {"skema": VERSION, "regelsæt": RULES}
    lists: dict[str, Shape] = {"tier": lacking, "kilde_mangler": lacking}
    return {
        "anyOf": [
            closed({**frame, "poster": list_of(closed(head, short)), **lists}),
            closed({**frame, "poster": list_of(_entry(head))}),
        ]
    }


def _entry(head: dict[str, Shape]) -> Shape:
    excerpt = closed({"fil": TEXT, "linje": COUNT, "slutlinje": COUNT, "tekst": TEXTS})
    link = closed({"navn": TEXT, "slags": KIND, "titel": TEXT}, {"hvordan": TEXTS})
    statuses = [m.OWN, m.REAFFIRMED, m.CHANGED, m.ASSUMED]
    change = closed({"status": {"enum": statuses}, "fra": TEXT, "begrundelse": TEXT})
    return closed(
        {**head, "felter": {"type": "object"}, "ændring": change, "skrevet": list_of(excerpt)}
        | {"bruger": list_of(link), "bruges_af": list_of(link)},
        {
            "regelsæt": TEXT,
            "beskrivelse": TEXT,
            "emne": TEXT,
            "begreb": TEXT,
            "type": TYPE,
            "enhed": TEXT,
            "pr": TEXTS,
            "vis": TEXT,
            "udfald": {"type": "array", "items": {"enum": ["værdi", *STATE_NAMES]}},
            "værdier": list_of(_figure()),
            "kilder": list_of(SOURCE),
        },
    )


def _figure() -> Shape:
    """A parameter's figure: for whom and when, and its own source where it is not the entry's."""
    rest: dict[str, Shape] = {"medlem": TEXT, "ekstern": {"const": True}, "kilde": SOURCE}
    value: dict[str, Shape] = {"brøk": FRACTION, "type": {"const": "dato"}}
    return {
        "anyOf": [
            closed({"gælder": TEXT, "værdi": VALUE}, {**value, **rest}),
            closed({"gælder": TEXT, "tilstand": word("kilde_mangler", "udfyldes")}, rest),
        ]
    }


def findings_schema() -> Shape:
    """`tjek`: every finding with its place."""
    return closed({"skema": VERSION, "fund": list_of(FINDING)})


def form_schema() -> Shape:
    """`ny-sag`: what quantities need."""
    flags: dict[str, Shape] = {"skal": TRUTH, "valgfri": TRUTH, "kan_beregnes": TRUTH}
    texts = (
        "beskrivelse",
        "spørgsmål",
        "emne",
        "enhed",
        "mindst",
        "højst",
        "standard",
        "når",
        "ikke_når_nævnt",
    )
    asked = closed(
        {"navn": TEXT, "titel": TEXT, "type": TYPE, **flags},
        {
            **dict.fromkeys(texts, TEXT),
            "muligheder": TEXTS,
            "pr": TEXTS,
            "år": list_of(YEAR),
            "år_ikke_altid": list_of(YEAR),
        },
    )
    group = {
        "anyOf": [
            closed({"netop_én_af": TEXTS, "besked": TEXT}),
            closed({"alle_eller_ingen": TEXTS, "besked": TEXT}),
        ]
    }
    silence: Shape = {"enum": ["ingen", "ukendt"]}
    dimension = closed({"navn": TEXT, "titel": TEXT}, {"hvis_ikke_nævnt": silence, "medlemmer": map_of(TEXT)})
    return closed(
        {
            "skema": VERSION,
            "regelsæt": RULES,
            "størrelser": list_of(ADDRESS),
            "år": list_of(YEAR),
            "opgjort": TRUTH,
            "oplysninger": list_of(asked),
            "grupper": list_of(group),
            "dimensioner": list_of(dimension),
            "fortolkninger": list_of(
                closed({"navn": TEXT, "titel": TEXT, "læsninger": TEXTS, "valgt": TEXT})
            ),
            "tiltag": list_of(closed({"navn": TEXT, "titel": TEXT, "valgt": TRUTH})),
            "procedurer": list_of(closed({"navn": TEXT, "titel": TEXT, "trin": TEXTS})),
        }
    )


def schemas_schema() -> Shape:
    """`skema`: the schemas there are."""
    return closed({"skema": VERSION, "skemaer": list_of(closed({"navn": TEXT, "titel": TEXT, "fil": TEXT}))})
