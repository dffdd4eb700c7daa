"""An attribution one change at a time, or by section of the source where there are too many changes for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rammeaftale.services.comparing.choices import Player
from rammeaftale.services.comparing.game import MOST_PLAYERS, Attribution, Evaluate, attribute

ALONE, BY_SECTION, BY_PART = WAYS = ("hver_for_sig", "efter_afsnit", "efter_dele")
_TOP = re.compile(r"[^.\s]+")


@dataclass(frozen=True)
class Grouped:
    """What was found. `way`: whether the players are changes or sections; `groups`: the changes of each section."""

    attribution: Attribution
    way: str
    groups: Mapping[Player, tuple[Player, ...]]


def attribute_in_groups(
    evaluate: Evaluate,
    joined: Callable[[tuple[str, str]], Player],
    order: Callable[[Player], Any],
    section: Callable[[Player], tuple[str, str]],
) -> Grouped:
    """Change by change if there are few enough; else by section, else by chapter, else chapters put together."""
    asked: dict[Player, None] = {}

    def remembered(unit: tuple[str, str]) -> Player:
        player = joined(unit)
        asked[player] = None
        return player

    found = attribute(evaluate, remembered, order)
    if not found.too_many:
        return Grouped(found, ALONE, {player: (player,) for player in found.players})
    for way, label in ((BY_SECTION, section), (BY_PART, lambda player: _chapter(section(player)))):
        tried = _by_label(evaluate, joined, label, way)
        if not tried.attribution.too_many:
            return tried
    return _by_bins(
        evaluate, joined, order, lambda player: _chapter(section(player)), sorted(asked, key=order)
    )


def _chapter(section: tuple[str, str]) -> tuple[str, str]:
    top = _TOP.match(section[1])
    return section[0], top[0] if top else ""


def _by_label(
    evaluate: Evaluate,
    joined: Callable[[tuple[str, str]], Player],
    label: Callable[[Player], Player],
    way: str,
) -> Grouped:
    groups: dict[Player, dict[Player, None]] = {}

    def labelled(unit: tuple[str, str]) -> Player:
        player = joined(unit)
        name = label(player)
        groups.setdefault(name, {})[player] = None
        return name

    found = attribute(evaluate, labelled, _natural)
    return Grouped(found, way, {name: tuple(sorted(every, key=str)) for name, every in groups.items()})


def _natural(name: Player) -> Any:  # noqa: ANN401 - sorts
    document, section = name
    return document, [(int(digits or 0), letters) for digits, letters in _PARTS.findall(section)]


_PARTS = re.compile(r"(\d+)|([^\W\d]+)")


def _by_bins(
    evaluate: Evaluate,
    joined: Callable[[tuple[str, str]], Player],
    order: Callable[[Player], Any],
    chapter: Callable[[Player], Player],
    asked: list[Player],
) -> Grouped:
    """Neighbouring chapters put together until there are few enough; a change first met later joins the last."""
    while True:
        chapters = sorted(dict.fromkeys(chapter(player) for player in asked), key=_natural)
        size = -(-len(chapters) // MOST_PLAYERS)
        bins = {
            name: (chapters[n - n % size][0], _span(chapters, n - n % size, size))
            for n, name in enumerate(chapters)
        }
        last = bins[chapters[-1]]
        found = _by_label(evaluate, joined, lambda player: bins.get(chapter(player), last), BY_PART)  # noqa: B023 - used at once
        if not found.attribution.too_many:
            return found
        asked = [*asked, *(p for every in found.groups.values() for p in every)]


def _span(chapters: list[Player], first: int, size: int) -> str:
    inside = [name[1] for name in chapters[first : first + size]]
    return inside[0] if len(inside) == 1 else f"{inside[0]} til {inside[-1]}"
