"""Changes in words: what a field, a figure, an input was and is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rammeaftale.backends.mixed import DIMENSION, HISTORY, MEASURE, PROCEDURE, QUANTITY, READING, Unit
from rammeaftale.core.danish import show_date
from rammeaftale.core.outcome import Value
from rammeaftale.language.program import Figure, Program, Quantity
from rammeaftale.report.amounts import amount
from rammeaftale.report.comparing.words import kind_of, words_of
from rammeaftale.report.naming import shown, source_text
from rammeaftale.rulefiles import model as m
from rammeaftale.services.comparing.alignment import Said
from rammeaftale.services.comparing.case_difference import TODAY, YEAR, CaseGame
from rammeaftale.services.comparing.choices import Player
from rammeaftale.services.comparing.entry_changes import (
    FieldChange,
    FigureChange,
    field_changes,
    figure_changes,
)
from rammeaftale.services.comparing.set_difference import SetGame

NOTHING = "–"
MOST_FIELDS, LONGEST = 4, 160
KIND_WORDS = {
    MEASURE: "Tiltag",
    PROCEDURE: "Procedure",
    READING: "Fortolkning",
}


def field_words(one: FieldChange) -> str:
    """`trin › 1 › højst: 100 → 98`."""
    path = " › ".join(one.path)
    if one.old is None and one.new is None:
        return f"{path}: ændret"
    return f"{path}: {_cut(one.old)} → {_cut(one.new)}"


def _cut(text: str | None) -> str:
    if text is None:
        return NOTHING
    return f"{text[:LONGEST].rstrip()} …" if len(text) > LONGEST else text


def figure_words(one: FigureChange, old: Quantity, new: Quantity) -> str:
    """`2020: 0,82 pct → 0,90 pct`."""
    member = f"{one.member} " if one.member else ""
    return f"{member}{when_words(one.when)}: {figure_text(one.old, old)} → {figure_text(one.new, new)}"


def when_words(when: str) -> str:
    """A year as it is, a day as people write it."""
    word, _, day = when.rpartition(" ")
    return f"fra {show_date(date.fromisoformat(day))}" if word == "fra" else when


def figure_text(figure: Figure | None, quantity: Quantity) -> str:
    """A figure with its unit, that the source lacks it, or a dash."""
    if figure is None:
        return NOTHING
    if figure.value is None:
        return "kilden mangler"
    return amount(figure.value, quantity) + (" (uden for aftalen)" if figure.external else "")


def player_title(game: SetGame | CaseGame, player: Player) -> str:
    """What a change is called."""
    kind, name = player
    if player == YEAR:
        return "Året"
    if player == TODAY:
        return "Den dag, sagen er opgjort"
    if kind == HISTORY:
        return "Hvor langt tilbage der regnes"
    entry = _entry(game, player)
    if kind == DIMENSION:
        return f"Medlemmerne af {_dimension_title(game, name)}"
    title = entry.head.title if entry else name
    return f"{KIND_WORDS[kind]}: {title}" if kind in KIND_WORDS else title


def _entry(game: SetGame | CaseGame, unit: Unit) -> m.Entry | None:
    if isinstance(game, SetGame):
        return game.entry(unit, second=True) or game.entry(unit, second=False)
    return next(
        (p.text.entries[unit[1]] for p in reversed(game.rules.programs) if unit[1] in p.text.entries), None
    )


def _dimension_title(game: SetGame | CaseGame, name: str) -> str:
    programs = [c.program for c in game.sets] if isinstance(game, SetGame) else game.rules.programs
    return next((p.manifest.dimensions[name].title for p in programs if name in p.manifest.dimensions), name)


def player_lines(game: SetGame | CaseGame, player: Player, years: tuple[int, ...]) -> list[str]:
    """What was changed, old to new, with what changes along with it."""
    lines: list[str] = []
    for unit in game_members(game, player):
        found = list(_set_lines(game, unit, years) if isinstance(game, SetGame) else _case_lines(game, unit))
        if unit != player:
            found = [f"{player_title(game, unit)}: {line}" for line in found] or [
                f"samt {player_title(game, unit)}"
            ]
        lines += found
    more = len(lines) - MOST_FIELDS
    return lines if more <= 1 else [*lines[:MOST_FIELDS], f"og {more} felter mere"]


def game_members(game: SetGame | CaseGame, player: Player) -> list[Unit]:
    """A change and those that cannot be made without it."""
    joined = game.changes.joined if isinstance(game, SetGame) else game.joined
    return joined.members(player)


def _set_lines(game: SetGame, unit: Unit, years: tuple[int, ...]) -> Iterator[str]:
    kind, name = unit
    old, new = game.entry(unit, second=False), game.entry(unit, second=True)
    first, second = (compiled.program for compiled in game.sets)
    if kind == HISTORY:
        yield f"{game.sets[0].history} år → {game.sets[1].history} år"
    elif kind == DIMENSION:
        yield "medlemmerne er andre"
    elif old is None or new is None:
        yield f"findes kun i {(first if new is None else second).id}"
    elif type(old) is not type(new):
        told = "; ".join(words_of(Said(new), second))
        yield f"var {kind_of(Said(old))}, er nu {kind_of(Said(new))}: {told}"
    else:
        yield from _figure_lines(name, first, second, years)
        yield from (field_words(one) for one in field_changes(old, new) if one.path[0] not in _WORDING)
        yield from _only_read_now(game, name)


def _only_read_now(game: SetGame, changed: str) -> Iterator[str]:
    """What a changed rule reads that the first set does not have, and so counts with it."""
    first, second = (compiled.program for compiled in game.sets)
    for name in game.mentions.get(changed, ()):
        if name in second.quantities and name not in first.quantities:
            entry = second.text.entries[name]
            yield f"ny: {entry.head.title} – {name}: {'; '.join(words_of(Said(entry), second))}"


def player_source(game: SetGame | CaseGame, player: Player) -> str:
    """Where a change between two sets comes from; nothing for what has no source of its own, or between two cases."""
    entry = game.entry(player, second=True) if isinstance(game, SetGame) else None
    return f"[{source_text(entry.head.citation)}]" if entry is not None else ""


_WORDING = ("titel", "beskrivelse", "kilde", "begreb", "spørgsmål", "indikation")


def _figure_lines(name: str, first: Program, second: Program, years: tuple[int, ...]) -> Iterator[str]:
    """The figures that differ: of the calculated years where those do, else all."""
    changes = list(figure_changes(name, first, second))
    near = [one for one in changes if one.when in map(str, years)]
    for one in near or changes:
        yield figure_words(one, first.quantities[name], second.quantities[name])


def _case_lines(game: CaseGame, unit: Unit) -> Iterator[str]:
    kind, name = unit
    if unit == YEAR:
        yield f"{', '.join(map(str, game.first.years))} → {', '.join(map(str, game.second.years))}"
    elif unit == TODAY:
        days = [show_date(one.today) if one.today else NOTHING for one in (game.first, game.second)]
        yield " → ".join(days)
    elif kind == QUANTITY:
        yield from _stated_lines(game, name)
    elif kind == READING:
        yield " → ".join(
            _reading(game, name, facts.readings.get(name)) for facts in (game.first, game.second)
        )
    elif kind == MEASURE:
        yield "vælges" if name in game.second.measures else "fravælges"
    elif kind == DIMENSION:
        members = [facts.members.get(name) or () for facts in (game.first, game.second)]
        yield " → ".join(", ".join(one) or "ingen" for one in members)
    else:
        yield "forløbet er et andet"


def _reading(game: CaseGame, name: str, chosen: str | None) -> str:
    reading = next(p.readings[name] for p in reversed(game.rules.programs) if name in p.readings)
    choice = chosen or reading.default
    title = reading.choices[choice].title if choice in reading.choices else choice
    return title if chosen else f"{title} (standard)"


def _stated_lines(game: CaseGame, name: str) -> Iterator[str]:
    """What each case states, where that differs: by member, and by year where the years are several."""
    quantity = game.rules.quantity(name)
    assert quantity is not None
    first, second = game.sides[0]
    for holder in ("stated", "what_if"):
        one, two = getattr(first, holder), getattr(second, holder)
        for slot in dict.fromkeys(s for s in (*one, *two) if s[0] == name):
            before, after = one.get(slot, {}), two.get(slot, {})
            for year in sorted({*before, *after}, key=lambda y: y or 0):
                old, new = (side[year].value if year in side else None for side in (before, after))
                if old != new:
                    told = [_stated(value, quantity, game) for value in (old, new)]
                    yield f"{_where(game, slot[1], year)}{' → '.join(told)}"


def _where(game: CaseGame, members: tuple[str, ...], year: int | None) -> str:
    years = game.first.years
    parts = [", ".join(members)] if members else []
    if year is not None and (len(years) > 1 or year not in years):
        parts.append(str(year) if not game.shift else f"{year}/{year + game.shift}")
    return f"{' '.join(parts)}: " if parts else ""


def _stated(value: Value | None, quantity: Quantity, game: CaseGame) -> str:
    if value is None:
        return "ikke oplyst"
    return shown(value, quantity.symbol.type, game.rules.programs[-1])
