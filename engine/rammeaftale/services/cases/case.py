"""A case file (or mapping) read against the rules: every name known, every value of its type and within bounds."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from rammeaftale.backends.facts import Facts, Members
from rammeaftale.core.danish import date_hint, parse_date
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language.literals import FIRST_YEAR, LAST_YEAR
from rammeaftale.rulefiles import case_schema, nodes
from rammeaftale.rulefiles.reading import decode, read_tree
from rammeaftale.rulefiles.shapes import YEAR, fits
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence, read_yaml
from rammeaftale.services import findings as f
from rammeaftale.services.cases.statements import Statements
from rammeaftale.services.cases.values import node_of
from rammeaftale.services.duties import Fact
from rammeaftale.services.goals import GoalFacts
from rammeaftale.services.ruleset import RuleSet

if TYPE_CHECKING:
    from rammeaftale.backends.events import Event

MOST_YEARS = 100
DUTY_WORDS = ("opfyldt", "overtrådt")


@dataclass(frozen=True)
class Case:
    """A case that has been read.

    `facts`: what is calculated on; `listed`: `år` was a list, so results are shown by year; `duties`: what the case
    says of each duty: opfyldt, overtrådt or the days it was fulfilled; `goals`: of each action of a goal: gennemført
    or the days it was done.
    """

    title: str
    facts: Facts
    listed: bool = False
    duties: MappingType[str, Fact] = field(default_factory=dict)
    node: Mapping | None = None
    goals: GoalFacts = field(default_factory=dict)


def read_case(
    source: Path | MappingType[str, object] | str | bytes, rules: RuleSet, findings: Findings
) -> Case | None:
    """The case in a file, a YAML text (`str`, or `bytes` as UTF-8) or a mapping, or None with findings."""
    node = case_node(source, findings)
    return build_case(node, rules, findings) if node is not None else None


def case_node(source: Path | MappingType[str, object] | str | bytes, findings: Findings) -> Mapping | None:
    """The case as a tree, checked for shape."""
    node: Node | None
    if isinstance(source, Path):
        node = read_tree(source, findings)
    elif isinstance(source, str | bytes):
        raw = source.encode(errors="surrogatepass") if isinstance(source, str) else source
        text = decode(raw, "<sag>", findings)
        node = read_yaml(text, findings) if text else None
    else:
        before = len(findings.items)
        node = node_of(source, findings)
        node = None if len(findings.items) > before else node
    return shaped(node, findings)


def shaped(node: Node | None, findings: Findings) -> Mapping | None:
    """The tree if it has the shape of a case (or of an example), else None with findings."""
    if node is None:
        return None
    is_example = isinstance(node, Mapping) and "forventet" in node.entries
    shape = case_schema.EXAMPLE if is_example else case_schema.CASE
    return cast("Mapping", node) if fits(shape, node, findings, shape.title) else None


def build_case(node: Mapping, rules: RuleSet, findings: Findings) -> Case | None:
    """A shaped case tree read against the rules."""
    before = len(findings.items)
    _check_set(node, rules, findings)
    years, listed = _years(node.get("år"), findings)
    statements = Statements(rules, years, findings)
    statements.read(node)
    measures = _measures(node, rules, findings)
    facts = Facts(
        years=years,
        today=date.fromisoformat(nodes.text(node, "opgjort")) if node.get("opgjort") else None,
        members=statements.all_members(),
        stated=statements.stated,
        what_if=statements.what_if,
        readings=_readings(node, rules, findings),
        measures=measures,
        events=_events(node, rules, findings),
    )
    _check_measures(facts, rules, findings, node.span)
    _check_groups(facts, rules, findings)
    duties = _duties(node, rules, findings)
    goals = _goals(node, rules, findings)
    failed = any(d.is_error for d in findings.items[before:])
    return None if failed else Case(nodes.text(node, "titel"), facts, listed, duties, node, goals)


def _check_set(node: Mapping, rules: RuleSet, findings: Findings) -> None:
    named = cast("Scalar", node.get("regelsæt"))
    ids = {rules.id, *(p.id for p in rules.programs), *(p.manifest.region for p in rules.programs)}
    if named.text not in ids:
        findings.add(f.WRONG_SET, named.span, case=named.text, loaded=rules.id)


def _years(node: Node | None, findings: Findings) -> tuple[tuple[int, ...], bool]:
    scalars = nodes.as_scalars(node)
    if len(scalars) > MOST_YEARS:
        findings.add(f.TOO_MANY, scalars[0].span, count=len(scalars), what="år", limit=MOST_YEARS)
        return (), False
    years = [year for s in scalars if (year := read_year(s, findings)) is not None]
    return tuple(sorted(set(years))), isinstance(node, Sequence)


def read_year(node: Scalar, findings: Findings, hint: str = "") -> int | None:
    """A year of a case, or None with a finding; `hint`: how to write it, when that can be told."""
    year = int(node.text) if YEAR.match(node.text) else 0
    if FIRST_YEAR <= year <= LAST_YEAR:
        return year
    findings.add(f.BAD_YEAR, node.span, text=node.text, first=FIRST_YEAR, last=LAST_YEAR, hint=hint)
    return None


def _readings(node: Mapping, rules: RuleSet, findings: Findings) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for name, (key, part) in nodes.mapping(node, "fortolkninger").items():
        choice = cast("Scalar", part)
        if choose_reading(name, choice.text, rules, findings, key.span, choice.span):
            chosen[name] = choice.text
    return chosen


def choose_reading(
    name: str, choice: str, rules: RuleSet, findings: Findings, at: Span, choice_at: Span
) -> bool:
    """Whether the rules have the reading and this way to read it; findings when not."""
    found = [p.readings[name] for p in rules.programs if name in p.readings]
    if not found:
        known = {n for p in rules.programs for n in p.readings}
        hint = did_you_mean(name, known)
        findings.add(f.UNKNOWN_THING, at, kind="fortolkningen", name=name, rules=rules.id, hint=hint)
        return False
    if not any(choice in reading.choices for reading in found):
        known_choices = ", ".join(found[-1].choices)
        hint = did_you_mean(choice, found[-1].choices)
        findings.add(f.UNKNOWN_CHOICE, choice_at, text=choice, name=name, known=known_choices, hint=hint)
        return False
    return True


def _measures(node: Mapping, rules: RuleSet, findings: Findings) -> tuple[str, ...]:
    chosen = [
        s.text for s in nodes.as_scalars(node.get("tiltag")) if check_measure(s.text, rules, findings, s.span)
    ]
    return tuple(sorted(set(chosen)))


def check_measure(name: str, rules: RuleSet, findings: Findings, span: Span) -> bool:
    """Whether the rules have the measure; a finding when not."""
    known = {n for p in rules.programs for n in p.measures}
    if name in known:
        return True
    findings.add(
        f.UNKNOWN_THING, span, kind="tiltaget", name=name, rules=rules.id, hint=did_you_mean(name, known)
    )
    return False


def _check_measures(facts: Facts, rules: RuleSet, findings: Findings, span: Span) -> None:
    for measure in facts.measures:
        for program in rules.programs:
            for name in program.measures[measure].sets if measure in program.measures else ():
                for (stated, _), by_year in facts.stated.items():
                    if stated == name:
                        place = next(iter(by_year.values())).span or span
                        findings.add(f.STATED_AND_SET, place, name=name, measure=measure)


def _check_groups(facts: Facts, rules: RuleSet, findings: Findings) -> None:
    for program in rules.programs:
        for group in program.text.groups:
            if group.exactly_one:
                _check_exclusive([node.text for node in group.members], group.message, facts, findings)


def _check_exclusive(names: list[str], message: str, facts: Facts, findings: Findings) -> None:
    seen: dict[tuple[Members, int | None], str] = {}
    for (name, members), by_year in facts.stated.items():
        if name not in names:
            continue
        for year, stated in by_year.items():
            other = seen.setdefault((members, year), name)
            if other != name and stated.span:
                both = f"«{other}» og «{name}»"
                findings.add(f.TWO_OF_ONE, stated.span, names=both, message=message or "Behold den ene.")


def _goals(node: Mapping, rules: RuleSet, findings: Findings) -> GoalFacts:
    if "mål" not in node.entries:
        return {}
    from rammeaftale.services.cases.goals import read_goals

    return read_goals(node, rules, findings)


def _events(node: Mapping, rules: RuleSet, findings: Findings) -> MappingType[str, tuple[Event, ...]]:
    if "procedurer" not in node.entries:
        return {}
    from rammeaftale.services.cases.procedures import read_events

    return read_events(node, rules, findings)


def _duties(node: Mapping, rules: RuleSet, findings: Findings) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    known = {name: duty for p in rules.programs for name, duty in p.duties.items()}
    for name, (key, part) in nodes.mapping(node, "pligter").items():
        if name not in known:
            hint = did_you_mean(name, known)
            findings.add(f.UNKNOWN_THING, key.span, kind="pligten", name=name, rules=rules.id, hint=hint)
        elif isinstance(part, Scalar) and part.text in DUTY_WORDS:
            found[name] = part.text
        elif isinstance(part, Sequence) and not known[name].entry.every:
            findings.add(f.DATES_OF_ONE, part.span, name=name)
        elif days := _days(nodes.as_scalars(part), findings):
            found[name] = days
    return found


def _days(stated: tuple[Scalar, ...], findings: Findings) -> tuple[date, ...]:
    days = [parse_date(one.text) for one in stated]
    for day, one in zip(days, stated, strict=True):
        if day is None:
            findings.add(f.BAD_DUTY_FACT, one.span, text=one.text, hint=date_hint(one.text))
    return tuple(sorted(day for day in days if day))
