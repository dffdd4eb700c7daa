"""Where a case stands in a procedure, in the shape of the contract."""

from __future__ import annotations

from typing import Any

from rammeaftale.backends.procedure_state import Done, Place
from rammeaftale.core.outcome import Failure, NoValue
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.procedures import Standing, mentioned, standing


def procedure_json(result: Calculation, name: str, found: Standing | NoValue) -> dict[str, Any]:
    """The mapping that `procedure --format json` prints."""
    rules = {"id": result.rules.id, "fingeraftryk": result.rules.fingerprint}
    year = next(iter(reversed(result.run.facts.years)), None)
    return {"skema": "1", "regelsæt": rules, "år": year, "procedurer": {name: told_json(found)}}


def mentioned_json(result: Calculation) -> dict[str, Any]:
    """The procedures the case speaks of, by name."""
    return {name: told_json(standing(result, name)) for name in mentioned(result)}


def told_json(found: Standing | NoValue) -> dict[str, Any]:
    """A standing, or why there is none."""
    if isinstance(found, Standing):
        return standing_json(found)
    message = found.message if isinstance(found, Failure) else ""
    return {"tilstand": found.state, "besked": message}


def standing_json(found: Standing) -> dict[str, Any]:
    """The mapping of one procedure."""
    invalid, incomplete = found.invalid, found.procedure.entry.incomplete
    return {
        "trin": found.step.name if found.step else None,
        "slutning": found.end,
        "kan_være": [place.name for place in found.state.places] if found.state.place is None else [],
        "runde": found.state.round,
        "aktører": list(found.actors),
        "deltagere": list(found.participants),
        "frist": found.deadline.isoformat() if found.deadline else None,
        "mangler": missing_of(found),
        "mulige_udfald": list(found.outcomes),
        "dele": [{"navn": part, "udfald": outcome} for part, outcome in found.parts],
        "blokeret": [{"grund": b.reason, "kilde": citation_json(b.citation)} for b in found.blocked],
        "ugyldig": {
            "hændelse": invalid.number,
            "grund": invalid.reason,
            "kilde": citation_json(invalid.citation),
        }
        if invalid
        else None,
        "ufuldstændig": f"{incomplete.missing}: {incomplete.text}" if incomplete else None,
        "historie": [_done(one) for one in found.state.done],
    }


def missing_of(found: Standing) -> list[str]:
    """What is missing: inputs and documents by name, then what the events leave out as `hændelse 2: dato`."""
    events = [f"hændelse {number}: {key}" for number, key, _ in found.lacking]
    return [*found.inputs, *found.documents, *events]


def citation_json(citation: Citation) -> dict[str, Any]:
    """Document, section, clauses."""
    section = citation.section or None
    return {"dokument": citation.document, "afsnit": section, "klausuler": list(citation.anchors)}


def _done(one: Done) -> dict[str, Any]:
    event = one.event
    told: dict[str, Any] = {
        "hændelse": one.number,
        "runde": one.at.round,
        "trin": one.at.name,
        "udfald": event.outcome,
        "dato": event.day.isoformat() if event.day else None,
        "aktører": None if event.actors is None else list(event.actors),
        "førte_til": [_place(place) for place in one.led_to],
    }
    extra = {
        "medlem": event.member,
        "del": event.part,
        "dokumenter": _list(event.documents),
        "deltagere": _list(event.participants),
        "tiltag": _list(event.measures),
        "note": event.note or None,
    }
    return {**told, **{key: value for key, value in extra.items() if value is not None}}


def _place(place: Place) -> str:
    return place.name


def _list(names: tuple[str, ...] | None) -> list[str] | None:
    return None if names is None else list(names)
