"""The run of the examples as data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Number
from rammeaftale.core.places import Span
from rammeaftale.language.program import Quantity
from rammeaftale.report import diagnostics
from rammeaftale.report import json_shapes as shapes
from rammeaftale.services.cells_json import VERSION, cell_json, value_json
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.examples.coverage import Coverage
from rammeaftale.services.examples.examples import ExampleResult, Found, Mismatch, SetResult
from rammeaftale.services.examples.expectations import ACTION, CHECK, DUTY, PROCEDURE, QUANTITY
from rammeaftale.services.examples.expected import (
    ExpectedCheck,
    ExpectedStanding,
    ExpectedState,
    ExpectedStatus,
    FoundStanding,
    Wanted,
)

_STATUS = {"status": shapes.TEXT}
_HOLDS = {"gælder": shapes.or_null(shapes.TRUTH)}
_ANSWER = {"svar": shapes.described(shapes.TEXT, "Om en procedure: det trin, den slutning, den runde …")}
_MISMATCH = shapes.closed(
    {
        "adresse": shapes.TEXT,
        "art": shapes.word(QUANTITY, DUTY, CHECK, PROCEDURE, ACTION),
        "ventet": shapes.closed(
            {}, {**shapes.CELL_FIELDS, **_STATUS, **_HOLDS, **_ANSWER, "tolerance": shapes.NUMBER_TEXT}
        ),
        "fundet": shapes.closed({}, {**shapes.CELL_FIELDS, **_STATUS, **_HOLDS, **_ANSWER}),
        "forskel": shapes.or_null(shapes.NUMBER_TEXT),
        "fil": shapes.TEXT,
        "linje": shapes.COUNT,
        "kolonne": shapes.COUNT,
        "bygger_på": shapes.described(
            shapes.list_of(shapes.TEXT),
            "De andre afvigelser, tallet er beregnet af; ingen: fejlen begynder her.",
        ),
    }
)
_EXAMPLE = shapes.closed(
    {
        "fil": shapes.TEXT,
        "titel": shapes.TEXT,
        "bestået": shapes.TRUTH,
        "ubekræftet": shapes.described(
            shapes.or_null(shapes.TEXT),
            "Det regelsæt, eksemplet er taget med fra uden at være regnet efter; så tæller det ikke som fejl.",
        ),
        "forventninger": shapes.COUNT,
        "fund": shapes.list_of(shapes.FINDING),
        "afvigelser": shapes.list_of(_MISMATCH),
    }
)
_GAP = shapes.closed(
    {
        "art": shapes.TEXT,
        "navn": shapes.TEXT,
        "tekst": shapes.TEXT,
        "fil": shapes.TEXT,
        "linje": shapes.COUNT,
        "kolonne": shapes.COUNT,
        "mangler": shapes.list_of(shapes.TEXT),
    }
)
_COVERAGE = shapes.closed(
    {
        "id": shapes.TEXT,
        "fuld": shapes.TRUTH,
        "optælling": shapes.map_of(shapes.closed({"dækket": shapes.COUNT, "af": shapes.COUNT})),
        "huller": shapes.list_of(_GAP),
    }
)
SCHEMA = shapes.closed(
    {
        "skema": shapes.VERSION,
        "eksempler": shapes.COUNT,
        "bestået": shapes.COUNT,
        "ubekræftede": shapes.COUNT,
        "forventninger": shapes.COUNT,
        "regelsæt": shapes.list_of(
            shapes.closed(
                {
                    "id": shapes.TEXT,
                    "fund": shapes.list_of(shapes.FINDING),
                    "eksempler": shapes.list_of(_EXAMPLE),
                }
            )
        ),
    },
    {"dækning": shapes.list_of(_COVERAGE)},
)


def examples_json(sets: Iterable[SetResult], covered: Iterable[Coverage] | None) -> dict[str, Any]:
    """Every rule set with its examples; an example's mismatches in the order of calculation.

    `covered`: what the examples leave out, when that was asked for.
    """
    sets = list(sets)
    results = [result for one in sets for result in one.results]
    return {
        "skema": VERSION,
        "eksempler": len(results),
        "bestået": sum(result.passed for result in results),
        "ubekræftede": sum(bool(result.unconfirmed) for result in results),
        "forventninger": sum(len(result.judged) for result in results),
        "regelsæt": [_set(one) for one in sets],
        **({} if covered is None else {"dækning": [_coverage(one) for one in covered]}),
    }


def _set(one: SetResult) -> dict[str, Any]:
    return {
        "id": one.examples.id,
        "fund": diagnostics.as_json(one.findings)["fund"],
        "eksempler": [_example(result) for result in one.results],
    }


def _example(result: ExampleResult) -> dict[str, Any]:
    return {
        "fil": result.file.shown,
        "titel": result.title,
        "bestået": result.passed,
        "ubekræftet": result.unconfirmed or None,
        "forventninger": len(result.judged),
        "fund": diagnostics.as_json(result.findings)["fund"],
        "afvigelser": [_mismatch(mismatch, result) for mismatch in result.mismatches],
    }


def _mismatch(mismatch: Mismatch, result: ExampleResult) -> dict[str, Any]:
    expectation = mismatch.expectation
    quantity = result.rules.quantity(expectation.cell[0])
    return {
        "adresse": expectation.address,
        "art": expectation.kind,
        "ventet": _wanted(expectation.wanted, quantity),
        "fundet": _found(mismatch.found, quantity),
        "forskel": _difference(mismatch.difference, quantity),
        "fil": expectation.span.source.path,
        "linje": expectation.span.line,
        "kolonne": expectation.span.column,
        "bygger_på": list(mismatch.rests_on),
    }


def _wanted(wanted: Wanted, quantity: Quantity | None) -> dict[str, Any]:
    if isinstance(wanted, ExpectedStatus):
        return {"status": wanted.status}
    if isinstance(wanted, ExpectedStanding):
        return {"svar": wanted.text}
    if isinstance(wanted, ExpectedCheck):
        return {"gælder": wanted.holds}
    if isinstance(wanted, ExpectedState):
        missing = {} if wanted.missing is None else {"mangler": sorted(wanted.missing)}
        return {"tilstand": wanted.state, **missing}
    assert quantity is not None
    told = value_json(wanted.value, quantity.symbol.type)
    if wanted.tolerance:
        told["tolerance"] = exact_text(wanted.tolerance / quantity.symbol.type.unit.scale)[0]
    return told


def _found(found: Found, quantity: Quantity | None) -> dict[str, Any]:
    if isinstance(found, DutyResult):
        return {"status": found.status}
    if isinstance(found, FoundStanding):
        return {"svar": found.text}
    if isinstance(found, CheckResult):
        return {"gælder": found.holds}
    assert quantity is not None
    return cell_json(found, quantity.symbol.type)


def _difference(difference: Number | None, quantity: Quantity | None) -> str | None:
    if difference is None or quantity is None:
        return None
    told: str = value_json(difference, quantity.symbol.type)["værdi"]
    return told


def _coverage(one: Coverage) -> dict[str, Any]:
    gaps = [
        _gap(gap.point.kind, gap.point.owner, gap.point.span, gap.point.text, gap.missing) for gap in one.gaps
    ]
    unasked = [_gap(item.kind, item.name, item.span, item.title, ("forventet",)) for item in one.unasked]
    counts = {kind: {"dækket": covered, "af": of} for kind, (covered, of) in one.counts.items()}
    return {"id": one.id, "fuld": one.is_full, "optælling": counts, "huller": [*unasked, *gaps]}


def _gap(kind: str, name: str, span: Span, text: str, missing: tuple[str, ...]) -> dict[str, Any]:
    place = {"fil": span.source.path, "linje": span.line, "kolonne": span.column}
    return {"art": kind, "navn": name, "tekst": text, **place, "mangler": list(missing)}
