"""The schemas of what is told of the rules themselves: `liste`, `vis`, `tjek`, `ny-sag`, `skema`."""

from __future__ import annotations

from rammeaftale.core.outcome import STATE_NAMES
from rammeaftale.report.schema_parts import (
    ADDRESS,
    DATE,
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
    closed,
    each,
    maybe,
)
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema as s

KIND: Schema = {"enum": [*(record.title for record in s.SECTIONS.values()), "dimension"]}
TYPE: Schema = {"enum": list(s.TYPES)}
CLAUSE = closed({"id": TEXT, "titel": TEXT})
SOURCE = closed({"dokument": TEXT, "titel": TEXT, "afsnit": TEXT, "klausuler": each(CLAUSE)})


def listing_schema() -> Schema:
    """`liste`: every rule set with its counts."""
    period = closed({"fra": DATE, "til": maybe(DATE)})
    one = closed(
        {
            "id": TEXT,
            "titel": TEXT,
            "region": TEXT,
            "spor": TEXT,
            "periode": period,
            "bygger_på": maybe(TEXT),
            "mappe": TEXT,
            "antal": {**by(WHOLE), "description": "Hvor mange der er af hver slags, det arvede med."},
        }
    )
    return closed({"skema": VERSION, "regelsæt": each(one)})


def shown_schema() -> Schema:
    """`vis`: entries in short, or one in full (one per set on a timeline)."""
    head: dict[str, Schema] = {"navn": TEXT, "slags": KIND, "titel": TEXT}
    short: dict[str, Schema] = {
        "regelsæt": TEXT,
        "emne": TEXT,
        "type": TYPE,
        "enhed": TEXT,
        "pr": TEXTS,
        "modalitet": {"enum": list(s.MODALITIES)},
        "grad": {"enum": ["fejl", "advarsel"]},
    }
    return closed(
        {"skema": VERSION, "regelsæt": RULES, "poster": each({"anyOf": [closed(head, short), _entry(head)]})}
    )


def _entry(head: dict[str, Schema]) -> Schema:
    excerpt = closed({"fil": TEXT, "linje": WHOLE, "slutlinje": WHOLE, "tekst": TEXTS})
    link = closed({"navn": TEXT, "slags": KIND, "titel": TEXT}, {"hvordan": TEXTS})
    statuses = [m.OWN, m.REAFFIRMED, m.CHANGED, m.ASSUMED]
    change = closed({"status": {"enum": statuses}, "fra": TEXT, "begrundelse": TEXT})
    return closed(
        {**head, "felter": {"type": "object"}, "ændring": change, "skrevet": each(excerpt)}
        | {"bruger": each(link), "bruges_af": each(link)},
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
            "værdier": each(_figure()),
            "kilder": each(SOURCE),
        },
    )


def _figure() -> Schema:
    """A parameter's figure: for whom and when, and its own source where it is not the entry's."""
    rest: dict[str, Schema] = {"medlem": TEXT, "ekstern": {"const": True}, "kilde": SOURCE}
    value: dict[str, Schema] = {"brøk": FRACTION, "type": {"const": "dato"}}
    return {
        "anyOf": [
            closed({"gælder": TEXT, "værdi": VALUE}, {**value, **rest}),
            closed({"gælder": TEXT, "tilstand": {"const": "kilde_mangler"}}, rest),
        ]
    }


def findings_schema() -> Schema:
    """`tjek`: every finding with its place."""
    return closed({"skema": VERSION, "fund": each(FINDING)})


def form_schema() -> Schema:
    """`ny-sag`: what quantities need."""
    flags: dict[str, Schema] = {"skal": TRUTH, "valgfri": TRUTH, "kan_beregnes": TRUTH}
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
            "år": each(YEAR),
            "år_ikke_altid": each(YEAR),
        },
    )
    group = {
        "anyOf": [
            closed({"netop_én_af": TEXTS, "besked": TEXT}),
            closed({"alle_eller_ingen": TEXTS, "besked": TEXT}),
        ]
    }
    silence: Schema = {"enum": ["ingen", "ukendt"]}
    dimension = closed({"navn": TEXT, "titel": TEXT}, {"hvis_ikke_nævnt": silence, "medlemmer": by(TEXT)})
    return closed(
        {
            "skema": VERSION,
            "regelsæt": RULES,
            "størrelser": each(ADDRESS),
            "år": each(YEAR),
            "opgjort": TRUTH,
            "oplysninger": each(asked),
            "grupper": each(group),
            "dimensioner": each(dimension),
            "fortolkninger": each(closed({"navn": TEXT, "titel": TEXT, "læsninger": TEXTS, "valgt": TEXT})),
            "tiltag": each(closed({"navn": TEXT, "titel": TEXT, "valgt": TRUTH})),
        }
    )


def schemas_schema() -> Schema:
    """`skema`: the schemas there are."""
    return closed({"skema": VERSION, "skemaer": each(closed({"navn": TEXT, "titel": TEXT, "fil": TEXT}))})
