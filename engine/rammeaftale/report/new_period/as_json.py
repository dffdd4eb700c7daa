"""A new period begun, as data: what was written, and what there is to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rammeaftale.report import json_shapes as shapes
from rammeaftale.rulefiles import model as m
from rammeaftale.services.cells_json import VERSION
from rammeaftale.services.new_period.successor import Ended, Successor, figure_text

_FIGURE = shapes.closed({"gælder": shapes.TEXT, "værdi": shapes.TEXT}, {"medlem": shapes.TEXT})
SCHEMA = shapes.closed(
    {
        "skema": shapes.VERSION,
        "id": shapes.TEXT,
        "bygger_på": shapes.TEXT,
        "mappe": shapes.TEXT,
        "filer": shapes.list_of(shapes.TEXT),
        "tal": shapes.described(
            shapes.list_of(
                shapes.closed(
                    {
                        "navn": shapes.TEXT,
                        "titel": shapes.TEXT,
                        "enhed": shapes.or_null(shapes.TEXT),
                        "mangler": shapes.list_of(shapes.TEXT),
                        "før": shapes.list_of(_FIGURE),
                    }
                )
            ),
            "Tal, der slutter med den gamle periode.",
        ),
        "arvede": shapes.list_of(
            shapes.closed(
                {
                    "fil": shapes.TEXT,
                    "navn": shapes.TEXT,
                    "slags": shapes.TEXT,
                    "titel": shapes.TEXT,
                    "afsnit": shapes.TEXT,
                }
            )
        ),
        "fortolkninger": shapes.list_of(shapes.TEXT),
        "daterede": shapes.described(
            shapes.list_of(shapes.closed({"navn": shapes.TEXT, "nævner": shapes.list_of(shapes.TEXT)})),
            "Regler, der nævner år eller datoer fra før den nye periode.",
        ),
        "ramme": shapes.described(
            shapes.list_of(
                shapes.closed({"slags": shapes.TEXT, "navn": shapes.TEXT, "indhold": shapes.TEXT}),
            ),
            "Det, der følger med uden at være poster.",
        ),
        "tavshed": shapes.list_of(
            shapes.closed(
                {
                    "slags": shapes.word("tier", "kilde_mangler"),
                    "begreb": shapes.TEXT,
                    "før": shapes.TEXT,
                    "regelsæt": shapes.TEXT,
                }
            )
        ),
        "udeladt": shapes.list_of(
            shapes.closed(
                {"klausuler": shapes.list_of(shapes.TEXT), "grund": shapes.TEXT, "note": shapes.TEXT}
            )
        ),
        "eksempler": shapes.list_of(shapes.TEXT),
    }
)


def period_json(found: Successor, files: Iterable[str]) -> dict[str, Any]:
    """The mapping that `ny-periode --format json` prints."""
    inherited = [
        {
            "fil": topic.file,
            "navn": entry.head.name,
            "slags": entry.head.section,
            "titel": entry.head.title,
            "afsnit": entry.head.citation.section,
        }
        for topic in found.topics
        for part in topic.entries.values()
        for entry in part
    ]
    return {
        "skema": VERSION,
        "id": found.request.id,
        "bygger_på": found.text.manifest.id,
        "mappe": str(found.request.folder),
        "filer": list(files),
        "tal": [_ended(one) for one in found.ended],
        "arvede": inherited,
        "fortolkninger": [e.head.name for e in found.inherited if isinstance(e, m.Reading)],
        "daterede": [{"navn": one.entry.head.name, "nævner": list(one.named)} for one in found.dated],
        "ramme": [{"slags": one.kind, "navn": one.name, "indhold": one.holds} for one in found.frame],
        "tavshed": [
            {"slags": one.kind, "begreb": one.concept, "før": one.note, "regelsæt": one.set}
            for one in found.silences
        ],
        "udeladt": [
            {"klausuler": list(one.clauses), "grund": one.reason, "note": one.note} for one in found.omissions
        ],
        "eksempler": [one.name for one in found.examples],
    }


def _ended(one: Ended) -> dict[str, Any]:
    head, unit = one.entry.head, one.entry.typing.unit
    old = [
        {**({"medlem": member} if member else {}), "gælder": key, "værdi": figure_text(value)}
        for member, figures in one.old.items()
        for key, value in figures
    ]
    return {
        "navn": head.name,
        "titel": head.title,
        "enhed": unit.text if unit else None,
        "mangler": list(one.keys),
        "før": old,
    }
