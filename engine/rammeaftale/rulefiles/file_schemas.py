"""The JSON schema of each kind of file: the tables of `schema.py` with what the loader checks beside them."""

from __future__ import annotations

from collections.abc import Callable

from rammeaftale.rulefiles import case_schema as c
from rammeaftale.rulefiles import manifest_schema as ms
from rammeaftale.rulefiles import schema as s
from rammeaftale.rulefiles.common_schema import LITERAL
from rammeaftale.rulefiles.json_schema import (
    DIALECT,
    MEMBER,
    YEAR_OR_DATE,
    Schema,
    Writer,
    demands,
    record_frame,
)
from rammeaftale.rulefiles.shapes import Field, ListOf, MapOf, Record, Shape, Word
from rammeaftale.rulefiles.way_schema import BRANCH, BY_READING, VARIANTS, WAYS

CHANGE, REPEALED = "ændring", "ophævet"
# What an inherited entry may take out one by one.
NAMED_MAPS = ("læsninger", "oplysninger", "trin", "slutninger", "medlemmer", "handlinger")


def file_schema(shape: Record, title: str, description: str) -> Schema:
    """The schema of a whole file."""
    writer = Writer(_SPECIAL)
    root = writer.whole(shape)
    head = {"$schema": DIALECT, "title": title, "description": description}
    return {**head, **root, "$defs": dict(sorted(writer.defs.items()))}


def _entry(writer: Writer, shape: Record) -> Schema:
    """An entry of a topic file: all that must be present, unless it says what has become of an inherited one."""
    found, whole = record_frame(writer, shape), demands(shape)
    blocks = [field for field in shape.fields if _is_block(field)]
    for field in blocks:
        found["properties"][field.name] = _or_repealed(found["properties"][field.name], field)
    new: Schema = {"required": ["titel", *whole.get("required", [])]}
    solid: Schema = {"not": {"const": REPEALED}}
    new["properties"] = {
        field.name: {**solid, "additionalProperties": solid} if _is_named_map(field) else solid
        for field in blocks
    }
    if "oneOf" in whole:
        new["oneOf"] = whole["oneOf"]
    return {**found, "if": {"required": [CHANGE]}, "else": new}


def _is_named_map(field: Field) -> bool:
    """Whether a field holds parts by name that can be taken out one by one (`trin` of a procedure does)."""
    return field.name in NAMED_MAPS and isinstance(field.shape, MapOf)


def _is_block(field: Field) -> bool:
    """Whether a field is never a free text, so that the word that takes it out is something else."""
    shape = field.shape
    block = isinstance(shape, Record | MapOf | Word) or (isinstance(shape, ListOf) and not shape.or_one)
    return block and field.name not in ("kilde", "ændring")


def _or_repealed(schema: Schema, field: Field) -> Schema:
    """The schema of a field, or the word that takes it (or a part of a named map) out."""
    word, solid = {"const": REPEALED}, {k: v for k, v in schema.items() if k != "description"}
    if _is_named_map(field):
        solid["additionalProperties"] = {"anyOf": [solid["additionalProperties"], word]}
    return {"description": schema["description"], "anyOf": [solid, word]}


def _frist(writer: Writer, shape: Record) -> Schema:
    """A deadline: what has a length is counted from a date."""
    found = _entry(writer, shape)
    found["else"]["dependentRequired"] = {"længde": ["fra"]}
    return found


def _parameter(writer: Writer, shape: Record) -> Schema:
    """A parameter: its figures by year or date, first by member where it has a dimension."""
    found = _entry(writer, shape)
    figure: Schema = {"anyOf": [writer.schema(LITERAL), writer.schema(s.PARAMETER_VALUE)]}
    by_time = {"type": "object", "propertyNames": YEAR_OR_DATE, "additionalProperties": figure}
    by_member = {"type": "object", "additionalProperties": by_time}
    changed = {"type": "object", "additionalProperties": {"anyOf": [figure, by_time]}}
    values, value = found["properties"]["værdier"], found["properties"]["værdi"]
    found["properties"] |= {
        "værdier": {"description": values["description"], "anyOf": [changed, {"const": REPEALED}]},
        "værdi": {
            "description": value["description"],
            "anyOf": [figure, {"type": "object", "additionalProperties": figure}],
        },
    }
    plain = {"properties": {"værdier": by_time, "værdi": figure}}
    divided = {
        "properties": {"værdier": by_member, "værdi": {"type": "object", "additionalProperties": figure}}
    }
    found["else"]["allOf"] = [{"if": {"required": ["pr"]}, "then": divided, "else": plain}]
    return found


def _variants(writer: Writer, shape: ListOf) -> Schema:
    """`varianter`: each with `når` and one way to calculate; the one with `ellers` stands alone."""
    assert isinstance(shape.item, Record)
    frame = record_frame(writer, shape.item)
    arm = {
        "required": ["når"],
        "not": {"required": ["ellers"]},
        "oneOf": [{"required": [way]} for way in WAYS],
    }
    otherwise = {"required": ["ellers"], "maxProperties": 1}
    return {
        "type": "array",
        "items": {**frame, "anyOf": [arm, otherwise]},
        "contains": {"required": ["ellers"]},
        "minContains": 1,
        "maxContains": 1,
    }


def _by_reading(writer: Writer, shape: Shape) -> Schema:
    """`efter_fortolkning` names exactly one reading."""
    return {**writer.plain(shape), "minProperties": 1, "maxProperties": 1}


def _topic(writer: Writer, shape: Record) -> Schema:
    """A topic file; beside its inputs stand the groups they form."""
    found = writer.plain(shape)
    inputs = found["properties"]["oplysninger"]
    groups = {"description": GROUPS, **writer.schema(ListOf(s.GROUP, or_one=True))}
    inputs |= {"properties": {"grupper": groups}, "type": ["object", "null"]}
    return found


def _members(writer: Writer, shape: Record) -> Schema:
    """Fixed members, whose codes can stand in an address."""
    found = writer.plain(shape)
    found["properties"]["medlemmer"]["propertyNames"] = {"pattern": MEMBER}
    return found


def _case(writer: Writer, shape: Record) -> Schema:
    """A case; a form that is not filled in yet says `oplysninger:` and nothing more."""
    found = writer.plain(shape)
    found["properties"]["oplysninger"]["type"] = ["object", "null"]
    return found


GROUPS = "Oplysninger, der hører sammen: netop én af dem, eller alle eller ingen."
_SPECIAL: dict[int, tuple[str, Callable[..., Schema]]] = {
    **{id(record): (record.title, _entry) for record in s.SECTIONS.values()},
    id(s.PARAMETER): ("parameter", _parameter),
    id(s.FRIST): (s.FRIST.title, _frist),
    id(VARIANTS): ("varianter", _variants),
    id(BY_READING): ("efter_fortolkning", _by_reading),
    id(BRANCH): ("beregning", Writer.plain),
    id(s.TOPIC): ("emnefil", _topic),
    id(ms.MEMBERS): ("medlemmer", _members),
    id(c.CASE): ("sag", _case),
    id(c.EXAMPLE): ("eksempel", _case),
}
FILES: dict[str, tuple[Record, str, str]] = {
    "regelsaet": (
        ms.MANIFEST,
        "Regelsæt",
        "regelsaet.yaml: hvem aftalen gælder for, hvornår, og hvad den bygger på.",
    ),
    "emnefil": (
        s.TOPIC,
        "Emnefil",
        "Et emnes regler: tal, oplysninger, beregninger, pligter og fortolkninger.",
    ),
    "medlemmer": (ms.MEMBERS, "Medlemmer", "En dimensions faste medlemmer og deres egne størrelser."),
    "klausuler": (ms.CLAUSES, "Klausuler", "Kildens klausuler, som reglerne henviser til."),
    "begreber": (ms.CONCEPTS, "Begreber", "Fælles begreber, som regelsættene mødes i."),
    "sag": (c.CASE, "Sag", "En sag: det, der er oplyst, og de valg, der regnes med."),
    "eksempel": (c.EXAMPLE, "Eksempel", "En sag med det forventede resultat; en del af reglerne."),
}
