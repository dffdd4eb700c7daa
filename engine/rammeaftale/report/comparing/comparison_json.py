"""A comparison as data."""

from __future__ import annotations

from typing import Any

from rammeaftale.report import json_shapes as shapes
from rammeaftale.report.comparing.result_words import Parting, ResultView, duty_views, result_views
from rammeaftale.report.comparing.view import Block, CellView, RowView, row_views
from rammeaftale.services.cells_json import VERSION, cell_json
from rammeaftale.services.comparing.alignment import STATES, VERDICTS, Comparison
from rammeaftale.services.comparing.results import ResultRow, Results
from rammeaftale.services.comparing.sides import Side

_TEXTS = shapes.list_of(shapes.TEXT)
SET = shapes.closed(
    {"id": shapes.TEXT, "titel": shapes.TEXT, "region": shapes.TEXT, "fra": shapes.TEXT,
     "til": shapes.or_null(shapes.TEXT), "fingeraftryk": shapes.TEXT, "uden_begreb": shapes.COUNT}
)  # fmt: skip
_BLOCK = shapes.closed(
    {"titel": shapes.TEXT, "navn": shapes.TEXT, "slags": shapes.TEXT, "tekst": _TEXTS,
     "kilde": shapes.TEXT, "status": shapes.TEXT, "sted": shapes.TEXT}
)  # fmt: skip
_CELL_OF = shapes.closed(
    {"regelsæt": shapes.TEXT, "tilstand": shapes.word(*STATES), "regler": shapes.list_of(_BLOCK)},
    {"note": shapes.TEXT, "om_begreb": shapes.TEXT},
)
_ROW = shapes.closed(
    {"begreb": shapes.TEXT, "titel": shapes.TEXT, "definition": shapes.TEXT, "art": shapes.TEXT,
     "under": shapes.or_null(shapes.TEXT), "sammenligning": shapes.word(*VERDICTS),
     "kun_i": _TEXTS, "celler": shapes.list_of(_CELL_OF)}
)  # fmt: skip
_PARTING = shapes.closed(
    {"regelsæt": shapes.TEXT, "vej": _TEXTS, "titel": shapes.TEXT, "bemærkninger": _TEXTS,
     "sider": shapes.list_of(shapes.closed(
         {"regelsæt": shapes.TEXT, "værdi": shapes.TEXT, "regel": _TEXTS, "kilde": shapes.TEXT}))}
)  # fmt: skip
_RESULT = shapes.closed(
    {"adresse": shapes.TEXT, "titel": shapes.TEXT, "sammenligning": shapes.word("ens", "forskellig", "kun_i"),
     "resultater": shapes.map_of(shapes.CELL), "stempler": shapes.map_of(_TEXTS),
     "første_forskel": shapes.list_of(_PARTING)}
)  # fmt: skip
_DUTY = shapes.closed(
    {"navn": shapes.TEXT, "titel": shapes.TEXT, "sammenligning": shapes.word("ens", "forskellig", "kun_i"),
     "status": shapes.map_of(shapes.TEXT)}
)  # fmt: skip
_CASE = shapes.closed(
    {"titel": shapes.TEXT, "år": shapes.list_of(shapes.YEAR), "ukendte_navne": shapes.map_of(_TEXTS),
     "kan_ikke_bruges": shapes.map_of(shapes.map_of(shapes.TEXT)),
     "resultater": shapes.list_of(_RESULT), "pligter": shapes.list_of(_DUTY)}
)  # fmt: skip
SCHEMA = shapes.closed(
    {"skema": shapes.VERSION, "regelsæt": shapes.list_of(SET), "begreber": shapes.list_of(_ROW)},
    {"sag": _CASE},
)


def comparison_json(comparison: Comparison, results: Results | None) -> dict[str, Any]:
    """The sets, the rows, and the case when there is one."""
    found: dict[str, Any] = {
        "skema": VERSION,
        "regelsæt": [
            {**set_json(s), "uden_begreb": comparison.without_concept[s.id]} for s in comparison.sides
        ],
        "begreber": [_row(view, comparison) for view in row_views(comparison)],
    }
    return found if results is None else {**found, "sag": _case(results)}


def set_json(side: Side) -> dict[str, Any]:
    """A set: who, when, and its fingerprint."""
    manifest = side.program.manifest
    return {
        "id": side.id,
        "titel": manifest.title,
        "region": manifest.region,
        "fra": manifest.starts.isoformat(),
        "til": manifest.ends.isoformat() if manifest.ends else None,
        "fingeraftryk": side.program.fingerprint,
    }


def _row(view: RowView, comparison: Comparison) -> dict[str, Any]:
    row = view.row
    cells = zip(comparison.sides, view.cells, row.cells, strict=True)
    return {
        "begreb": row.concept.name,
        "titel": row.concept.title,
        "definition": row.concept.definition,
        "art": row.concept.art,
        "under": row.concept.under or None,
        "sammenligning": row.verdict,
        "kun_i": list(row.only),
        "celler": [_cell(side, shown, cell.broader) for side, shown, cell in cells],
    }


def _cell(side: Side, cell: CellView, broader: str) -> dict[str, Any]:
    rest = {"note": cell.note, "om_begreb": broader}
    told = {"regelsæt": side.id, "tilstand": cell.state, "regler": [_block(one) for one in cell.blocks]}
    return {**told, **{key: text for key, text in rest.items() if text}}


def _block(one: Block) -> dict[str, Any]:
    return {
        "titel": one.title,
        "navn": one.name,
        "slags": one.kind,
        "tekst": list(one.lines),
        "kilde": one.source,
        "status": one.status,
        "sted": one.place,
    }


def _case(results: Results) -> dict[str, Any]:
    shared = results.shared
    return {
        "titel": shared[0].case.title,
        "år": list(shared[0].case.facts.years),
        "ukendte_navne": {one.side.id: list(one.unknown) for one in shared},
        "kan_ikke_bruges": {one.side.id: dict(one.refused) for one in shared},
        "resultater": [
            _result(row, view, results) for row, view in zip(results.rows, result_views(results), strict=True)
        ],
        "pligter": [
            {
                "navn": row.name,
                "titel": row.title,
                "sammenligning": row.verdict,
                "status": {
                    one.side.id: status
                    for one, result, status in zip(shared, row.results, view.values, strict=True)
                    if result is not None
                },
            }
            for row, view in zip(results.duties, duty_views(results), strict=True)
        ],
    }


def _result(row: ResultRow, view: ResultView, results: Results) -> dict[str, Any]:
    found = [(one, r) for one, r in zip(results.shared, row.results, strict=True) if r is not None]
    types = {one.side.id: one.side.rules.quantity(r.cell[0]) for one, r in found}
    cells = {one.side.id: cell_json(r.outcome, types[one.side.id].symbol.type) for one, r in found}  # type: ignore[union-attr]
    return {
        "adresse": row.address,
        "titel": row.title,
        "sammenligning": row.verdict,
        "resultater": cells,
        "stempler": {one.side.id: list(r.stamps) for one, r in found},
        "første_forskel": [_parting(one) for one in view.partings],
    }


def _parting(one: Parting) -> dict[str, Any]:
    return {
        "regelsæt": one.other,
        "vej": list(one.way),
        "titel": one.title,
        "bemærkninger": list(one.remarks),
        "sider": [
            {"regelsæt": id_, "værdi": value, "regel": list(rule), "kilde": source}
            for id_, value, rule, source in one.sides
        ],
    }
