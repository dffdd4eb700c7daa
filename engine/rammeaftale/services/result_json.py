"""A result in the shape of the contract: every cell an object, numbers as exact text, years outermost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.facts import Members, address
from rammeaftale.core.outcome import Failure, NoValue, Outcome, Unknown
from rammeaftale.language.types import Kind
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.cells_json import VERSION, cell_json, failure_json, nested, value_json
from rammeaftale.services.duties import CheckResult, DutyResult


def result_json(result: Calculation) -> dict[str, Any]:
    """The mapping that `beregn --format json` prints."""
    years = result.run.facts.years
    return {
        "skema": VERSION,
        "regelsæt": {"id": result.rules.id, "fingeraftryk": result.rules.fingerprint},
        "år": list(years)
        if result.case.listed
        else next(iter(years), None)
        if len(years) <= 1
        else list(years),
        "værdier": {target.quantity.name: _target(result, target) for target in result.targets},
        "ukendte": _cells(result, Unknown, lambda outcome: {"mangler": sorted(outcome.missing)}),
        "fejl": _cells(result, Failure, failure_json),
        "antaget": {name: _assumed(result, name, outcome) for name, outcome in result.assumed.items()},
        "pligter": _by_year(result, [(y, d.name, _duty(d)) for y, d in result.duties]),
        "procedurer": _procedures(result),
        "mål": _goals(result),
        "kontroller": [_check(result, y, c) for y, c in result.checks if c.holds is not None],
        "indikationer": [{"navn": name, "tekst": text} for name, text in result.hints],
        "tiltag": list(result.run.facts.measures),
        "fortolkninger": _readings(result),
        **_effects(result),
    }


def _target(result: Calculation, target: Target) -> dict[str, Any]:
    type_ = target.quantity.symbol.type
    found: dict[str, Any] = {}
    if type_.kind is Kind.NUMBER:
        found["enhed"] = str(type_.unit)
    elif type_.kind is Kind.YEAR:
        found["type"] = "årstal"
    if target.quantity.dims:
        found["pr"] = list(target.quantity.dims)
    if target.by_year:
        found["pr_år"] = {str(year): _of_year(result, target, year) for year in target.years}
    else:
        found |= _of_year(result, target, target.years[0])
    stamps = [stamp for cell in target.cells() for stamp in result.stamps(cell)]
    found["stempler"] = sorted(set(stamps))
    return found


def _of_year(result: Calculation, target: Target, year: int | None) -> dict[str, Any]:
    quantity = target.quantity
    if target.unknown_dimension is not None:
        return {"tilstand": "ukendt", "mangler": [target.unknown_dimension]}

    def cell(members: Members) -> dict[str, Any]:
        return cell_json(result.outcome((quantity.name, year, members)), quantity.symbol.type)

    if not quantity.dims:
        return cell(())
    return {"værdier": nested(target.members, cell)}


def _cells(result: Calculation, kind: type[NoValue], told: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    found = {}
    for target in result.targets:
        if target.unknown_dimension is not None and kind is Unknown:
            found[target.quantity.name] = {"mangler": [target.unknown_dimension]}
        for cell in target.cells():
            outcome = result.outcome(cell)
            if isinstance(outcome, kind):
                found[_address(result, cell)] = told(outcome)
    return found


def _address(result: Calculation, cell: Cell) -> str:
    return address(cell[0], cell[2], cell[1], result.run.facts.years)


def _assumed(result: Calculation, shown: str, outcome: Outcome) -> Any:  # noqa: ANN401 - JSON
    quantity = result.rules.quantity(shown.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0])
    return value_json(outcome, quantity.symbol.type)["værdi"] if quantity else str(outcome)


def _by_year(result: Calculation, rows: list[tuple[int | None, str, dict[str, Any]]]) -> dict[str, Any]:
    if not result.case.listed and len(result.run.facts.years) <= 1:
        return {name: told for _, name, told in rows}
    found: dict[str, Any] = {}
    for year, name, told in rows:
        found.setdefault(name, {"pr_år": {}})["pr_år"][str(year)] = told
    return found


def _duty(duty: DutyResult) -> dict[str, Any]:
    deadline = duty.deadline.isoformat() if duty.deadline else None
    return {"status": duty.status, "brud": duty.breach, "udløst": duty.triggered, "frist": deadline}


def _check(result: Calculation, year: int | None, check: CheckResult) -> dict[str, Any]:
    entry = check.check.entry
    found: dict[str, Any] = {"navn": check.name, "grad": "fejl" if entry.is_error else "advarsel"}
    if result.case.listed or len(result.run.facts.years) > 1:
        found["år"] = year
    return {**found, "gælder": check.holds, "besked": entry.message}


def _goals(result: Calculation) -> dict[str, Any]:
    """By goal and action."""
    found: dict[str, Any] = {}
    for one in result.actions:
        actions = found.setdefault(one.goal, {"handlinger": {}})["handlinger"]
        deadline = one.deadline.isoformat() if one.deadline else None
        actions[one.action.name] = {"status": one.status, "frist": deadline, "manglende": list(one.missing)}
    return found


def _procedures(result: Calculation) -> dict[str, Any]:
    if not result.run.facts.events:
        return {}
    from rammeaftale.services.procedures_json import mentioned_json

    return mentioned_json(result)


def _effects(result: Calculation) -> dict[str, Any]:
    """What the chosen measures do; nothing where none is chosen."""
    if not result.run.facts.measures:
        return {}
    from rammeaftale.services.effects_json import effects_json

    return effects_json(result)


def _readings(result: Calculation) -> dict[str, str]:
    found = {n: r.default for p in result.rules.programs for n, r in p.readings.items()}
    return dict(sorted({**found, **result.run.facts.readings}.items()))
