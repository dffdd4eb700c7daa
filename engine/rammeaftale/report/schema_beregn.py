"""The schema of `beregn --format json`."""

from __future__ import annotations

from rammeaftale.report.schema_parts import (
    CELL,
    DATE,
    FAULT,
    FAULT_PLACE,
    RULES,
    STAMPED,
    TEXT,
    TEXTS,
    TRUTH,
    VALUE,
    VERSION,
    YEAR,
    Schema,
    by,
    cell_parts,
    closed,
    each,
    maybe,
)

DUTY_STATES = (
    "ikke_udløst",
    "opfyldt",
    "opfyldt_for_sent",
    "ikke_opfyldt",
    "overtrådt",
    "afventer",
    "til_rådighed",
    "ukendt",
)
YEARS = "^[12][0-9]{3}$"


def result_schema() -> Schema:
    """The whole result: every quantity asked for, duties, checks, choices."""
    return {
        **closed(
            {
                "skema": VERSION,
                "regelsæt": RULES,
                "år": {"anyOf": [YEAR, {"type": "null"}, {"type": "array", "items": YEAR}]},
                "værdier": {
                    **by({"$ref": "#/$defs/størrelse"}),
                    "description": "Hver størrelse, der er spurgt om.",
                },
                "ukendte": {
                    **by(closed({"mangler": TEXTS})),
                    "description": "De ukendte celler efter adresse.",
                },
                "fejl": by(closed(FAULT, FAULT_PLACE)),
                "antaget": {
                    **by(VALUE),
                    "description": "Oplysninger, hvis fravær er brugt: standard eller ikke_oplyst.",
                },
                "pligter": by({"anyOf": [_duty(), closed({"pr_år": by(_duty(), YEARS)})]}),
                "procedurer": {"type": "object"},
                "mål": {"type": "object"},
                "kontroller": each(_check()),
                "indikationer": each(closed({"navn": TEXT, "tekst": TEXT})),
                "tiltag": TEXTS,
                "fortolkninger": {
                    **by(TEXT),
                    "description": "Den læsning, der er brugt, for hver fortolkning.",
                },
            }
        ),
        "$defs": {"celle": CELL, "medlemmer": _members(), "størrelse": _quantity()},
    }


def _members() -> Schema:
    inside = {"anyOf": [{"$ref": "#/$defs/celle"}, {"$ref": "#/$defs/medlemmer"}]}
    return {**by(inside), "description": "Celler efter medlem; to dimensioner ligger inden i hinanden."}


def _quantity() -> Schema:
    """A cell, cells by member or either by year, with the unit and stamps."""
    head: dict[str, Schema] = {"stempler": STAMPED}
    rest: dict[str, Schema] = {"enhed": TEXT, "pr": TEXTS, "type": {"enum": ["dato", "årstal"]}}
    members: dict[str, Schema] = {"værdier": {"$ref": "#/$defs/medlemmer"}}
    one_year = {"anyOf": [{"$ref": "#/$defs/celle"}, closed(members)]}
    return {
        "anyOf": [
            *cell_parts(head, rest),
            closed({**members, **head}, rest),
            closed({"pr_år": by(one_year, YEARS), **head}, rest),
        ]
    }


def _duty() -> Schema:
    return closed(
        {
            "status": {"enum": list(DUTY_STATES)},
            "brud": TRUTH,
            "udløst": maybe(TRUTH),
            "frist": maybe(DATE),
        }
    )


def _check() -> Schema:
    required: dict[str, Schema] = {
        "navn": TEXT,
        "grad": {"enum": ["fejl", "advarsel"]},
        "gælder": TRUTH,
        "besked": TEXT,
    }
    return closed(required, {"år": YEAR})
