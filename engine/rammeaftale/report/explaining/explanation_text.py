"""`forklar` as text: the answer, why (or what is missing, or wrong), the statement, then the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import wrap

from rammeaftale.backends.trace import Trace, TraceNode
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, Unknown
from rammeaftale.language.program import Program
from rammeaftale.report.explaining.grounds_text import grounds_text
from rammeaftale.report.explaining.node_text import formula
from rammeaftale.report.explaining.reasons_text import reasons_text
from rammeaftale.report.explaining.statement import statement
from rammeaftale.report.explaining.statement_text import statement_text
from rammeaftale.report.explaining.trace_text import trace_text
from rammeaftale.report.layout import joined
from rammeaftale.report.naming import (
    citation_of,
    display_of,
    legend,
    main_document,
    place_text,
    shown,
    source_text,
    title_of,
    value_of,
    words,
)
from rammeaftale.report.under_way import under_way_text
from rammeaftale.report.wanted_text import wanted_lines
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.explaining.reasons import reasons_of

WIDEST, DEPTH = 110, 3
_LABEL = 10


def explanation_text(result: Calculation, trace: Trace, depth: int | None = None) -> str:
    """Why a cell is what it is; `depth` levels of the tree (none: a readable number, 0: no tree).

    What has nothing but its own rule and source to show (an input, a date) shows that at 0 too.
    """
    nodes = trace.nodes
    document = main_document(citation_of(node) for node in nodes.values())
    why = _why(result, trace, document)
    if depth == 0 and not any(why):
        depth = 1
    sections = [
        list(_opening(result, trace)),
        *why,
        *grounds_text(nodes.values(), trace.years),
        *tree_sections(nodes, [trace.root], depth, trace.years, document),
        legend((citation_of(node) for node in nodes.values()), document, trace.top.program),
    ]
    return joined(sections)


def _opening(result: Calculation, trace: Trace) -> Iterator[str]:
    node = trace.top
    year = "" if node.cell[1] is None or node.quantity.symbol.fixed else f", {node.cell[1]}"
    yield f"{title_of(node)}{year}: {value_of(node)}"
    if node.quantity.head.description:
        yield from wrap(node.quantity.head.description, WIDEST)
    yield from about_case(result, node.id.split("@")[0], node.program)
    if told := under_way_text(result.rules, result.run.facts.years):
        yield f"{'bemærk':<{_LABEL}}{told}"
    stamps = result.stamps(node.cell)
    if stamps:
        yield f"{'stempler':<{_LABEL}}{', '.join(words(stamp) for stamp in stamps)}"
    if node.rests_on:
        yield from _measures(result, node)
    if len(trace.years) > 1 and node.cell[1] == trace.years[-1]:
        others = ", ".join(f"{node.quantity.name}@{year}" for year in trace.years[:-1])
        yield f"{'år':<{_LABEL}}sagen har flere år; de andre forklares med {others}"


def _measures(result: Calculation, node: TraceNode) -> Iterator[str]:
    """The chosen measures behind the answer, and what it would be without any."""
    from rammeaftale.services.effects import effects_of

    effects = effects_of(result, [node.cell])
    change, type_ = effects.cells[node.cell].change, node.quantity.symbol.type
    heads = [one.measure.entry.head for one in effects.measures if one.name in node.rests_on]
    without = shown(change.outcomes[0], type_, node.program, display_of(node.quantity))
    told = ", ".join(f"{head.title} ({head.name})" for head in heads)
    text = f"{told}; uden tiltag {without}"
    yield from wrap(text, WIDEST, initial_indent=f"{'tiltag':<{_LABEL}}", subsequent_indent=" " * _LABEL)


def about_case(result: Calculation, name: str, program: Program | None = None) -> Iterator[str]:
    """What is explained, in which case, by which rules (of a timeline: those of `program`, or its last)."""
    yield f"{'navn':<{_LABEL}}{name}"
    if result.case.title:
        yield f"{'sag':<{_LABEL}}{result.case.title}"
    title = (program or result.rules.programs[-1]).manifest.title
    yield f"{'regler':<{_LABEL}}{result.rules.id} · {title}"


def _why(result: Calculation, trace: Trace, document: str) -> list[list[str]]:
    """What settles the answer first, then the statement where there is an amount to set up."""
    node, outcome = trace.top, trace.top.outcome
    first: list[str] = []
    if isinstance(outcome, Failure):
        first = list(_failure(trace))
    elif isinstance(outcome, Unknown):
        first = [
            "Sagen mangler:",
            *(
                f"  {line}"
                for line in wanted_lines(
                    _in_order(trace, outcome), result.rules, trace.years[-1] if trace.years else None
                )
            ),
        ]
    elif isinstance(outcome, NotRegulated | NotRelevant):
        first = list(_silence(trace, outcome, document))
    reasons = reasons_of(node, trace.nodes)
    if reasons is not None:
        return [first, reasons_text(reasons, document)]
    lines = statement(trace)
    told = [f"  {line}".rstrip() for line in statement_text(lines, node.program, document)]
    return [first, ["Opgørelse (til højre: aftalens afsnit)", *told] if len(lines) > 1 else []]


def _in_order(trace: Trace, outcome: Unknown) -> list[str]:
    """The missing addresses in the order in which the rules would read them."""
    order = {node_id.split("@")[0]: position for position, node_id in enumerate(trace.nodes)}
    return sorted(outcome.missing, key=lambda a: (order.get(a.split("@")[0], len(order)), a))


def _failure(trace: Trace) -> Iterator[str]:
    """The quantity that cannot be calculated, its formula with numbers, and its place."""
    node = _failing(trace)
    outcome = node.outcome
    assert isinstance(outcome, Failure)
    yield f"Fejl: {outcome.message}."
    yield f"  {'i':<{_LABEL}}{title_of(node)} ({node.id.split('@')[0]})"
    if node.rule is not None:
        rule = node.rule
        while not hasattr(rule, "written") and getattr(rule, "result", None) is not None:
            rule = rule.result  # type: ignore[union-attr, assignment]
        if hasattr(rule, "written"):
            yield from (f"  {label:<{_LABEL}}{text}" for label, text in formula(rule, "regel"))  # type: ignore[arg-type]
    span = outcome.span or node.quantity.head.span
    yield f"  {'sted':<{_LABEL}}{span}"


def _failing(trace: Trace) -> TraceNode:
    """The first node that fails: those after it fail because it did."""
    return next(node for node in trace.nodes.values() if isinstance(node.outcome, Failure))


def _silence(trace: Trace, outcome: NotRegulated | NotRelevant, document: str) -> Iterator[str]:
    """Where the rules say that the agreement is silent, or that the question does not arise."""
    said = next((n for n in trace.nodes.values() if n.quantity.name == outcome.quantity), trace.top)
    what = (
        "Aftalen regulerer det ikke" if isinstance(outcome, NotRegulated) else "Spørgsmålet er ikke relevant"
    )
    yield f"{what}. Det følger af reglen om {title_of(said, trace.top)} ({said.quantity.name})."
    place = place_text(outcome.span or said.quantity.head.span)
    yield f"  {source_text(citation_of(said), document)} · {place}"


def tree_sections(
    nodes: dict[str, TraceNode],
    roots: Iterable[str],
    depth: int | None,
    years: tuple[int, ...],
    document: str,
) -> list[list[str]]:
    """The tree with its heading, and how to see more of it."""
    wanted = DEPTH if depth is None else depth
    tree = trace_text(nodes, roots, wanted, years, document)
    if not tree.total:
        return []
    if tree.shown == tree.total:
        return [["Forklaring", *tree.lines]]
    if not tree.lines:
        size = f"{counted(tree.total, 'størrelse')} i {counted(tree.deepest, 'niveau')}"
        return [[f"Hele forklaringen ({size}): «--dybde {tree.deepest}»."]]
    hint = (
        f"Vist: {min(wanted, tree.deepest)} af {counted(tree.deepest, 'niveau')}, {tree.shown} af "
        f"{counted(tree.total, 'størrelse')}. "
        f"Se det hele med «--dybde {tree.deepest}»."
    )
    return [["Forklaring", *tree.lines], [hint]]


_ENDINGS = {"størrelse": "r", "niveau": "er"}


def counted(number: int, noun: str) -> str:
    """«1 størrelse», «2 størrelser»."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}{_ENDINGS[noun]}"
