"""What an explanation rests on besides the rules: readings of doubtful passages, assumptions, chosen measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.backends.ruletrace import ReadingTrace, RuleTrace
from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.outcome import NoValue
from rammeaftale.report.naming import shown_id, title_of, value_of

MOST_ASSUMED = 10


def grounds_text(nodes: Iterable[TraceNode], years: tuple[int, ...]) -> tuple[list[str], list[str]]:
    """The readings used with who chose them, the standards assumed, and how many optional inputs are not stated."""
    nodes = list(nodes)
    return list(_readings(nodes)), list(_assumed(nodes, years))


def _readings(nodes: Iterable[TraceNode]) -> Iterator[str]:
    found: dict[str, ReadingTrace] = {}
    for node in nodes:
        rules = [node.rule, *(measure.result for measure in node.measures)]
        for rule in rules:
            for reading in readings_in(rule):
                found.setdefault(reading.reading.head.name, reading)
    if found:
        yield "Fortolkninger, svaret bygger på"
    for name, reading in found.items():
        title = reading.reading.choices[reading.choice].title
        by = "valgt i sagen" if reading.chosen else "standard"
        yield f"  {reading.reading.head.title}"
        yield f"    {title} ({name}: {reading.choice}, {by})"


def readings_in(rule: RuleTrace | None) -> Iterator[ReadingTrace]:
    """The readings on the way to the formula that gave a rule's value."""
    while rule is not None and hasattr(rule, "result"):
        if isinstance(rule, ReadingTrace):
            yield rule
        rule = rule.result


def _assumed(nodes: Iterable[TraceNode], years: tuple[int, ...]) -> Iterator[str]:
    assumed = {shown_id(node, years): node for node in nodes if node.assumed}
    standards = {id_: node for id_, node in assumed.items() if not isinstance(node.outcome, NoValue)}
    absent = len(assumed) - len(standards)
    if standards:
        yield "Antaget, fordi sagen ikke oplyser det"
    for id_, node in list(standards.items())[:MOST_ASSUMED]:
        yield f"  {title_of(node)} ({id_}): {value_of(node)}"
    if len(standards) > MOST_ASSUMED:
        yield f"  … og {len(standards) - MOST_ASSUMED} mere"
    if absent:
        nouns = (
            "oplysning, der kan udelades, er ikke oplyst; den"
            if absent == 1
            else "oplysninger, der kan udelades, er ikke oplyst; de"
        )
        yield f"{absent} {nouns} er regnet som fraværende."
