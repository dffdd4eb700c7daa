"""What `oplyst_eller(x, y)` asks before anything else, as a node of its own."""

from __future__ import annotations

from rammeaftale.language import ir


class Questions:
    """One question a node, kept: closures are remembered by the identity of their node."""

    def __init__(self) -> None:
        self._kept: dict[int, ir.IsStated] = {}

    def of(self, node: ir.StatedOr) -> ir.IsStated:
        """Whether the case states x."""
        return self._kept.setdefault(id(node), ir.IsStated(node.target, node.target.dims))
