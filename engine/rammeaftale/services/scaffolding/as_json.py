"""What quantities need, as `ny-sag --format json` prints it: for programs that make their own form."""

from __future__ import annotations

from typing import Any

from rammeaftale.language.types import Kind
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.services.scaffolding.scaffold import Ask, Scaffold


def scaffold_json(found: Scaffold) -> dict[str, Any]:
    """The mapping; what does not apply is left out of each entry."""
    return {
        "skema": "1",
        "regelsæt": {"id": found.rules.id, "fingeraftryk": found.rules.fingerprint},
        "størrelser": list(found.targets),
        "år": list(found.facts.years) if found.year else [],
        "opgjort": found.today,
        "oplysninger": [_ask(ask) for ask in found.asks],
        "grupper": [_group(group) for group in found.groups()],
        "dimensioner": [_dimension(dimension) for dimension in found.dimensions],
        "fortolkninger": [_reading(reading, found) for reading in found.readings],
        "tiltag": [_measure(measure, found) for measure in found.measures],
        "procedurer": [
            {"navn": p.head.name, "titel": p.head.title, "trin": list(p.steps)} for p in found.procedures
        ],
    }


def _ask(ask: Ask) -> dict[str, Any]:
    symbol, head = ask.quantity.symbol, ask.quantity.head
    entry = symbol.entry if isinstance(symbol.entry, m.Input) else None
    told = {
        "navn": ask.name,
        "titel": head.title,
        "beskrivelse": head.description,
        "spørgsmål": entry.question if entry else "",
        "emne": head.topic,
        "type": symbol.entry.typing.kind,
        "enhed": str(symbol.type.unit) if symbol.type.kind is Kind.NUMBER else "",
        "muligheder": list(symbol.type.options),
        "pr": list(symbol.dims),
        "år": list(ask.years),
        "år_ikke_altid": list(ask.sometimes),
        "mindst": entry.least.text if entry and entry.least else "",
        "højst": entry.most.text if entry and entry.most else "",
        "standard": " ".join(entry.default.text.split()) if entry and entry.default else "",
        "standarder": {code: one.text for code, one in entry.member_values.items()} if entry else {},
        "når": ask.why,
        "ikke_når_nævnt": ask.unless,
    }
    flags = {
        "skal": ask.must,
        "valgfri": bool(entry and entry.optional),
        "kan_beregnes": symbol.is_computed,
    }
    return {key: value for key, value in told.items() if value not in ("", [], {})} | flags


def _group(group: m.Group) -> dict[str, Any]:
    names = [node.text for node in group.members]
    return {("netop_én_af" if group.exactly_one else "alle_eller_ingen"): names, "besked": group.message}


def _dimension(dimension: Dimension) -> dict[str, Any]:
    told: dict[str, Any] = {"navn": dimension.name, "titel": dimension.title}
    if dimension.members is None:
        return {**told, "hvis_ikke_nævnt": "ingen" if dimension.empty_when_unmentioned else "ukendt"}
    return {**told, "medlemmer": dict(dimension.members)}


def _reading(reading: m.Reading, found: Scaffold) -> dict[str, Any]:
    name = reading.head.name
    return {
        "navn": name,
        "titel": reading.head.title,
        "læsninger": list(reading.choices),
        "valgt": found.facts.readings.get(name, reading.default),
    }


def _measure(measure: m.Measure, found: Scaffold) -> dict[str, Any]:
    name = measure.head.name
    return {"navn": name, "titel": measure.head.title, "valgt": name in found.facts.measures}
