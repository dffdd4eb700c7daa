"""The difference between two sets or two cases as data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from rammeaftale.core.danish import exact_text
from rammeaftale.language.program import Figure, Quantity
from rammeaftale.report import json_shapes as shapes
from rammeaftale.report.comparing.comparison_json import set_json
from rammeaftale.report.comparing.difference_text import section_name
from rammeaftale.report.comparing.difference_words import game_members, player_lines, player_title
from rammeaftale.report.comparing.words import kind_of
from rammeaftale.rulefiles import model as m
from rammeaftale.services.calculation import place_of
from rammeaftale.services.cells_json import VERSION, cell_json, value_json
from rammeaftale.services.comparing.alignment import Said
from rammeaftale.services.comparing.case_results import Difference, Differences
from rammeaftale.services.comparing.entry_changes import (
    KINDS,
    EntryChange,
    FieldChange,
    FigureChange,
    SetChanges,
)
from rammeaftale.services.comparing.game import Player, Share
from rammeaftale.services.comparing.grouping import ALONE, WAYS
from rammeaftale.services.comparing.search import Found
from rammeaftale.services.comparing.set_difference import SetGame

_TEXTS = shapes.list_of(shapes.TEXT)
_SET = shapes.closed(
    {"id": shapes.TEXT, "titel": shapes.TEXT, "region": shapes.TEXT, "fra": shapes.TEXT,
     "til": shapes.or_null(shapes.TEXT), "fingeraftryk": shapes.TEXT}
)  # fmt: skip
_FIELD = shapes.closed(
    {"felt": _TEXTS, "før": shapes.or_null(shapes.TEXT), "nu": shapes.or_null(shapes.TEXT)}
)
_FIGURE_VALUE = shapes.or_null(
    {
        "anyOf": [
            shapes.closed({"uden_for_aftalen": shapes.TRUTH}, shapes.VALUE_FIELDS),
            {"const": "kilde_mangler"},
        ]
    }
)
_FIGURE = shapes.closed(
    {"medlem": shapes.TEXT, "hvornår": shapes.TEXT, "før": _FIGURE_VALUE, "nu": _FIGURE_VALUE}
)
_ENTRY = shapes.closed(
    {"navn": shapes.TEXT, "slags": shapes.TEXT, "titel": shapes.TEXT, "ændring": shapes.word(*KINDS),
     "felter": shapes.list_of(_FIELD), "tal": shapes.list_of(_FIGURE),
     "kilde_før": shapes.or_null(shapes.SOURCE), "kilde_nu": shapes.or_null(shapes.SOURCE),
     "sted_før": shapes.or_null(shapes.TEXT), "sted_nu": shapes.or_null(shapes.TEXT)},
    {"begrundelse": shapes.TEXT, "ophævet": shapes.TEXT},
)  # fmt: skip
_PLAYER = shapes.closed(
    {"slags": shapes.TEXT, "navn": shapes.TEXT, "titel": shapes.TEXT, "beskrivelse": _TEXTS},
)
_SHARE = shapes.closed(
    {"bidrag": shapes.described(shapes.VALUE, "I den erklærede enhed; for datoer i dage."),
     "afsnit": _TEXTS, "ændringer": shapes.list_of(_PLAYER)}
)  # fmt: skip
_RESULT = shapes.closed(
    {"adresse": shapes.TEXT, "titel": shapes.TEXT, "før": shapes.CELL, "nu": shapes.CELL,
     "opdeling": shapes.described(shapes.word(*WAYS), "Om delene er enkelte ændringer eller afsnit af kilden."),
     "blandinger": shapes.COUNT, "bidrag": shapes.list_of(_SHARE),
     "afgørende": shapes.described(
         shapes.list_of(_TEXTS), "Uden to tal: de mindste sæt ændringer, der alene giver det nye resultat.")},
    {"enhed": shapes.TEXT, "forskel": shapes.VALUE, "adresse_nu": shapes.TEXT},
)  # fmt: skip
_FOUND = shapes.closed(
    {"fundet": shapes.TRUTH, "prøvet": shapes.COUNT},
    {"adresse": shapes.TEXT, "sag": shapes.TEXT, "før": shapes.CELL, "nu": shapes.CELL},
)
_SETS = {
    "skema": shapes.VERSION, "mellem": {"const": "regelsæt"}, "fra": _SET, "til": _SET, "bygger_på": shapes.TRUTH,
    "rammer": shapes.list_of(_FIELD), "ændringer": shapes.list_of(_ENTRY),
}  # fmt: skip
_RESULTS = {
    "resultater": shapes.list_of(_RESULT),
    "også_forskellige": _TEXTS,
    "sidste_kendte": shapes.map_of(shapes.map_of(shapes.list_of(shapes.YEAR))),
}
_CASES = {
    "skema": shapes.VERSION, "mellem": {"const": "sager"}, "regelsæt": shapes.RULE_SET, "sager": _TEXTS, **_RESULTS,
}  # fmt: skip
_SEARCH = {"skema": shapes.VERSION, "mellem": {"const": "regelsæt"}, "sag": _FOUND}
SCHEMA: shapes.Shape = {
    "anyOf": [
        shapes.described(shapes.closed(_SETS), "To regelsæt, regel for regel."),
        shapes.described(shapes.closed({**_SETS, **_RESULTS}), "To regelsæt og en sag."),
        shapes.described(shapes.closed(_CASES), "To sager i ét regelsæt."),
        shapes.described(shapes.closed(_SEARCH), "En sag, hvor to regelsæt er forskellige."),
    ]
}


def changes_json(changes: SetChanges) -> dict[str, Any]:
    """Two sets entry by entry."""
    return {
        "skema": VERSION,
        "mellem": "regelsæt",
        "fra": set_json(changes.first),
        "til": set_json(changes.second),
        "bygger_på": changes.builds,
        "rammer": [_field(one) for one in changes.frame],
        "ændringer": [_entry(one, changes) for one in changes.entries],
    }


def _field(one: FieldChange) -> dict[str, Any]:
    return {"felt": list(one.path), "før": one.old, "nu": one.new}


def _entry(one: EntryChange, changes: SetChanges) -> dict[str, Any]:
    old, new = (side.program.quantities.get(one.key) for side in (changes.first, changes.second))
    figures = [_figure(f, old, new) for f in one.figures] if old and new else []
    rest = {"begrundelse": one.reason, "ophævet": place_of(one.repealed)}
    return {
        "navn": one.entry.head.name,
        "slags": kind_of(Said(one.entry)),
        "titel": one.entry.head.title,
        "ændring": one.kind,
        "felter": [_field(field) for field in one.fields],
        "tal": figures,
        "kilde_før": _source(one.old),
        "kilde_nu": _source(one.new),
        "sted_før": place_of(one.old.head.span) if one.old else None,
        "sted_nu": place_of(one.new.head.span) if one.new else None,
        **{key: text for key, text in rest.items() if text},
    }


def _source(entry: m.Entry | None) -> dict[str, Any] | None:
    if entry is None:
        return None
    cited = entry.head.citation
    return {"dokument": cited.document, "afsnit": cited.section, "anker": list(cited.anchors)}


def _figure(one: FigureChange, old: Quantity, new: Quantity) -> dict[str, Any]:
    pair = (_value(one.old, old), _value(one.new, new))
    return {"medlem": one.member, "hvornår": one.when, "før": pair[0], "nu": pair[1]}


def _value(figure: Figure | None, quantity: Quantity) -> object:
    if figure is None:
        return None
    if figure.value is None:
        return "kilde_mangler"
    return {**value_json(figure.value, quantity.symbol.type), "uden_for_aftalen": figure.external}


def differences_json(found: Differences) -> dict[str, Any]:
    """The results with what each change contributes."""
    told: dict[str, Any] = {
        "resultater": [_result(one, found) for one in found.told],
        "også_forskellige": list(found.others),
        "sidste_kendte": {},
    }
    game = found.game
    if isinstance(game, SetGame) and any(game.carried):
        pairs = zip(game.cases, game.carried, strict=True)
        told["sidste_kendte"] = {
            one.side.id: {name: list(years) for name, years in filled.items()} for one, filled in pairs
        }
    return told


def _result(one: Difference, found: Differences) -> dict[str, Any]:
    first, second = one.outcomes
    type_ = one.quantity.symbol.type
    attribution = one.grouped.attribution
    amounts = [share.amount for share in attribution.shares if share.amount is not None]
    rest: dict[str, Any] = {}
    if one.quantity.symbol.entry.typing.unit is not None:
        rest["enhed"] = str(type_.unit)
    if attribution.shares:
        rest["forskel"] = _amount(sum(amounts, Fraction(0)), one)
    if one.cell[1] is not None and one.second_address != one.address and not isinstance(found.game, SetGame):
        rest["adresse_nu"] = one.second_address
    return {
        "adresse": one.address,
        "titel": one.quantity.head.title,
        "før": cell_json(first, type_),
        "nu": cell_json(second, type_),
        **rest,
        "opdeling": one.grouped.way,
        "blandinger": attribution.runs,
        "bidrag": [_share(share, one, found) for share in attribution.shares],
        "afgørende": [[_name(p, one, found) for p in chosen] for chosen in attribution.sufficient],
    }


def _amount(amount: Fraction, one: Difference) -> dict[str, Any]:
    if isinstance(one.outcomes[0], date):
        text, fraction = exact_text(amount)
        return {"værdi": text, **({"brøk": fraction} if fraction else {})}
    return value_json(amount, one.quantity.symbol.type)


def _name(player: Player, one: Difference, found: Differences) -> str:
    return player_title(found.game, player) if one.grouped.way == ALONE else section_name(player)


def _share(share: Share, one: Difference, found: Differences) -> dict[str, Any]:
    alone = one.grouped.way == ALONE
    players = (
        share.players if alone else tuple(p for s in share.players for p in one.grouped.groups.get(s, ()))
    )
    years = found.game.facts[0].years if isinstance(found.game, SetGame) else found.game.first.years
    return {
        "bidrag": _amount(share.amount or Fraction(0), one),
        "afsnit": [] if alone else [section_name(player) for player in share.players],
        "ændringer": [
            {
                "slags": unit[0],
                "navn": unit[1],
                "titel": player_title(found.game, unit),
                "beskrivelse": player_lines(found.game, player, years) if unit == player else [],
            }
            for player in players
            for unit in game_members(found.game, player)
        ],
    }


def found_json(found: Found | None, tried: int, text: str) -> dict[str, Any]:
    """A case on which two sets differ, or that none was found."""
    if found is None:
        return {"fundet": False, "prøvet": tried}
    cells = [cell_json(outcome, found.quantity.symbol.type) for outcome in found.outcomes]
    return {
        "fundet": True,
        "prøvet": tried,
        "adresse": found.address,
        "sag": text,
        "før": cells[0],
        "nu": cells[1],
    }
