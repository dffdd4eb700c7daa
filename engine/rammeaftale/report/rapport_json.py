"""`rapport` as data: the result, the explanation of each main result, the whole trace once, the sources with passages.

```
{"skema", "regelsæt": {"id", "fingeraftryk", "titler"}, "sag": {"titel", "fil", "sha256"},
 "lavet_med": {"kommando", "versioner"}, "resultat": {…}, "hovedresultater": [adresse],
 "forklaringer": {adresse: {…}}, "knuder": {id: knude},
 "følsomhed"?: [{…}], "kilder": [{"dokument", "titel", …, "afsnit": {afsnit: passage | null}}]}
```
"""

from __future__ import annotations

from typing import Any

from rammeaftale.report.daekning_json import SAME
from rammeaftale.report.explaining.trace_json import explanation_json, node_json
from rammeaftale.report.naming import citation_of
from rammeaftale.report.page.heading import heading
from rammeaftale.report.page.scope import Scope
from rammeaftale.rulefiles.manifest_model import Document
from rammeaftale.services.cells_json import VERSION
from rammeaftale.services.passages import passages
from rammeaftale.services.result_json import result_json

SHARED = ("skema", "regelsæt", "knuder")


def report_json(scope: Scope) -> dict[str, Any]:
    """The report as a mapping."""
    head = heading(scope)
    result = scope.result
    told = result_json(result)
    return {
        "skema": VERSION,
        "regelsæt": {**told.pop("regelsæt"), "titler": [one.title for one in head.rules]},
        "sag": {"titel": result.case.title, "fil": head.case_path, "sha256": head.case_sha256},
        "lavet_med": {"kommando": head.command, "versioner": dict(head.versions)},
        "resultat": {key: part for key, part in told.items() if key != "skema"},
        "hovedresultater": [result.answer(cell).address for cell in scope.main_cells],
        "forklaringer": {result.answer(cell).address: _explained(scope, cell) for cell in scope.main_cells},
        "knuder": {id_: node_json(node) for id_, node in scope.nodes.items()},
        **({"følsomhed": _varied(scope)} if scope.asked.vary else {}),
        "kilder": _sources(scope),
    }


def _explained(scope: Scope, cell: Any) -> dict[str, Any]:  # noqa: ANN401 - a cell
    """An explanation without what all of them share."""
    found = explanation_json(scope.result, scope.trace(cell))
    return {key: part for key, part in found.items() if key not in SHARED}


def _varied(scope: Scope) -> list[dict[str, Any]]:
    """Each result along a number, as `følsomhed --variér` tells it."""
    from rammeaftale.report.varying.as_json import variation_json

    return [
        {key: part for key, part in variation_json(found).items() if key not in SHARED}
        for found in scope.variations
    ]


def _sources(scope: Scope) -> list[dict[str, Any]]:
    """The documents the trace cites, with the cited sections in order."""
    cited: dict[str, dict[str, None]] = {}
    for node in scope.nodes.values():
        citation = citation_of(node)
        if citation.document:
            cited.setdefault(citation.document, {})[citation.section] = None
    return [_source(scope, name, [s for s in sections if s]) for name, sections in sorted(cited.items())]


def _source(scope: Scope, name: str, sections: list[str]) -> dict[str, Any]:
    documents = [
        p.manifest.documents[name] for p in scope.result.rules.programs if name in p.manifest.documents
    ]
    document = documents[-1] if documents else Document(name, name)
    told: dict[str, Any] = {
        "dokument": name,
        "titel": document.title,
        "udgiver": document.publisher,
        "dato": document.date,
        "link": document.link,
        "sha256": document.sha256,
    }
    files = scope.asked.files
    file = files.get(name) if files is not None else None
    if files is not None:
        told["fil"] = {"navn": file.path.name, "kontrolsum": SAME[file.same]} if file else None
    found = passages(file, sections) if file else {}
    told["afsnit"] = {s: list(found[s]) if s in found else None for s in sorted(sections)}
    return told
