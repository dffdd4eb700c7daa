"""What the schemas of `beregn`, `forklar` and of the rules share: cells in their exact forms, years, stamps."""

from __future__ import annotations

from rammeaftale.backends.provenance import STAMPS
from rammeaftale.report.json_shapes import TEXT, Shape, closed, list_of, map_of, or_null

YEAR: Shape = {"type": "integer", "minimum": 1900, "maximum": 2200}
DATE: Shape = {"type": "string", "format": "date"}
FRACTION: Shape = {"type": "string", "pattern": "^-?[0-9]+/[0-9]+$", "description": "Den nøjagtige brøk p/q."}
VERSION: Shape = {"const": "1", "description": "Skemaets version."}
ADDRESS: Shape = {"type": "string", "description": "navn, navn[medlem], navn@år eller navn[medlem]@år."}
TEXTS = list_of(TEXT)


RULES = closed({"id": TEXT, "fingeraftryk": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}"}})
STAMPED: Shape = {"type": "array", "items": {"enum": list(STAMPS)}, "uniqueItems": True}
VALUE: Shape = {
    "type": ["string", "boolean"],
    "description": "Værdien i den erklærede enhed; tal er tekst, nøjagtige eller med 34 betydende cifre.",
}
FAULT = {"kode": TEXT, "besked": TEXT}
FAULT_PLACE = {"regel": TEXT, "sted": TEXT}


def by_year(shape: Shape) -> Shape:
    """Parts of one shape by year."""
    return {**map_of(shape), "propertyNames": {"pattern": "^[12][0-9]{3}$"}}


def cell_parts(
    extra: dict[str, Shape] | None = None, optional: dict[str, Shape] | None = None
) -> list[Shape]:
    """The forms a cell has (a value or why there is none), each with `extra` keys beside."""
    more, rest = extra or {}, optional or {}
    return [
        closed({"værdi": VALUE, **more}, {"brøk": FRACTION, "type": {"enum": ["dato", "årstal"]}, **rest}),
        closed({"tilstand": {"const": "ukendt"}, "mangler": TEXTS, **more}, rest),
        closed({"tilstand": {"enum": ["ikke_reguleret", "ikke_relevant"]}, **more}, {"sted": TEXT, **rest}),
        closed({"tilstand": {"const": "fejl"}, **FAULT, **more}, {**FAULT_PLACE, **rest}),
    ]


CELL: Shape = {"anyOf": cell_parts(), "description": "En værdi, eller hvorfor der ingen er."}
CLAUSED = closed({"dokument": TEXT, "afsnit": or_null(TEXT), "klausuler": TEXTS})
