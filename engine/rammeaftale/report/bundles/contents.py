"""What an audit bundle tells: the result as `beregn` prints it, and the trace of everything asked for.

```
spor.json: {"skema", "regelsæt", "rod": {adresse: id}, "regler": [{"navn", "art", "år", "udfald", "kilde", "sted",
            "betingelser": [{"rolle", "regel"}]}], "knuder": {id: knude}}
```
Nodes are those of `forklar --format json`; `regler` are the duties and checks with their conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import address
from rammeaftale.backends.provenance import read_quantities
from rammeaftale.backends.telling import tell_formula
from rammeaftale.backends.terms import node_id
from rammeaftale.backends.trace import TraceNode, build_nodes
from rammeaftale.language import ir
from rammeaftale.language.program import Program
from rammeaftale.report.explaining.ruletrace_json import rule_json, source_json
from rammeaftale.report.explaining.trace_json import node_json
from rammeaftale.report.naming import place_text
from rammeaftale.rulefiles.head_model import Head
from rammeaftale.services.bundles.bundle import RESULT, TRACE
from rammeaftale.services.bundles.manifest import json_bytes
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.result_json import result_json


def contents(result: Calculation) -> dict[str, bytes]:
    """The result and its trace as the files of a bundle."""
    return {RESULT: json_bytes(result_json(result)), TRACE: json_bytes(trace_json(result))}


def asked_cells(result: Calculation) -> list[Cell]:
    """The cells asked for, and those that duties and checks read."""
    cells = dict.fromkeys(cell for target in result.targets for cell in target.cells())
    reads = [duty.reads for _, duty in result.duties] + [check.reads for _, check in result.checks]
    for read in reads:
        cells |= dict.fromkeys(read_quantities(result.run, read))
    return list(cells)


def traced(result: Calculation) -> dict[str, TraceNode]:
    """Every node that what was asked for, the duties and the checks rest on, by id."""
    return build_nodes(result.run, asked_cells(result), result.provenance)


def trace_json(result: Calculation) -> dict[str, Any]:
    """The whole trace, shared nodes once."""
    years = result.run.facts.years
    asked = [cell for target in result.targets for cell in target.cells()]
    return {
        "skema": "1",
        "regelsæt": {"id": result.rules.id, "fingeraftryk": result.rules.fingerprint},
        "rod": {
            address(name, members, year, years): node_id((name, year, members))
            for name, year, members in asked
        },
        "regler": list(_rules(result)),
        "knuder": {id_: node_json(node) for id_, node in traced(result).items()},
    }


def _rules(result: Calculation) -> Iterator[dict[str, Any]]:
    """Every duty and check with its conditions, by year and name."""
    for year, duty in result.duties:
        one = duty.duty
        parts = {
            "udløses_når": one.when,
            "frist": one.deadline,
            "opfyldt_når": one.fulfilled,
            "overtrådt_når": one.breached,
        }
        yield {"art": "pligt", **_rule(result, one.entry.head, year, parts), "udfald": duty.status}
    for year, check in result.checks:
        parts = {"skal_gælde": check.check.must_hold, "gælder_når": check.check.when}
        head = check.check.entry.head
        yield {"art": "kontrol", **_rule(result, head, year, parts), "udfald": check.holds}


def _rule(
    result: Calculation, head: Head, year: int | None, parts: Mapping[str, ir.Formula | None]
) -> dict[str, Any]:
    program = _program(result, head, year)
    conditions = []
    for role, formula in parts.items():
        if formula is not None:
            told, _ = tell_formula(result.run, program, head.name, formula, year)
            conditions.append({"rolle": role, "regel": rule_json(told)})
    return {
        "navn": head.name,
        "titel": head.title,
        "år": year,
        "kilde": source_json(head.citation),
        "sted": place_text(head.span),
        "betingelser": conditions,
    }


def _program(result: Calculation, head: Head, year: int | None) -> Program:
    """The set in force that has the duty or check."""
    return next(p for p in result.rules.in_force(year) if head.name in p.duties or head.name in p.checks)
