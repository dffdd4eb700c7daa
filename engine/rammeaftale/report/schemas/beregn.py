"""The schema of `beregn --format json`."""

from __future__ import annotations

from rammeaftale.report.json_shapes import TEXT, TRUTH, Shape, closed, list_of, map_of, or_null
from rammeaftale.report.schema_parts import (
    CELL,
    DATE,
    FAULT,
    FAULT_PLACE,
    RULES,
    STAMPED,
    TEXTS,
    VALUE,
    VERSION,
    YEAR,
    by_year,
    cell_parts,
)
from rammeaftale.report.schemas.effects import effect_definitions, effects_schemas
from rammeaftale.report.schemas.procedure import standing_schema
from rammeaftale.services.duties import DUTY_STATUSES
from rammeaftale.services.goals import STATUSES


def result_schema() -> Shape:
    """The whole result: every quantity asked for, duties, checks, choices."""
    return {
        **closed(
            {
                "skema": VERSION,
                "regelsæt": RULES,
                "år": {"anyOf": [YEAR, {"type": "null"}, {"type": "array", "items": YEAR}]},
                "værdier": {
                    **map_of({"$ref": "#/$defs/størrelse"}),
                    "description": "Hver størrelse, der er spurgt om.",
                },
                "ukendte": {
                    **map_of(closed({"mangler": TEXTS})),
                    "description": "De ukendte celler efter adresse.",
                },
                "fejl": map_of(closed(FAULT, FAULT_PLACE)),
                "antaget": {
                    **map_of(VALUE),
                    "description": "Oplysninger, hvis fravær er brugt: standard eller ikke_oplyst.",
                },
                "pligter": map_of({"anyOf": [_duty(), closed({"pr_år": by_year(_duty())})]}),
                "procedurer": {
                    **map_of(standing_schema()),
                    "description": "De procedurer, sagen nævner, og hvor den står i dem.",
                },
                "mål": {
                    **map_of(closed({"handlinger": map_of(_action())})),
                    "description": "Målenes handlinger, opgjort på sagens dag.",
                },
                "kontroller": list_of(_check()),
                "indikationer": list_of(closed({"navn": TEXT, "tekst": TEXT})),
                "tiltag": TEXTS,
                "fortolkninger": {
                    **map_of(TEXT),
                    "description": "Den læsning, der er brugt, for hver fortolkning.",
                },
            },
            effects_schemas(),
        ),
        "$defs": {
            "celle": CELL,
            "medlemmer": _members(),
            "størrelse": _quantity(),
            **effect_definitions(),
        },
    }


def _members() -> Shape:
    inside = {"anyOf": [{"$ref": "#/$defs/celle"}, {"$ref": "#/$defs/medlemmer"}]}
    return {**map_of(inside), "description": "Celler efter medlem; to dimensioner ligger inden i hinanden."}


def _quantity() -> Shape:
    """A cell, cells by member or either by year, with the unit and stamps."""
    head: dict[str, Shape] = {"stempler": STAMPED}
    rest: dict[str, Shape] = {"enhed": TEXT, "pr": TEXTS, "type": {"enum": ["dato", "årstal"]}}
    members: dict[str, Shape] = {"værdier": {"$ref": "#/$defs/medlemmer"}}
    one_year = {"anyOf": [{"$ref": "#/$defs/celle"}, closed(members)]}
    return {
        "anyOf": [
            *cell_parts(head, rest),
            closed({**members, **head}, rest),
            closed({"pr_år": by_year(one_year), **head}, rest),
        ]
    }


def _duty() -> Shape:
    return closed(
        {
            "status": {"enum": list(DUTY_STATUSES)},
            "brud": TRUTH,
            "udløst": or_null(TRUTH),
            "frist": or_null(DATE),
        }
    )


def _action() -> Shape:
    return closed({"status": {"enum": list(STATUSES)}, "frist": or_null(DATE), "manglende": TEXTS})


def _check() -> Shape:
    required: dict[str, Shape] = {
        "navn": TEXT,
        "grad": {"enum": ["fejl", "advarsel"]},
        "gælder": TRUTH,
        "besked": TEXT,
    }
    return closed(required, {"år": YEAR})
