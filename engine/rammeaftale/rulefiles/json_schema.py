"""The closed shapes as JSON schemas (draft 2020-12): what editors complete and check with, from the loader's tables.

A YAML editor reads numbers and truth values as such, so they may stand wherever a text may; Danish explanations
become descriptions, shown as one hovers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from rammeaftale.rulefiles.shapes import (
    LONGEST_TEXT,
    NO,
    YES,
    Either,
    Field,
    Lazy,
    ListOf,
    MapOf,
    Record,
    Shape,
    Text,
    Word,
)

Schema: TypeAlias = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_YEARS = "(19[0-9]{2}|2[01][0-9]{2}|2200)"
NAME = "^[a-zæøå][a-zæøå0-9_]*$"
ID = "^[a-zæøå][a-zæøå0-9_-]*/[a-zæøå0-9][a-zæøå0-9_-]*$"
MEMBER = r"^[^,\[\]@\s]([^,\[\]@\r\n\t]{0,98}[^,\[\]@\s])?$"
DATE: Schema = {"type": "string", "pattern": f"^{_YEARS}-[0-9]{{2}}-[0-9]{{2}}$", "format": "date"}
YEAR_OR_DATE: Schema = {"anyOf": [{"pattern": f"^{_YEARS}$"}, DATE]}
_SCALAR: Schema = {"type": ["string", "number", "boolean"], "maxLength": LONGEST_TEXT}
TEXTS: dict[str, Schema] = {
    "tekst": _SCALAR,
    "formel": _SCALAR,
    "literal": _SCALAR,
    "navn": {"type": "string", "pattern": NAME, "maxLength": LONGEST_TEXT},
    "id": {"type": "string", "pattern": ID, "maxLength": LONGEST_TEXT},
    "heltal": {"type": ["integer", "string"], "pattern": "^-?(0|[1-9][0-9]*)$", "maxLength": LONGEST_TEXT},
    "dato": DATE,
    "ja_nej": {"enum": [YES, NO]},
}
KEYS: dict[str, Schema] = {"navn": {"pattern": NAME}, "år_eller_dato": YEAR_OR_DATE}


class Writer:
    """Writes shapes; records and self-containing shapes stand once each, under `$defs`.

    `special`: by identity, the name and the writing of shapes of which the loader checks more than the table says.
    """

    def __init__(self, special: dict[int, tuple[str, Callable[[Writer, Any], Schema]]]) -> None:
        self.special = special
        self.defs: dict[str, Schema] = {}
        self._names: dict[int, str] = {}

    def schema(self, shape: Shape) -> Schema:
        """The schema of a shape, or a reference to it."""
        if isinstance(shape, Lazy):
            return self._defined(shape.resolve(), shape.name)
        if isinstance(shape, Record) or id(shape) in self.special:
            return self._defined(shape, "")
        return self.plain(shape)

    def whole(self, shape: Shape) -> Schema:
        """The schema of a shape written out, as its kind of file has it."""
        return self.special[id(shape)][1](self, shape) if id(shape) in self.special else self.plain(shape)

    def _defined(self, shape: Shape, name: str) -> Schema:
        """A reference to a shape that stands under `$defs`, written there now if it does not yet."""
        known = self._names.get(id(shape))
        if known is None:
            title = self.special[id(shape)][0] if id(shape) in self.special else getattr(shape, "title", name)
            known = self._names[id(shape)] = self._free(title)
            self.defs[known] = {}
            self.defs[known] = self.whole(shape)
        return {"$ref": f"#/$defs/{known}"}

    def plain(self, shape: Any) -> Schema:  # noqa: ANN401 - any of the shapes
        """The schema of a shape as the table has it."""
        return _WRITERS[type(shape)](self, shape)

    def properties(self, fields: tuple[Field, ...]) -> Schema:
        """The keys of a record with what they mean."""
        return {field.name: self.field(field) for field in fields}

    def field(self, field: Field) -> Schema:
        """One key's schema under its explanation."""
        return {"description": _explained(field), **self.schema(field.shape)}

    def _free(self, title: str) -> str:
        taken = sum(name.rstrip("0123456789-") == title for name in self.defs)
        return f"{title}-{taken + 1}" if taken else title


def _explained(field: Field) -> str:
    shape = field.shape.item if isinstance(field.shape, ListOf) else field.shape
    if not isinstance(shape, Word) or len(set(shape.options.values())) < len(shape.options):
        return field.doc
    words = "; ".join(f"«{word}»: {meaning}" for word, meaning in shape.options.items())
    return f"{field.doc} {words}."


def _text(writer: Writer, shape: Text) -> Schema:
    found = dict(TEXTS[shape.kind])
    if shape.least is not None and shape.most is not None:
        numbers = "|".join(map(str, range(shape.least, shape.most + 1)))
        found |= {"minimum": shape.least, "maximum": shape.most, "pattern": f"^({numbers})$"}
    return found


def _word(writer: Writer, shape: Word) -> Schema:
    return {"enum": list(shape.options)}


def _list(writer: Writer, shape: ListOf) -> Schema:
    item = writer.schema(shape.item)
    many: Schema = {"type": "array", "items": item}
    if isinstance(shape.item, Text | Word):
        many["uniqueItems"] = True
    if shape.filled:
        many["minItems"] = 1
    return {"anyOf": [item, many]} if shape.or_one else many


def _map(writer: Writer, shape: MapOf) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": writer.schema(shape.value)}
    return {**found, "propertyNames": KEYS[shape.key]} if shape.key in KEYS else found


def _record(writer: Writer, shape: Record) -> Schema:
    return {**record_frame(writer, shape), **demands(shape)}


def record_frame(writer: Writer, shape: Record) -> Schema:
    """A record's keys, without what must be present."""
    return {
        "type": "object",
        "properties": writer.properties(shape.fields),
        "additionalProperties": False,
    }


def demands(shape: Record) -> Schema:
    """What must be present in a record."""
    found: Schema = {}
    if shape.required:
        found["required"] = [field.name for field in shape.required]
    if shape.one_of:
        found["oneOf"] = [{"required": [name]} for name in shape.one_of]
    return found


def _either(writer: Writer, shape: Either) -> Schema:
    return {"anyOf": [writer.schema(option) for option in shape.shapes]}


_WRITERS: dict[type, Callable[..., Schema]] = {
    Text: _text,
    Word: _word,
    ListOf: _list,
    MapOf: _map,
    Record: _record,
    Either: _either,
}
