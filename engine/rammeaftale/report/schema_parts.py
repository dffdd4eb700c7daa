"""What the schemas of the commands' JSON share: closed objects, cells, sources, findings."""

from __future__ import annotations

from typing import Any, TypeAlias

from rammeaftale.backends.provenance import STAMPS

Schema: TypeAlias = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEXTS: Schema = {"type": "array", "items": TEXT}
TRUTH: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
YEAR: Schema = {"type": "integer", "minimum": 1900, "maximum": 2200}
DATE: Schema = {"type": "string", "format": "date"}
FRACTION: Schema = {
    "type": "string",
    "pattern": "^-?[0-9]+/[0-9]+$",
    "description": "Den nøjagtige brøk p/q.",
}
VERSION: Schema = {"const": "1", "description": "Skemaets version."}
ADDRESS: Schema = {"type": "string", "description": "navn, navn[medlem], navn@år eller navn[medlem]@år."}


def maybe(schema: Schema) -> Schema:
    """The schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def each(schema: Schema) -> Schema:
    """A list of them."""
    return {"type": "array", "items": schema}


def by(schema: Schema, pattern: str = "") -> Schema:
    """An object with free keys (of one pattern)."""
    names = {"propertyNames": {"pattern": pattern}} if pattern else {}
    return {"type": "object", "additionalProperties": schema, **names}


def closed(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object with these keys and no others."""
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(optional or {})},
        "additionalProperties": False,
    }


RULES = closed({"id": TEXT, "fingeraftryk": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}"}})
STAMPED: Schema = {"type": "array", "items": {"enum": list(STAMPS)}, "uniqueItems": True}
VALUE: Schema = {
    "type": ["string", "boolean"],
    "description": "Værdien i den erklærede enhed; tal er tekst, nøjagtige eller med 34 betydende cifre.",
}
FAULT = {"kode": TEXT, "besked": TEXT}
FAULT_PLACE = {"regel": TEXT, "sted": TEXT}


def cell_parts(
    extra: dict[str, Schema] | None = None, optional: dict[str, Schema] | None = None
) -> list[Schema]:
    """The forms a cell has (a value or why there is none), each with `extra` keys beside."""
    more, rest = extra or {}, optional or {}
    return [
        closed({"værdi": VALUE, **more}, {"brøk": FRACTION, "type": {"enum": ["dato", "årstal"]}, **rest}),
        closed({"tilstand": {"const": "ukendt"}, "mangler": TEXTS, **more}, rest),
        closed({"tilstand": {"enum": ["ikke_reguleret", "ikke_relevant"]}, **more}, {"sted": TEXT, **rest}),
        closed({"tilstand": {"const": "fejl"}, **FAULT, **more}, {**FAULT_PLACE, **rest}),
    ]


CELL: Schema = {"anyOf": cell_parts(), "description": "En værdi, eller hvorfor der ingen er."}
CLAUSED = closed({"dokument": TEXT, "afsnit": maybe(TEXT), "klausuler": TEXTS})
ANCHORED = closed({"dokument": TEXT, "afsnit": TEXT, "anker": TEXTS})
FINDING = closed(
    {
        "kode": {"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
        "grad": {"enum": ["fejl", "advarsel"]},
        "besked": TEXT,
        "fil": TEXT,
        "linje": WHOLE,
        "kolonne": WHOLE,
        "slutlinje": WHOLE,
        "slutkolonne": WHOLE,
        "hjælp": maybe(TEXT),
        "noter": TEXTS,
    }
)
