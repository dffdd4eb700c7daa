"""A graph put in words for drawing: heading, nodes, arrows, and what was left out and how to see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rammeaftale.core.danish import show_date
from rammeaftale.report.graphs.labels import (
    Picture,
    entry_arrows,
    entry_nodes,
    topic_arrows,
    topic_nodes,
)
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.graphs.graph import Graph
from rammeaftale.services.graphs.topics import TopicGraph, drawn
from rammeaftale.services.graphs.values import Values


def entry_picture(graph: Graph, values: Values | None, result: Calculation | None) -> Picture:
    """The picture of a graph around an entry."""
    assert graph.root is not None
    head = graph.program.text.entries[graph.root].head
    return Picture(
        title=f"{head.title} ({head.name})",
        subtitle=_subtitle(graph.program.id, graph.program.manifest.title, result),
        nodes=entry_nodes(graph, values),
        arrows=entry_arrows(graph, values),
        notes=tuple(left_out(graph)),
    )


def topic_picture(
    graph: TopicGraph, result: Calculation | None, others: Sequence[str], most: int | None
) -> Picture:
    """The picture of a set by topic; `others`: the region's other sets; `most`: how many topics at the most."""
    manifest, shown = graph.program.manifest, drawn(graph, most)
    notes = [f"Ikke vist: regionens andre regelsæt, {', '.join(others)}."] if others else []
    return Picture(
        title=manifest.title,
        subtitle=_subtitle(f"{manifest.id} efter emne", "", result),
        nodes=topic_nodes(graph, shown),
        arrows=topic_arrows(graph, shown),
        notes=(
            *_not_drawn(graph, shown),
            *notes,
            f"Se en regel med dem, den bygger på: rammeaftale graf {manifest.id} NAVN -o F.svg",
        ),
        by_topic=True,
    )


def _not_drawn(graph: TopicGraph, shown: Sequence[str]) -> Iterator[str]:
    """The topics that are not drawn, each with how many entries it has, and how to see them."""
    tied = {topic for edge in graph.edges for topic in (edge.source, edge.target)}
    left = [topic for topic in graph.topics if topic not in shown]
    for told, topics in (
        ("Uden forbindelse til andre emner", [topic for topic in left if topic not in tied]),
        ("Ikke tegnet, fordi de har færrest forbindelser", [topic for topic in left if topic in tied]),
    ):
        if topics:
            yield f"{told}: {', '.join(f'{one} ({sum(graph.counts[one].values())})' for one in topics)}."
    if left:
        yield f"Viser {len(shown)} af {len(graph.topics)} emner. Alle: --alle."


def left_out(graph: Graph) -> Iterator[str]:
    """How many nodes are not shown, and how to see them."""
    if not graph.left_out:
        return
    down, up = graph.deeper
    ways = [f"--ned {down}" if down else "", f"--op {up}" if up else ""]
    named = " ".join(way for way in ways if way)
    shown, whole = len(graph.nodes), len(graph.nodes) + graph.left_out
    limits = f" Et niveau mere: {named} --alle." if named else ""
    yield f"Viser {shown} af {whole} knuder: de nærmeste.{limits} Alt på én gang: --alle."


def _subtitle(id_: str, title: str, result: Calculation | None) -> str:
    parts = [id_, title]
    if result is not None:
        years = ", ".join(str(year) for year in result.run.facts.years)
        parts.append(f"sag: {result.case.title or 'uden titel'}")
        parts += [f"år {years}"] if years else []
        today = result.run.facts.today
        parts += [f"opgjort {show_date(today)}"] if today else []
    return " · ".join(part for part in parts if part)
