"""Two rule sets entry by entry: added, removed, changed (which fields), reaffirmed, carried on or just the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rammeaftale.core.calendar import WEEKDAYS, Calendar
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language.fingerprint import said
from rammeaftale.language.mentions import mentions
from rammeaftale.language.program import Figure, Figures, Program
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.manifest_model import Dimension
from rammeaftale.rulefiles.way_schema import WAYS
from rammeaftale.rulefiles.yamltree import Mapping as Tree
from rammeaftale.rulefiles.yamltree import Node, Scalar, Sequence
from rammeaftale.services.comparing.sides import Side

ADDED, REMOVED, CHANGED, REAFFIRMED, ASSUMED, SAME = KINDS = (
    "tilføjet", "fjernet", "ændret", "genbekræftet", "antaget_videreført", "ens",
)  # fmt: skip
SOURCE, CONTENT = "kilde", "indhold"
_OF_CHANGE = {"ændring", "begrundelse", "kilde"}
_OF_VALUES = "værdier"
_SAME_EITHER_WAY = {"", "nej"}


@record
class FieldChange:
    """A field of an entry: the way to it as the rule files name it, and what it was and is (None: not there)."""

    path: tuple[str, ...]
    old: str | None
    new: str | None


@record
class FigureChange:
    """A parameter's figure: for whom and when (a year, «fra» a day, or always), as it was and is."""

    member: str
    when: str
    old: Figure | None
    new: Figure | None


@dataclass(frozen=True)
class EntryChange:
    """An entry of one or both sets; `repealed`: where the newer set says that it no longer holds.

    `reason`: why it changed what it inherits from the first, where it says so.
    """

    key: str
    kind: str
    old: m.Entry | None
    new: m.Entry | None
    fields: tuple[FieldChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    repealed: Span | None = None
    reason: str = ""

    @property
    def entry(self) -> m.Entry:
        """The newer of the two."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class SetChanges:
    """The sets and their entries, in the order of the second's source, those only the first has at the end.

    `builds`: whether the second set builds on the first, by way of others or not.
    """

    first: Side
    second: Side
    builds: bool
    entries: tuple[EntryChange, ...]
    frame: tuple[FieldChange, ...]


def entry_changes(first: Side, second: Side, only: set[str] | None = None) -> SetChanges:
    """What is different from the first set to the second; `only` keeps these entries."""
    old, new = first.program.text, second.program.text
    ordered = sorted(new.entries, key=lambda key: new.entries[key].head.order)
    gone = sorted(old.entries.keys() - new.entries.keys(), key=lambda key: old.entries[key].head.order)
    changes = [
        _entry_change(key, old.entries.get(key), new.entries.get(key), first, second)
        for key in (*ordered, *gone)
        if only is None or key in only
    ]
    builds = first.id in second.bases
    return SetChanges(first, second, builds, tuple(changes), tuple(_frame(first.program, second.program)))


def _entry_change(
    key: str, old: m.Entry | None, new: m.Entry | None, first: Side, second: Side
) -> EntryChange:
    if old is None:
        return EntryChange(key, ADDED, None, new)
    if new is None:
        return EntryChange(key, REMOVED, old, None, repealed=second.program.text.repealed.get(key))
    fields = tuple(field_changes(old, new))
    figures = tuple(figure_changes(key, first.program, second.program))
    cited_anew = new.head.status in (m.REAFFIRMED, m.ASSUMED) and first.id in second.bases
    only_cited = cited_anew and all(one.path == (SOURCE,) for one in fields)
    if said(old) == said(new) and not figures and (only_cited or not fields):
        return EntryChange(key, _unchanged(new, first, second), old, new, fields)
    told_same = first.id in second.bases[:1] and new.head.status == m.REAFFIRMED
    if told_same:
        return EntryChange(key, REAFFIRMED, old, new, fields, figures)
    if not fields and not figures:
        fields = (FieldChange((CONTENT,), None, None),)
    reason = new.head.reason if first.id in second.bases else ""
    return EntryChange(key, CHANGED, old, new, fields, figures, reason=reason)


def _unchanged(new: m.Entry, first: Side, second: Side) -> str:
    if first.id not in second.bases:
        return SAME
    return {m.REAFFIRMED: REAFFIRMED, m.ASSUMED: ASSUMED}.get(new.head.status, SAME)


def field_changes(old: m.Entry, new: m.Entry) -> Iterator[FieldChange]:
    """The fields that say something else, in the order they stand; a parameter's figures are told apart from these."""
    if old.head.section != new.head.section:
        yield FieldChange(("slags",), old.head.section, new.head.section)
    one, two = _flat(old), _flat(new)
    for way in sorted({path[0] for path in (*one, *two)} & {*WAYS}):
        if not _has(way, one) or not _has(way, two):
            one, two = _whole(way, one), _whole(way, two)
    for path in dict.fromkeys((*one, *two)):
        pair = one.get(path), two.get(path)
        if pair[0] != pair[1] and not {part or "" for part in pair} <= _SAME_EITHER_WAY:
            yield FieldChange(path, *pair)
    cited = [str(entry.head.citation) for entry in (old, new)]
    if cited[0] != cited[1]:
        yield FieldChange((SOURCE,), *cited)


def _has(key: str, flat: Mapping[tuple[str, ...], str]) -> bool:
    return any(path[0] == key for path in flat)


def _whole(key: str, flat: Mapping[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    """The same with all that stands under a key as one text: for a way to calculate that only one of two has."""
    inside = [
        f"{' › '.join(path[1:])}: {text}" if path[1:] else text
        for path, text in flat.items()
        if path[0] == key
    ]
    rest = {path: text for path, text in flat.items() if path[0] != key}
    return {**rest, (key,): "; ".join(inside)} if inside else rest


def _flat(entry: m.Entry) -> dict[tuple[str, ...], str]:
    """Every text of an entry as written, by the way to it; lists by number."""
    found: dict[tuple[str, ...], str] = {}
    raw = entry.head.raw
    pending: list[tuple[tuple[str, ...], Node]] = [((), raw.node)] if raw else []
    while pending:
        path, node = pending.pop()
        if isinstance(node, Tree):
            inside = [(key, part) for key, (_, part) in node.entries.items() if not _apart(path, key, entry)]
            pending += [((*path, key), part) for key, part in reversed(inside)]
        elif isinstance(node, Sequence):
            if all(isinstance(item, Scalar) for item in node.items):
                found[path] = ", ".join(item.text for item in node.items if isinstance(item, Scalar))
            else:
                pending += [((*path, str(n)), item) for n, item in reversed(list(enumerate(node.items, 1)))]
        else:
            found[path] = " ".join(node.text.split())
    return found


def _apart(path: tuple[str, ...], key: str, entry: m.Entry) -> bool:
    """Whether a key is told in another way: the words of change, the source, a parameter's figures."""
    is_figures = isinstance(entry, m.Parameter) and key in (_OF_VALUES, "værdi", "ophører")
    return not path and (key in _OF_CHANGE or is_figures)


def figure_changes(key: str, first: Program, second: Program) -> Iterator[FigureChange]:
    """A parameter's figures year by year (or from day to day) where the sets differ."""
    old, new = (program.quantities.get(key) for program in (first, second))
    if old is None or new is None or old.figures is None or new.figures is None:
        return
    for member in dict.fromkeys((*old.figures, *new.figures)):
        before, after = _in_time(old.figures.get(member)), _in_time(new.figures.get(member))
        for when in sorted(before.keys() | after.keys()):
            pair = before.get(when), after.get(when)
            if _told(pair[0]) != _told(pair[1]):
                yield FigureChange(member, when, *pair)


def _told(figure: Figure | None) -> object:
    return None if figure is None else (figure.value, figure.external)


def _in_time(figures: Figures | None) -> Mapping[str, Figure]:
    if figures is None:
        return {}
    found = {str(year): figure for year, figure in figures.by_year.items()}
    found |= {f"fra {day.isoformat()}": figure for day, figure in figures.from_date}
    return {"alle år": figures.always} if figures.always else found


def _frame(first: Program, second: Program) -> Iterator[FieldChange]:
    """What the manifests say differently: how far back, and the actors, dimensions and calendars."""
    old, new = first.manifest, second.manifest
    if old.history != new.history:
        yield FieldChange(("historik",), str(old.history), str(new.history))
    titles = (old.actors, new.actors)
    yield from _named("aktører", *titles)
    dimensions = [{name: _dimension(one) for name, one in x.dimensions.items()} for x in (old, new)]
    yield from _named("dimensioner", *dimensions)
    calendars = [{name: _calendar(one) for name, one in x.calendars.items()} for x in (old, new)]
    yield from _named("kalendere", *calendars)


def _dimension(one: Dimension) -> str:
    members = (
        "medlemmer fra sagen"
        if one.members is None
        else f"{len(one.members)} faste medlemmer ({', '.join(one.members)})"
    )
    return f"{one.title}, {members}" + (", ingen når ikke nævnt" if one.empty_when_unmentioned else "")


def _calendar(one: Calendar) -> str:
    days = ", ".join(WEEKDAYS[n] for n in sorted(one.weekdays))
    extra = ", ".join(f"{day}.{month}." for month, day in sorted(one.extra_free))
    return f"{days}" + (", helligdage fri" if one.holidays else "") + (f", fri {extra}" if extra else "")


def _named(what: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield FieldChange((what, name), old.get(name), new.get(name))


def behind(name: str, sides: Iterable[Side]) -> set[str]:
    """A quantity and all that its rule can lead to in any of the sets, with the measures and readings of it."""
    return set().union(*(_behind(name, side.program) for side in sides))


def _behind(name: str, program: Program) -> set[str]:
    said_of = mentions(program)
    pending, found = [name], {name}
    while pending:
        one = pending.pop()
        quantity = program.quantities.get(one)
        measures = [o.measure for o in quantity.overrides] if quantity else []
        new = {*said_of.get(one, ()), *measures} - found
        found |= new
        pending += new
    return found
