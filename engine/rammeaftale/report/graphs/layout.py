"""Where the nodes of a graph stand and how its edges run: by Graphviz where it is installed, else by our own layout.

What is drawn is ours whichever is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rammeaftale.report.graphs.geometry import Box, Layout, Link
from rammeaftale.report.graphs.graphviz import by_graphviz


def layout(boxes: Mapping[str, Box], links: Iterable[Link], *, sides: bool = True) -> Layout:
    """The layout of a graph, what is mentioned to the left of what mentions it.

    `sides`: edges leave at the right and arrive at the left; without, at the nearest side, for graphs with many rings.
    """
    edges = list(links)
    found = by_graphviz(boxes, edges, "tailport=e, headport=w" if sides else "")
    if found is not None:
        return found
    from rammeaftale.report.graphs.layered import layered

    return layered(boxes, edges)
