"""What the chosen measures do, in the shape of the contract: cells without and with beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from rammeaftale.backends.exact import Cell
from rammeaftale.core.danish import exact_text
from rammeaftale.core.outcome import Unknown
from rammeaftale.language.types import Kind, Type
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.cells_json import cell_json, nested
from rammeaftale.services.chosen_measures import Chosen
from rammeaftale.services.effects import Change, Effects, effects_of


def effects_json(result: Calculation) -> dict[str, Any]:
    """`virkning`: what the chosen measures change; `valgte_tiltag`: what is to be told of each."""
    effects = effects_of(result)
    return {
        "virkning": {
            target.quantity.name: _target(effects, target)
            for target in result.targets
            if _is_told(effects, target)
        },
        "valgte_tiltag": {one.name: _measure(effects, one) for one in effects.measures},
    }


def _is_told(effects: Effects, target: Target) -> bool:
    """Every target asked for; else those of which a cell changes."""
    return target.unknown_dimension is None and (
        effects.result.asked or any(effects.cells[cell].changed for cell in target.cells())
    )


def _target(effects: Effects, target: Target) -> dict[str, Any]:
    type_ = target.quantity.symbol.type
    found: dict[str, Any] = {"enhed": str(type_.unit)} if type_.kind is Kind.NUMBER else {}
    if target.quantity.dims:
        found["pr"] = list(target.quantity.dims)
    if not target.by_year:
        return found | _of_year(effects, target, target.years[0])
    return found | {"pr_år": {str(year): _of_year(effects, target, year) for year in target.years}}


def _of_year(effects: Effects, target: Target, year: int | None) -> dict[str, Any]:
    name = target.quantity.name
    if not target.quantity.dims:
        return _effect(effects, (name, year, ()))
    return {"værdier": nested(target.members, lambda members: _effect(effects, (name, year, members)))}


def _effect(effects: Effects, cell: Cell) -> dict[str, Any]:
    found = effects.cells[cell]
    type_ = effects.result.run.definitions.quantity(cell[0], cell[1]).symbol.type
    return {
        **_change(found.change, type_),
        "ændret": found.changed,
        "tiltag": list(found.measures),
        "trin": [{"tiltag": measure, **_change(change, type_)} for measure, change in found.steps],
        "hver_for_sig": [{"tiltag": measure, **_change(change, type_)} for measure, change in found.alone],
    }


def _change(change: Change, type_: Type) -> dict[str, Any]:
    before, after = change.outcomes
    return {
        "uden": cell_json(before, type_),
        "med": cell_json(after, type_),
        "forskel": _difference(change.difference),
    }


def _difference(difference: Fraction | None) -> dict[str, str] | None:
    if difference is None:
        return None
    text, fraction = exact_text(difference)
    return {"værdi": text, **({"brøk": fraction} if fraction else {})}


def _measure(effects: Effects, one: Chosen) -> dict[str, Any]:
    entry, requires = one.measure.entry, one.measure.requires
    required = None
    if requires is not None:
        missing = sorted(one.required.missing) if isinstance(one.required, Unknown) else []
        met = one.required if isinstance(one.required, bool) else None
        required = {"skrevet": requires.text.text, "opfyldt": met, "mangler": missing}
    return {
        "titel": entry.head.title,
        "virkning": entry.effect,
        "status": entry.status,
        "kræver": required,
        "ændrer": list(_changes(effects, one.name)),
    }


def _changes(effects: Effects, measure: str) -> Iterator[str]:
    """The quantities the measure has to do with the change of."""
    yield from dict.fromkeys(effect.cell[0] for effect in effects.by(measure) if effect.changed)
