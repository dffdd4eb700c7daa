"""A graph as text on a screen: each node with what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

from rammeaftale.report.graphs.labels import Arrow, Node, Picture


def graph_text(picture: Picture) -> str:
    """Heading, then every node with its arrows in, then what was left out."""
    into: dict[str, list[Arrow]] = {}
    for arrow in picture.arrows:
        into.setdefault(arrow.target, []).append(arrow)
    nodes = {node.key: node for node in picture.nodes}
    parts = ["\n".join([picture.title, f"  {picture.subtitle}"])]
    parts += ["\n".join(_node(node, into.get(node.key, []), nodes)) for node in picture.nodes]
    return "\n\n".join([*parts, *picture.notes, "Tegningen skrives med -o F.svg."])


def _node(node: Node, arrows: list[Arrow], nodes: dict[str, Node]) -> Iterator[str]:
    what = f" · {node.what}" if node.what else ""
    yield f"{node.title}  [{node.kind}{what}]"
    for text, _ in node.lines:
        yield f"    {text}"
    for arrow in arrows:
        how = [text for text in (arrow.label, "ikke brugt i sagen" if arrow.faint else "") if text]
        yield f"  ← {nodes[arrow.source].title}" + (f" ({', '.join(how)})" if how else "")
