"""A new period begun from an earlier set: what is inherited, what ended, and what there is to look at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.library import SILENCES, Library
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.manifest_schema import MOST_HISTORY
from rammeaftale.rulefiles.reading import read_text
from rammeaftale.rulefiles.yamltree import Mapping
from rammeaftale.services.new_period.frame import Dated, Framed, framed, with_dates
from rammeaftale.services.new_period.request import Request, blocks, chain_of

CLAUSES_NAME, ALWAYS = "klausuler.yaml", "værdi"


@record
class Ended:
    """A parameter without figures in the new period: the keys to fill in by member, and the old figures.

    A single figure (key `ALWAYS`) has ended when it is the first or last day of the earlier agreement, or was never
    filled in. `old`: key
    and figure as written (`kilde_mangler` where the source had none); `stops`: its `ophører`, or empty.
    """

    entry: m.Parameter
    keys: tuple[str, ...]
    old: dict[str, tuple[tuple[str, m.ValueText], ...]]
    stops: str


@record
class Topic:
    """A file of the new set: the entries that stand in files of this name, by the file they were written in."""

    file: str
    title: str
    entries: dict[str, tuple[m.Entry, ...]]


@record
class Silence:
    """A concept an earlier set said its agreement (`tier`) or its source (`kilde_mangler`) lacks."""

    kind: str
    concept: str
    note: str
    set: str


@record
class Omitted:
    """Clauses an earlier set left out, and why."""

    clauses: tuple[str, ...]
    reason: str
    note: str


@record
class Example:
    """An example of the set built on: the name of its file, and its text."""

    name: str
    text: str


@record
class Successor:
    """All of a new set that can be known from the one it builds on."""

    request: Request
    text: m.RuleText
    topics: tuple[Topic, ...]
    ended: tuple[Ended, ...]
    silences: tuple[Silence, ...]
    omissions: tuple[Omitted, ...]
    examples: tuple[Example, ...]
    has_schema_lines: bool
    frame: tuple[Framed, ...]
    dated: tuple[Dated, ...]

    @property
    def history(self) -> int:
        """How far back the new set's rules must reach to come to the same first year as the old one's."""
        old, period = self.text.manifest, self.request.period
        last = (old.ends or old.starts).year
        return min(old.history + max((period.ends or period.starts).year - last, 0), MOST_HISTORY)

    @property
    def inherited(self) -> list[m.Entry]:
        """Every inherited entry, file by file."""
        return [entry for topic in self.topics for part in topic.entries.values() for entry in part]


def successor(request: Request, text: m.RuleText, library: Library, findings: Findings) -> Successor:
    """What the new set of a request begins as; `text`: the set it builds on, read."""
    chain = chain_of(request.base, library)
    entries = _inherited(text)
    coded = {part.concept for entry in entries for part in (entry.head, *m.parts_of(entry))}
    told = (one for folder in reversed(chain) for one in _silences(folder) if one.concept not in coded)
    told = (one for one in told if one.note != UNFILLED)
    silences = {(one.kind, one.concept): one for one in told}
    days = {*blocks(request.base.manifest, "periode").values()}
    days |= {blocks(folder.manifest, "periode").get("til", "") for folder in chain}
    parameters = [entry for entry in entries if isinstance(entry, m.Parameter)]
    ended = [one for entry in parameters if (one := _ended(entry, request) or _of_the_period(entry, days))]
    omissions = [Omitted(tuple(c.text for c in o.clauses), o.reason, o.note) for o in text.omissions]
    return Successor(
        request,
        text,
        tuple(_topics(entries, chain, library.root)),
        tuple(ended),
        tuple(silences[key] for key in sorted(silences, key=lambda k: (SILENCES.index(k[0]), k[1]))),
        tuple(omissions),
        tuple(_examples(request.base, findings)),
        _first_line(request.base, findings).startswith("# yaml-language-server:"),
        tuple(framed(text)),
        tuple(with_dates(entries, request.period.starts)),
    )


def _inherited(text: m.RuleText) -> list[m.Entry]:
    """The entries in force that stand by themselves: a measure's own inputs follow the measure."""
    owned: set[str] = set()
    for entry in text.entries.values():
        if isinstance(entry, m.Measure) and entry.head.raw and isinstance(entry.head.raw.node, Mapping):
            owned |= nodes.mapping(entry.head.raw.node, "oplysninger").keys()
    return [entry for entry in text.entries.values() if entry.head.name not in owned]


def _topics(entries: Iterable[m.Entry], chain: list[SetFolder], root: Path) -> Iterator[Topic]:
    """The entries by the name of their file; from the oldest set first, and in the order of the old file."""
    age = {folder.id: number for number, folder in enumerate(reversed(chain))}
    where = {folder.id: inside(folder.path, root) for folder in chain}
    taken = {MANIFEST_NAME, CLAUSES_NAME}
    for folder in chain:
        taken |= {path.name for path in folder.files()} - {path.name for path in folder.topic_files()}
    by_file: dict[str, list[m.Entry]] = {}
    for entry in entries:
        name = PurePosixPath(entry.head.span.source.path).name
        stem = name.removesuffix(".yaml")
        by_file.setdefault(f"{stem}_poster.yaml" if name in taken else name, []).append(entry)
    for file in sorted(by_file):
        ordered = sorted(by_file[file], key=lambda e: (age[e.head.origin], e.head.span.line))
        parts: dict[str, list[m.Entry]] = {}
        for entry in ordered:
            name = PurePosixPath(entry.head.span.source.path).name
            parts.setdefault(f"{where[entry.head.origin]}/{name}", []).append(entry)
        yield Topic(file, ordered[-1].head.topic, {path: tuple(part) for path, part in parts.items()})


def _ended(entry: m.Parameter, request: Request) -> Ended | None:
    """What a parameter lacks in the new period; None when its figures go on."""
    keys: set[str] = set()
    stops = ""
    for dated in entry.values.values():
        keys |= set(_lacking(dated, request))
        stops = dated.ends.isoformat() if dated.ends and _stops(dated, request) else stops
    if not keys:
        return None
    old = {member: _figures(dated) for member, dated in entry.values.items()}
    return Ended(entry, tuple(sorted(keys)), old, stops)


def _of_the_period(entry: m.Parameter, days: Iterable[str]) -> Ended | None:
    """A parameter that says when an earlier agreement begins or ends, or that was never filled in; else None."""
    value = entry.values[""].always if "" in entry.values else None
    if value is None or not (value.unfilled or (entry.typing.kind == "dato" and figure_text(value) in days)):
        return None
    return Ended(entry, (ALWAYS,), {"": ((ALWAYS, value),)}, "")


def _lacking(dated: m.DatedValues, request: Request) -> Iterator[str]:
    period = request.period
    if dated.by_year:
        last = (period.ends or period.starts).year
        yield from (str(year) for year in range(max(dated.by_year) + 1, last + 1))
    elif _stops(dated, request) and dated.ends:
        yield dated.ends.isoformat()


def _stops(dated: m.DatedValues, request: Request) -> bool:
    ends = request.period.ends
    return dated.ends is not None and (ends is None or dated.ends <= ends)


def _figures(dated: m.DatedValues) -> tuple[tuple[str, m.ValueText], ...]:
    by_year = tuple((str(year), dated.by_year[year]) for year in sorted(dated.by_year))
    return by_year + tuple((day.isoformat(), value) for day, value in dated.from_date)


def _silences(folder: SetFolder) -> Iterator[Silence]:
    for kind in SILENCES:
        for concept, note in blocks(folder.manifest, kind).items():
            yield Silence(kind, concept, note, folder.id)


def _examples(folder: SetFolder, findings: Findings) -> Iterator[Example]:
    for path in folder.examples():
        source = read_text(path, findings, f"{folder.shown}/eksempler/{path.name}")
        if source is not None:
            yield Example(path.name, source.text)


def _first_line(folder: SetFolder, findings: Findings) -> str:
    source = read_text(folder.path / MANIFEST_NAME, findings)
    return (source.line(1) or "") if source else ""


def figure_text(value: m.ValueText) -> str:
    """An old figure as it was written."""
    if value.text is not None:
        return value.text.text
    return UNFILLED if value.unfilled else "kilde_mangler"


def inside(path: Path, folder: Path) -> str:
    """A path as it is told from a folder, where it is in it."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return str(path)
