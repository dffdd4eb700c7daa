"""The difference between two sets or two cases as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from textwrap import wrap

from rammeaftale.core.danish import show_number
from rammeaftale.core.outcome import NoValue, Unknown
from rammeaftale.report.amounts import apart, change, relative, unit_of
from rammeaftale.report.comparing.difference_words import (
    field_words,
    figure_words,
    player_lines,
    player_source,
    player_title,
)
from rammeaftale.report.comparing.notes import case_notes
from rammeaftale.report.comparing.view import period
from rammeaftale.report.comparing.words import kind_of, words_of
from rammeaftale.report.layout import joined
from rammeaftale.report.naming import display_of, shown, source_text
from rammeaftale.services.comparing import entry_changes as ec
from rammeaftale.services.comparing.alignment import Said
from rammeaftale.services.comparing.case_results import Difference, Differences
from rammeaftale.services.comparing.choices import Player
from rammeaftale.services.comparing.entry_changes import EntryChange, SetChanges
from rammeaftale.services.comparing.game import Share
from rammeaftale.services.comparing.grouping import ALONE
from rammeaftale.services.comparing.set_difference import SetGame

WIDEST, HUNDRED, MOST_MISSING = 110, 100, 4
HEADINGS = {
    ec.CHANGED: "Ændret",
    ec.ADDED: "Tilføjet",
    ec.REMOVED: "Fjernet",
    ec.REAFFIRMED: "Genbekræftet: aftalt igen, uændret",
}
COUNTED = {
    ec.CHANGED: "ændret", ec.ADDED: "tilføjet", ec.REMOVED: "fjernet", ec.REAFFIRMED: "genbekræftet",
    ec.ASSUMED: "antaget videreført", ec.SAME: "ens",
}  # fmt: skip


def changes_text(changes: SetChanges) -> str:
    """Every entry that is not the same, and how many are."""
    sections = [list(_heading(changes)), list(_frame(changes))]
    for kind, title in HEADINGS.items():
        found = [one for one in changes.entries if one.kind == kind]
        if found:
            sections.append([f"{title} ({len(found)})", "─" * WIDEST])
            sections += _entries(kind, found, changes)
    return joined([*sections, list(_unchanged(changes))])


def _heading(changes: SetChanges) -> Iterator[str]:
    width = max(len(changes.first.id), len(changes.second.id))
    for word, side in (("fra", changes.first), ("til", changes.second)):
        yield f"{word}  {side.id:<{width}}  {period(side)}  {side.program.manifest.title}"
    counts = [
        f"{count} {COUNTED[kind]}"
        for kind in COUNTED
        if (count := sum(e.kind == kind for e in changes.entries))
    ]
    yield ""
    yield from wrap(f"{_how(changes)} Regler: {', '.join(counts) or 'ingen'}.", WIDEST)


def _how(changes: SetChanges) -> str:
    """Whether one of the sets builds on the other."""
    first, second = changes.first, changes.second
    if first.id == second.id:
        return "Det er samme regelsæt."
    if changes.builds:
        between = second.bases[: second.bases.index(first.id)]
        way = f" gennem {', '.join(between)}" if between else ""
        return f"Det nye bygger på det gamle{way}."
    if second.id in first.bases:
        return "Det første bygger på det andet, så ændringerne står her omvendt."
    return "Det ene bygger ikke på det andet; reglerne er holdt sammen efter navn."


def _frame(changes: SetChanges) -> Iterator[str]:
    if changes.frame:
        yield "Rammerne"
        for one in changes.frame:
            yield from wrap(field_words(one), WIDEST, initial_indent="  ", subsequent_indent="    ")


def _entries(kind: str, found: list[EntryChange], changes: SetChanges) -> list[list[str]]:
    if kind == ec.REAFFIRMED:
        width = max(len(one.entry.head.name) for one in found)
        return [[f"  {one.entry.head.name:<{width}}  {_cited_anew(one)}".rstrip() for one in found]]
    return [list(_entry(one, changes)) for one in found]


def _cited_anew(one: EntryChange) -> str:
    title = one.entry.head.title
    cited = next((f for f in one.fields if f.path == (ec.SOURCE,)), None)
    return f"{title} ({cited.old} → {cited.new})" if cited else title


def _entry(one: EntryChange, changes: SetChanges) -> Iterator[str]:
    head = one.entry.head
    yield from wrap(f"{head.title} – {head.name} ({kind_of(Said(one.entry))})", WIDEST)
    for text in _lines(one, changes):
        yield from wrap(text, WIDEST, initial_indent="  ", subsequent_indent="    ")


def _lines(one: EntryChange, changes: SetChanges) -> Iterator[str]:
    if one.kind == ec.CHANGED:
        if one.reason:
            yield f"Begrundelse: {one.reason}"
        old, new = (side.program.quantities.get(one.key) for side in (changes.first, changes.second))
        if old is not None and new is not None:
            yield from (figure_words(figure, old, new) for figure in one.figures)
        yield from (field_words(field) for field in one.fields)
        return
    side = changes.second if one.kind == ec.ADDED else changes.first
    yield from words_of(Said(one.entry), side.program)
    if one.repealed is not None:
        yield f"Ophævet: {one.repealed.source.path}:{one.repealed.line}"
    yield f"[{source_text(one.entry.head.citation)}]"


def _unchanged(changes: SetChanges) -> Iterator[str]:
    for kind, text in (
        (ec.ASSUMED, "Arvet uden at være nævnt, og derfor antaget videreført"),
        (ec.SAME, "Ens i begge"),
    ):
        topics: dict[str, int] = {}
        for one in changes.entries:
            if one.kind == kind:
                topics[one.entry.head.topic] = topics.get(one.entry.head.topic, 0) + 1
        if topics:
            counts = ", ".join(f"{topic} {count}" for topic, count in topics.items())
            yield from wrap(
                f"{text} ({sum(topics.values())}), efter emne: {counts}.", WIDEST, subsequent_indent="  "
            )


def differences_text(found: Differences, names: tuple[str, str]) -> str:
    """Each result with what the changes contribute; `names`: what the two are called."""
    sections = [list(_carried(found, names))]
    sections += [list(_difference(one, found, names)) for one in found.told]
    if not found.told:
        why = "Størrelsen har ingen medlemmer i sagen." if found.asked else "Ingen resultater er forskellige."
        sections.append([why])
    if found.others:
        word = "Desuden" if found.asked else "Også forskellige (de fleste er en del af forklaringen ovenfor)"
        text = f"{word}: {', '.join(found.others)}."
        sections.append(wrap(text, WIDEST, subsequent_indent="  "))
    return joined(sections)


def _carried(found: Differences, names: tuple[str, str]) -> Iterator[str]:
    """Which parameters were carried on to years they have no figure for."""
    if isinstance(found.game, SetGame):
        yield from case_notes(found.game.cases)
        calculated = set(found.game.facts[0].years)
        for name, filled in zip(names, found.game.carried, strict=True):
            shown_names = [one for one, years in filled.items() if calculated & set(years)]
            if shown_names:
                text = f"I {name} er den nærmeste kendte værdi brugt, hvor året ingen har: {', '.join(shown_names)}."
                yield from wrap(text, WIDEST, subsequent_indent="  ")


def _difference(one: Difference, found: Differences, names: tuple[str, str]) -> Iterator[str]:
    yield from wrap(f"{one.quantity.head.title} – {one.address}", WIDEST)
    width = max(map(len, names))
    for name, text in zip(names, _outcomes(one), strict=True):
        lines = wrap(text, WIDEST - width - 4) or [""]
        yield f"  {name:<{width}}  {lines[0]}"
        yield from (" " * (width + 4) + line for line in lines[1:])
    if one.grouped.attribution.shares:
        yield from _shares(one, found)
    else:
        yield from _state_change(one, found)


def _outcomes(one: Difference) -> tuple[str, str]:
    first, second = one.outcomes
    if first != second:
        texts = apart(first, second, one.quantity)
        if "ukendt" not in texts[0] + texts[1] and not isinstance(first, str):
            return texts
    told = []
    for outcome in (first, second):
        text = shown(outcome, one.quantity.symbol.type, one.program, display_of(one.quantity))
        if isinstance(outcome, Unknown):
            missing = sorted(outcome.missing)
            more = f" og {len(missing) - MOST_MISSING} mere" if len(missing) > MOST_MISSING else ""
            text += f" (mangler {', '.join(missing[:MOST_MISSING])}{more})"
        told.append(text)
    return told[0], told[1]


def amount_words(amount: Fraction, one: Difference) -> str:
    """A contribution with sign and unit; days for a date."""
    if isinstance(one.outcomes[0], date):
        days = show_number(amount)
        return f"{'+' if amount > 0 else ''}{days} {'dag' if abs(amount) == 1 else 'dage'}"
    return change(amount, one.quantity)


def _shares(one: Difference, found: Differences) -> Iterator[str]:
    """The whole, then each part, the largest first."""
    shares = sorted(one.grouped.attribution.shares, key=lambda share: -abs(share.amount or Fraction(0)))
    telling = [share for share in shares if share.amount]
    whole = amount_words(sum((share.amount or Fraction(0) for share in telling), Fraction(0)), one)
    amounts = [amount_words(share.amount or Fraction(0), one) for share in telling]
    width = max(map(len, (whole, *amounts)))
    percents = _percents([share.amount or Fraction(0) for share in telling])
    yield f"  {whole:>{width}}  {'i alt' if telling else 'ingen forskel'}"
    for share, text, percent in zip(telling, amounts, percents, strict=True):
        left = f"  {text:>{width}}  {percent}"
        lines = list(_share_lines(share, one, found, WIDEST - len(left)))
        yield f"{left}{lines[0]}".rstrip()
        yield from (" " * len(left) + line for line in lines[1:])
    idle = [share for share in shares if not share.amount]
    if idle:
        named = ", ".join(_name(share, one, found) for share in idle)
        text = f"Prøvet, men uden betydning her: {named}."
        yield from wrap(text, WIDEST, initial_indent="  ", subsequent_indent="    ")
    yield from wrap(_method(one, shares), WIDEST, initial_indent="  ", subsequent_indent="  ")


def _percents(amounts: list[Fraction]) -> list[str]:
    """Parts in percent of the whole, as a column; nothing for a single one, or where some pull the other way."""
    total = sum(amounts, Fraction(0))
    if len(amounts) < 2 or any((part > 0) != (total > 0) for part in amounts):  # noqa: PLR2004 - two to share it
        return [""] * len(amounts)
    texts = [relative(part / total, 1).removeprefix("+") for part in amounts]
    return [f"{text:>{max(map(len, texts))}}  " for text in texts]


def _method(one: Difference, shares: list[Share]) -> str:
    """How the shares were found, so that the reader knows what they are."""
    count = len(shares)
    if count < 2:  # noqa: PLR2004 - one change needs no sharing out
        return (
            "Der er kun den ene ændring bag resultatet." if count else "Ingen ændring ligger bag resultatet."
        )
    way = one.grouped.way
    how = (
        f"{count} ændringer, hver for sig"
        if way == ALONE
        else f"{count} afsnit, fordi der er for mange ændringer"
    )
    runs = show_number(one.grouped.attribution.runs)
    rounded = (
        " De viste tal er afrundet hver for sig." if any(_is_cut(share, one) for share in shares) else ""
    )
    return (
        f"Fordelt på {how}: gennemsnittet over alle rækkefølger, så rækkefølgen er uden betydning, og delene giver "
        f"præcis hele forskellen ({runs} blandinger regnet).{rounded}"
    )


def _is_cut(share: Share, one: Difference) -> bool:
    """Whether a part has more decimals than are shown, so that those shown need not add up to the whole."""
    unit = unit_of(one.quantity)
    if unit is None or not share.amount:
        return False
    decimals = 2 if "kr" in dict(unit.powers) else 4
    return bool((share.amount / unit.scale * 10**decimals).denominator != 1)


def _name(share: Share, one: Difference, found: Differences) -> str:
    if one.grouped.way == ALONE:
        return " og ".join(player_title(found.game, player) for player in share.players)
    return " og ".join(section_name(player) for player in share.players)


def section_name(player: Player) -> str:
    """A section as it is shown: `afsnit 3.5`, with the document."""
    document, section = player
    place = f"afsnit {section}" if section[:1].isdigit() else section or "uden afsnit"
    return f"{place} ({document})" if document else place


def _share_lines(share: Share, one: Difference, found: Differences, width: int) -> Iterator[str]:
    yield from wrap(_name(share, one, found), width)
    if len(share.players) > 1:
        yield from wrap("kan ikke skilles ad: den ene kan ikke regnes uden den anden", width)
    years = found.game.first.years if not isinstance(found.game, SetGame) else found.game.facts[0].years
    for player in share.players:
        if one.grouped.way == ALONE:
            for line in (*player_lines(found.game, player, years), player_source(found.game, player)):
                yield from wrap(line, width, initial_indent="  ", subsequent_indent="    ")
        else:
            inside = ", ".join(player_title(found.game, p) for p in one.grouped.groups.get(player, ()))
            yield from wrap(inside, width, initial_indent="  ", subsequent_indent="  ")


def _state_change(one: Difference, found: Differences) -> Iterator[str]:
    """Words where no number can be attributed: which changes alone bring about the second outcome."""
    attribution = one.grouped.attribution
    if attribution.too_many:
        yield "  Der er for mange ændringer til at sige hvilke."
        return
    if not attribution.sufficient:
        same = one.outcomes[0] == one.outcomes[1]
        yield "  Resultatet er det samme." if same else "  Ingen ændring er afgørende for resultatet."
        return
    lacking = any(isinstance(outcome, NoValue) for outcome in one.outcomes)
    why = "  Der er ikke to tal at trække fra hinanden. Det skyldes:" if lacking else "  Det skyldes:"
    yield why if len(attribution.sufficient) == 1 else "  Hver af disse ændringer giver det i sig selv:"
    for chosen in attribution.sufficient:
        yield from _players(chosen, one, found)


def _players(chosen: Iterable[Player], one: Difference, found: Differences) -> Iterator[str]:
    years = found.game.first.years if not isinstance(found.game, SetGame) else found.game.facts[0].years
    for number, player in enumerate(chosen):
        alone = one.grouped.way == ALONE
        title = player_title(found.game, player) if alone else section_name(player)
        yield f"    {'sammen med ' if number else ''}{title}"
        if alone:
            for line in (*player_lines(found.game, player, years), player_source(found.game, player)):
                yield from wrap(line, WIDEST, initial_indent="      ", subsequent_indent="        ")
