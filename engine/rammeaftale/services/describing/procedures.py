"""What `vis` tells of a procedure: its steps in order, who acts, what they take and where they lead."""

from __future__ import annotations

from typing import Any

from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_model as pm
from rammeaftale.rulefiles.yamltree import Scalar


def procedure_details(program: Program, entry: m.Procedure) -> dict[str, Any]:
    """The fields by their Danish names."""
    lacking = entry.incomplete
    return {
        "ufuldstændig": f"{lacking.missing}: {lacking.text}" if lacking else "",
        "deltagere": [_participant(program, one) for one in entry.participants],
        "trin": [_step(program, step) for step in entry.steps.values()],
        "slutninger": [{"navn": end.name, "titel": end.title} for end in entry.ends.values()],
    }


def _step(program: Program, step: pm.ProcedureStep) -> dict[str, Any]:
    told = {
        "navn": step.name.text,
        "titel": step.title,
        "beskrivelse": step.description,
        "kilde": str(step.citation),
        "begreb": step.concept or "",
        "modalitet": step.modality,
        "aktører": [_actor(program, node) for node in step.actors],
        "fælles": step.joint,
        "frist": _text(step.deadline),
        "kræver": [{"når": _text(one.when), "ellers": one.otherwise} for one in step.requires],
        "dokumenter": [_document(document) for document in step.documents.values()],
        "deltagere": [_participant(program, one) for one in step.participants],
        "tiltag": _text(step.catalogue),
        "pr": _text(step.dimension),
        "dele": [_part(program, part) for part in step.parts.values()],
        "udfald": [node.text for node in step.part_outcomes]
        if step.is_parallel
        else _outcomes(step.outcomes),
        "når_alle": _outcomes(step.when_all),
        "ellers": _cases(step.otherwise) if step.otherwise else [],
    }
    return {key: value for key, value in told.items() if value not in ("", [], False)}


def _participant(program: Program, one: pm.Participant) -> dict[str, str]:
    told = {"aktør": _actor(program, one.actor), "når": _text(one.when), "fra_trin": _text(one.from_step)}
    return {key: value for key, value in told.items() if value}


def _document(document: pm.Document) -> dict[str, str]:
    told = {"navn": document.name, "titel": document.title, "når": _text(document.when)}
    return {key: value for key, value in told.items() if value}


def _part(program: Program, part: pm.Part) -> dict[str, Any]:
    actors = [_actor(program, node) for node in part.actors]
    told = {"navn": part.name.text, "titel": part.title, "aktører": actors}
    return {**{key: value for key, value in told.items() if value}, "udfald": [o.text for o in part.outcomes]}


def _outcomes(outcomes: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a mapping of outcomes
    return [{"navn": name, "følger": _cases(outcome)} for name, outcome in outcomes.items()]


def _cases(outcome: pm.Outcome) -> list[dict[str, Any]]:
    found = []
    for case in outcome.cases:
        target = case.target
        told: dict[str, Any] = {
            "når": _text(case.when),
            ("slut" if target.is_end else "til"): target.name.text,
        }
        if target.new_round:
            told["ny_runde"] = True
        found.append({key: value for key, value in told.items() if value})
    return found


def _actor(program: Program, node: Scalar) -> str:
    return program.manifest.actors.get(node.text, node.text)


def _text(scalar: Scalar | None) -> str:
    return " ".join(scalar.text.split()) if scalar else ""
