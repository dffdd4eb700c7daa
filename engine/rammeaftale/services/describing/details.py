"""What only one kind of entry has: an input's question, a duty's addressee, a reading's readings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.yamltree import Scalar

Details: TypeAlias = dict[str, Any]


def details(program: Program, entry: m.Entry) -> Details:
    """The fields by their Danish names, those without a value left out; texts as the author wrote them."""
    found = _DETAILS[type(entry)](program, entry)
    return {key: value for key, value in found.items() if value not in ("", None, False, [], ())}


def _parameter(program: Program, entry: m.Parameter) -> Details:
    ends = next((dated.ends for dated in entry.values.values() if dated.ends), None)
    return {"muligheder": list(entry.typing.options), "ophører": ends.isoformat() if ends else ""}


def _input(program: Program, entry: m.Input) -> Details:
    return {
        "spørgsmål": entry.question,
        "muligheder": list(entry.typing.options),
        "mindst": _text(entry.least),
        "højst": _text(entry.most),
        "standard": _text(entry.default),
        "valgfri": entry.optional,
        "fast": entry.fixed,
        "oplyses_pr_år": entry.per_year,
        "skøn_af": _actors(program, (entry.judged_by,) if entry.judged_by else ()),
        "indikation_når": _text(entry.hint_when),
        "indikation": entry.hint_text,
        **_group(program, entry.head.name),
    }


def _group(program: Program, name: str) -> Details:
    for group in program.text.groups:
        names = [node.text for node in group.members]
        if name in names:
            return {"netop_én_af" if group.exactly_one else "alle_eller_ingen": names}
    return {}


def _computed(program: Program, entry: m.Computed) -> Details:
    quantity = program.quantities.get(entry.head.name)
    measures = [o.measure for o in quantity.overrides] if quantity else []
    return {"muligheder": list(entry.typing.options), "ændres_af_tiltag": measures}


def _reading(program: Program, entry: m.Reading) -> Details:
    choices = [
        {
            "navn": choice.name,
            "titel": choice.title,
            "beskrivelse": choice.description,
            "standard": choice.name == entry.default,
        }
        for choice in entry.choices.values()
    ]
    return {"art": entry.kind, "standard": entry.default, "læsninger": choices}


def _duty(program: Program, entry: m.Duty) -> Details:
    return {
        "modalitet": entry.modality,
        "adressat": _actors(program, entry.addressees),
        "modtager": _actors(program, entry.receivers),
        "udløses_når": _text(entry.when),
        "frist": _text(entry.deadline),
        "gentages": _repeated(entry),
        "forbehold": entry.reservation,
        "opfyldt_når": _text(entry.fulfilled_when),
        "overtrådt_når": _text(entry.breached_when),
    }


def _repeated(entry: m.Duty | m.Action) -> str:
    each = {"år": "hvert", "måned": "hver"}
    if entry.every is None:
        return ""
    return f"{each[entry.every]} {f'{entry.times}. ' if entry.times > 1 else ''}{entry.every}"


def _check(program: Program, entry: m.Check) -> Details:
    return {
        "skal_gælde": _text(entry.must_hold),
        "gælder_når": _text(entry.when),
        "grad": "fejl" if entry.is_error else "advarsel",
        "besked": entry.message,
    }


def _measure(program: Program, entry: m.Measure) -> Details:
    return {
        "virkning": entry.effect,
        "status": entry.status,
        "kræver": _text(entry.requires),
        "sætter": list(entry.sets),
        "tilføjer": list(entry.adds),
        "efter": list(entry.after),
    }


def _procedure(program: Program, entry: m.Procedure) -> Details:
    from rammeaftale.services.describing.procedures import procedure_details

    return procedure_details(program, entry)


def _catalogue(program: Program, entry: m.Catalogue) -> Details:
    members = []
    for one in entry.members.values():
        told: Details = {"navn": one.name, "titel": one.title}
        told |= {"beskrivelse": one.description, "begreb": one.concept}
        told |= {"tiltag": True} if one.name in program.measures else {}
        members.append({key: part for key, part in told.items() if part})
    return {"udtømmende": "ja" if entry.exhaustive else "nej", "medlemmer": members}


def _goal(program: Program, entry: m.Goal) -> Details:
    return {"handlinger": [_action(program, one) for one in entry.actions.values()]}


def _action(program: Program, one: m.Action) -> Details:
    told = {
        "navn": one.name,
        "titel": one.title,
        "beskrivelse": one.description,
        "begreb": one.concept,
        "aktør": _actors(program, one.actors),
        "fra": one.starts.isoformat(),
        "til": one.ends.isoformat() if one.ends else "",
        "gentages": _repeated(one),
        "gennemført_når": _text(one.done_when),
    }
    return {key: part for key, part in told.items() if part}


def _text(scalar: Scalar | None) -> str:
    return " ".join(scalar.text.split()) if scalar else ""


def _actors(program: Program, names: tuple[str, ...]) -> list[str]:
    return [program.manifest.actors.get(name, name) for name in names]


_DETAILS: dict[type, Callable[..., Details]] = {
    m.Parameter: _parameter,
    m.Input: _input,
    m.Computed: _computed,
    m.Reading: _reading,
    m.Duty: _duty,
    m.Check: _check,
    m.Measure: _measure,
    m.Procedure: _procedure,
    m.Catalogue: _catalogue,
    m.Goal: _goal,
}
