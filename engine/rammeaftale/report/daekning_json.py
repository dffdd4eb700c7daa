"""The cover of a set's clauses as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rammeaftale.report import json_shapes as shapes
from rammeaftale.report.schema_parts import RULES
from rammeaftale.rulefiles.schema import OMISSIONS
from rammeaftale.services.clauses import STATUSES, SourceClauses, Told
from rammeaftale.services.passages import SourceFile, passages
from rammeaftale.services.ruleset import RuleSet

SAME = {True: "ens", False: "afviger", None: "ukendt"}
_ENCODING = shapes.closed({"navn": shapes.TEXT, "slags": shapes.TEXT, "titel": shapes.TEXT})
_CLAUSE = shapes.closed(
    {
        "id": shapes.TEXT,
        "art": shapes.TEXT,
        "titel": shapes.TEXT,
        "status": shapes.word(*STATUSES),
        "poster": shapes.list_of(_ENCODING),
    },
    {"grund": shapes.word(*OMISSIONS), "note": shapes.TEXT},
)
_SECTION = shapes.closed(
    {"afsnit": shapes.TEXT, "klausuler": shapes.list_of(_CLAUSE)},
    {
        "passage": shapes.described(
            shapes.or_null(shapes.list_of(shapes.TEXT)), "Kildens ord; null, når afsnittet ikke er fundet."
        )
    },
)
_FILE = shapes.closed({"navn": shapes.TEXT, "kontrolsum": shapes.word(*SAME.values())})
_SOURCE = shapes.closed(
    {
        "regelsæt": shapes.TEXT,
        "dokument": shapes.TEXT,
        "titel": shapes.TEXT,
        "antal": shapes.closed(dict.fromkeys(STATUSES, shapes.COUNT)),
        "afsnit": shapes.list_of(_SECTION),
    },
    {"fil": shapes.described(shapes.or_null(_FILE), "Kildens tekst; null, når den ikke er i mappen.")},
)
SCHEMA = shapes.closed({"skema": shapes.VERSION, "regelsæt": RULES, "kilder": shapes.list_of(_SOURCE)})


def clauses_json(
    rules: RuleSet,
    found: Iterable[tuple[str, SourceClauses]],
    files: Mapping[str, SourceFile] | None,
) -> dict[str, Any]:
    """Source by source with the set it belongs to; `files` as in the text."""
    return {
        "skema": "1",
        "regelsæt": {"id": rules.id, "fingeraftryk": rules.fingerprint},
        "kilder": [_source(id_, source, files) for id_, source in found],
    }


def _source(id_: str, source: SourceClauses, files: Mapping[str, SourceFile] | None) -> dict[str, Any]:
    head: dict[str, Any] = {
        "regelsæt": id_,
        "dokument": source.document.name,
        "titel": source.document.title,
        "antal": dict(source.counts),
    }
    file = None if files is None else files.get(source.document.name)
    if files is not None:
        head["fil"] = {"navn": file.path.name, "kontrolsum": SAME[file.same]} if file else None
    found = passages(file, [part.section for part in source.sections]) if file else {}
    sections: list[dict[str, Any]] = []
    for part in source.sections:
        told: dict[str, Any] = {"afsnit": part.section, "klausuler": [_clause(one) for one in part.clauses]}
        if file is not None:
            told["passage"] = list(found[part.section]) if part.section in found else None
        sections.append(told)
    return {**head, "afsnit": sections}


def _clause(told: Told) -> dict[str, Any]:
    clause = told.clause
    encodings = [{"navn": one.name, "slags": one.kind, "titel": one.title} for one in told.encodings]
    found = {"id": clause.id, "art": clause.kind, "titel": clause.title, "status": told.status}
    rest = {"grund": told.reason, "note": told.note} if not told.encodings else {}
    return {**found, "poster": encodings, **{key: part for key, part in rest.items() if part}}
