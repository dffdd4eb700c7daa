"""What stands in the nodes of a drawn graph, line by line, and on its edges: what it is, title, name, value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rammeaftale.core.display import plural
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.core.records import record
from rammeaftale.core.units import PLAIN
from rammeaftale.language.member_names import member_name
from rammeaftale.language.program import Program, Quantity
from rammeaftale.report.amounts import amount, unit_of
from rammeaftale.report.naming import shown
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import schema
from rammeaftale.services.graphs.graph import CHANGES, Graph, Hows
from rammeaftale.services.graphs.topics import TopicGraph
from rammeaftale.services.graphs.values import CellValue, Values

COMPUTED, TOPIC = "beregnet", "emne"
KINDS = {section: one.title for section, one in schema.SECTIONS.items()} | {
    "størrelser": COMPUTED,
    "frister": COMPUTED,
}
STATED, ASSUMED, WHAT_IF = "oplyst", "standard", "prøvet værdi"
_BACK = re.compile(r"\[-([0-9]+)(?::-([0-9]+))?\]\Z")
_WINDOW = re.compile(r"\[(-?[0-9]+|år):(-?[0-9]+|år)\]\Z")
MOST_CELLS, MOST_FIGURES, MOST_MISSING = 3, 3, 2


@record
class Node:
    """One node as it is drawn.

    `kind`: a word and a shape; `what`: unit and dimensions beside the word; `lines`: (text, role) under the title,
    role being navn, værdi, tilstand or note; `bold`: the one asked for.
    """

    key: str
    kind: str
    what: str
    title: str
    lines: tuple[tuple[str, str], ...]
    bold: bool = False


@record
class Arrow:
    """One edge as it is drawn.

    `dashed`: in another way than as it is; `faint`: not used in the case; `times`: how often, None where not told.
    """

    source: str
    target: str
    label: str
    dashed: bool = False
    faint: bool = False
    times: int | None = None


@dataclass(frozen=True)
class Picture:
    """All that is drawn. `notes`: what to know of it, under the picture; `by_topic`: its nodes are topics."""

    title: str
    subtitle: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[str, ...]
    by_topic: bool = False


def size_text(picture: Picture) -> str:
    """How large it is: `25 knuder og 1 pil`."""
    nodes, arrows = len(picture.nodes), len(picture.arrows)
    return f"{nodes} knude{'r' if nodes != 1 else ''} og {arrows} pil{'e' if arrows != 1 else ''}"


def entry_nodes(graph: Graph, values: Values | None) -> tuple[Node, ...]:
    """The nodes of a graph around an entry."""
    return tuple(_entry_node(graph, name, values) for name in graph.nodes)


def _entry_node(graph: Graph, name: str, values: Values | None) -> Node:
    program, entry = graph.program, graph.program.text.entries[name]
    quantity = program.quantities.get(name)
    lines: list[tuple[str, str]] = [(entry.head.name, "navn")]
    if quantity is not None:
        lines += _value_lines(program, quantity, values)
    elif values is not None and name in values.told:
        lines.append((values.told[name].replace("_", " "), "værdi"))
    lines += [(text, "note") for text in _hidden(graph, name)]
    kind = KINDS[entry.head.section]
    return Node(name, kind, _what(entry, quantity), entry.head.title, tuple(lines), name == graph.root)


def _what(entry: m.Entry, quantity: Quantity | None) -> str:
    """The unit and what it is per; a duty's modality, a check's grade."""
    if isinstance(entry, m.Duty):
        return entry.modality.replace("_", " ")
    if isinstance(entry, m.Check):
        return "fejl" if entry.is_error else "advarsel"
    if quantity is None:
        return ""
    unit = unit_of(quantity)
    kind = {"ja_nej": "ja/nej", "tal": ""}.get(
        quantity.symbol.entry.typing.kind, quantity.symbol.entry.typing.kind
    )
    word = plural(unit) if unit is not None and str(unit) != PLAIN else kind
    display = quantity.symbol.entry.typing.display or word
    per = [*quantity.dims, *(["år"] if isinstance(entry, m.Input) and entry.per_year else [])]
    return f"{display} pr. {' og '.join(per)}".strip() if per else display


def _value_lines(program: Program, quantity: Quantity, values: Values | None) -> Iterator[tuple[str, str]]:
    if values is None:
        if quantity.figures is not None:
            yield from ((text, "værdi") for text in _figures(quantity))
        return
    cells = _different(quantity, values.cells[quantity.name])
    if not cells:
        yield "ingen nævnt i sagen", "tilstand"
    by_year = not quantity.symbol.fixed and {one.year for one in cells} != {values.years[-1]}
    by_year &= not quantity.symbol.is_parameter or len(cells) > 1
    for one in cells[:MOST_CELLS]:
        told = _cell(program, quantity, one)
        yield _where(program, quantity, one, by_year=by_year) + told, _role(one.outcome)
    if len(cells) > MOST_CELLS:
        yield f"… og {len(cells) - MOST_CELLS} til", "note"


def _different(quantity: Quantity, cells: tuple[CellValue, ...]) -> tuple[CellValue, ...]:
    """The cells to show: of a parameter that is the same every year, one."""
    same = len({(one.members, one.outcome) for one in cells}) == 1
    return cells[:1] if same and quantity.symbol.is_parameter else cells


def _where(program: Program, quantity: Quantity, one: CellValue, *, by_year: bool) -> str:
    """For whom and when, as far as that is not the same for all."""
    parts = [
        member_name(program, dimension, member)
        for dimension, member in zip(quantity.dims, one.members, strict=True)
    ]
    if by_year:
        parts.append(str(one.year))
    return f"{', '.join(parts)}: " if parts else ""


def _cell(program: Program, quantity: Quantity, one: CellValue) -> str:
    text = value_text(program, quantity, one.outcome)
    if one.stated is not None and not isinstance(one.outcome, NoValue):
        return f"{text} ({WHAT_IF if quantity.symbol.is_parameter else STATED})"
    return f"{text} ({ASSUMED})" if one.assumed else text


def value_text(program: Program, quantity: Quantity, outcome: Outcome) -> str:
    """An outcome with its unit, or its state in words with the first things that are missing."""
    if isinstance(outcome, Unknown):
        if quantity.symbol.is_input and quantity.symbol.optional:
            return "ikke oplyst"
        missing = sorted(name for name in outcome.missing if _bare(name) != quantity.name)
        named = ", ".join(missing[:MOST_MISSING]) + (" …" if len(missing) > MOST_MISSING else "")
        return f"ukendt: mangler {named}" if missing else "ukendt: ikke oplyst"
    return shown(outcome, quantity.symbol.type, program, quantity.symbol.entry.typing.display)


def _bare(name: str) -> str:
    return name.split("[", maxsplit=1)[0].split("@", maxsplit=1)[0]


def _role(outcome: Outcome) -> str:
    return "tilstand" if isinstance(outcome, NoValue) else "værdi"


def _figures(quantity: Quantity) -> Iterator[str]:
    """A parameter's figures: the first few by year or day, and how many more there are."""
    rows: list[tuple[str, str]] = []
    for member, figures in (quantity.figures or {}).items():
        whom = f"{member}, " if member else ""
        if figures.always:
            rows.append((member, _figure(figures.always.value, quantity)))
        rows += [
            (f"{whom}{year}", _figure(one.value, quantity)) for year, one in sorted(figures.by_year.items())
        ]
        rows += [
            (f"{whom}fra {day.isoformat()}", _figure(one.value, quantity)) for day, one in figures.from_date
        ]
    texts = list(dict.fromkeys(text for _, text in rows))
    if len(texts) == 1:
        yield texts[0]
        return
    yield from (f"{when}: {text}" if when else text for when, text in rows[:MOST_FIGURES])
    if len(rows) > MOST_FIGURES:
        yield f"… og {len(rows) - MOST_FIGURES} til"


def _figure(value: object, quantity: Quantity) -> str:
    return "kilden mangler" if value is None else amount(value, quantity)  # type: ignore[arg-type]


def _hidden(graph: Graph, name: str) -> Iterator[str]:
    sources, users = graph.sources.get(name, 0), graph.users.get(name, 0)
    if sources:
        yield f"bygger på {sources} {'andre' if sources != 1 else 'anden'}, der ikke er vist"
    if users and name == graph.root:
        yield f"bruges af {users} {'andre' if users != 1 else 'anden'}, der ikke er vist"


def entry_arrows(graph: Graph, values: Values | None) -> tuple[Arrow, ...]:
    """The edges of a graph around an entry."""
    return tuple(
        Arrow(
            edge.source,
            edge.target,
            how_text(edge.how),
            dashed=any(edge.how),
            faint=values is not None and edge not in values.used,
        )
        for edge in graph.edges
    )


def how_text(how: Hows) -> str:
    """How a name is mentioned, in words: `[-1]` is the year before."""
    named = [_how(one) for one in how]
    return ", ".join(text for text in named if text) if any(how) else ""


_HOWS = {
    "oplyst": "om oplyst",
    "[dato]": "på en dag",
    CHANGES: "ændrer",
    "[-1]": "året før",
    "[-2]": "to år før",
}


def _how(one: str) -> str:
    back, window = _BACK.match(one), _WINDOW.match(one)
    if one in _HOWS or not (back or window):
        return _HOWS.get(one, one.strip("[]"))
    if back:
        return f"{back[1]} til {back[2]} år før" if back[2] else f"{back[1]} år før"
    assert window is not None
    return f"{_year(window[1])} til {_year(window[2])}"


def _year(word: str) -> str:
    """One end of a run of years."""
    if word in ("år", "0"):
        return "året"
    return f"{word.removeprefix('-')} år før" if word.startswith("-") else word


def topic_nodes(graph: TopicGraph, shown: Iterable[str]) -> tuple[Node, ...]:
    """Some topics of a set, with what each holds."""
    return tuple(_topic_node(graph, topic) for topic in shown)


def _topic_node(graph: TopicGraph, topic: str) -> Node:
    counts = graph.counts[topic]
    held = [
        f"{counts[section]} {_counted(section, counts[section])}"
        for section in schema.SECTIONS
        if section in counts
    ]
    lines = [(", ".join(held), "note")]
    if graph.states is not None and topic in graph.states:
        told = [f"{count} {_state(state, count)}" for state, count in graph.states[topic].items()]
        lines.append((", ".join(told), "værdi"))
    return Node(topic, TOPIC, f"{sum(counts.values())} i alt", topic, tuple(lines))


def _counted(section: str, count: int) -> str:
    """A section's name as one counts in it."""
    return schema.SECTIONS[section].title if count == 1 else section


def _state(state: str, count: int) -> str:
    return ("med værdi" if state == "værdi" else state).replace("_", " ")


def topic_arrows(graph: TopicGraph, shown: Iterable[str]) -> tuple[Arrow, ...]:
    """How often one of these topics mentions another."""
    kept = set(shown)
    return tuple(
        Arrow(edge.source, edge.target, str(edge.count), times=edge.count)
        for edge in graph.edges
        if edge.source in kept and edge.target in kept
    )
