"""Small rule sets written out in a test: the entries as YAML, the case as values."""

from __future__ import annotations

import yaml

from oracle.written import MANIFEST, SOURCE, RuleSet, build
from rammeaftale.backends.definitions import Compiled
from rammeaftale.backends.exact import Run
from rammeaftale.backends.facts import Facts, Stated
from rammeaftale.backends.oracle.oracle import Oracle
from rammeaftale.core.outcome import NoValue, Outcome, Unknown
from rammeaftale.language.program import Program

TOWNS = "medlemmer: {A: {navn: Aby}, B: {navn: Bby}, C: {navn: Cby}}"
HEAD = {"emne": "Prøve", "kilde": SOURCE}


def program(entries: str, *, towns: str = TOWNS, **manifest: object) -> Program:
    """The program of a topic file's sections; entries may leave out their titles."""
    topic = _texts(entries)
    for section in topic.values():
        for name, entry in section.items():
            if isinstance(entry, dict):
                entry.setdefault("titel", name)
    built, findings = build(RuleSet({**MANIFEST, **manifest}, _texts(towns), {**HEAD, **topic}))
    assert not findings.has_errors, "\n".join(f"{d.code} {d.message}" for d in findings)
    assert built is not None
    return built


def _texts(content: str) -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = yaml.load(content, Loader=yaml.BaseLoader)
    return loaded


def case(
    stated: dict[str, object] | None = None,
    *,
    years: tuple[int, ...] = (2019,),
    levels: tuple[str, ...] | None = None,
    what_if: dict[str, object] | None = None,
    **rest: object,
) -> Facts:
    """A case: `navn`, `navn[A]`, `navn@2018` to a value; a plain one holds for the calculated years, `*` for all."""
    members = {"niveau": levels, "kommune": ("A", "B", "C")}
    return Facts(years, None, members, _slots(stated, years), _slots(what_if, years), **rest)  # type: ignore[arg-type]


def _slots(
    stated: dict[str, object] | None, years: tuple[int, ...]
) -> dict[tuple[str, tuple[str, ...]], dict[int | None, Stated]]:
    slots: dict[tuple[str, tuple[str, ...]], dict[int | None, Stated]] = {}
    for written, value in (stated or {}).items():
        name, _, year = written.partition("@")
        name, _, inside = name.partition("[")
        members = tuple(inside.rstrip("]").split(",")) if inside else ()
        wanted = (int(year),) if year.isdigit() else years if years and year != "*" else (None,)
        slots.setdefault((name, members), {}).update(dict.fromkeys(wanted, Stated(value)))  # type: ignore[arg-type]
    return slots


def shown(outcome: Outcome) -> object:
    """A value as it is; else the state's word, for unknown with what is missing."""
    if isinstance(outcome, Unknown):
        return f"ukendt: {', '.join(sorted(outcome.missing))}"
    return outcome.state if isinstance(outcome, NoValue) else outcome


def oracle_says(built: Program, facts: Facts, name: str, *members: str, year: int | None = 2019) -> object:
    """What the oracle makes of a quantity."""
    return shown(Oracle([built], facts).value(name, year, members))


def exact_says(built: Program, facts: Facts, name: str, *members: str, year: int | None = 2019) -> object:
    """What the evaluation of record makes of it."""
    return shown(Run(Compiled(built), facts).value(name, year, members))
