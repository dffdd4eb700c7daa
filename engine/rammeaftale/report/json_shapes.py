"""The parts that the JSON schemas of our outputs are put together from: closed objects, lists, cells, findings."""

from __future__ import annotations

from typing import Any, TypeAlias

Shape: TypeAlias = dict[str, Any]

TEXT: Shape = {"type": "string"}
TRUTH: Shape = {"type": "boolean"}
COUNT: Shape = {"type": "integer", "minimum": 0}
YEAR: Shape = {"type": "integer"}
NUMBER_TEXT: Shape = {"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}


def closed(required: dict[str, Shape], optional: dict[str, Shape] | None = None) -> Shape:
    """An object with these keys and no others."""
    properties = {**required, **(optional or {})}
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def list_of(item: Shape) -> Shape:
    """A list of one shape."""
    return {"type": "array", "items": item}


def map_of(value: Shape) -> Shape:
    """Values of one shape under free keys."""
    return {"type": "object", "additionalProperties": value}


def word(*options: str) -> Shape:
    """One of a few words."""
    return {"enum": list(options)}


def or_null(shape: Shape) -> Shape:
    """A shape or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def described(shape: Shape, text: str) -> Shape:
    """A shape with a Danish explanation."""
    return {**shape, "description": text}


# A value in the declared unit; a cell is a value or the reason why there is none.
VALUE_FIELDS: dict[str, Shape] = {
    "værdi": described({"type": ["string", "boolean"]}, "Værdien i den erklærede enhed."),
    "brøk": described(TEXT, "Den nøjagtige brøk, når decimaltallet ikke ender."),
    "type": word("dato"),
}
STATE_FIELDS: dict[str, Shape] = {
    "tilstand": word("ukendt", "ikke_reguleret", "ikke_relevant", "fejl"),
    "mangler": list_of(TEXT),
    "sted": TEXT,
    "kode": TEXT,
    "besked": TEXT,
    "regel": TEXT,
}
CELL_FIELDS: dict[str, Shape] = {**VALUE_FIELDS, **STATE_FIELDS}
VALUE: Shape = closed({}, VALUE_FIELDS)
CELL: Shape = {**closed({}, CELL_FIELDS), "oneOf": [{"required": ["værdi"]}, {"required": ["tilstand"]}]}
SOURCE: Shape = closed({"dokument": TEXT, "afsnit": TEXT, "anker": list_of(TEXT)})
RULE_SET: Shape = closed({"id": TEXT, "fingeraftryk": TEXT})
VERSION: Shape = {"const": "1"}
FINDING: Shape = closed(
    {
        "kode": TEXT,
        "grad": word("fejl", "advarsel"),
        "besked": TEXT,
        "fil": TEXT,
        "linje": COUNT,
        "kolonne": COUNT,
        "slutlinje": COUNT,
        "slutkolonne": COUNT,
        "hjælp": or_null(TEXT),
        "noter": list_of(TEXT),
    }
)
