"""What is missing, as data."""

from __future__ import annotations

from typing import Any

from rammeaftale.core.outcome import Unknown
from rammeaftale.report import json_shapes as shapes
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.rulefiles.model import Input
from rammeaftale.services.cases.places import place_in_case
from rammeaftale.services.cells_json import VERSION, cell_json
from rammeaftale.services.missing.missing import Asked, Missing, MissingReport, name_of
from rammeaftale.services.missing.needs import CONDITION, MEMBERS, OTHER_ROWS, OTHERS

_STATED = shapes.closed(
    {
        "adresse": shapes.TEXT,
        "nøgler": shapes.described(shapes.list_of(shapes.TEXT), "Nøglerne i sagen, oppefra."),
    },
    {
        "titel": shapes.TEXT,
        "type": shapes.TEXT,
        "enhed": shapes.TEXT,
        "muligheder": shapes.list_of(shapes.TEXT),
        "spørgsmål": shapes.TEXT,
        "kilde": shapes.SOURCE,
    },
)
_GATE = shapes.closed(
    {"art": shapes.word(CONDITION, OTHERS, OTHER_ROWS, MEMBERS), "regel": shapes.TEXT, "tekst": shapes.TEXT}
)
_MISSING = shapes.closed(
    {
        "en_af": shapes.described(shapes.list_of(_STATED), "Det, der mangler; af flere er én nok."),
        "sikker": shapes.described(shapes.TRUTH, "Om den skal oplyses, hvad de andre svar end bliver."),
        "direkte": shapes.described(shapes.TRUTH, "Om det er den, der stopper beregningen nu."),
        "gør_kendt": shapes.described(shapes.COUNT, "Så mange beregnede tal gør den alene kendt."),
        "styrer": shapes.described(shapes.COUNT, "Så mange andre afgør svaret, om skal oplyses."),
        "bruges_i": shapes.list_of(shapes.TEXT),
        "afhænger_af": shapes.or_null(_GATE),
    }
)
SCHEMA = shapes.closed(
    {
        "skema": shapes.VERSION,
        "regelsæt": shapes.RULE_SET,
        "år": shapes.or_null(shapes.YEAR),
        "år_antaget": shapes.described(
            shapes.TRUTH, "Sagen nævner intet år; listen gælder reglernes første."
        ),
        "størrelser": shapes.map_of(shapes.CELL),
        "mangler": shapes.list_of(_MISSING),
        "valgfrit_ikke_oplyst": shapes.list_of(shapes.TEXT),
    }
)


def missing_json(report: MissingReport) -> dict[str, Any]:
    """What was asked for and how it came out; then every missing thing, most decisive first."""
    return {
        "skema": VERSION,
        "regelsæt": {"id": report.rules.id, "fingeraftryk": report.rules.fingerprint},
        "år": report.year,
        "år_antaget": report.assumed_year,
        "størrelser": {one.address: _asked(one) for one in report.asked},
        "mangler": [_missing(one, report) for one in report.missing],
        "valgfrit_ikke_oplyst": list(report.optional),
    }


def _asked(one: Asked) -> dict[str, Any]:
    if isinstance(one.outcome, Unknown):
        return {"tilstand": "ukendt", "mangler": sorted(one.outcome.missing)}
    return cell_json(one.outcome, one.quantity.symbol.type)


def _missing(one: Missing, report: MissingReport) -> dict[str, Any]:
    gate = one.gate
    return {
        "en_af": [_stated(address, report) for address in one.addresses],
        "sikker": one.certain,
        "direkte": one.direct,
        "gør_kendt": one.settles,
        "styrer": one.steers,
        "bruges_i": list(one.asked_by),
        "afhænger_af": None if gate is None else {"art": gate.kind, "regel": gate.owner, "tekst": gate.text},
    }


def _stated(address: str, report: MissingReport) -> dict[str, Any]:
    """One address and all it takes to ask for it."""
    quantity = report.rules.quantity(name_of(address))
    told: dict[str, Any] = {
        "adresse": address,
        "nøgler": list(place_in_case(address, report.rules, report.year).keys()),
    }
    if quantity is None:
        return told
    entry, type_ = quantity.symbol.entry, quantity.symbol.type
    told |= {"titel": quantity.head.title, "type": entry.typing.kind}
    if entry.typing.unit is not None:
        told["enhed"] = str(type_.unit)
    if type_.options:
        told["muligheder"] = list(type_.options)
    if isinstance(entry, Input) and entry.question:
        told["spørgsmål"] = entry.question
    return {**told, "kilde": _source(quantity.head.citation)}


def _source(cited: Citation) -> dict[str, Any]:
    return {"dokument": cited.document, "afsnit": cited.section, "anker": list(cited.anchors)}
