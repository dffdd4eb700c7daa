"""A case file to fill in: every line commented out, with unit and question beside it.

A line without its # is a statement; a line that keeps it says nothing. What must be stated comes first, topic by topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rammeaftale.report.form_lines import ask_lines, block_lines, heading, prose, row
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.services.scaffolding.scaffold import Ask, Scaffold

COUNTS = {2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks"}
HOW = (
    "Slet # foran en linje, og skriv svaret efter kolonet. Linjer, der beholder #, siger ingenting.",
    "Tal skrives med punktum som decimaltegn og uden tusindtalstegn: 14200000 eller 96.4.",
    "Et beløb på nul skrives 0. Det, der skal udfyldes og mangler, gør resultatet ukendt; det bliver ikke nul.",
)


def case_form(found: Scaffold) -> str:
    """The text of the case file."""
    parts = [*_top(found), *_statements(found), *_choices(found)]
    return "\n".join(_aired(line.rstrip() for line in parts)).rstrip() + "\n"


def _aired(lines: Iterable[str]) -> Iterator[str]:
    """Never two blank lines together."""
    for text, same in groupby(lines):
        yield from [""] if not text else same


def _top(found: Scaffold) -> Iterator[str]:
    manifest = found.rules.programs[-1].manifest
    yield from prose(f"Sag til {manifest.title}. Skrevet til: {', '.join(found.targets)}.")
    for text in (*HOW, f"Mere om en linje: rammeaftale vis {found.rules.id} NAVN"):
        yield from prose(text)
    yield f"regelsæt: {found.rules.id}"
    yield "titel: Ny sag"
    if found.year:
        years = [str(year) for year in found.facts.years]
        shown = years[0] if len(years) == 1 else f"[{', '.join(years)}]"
        told = "filen hører til dette år; lav en ny til et andet"
        yield from row(f"år: {shown}", [told if len(years) == 1 else told.replace("dette", "disse")])
    if found.today:
        told = "dato (ÅÅÅÅ-MM-DD) – Hvilken dag er sagen opgjort? Den er reglernes «i dag»."
        yield from row("#opgjort:", [told])
    yield ""
    yield "oplysninger:"


def _statements(found: Scaffold) -> Iterator[str]:
    """What must be stated, what may be, and what may be stated instead of being calculated."""
    groups = found.groups()
    plain = [ask for ask in found.asks if not ask.quantity.dims]
    must, under, may, instead = _split(plain, groups)
    musts, unders, mays = _split_dimensions(found)
    parts = (
        ("Skal udfyldes", must, musts),
        ("Skal udfyldes, når betingelsen ved linjen gælder", under, unders),
        ("Udfyldes, når det passer", may, mays),
    )
    for title, asks, dimensions in parts:
        if asks or dimensions:
            yield from heading(title)
            yield from _by_topic(asks, groups)
            yield from _dimensions(dimensions, found)
    if instead:
        yield from heading("Kan oplyses i stedet for at blive beregnet")
        for ask in instead:
            yield from ask_lines(ask, 0)


def _split(asks: list[Ask], groups: list[m.Group]) -> tuple[list[Ask], list[Ask], list[Ask], list[Ask]]:
    """Those that must be stated, that must under a condition, that may, and those in place of a rule.

    A group goes where its first does.
    """
    needed = _with_groups({ask.name for ask in asks if ask.must}, groups)
    at_times = _with_groups({ask.name for ask in asks if not ask.free}, groups) - needed
    rest = [ask for ask in asks if ask.name not in needed | at_times]
    return (
        [ask for ask in asks if ask.name in needed],
        [ask for ask in asks if ask.name in at_times],
        [ask for ask in rest if not ask.instead],
        [ask for ask in rest if ask.instead],
    )


def _with_groups(names: set[str], groups: list[m.Group]) -> set[str]:
    return names.union(*(_names(group) for group in groups if _names(group) & names))


def _split_dimensions(found: Scaffold) -> tuple[list[Dimension], list[Dimension], list[Dimension]]:
    """Those that silence about leaves something unknown, those it may under a condition, and the rest."""
    musts = [d for d in found.dimensions if _is_needed(d, found)]
    unders = [d for d in found.dimensions if d not in musts and _may_be_needed(d, found)]
    return musts, unders, [d for d in found.dimensions if d not in musts and d not in unders]


def _by_topic(asks: Iterable[Ask], groups: list[m.Group]) -> Iterator[str]:
    by_topic: dict[str, list[Ask]] = {}
    for ask in asks:
        by_topic.setdefault(ask.quantity.head.topic, []).append(ask)
    for topic, inside in by_topic.items():
        yield ""
        yield f"  # {topic}"
        yield from _grouped(inside, groups)


def _grouped(asks: list[Ask], groups: list[m.Group]) -> Iterator[str]:
    """The asked in order, the members of a group together where its first stands."""
    pending = list(asks)
    while pending:
        first = pending.pop(0)
        group = next((g for g in groups if first.name in _names(g)), None)
        if group is None:
            yield from ask_lines(first, 0)
            continue
        together = [first, *(ask for ask in pending if ask.name in _names(group))]
        pending = [ask for ask in pending if ask.name not in _names(group)]
        yield ""
        yield from prose(_rule(group, len(together)), "  ")
        for ask in together:
            yield from ask_lines(ask, 0)
        yield ""


def _rule(group: m.Group, count: int) -> str:
    many = COUNTS.get(count, str(count))
    return f"Udfyld {'netop én' if group.exactly_one else 'alle eller ingen'} af de næste {many}. {group.message}"


def _names(group: m.Group) -> set[str]:
    return {node.text for node in group.members}


def _is_needed(dimension: Dimension, found: Scaffold) -> bool:
    """Whether silence about it leaves something asked for unknown."""
    silent = found.facts.members.get(dimension.name) == ()
    return not silent and any(ask.must for ask in _asked(dimension, found))


def _may_be_needed(dimension: Dimension, found: Scaffold) -> bool:
    silent = found.facts.members.get(dimension.name) == ()
    return not silent and any(not ask.free for ask in _asked(dimension, found))


def _asked(dimension: Dimension, found: Scaffold) -> list[Ask]:
    """What is asked per member; what has two dimensions stands under its first."""
    return [ask for ask in found.asks if ask.quantity.dims[:1] == (dimension.name,)]


def _dimensions(dimensions: Sequence[Dimension], found: Scaffold) -> Iterator[str]:
    for dimension in dimensions:
        asks = _asked(dimension, found)
        if asks:
            yield ""
            yield from block_lines(dimension, asks, found)


def _choices(found: Scaffold) -> Iterator[str]:
    """The readings, measures and procedures that matter: the chosen ones in force, the others to choose."""
    if found.readings:
        yield from heading("Fortolkninger, der kan ændre resultatet; uden valg gælder den, der står her", "")
        yield from _list("fortolkninger:", list(_readings(found)))
    if found.measures:
        yield from heading("Tiltag, der kan ændre resultatet", "")
        chosen = found.facts.measures
        rows = [(x.head.name in chosen, f"- {x.head.name}", x.head.title) for x in found.measures]
        yield from _list("tiltag:", rows)
    yield from _procedures(found)


def _procedures(found: Scaffold) -> Iterator[str]:
    """Each procedure with its first event, to be followed by those that came after."""
    if not found.procedures:
        return
    yield from heading(
        "Procedurer, der kan ændre resultatet; skriv det, der er sket, i den orden, det skete", ""
    )
    yield "#procedurer:"
    for procedure in found.procedures:
        first = next(iter(procedure.steps.values()))
        yield from row(f"#  {procedure.head.name}:", [procedure.head.title])
        outcome = first.named_outcomes[0]
        yield f"#    - {{trin: {first.name.text}, udfald: {outcome}, dato: ÅÅÅÅ-MM-DD}}"


def _readings(found: Scaffold) -> Iterator[tuple[bool, str, str]]:
    chosen = found.facts.readings
    for reading in found.readings:
        name = reading.head.name
        choice = chosen.get(name, reading.default)
        others = ", ".join(other for other in reading.choices if other != choice)
        yield name in chosen, f"{name}: {choice}", f"eller {others} – {reading.head.title}"


def _list(key: str, rows: list[tuple[bool, str, str]]) -> Iterator[str]:
    """A block whose chosen rows are in force and whose others are commented out."""
    yield key if any(chosen for chosen, _, _ in rows) else f"#{key}"
    column = max(len(text) for _, text, _ in rows) + 5
    for chosen, text, told in rows:
        yield from row(f"{'  ' if chosen else '#  '}{text}", [told], column)
