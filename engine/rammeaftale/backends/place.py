"""Where a closure comes from, and how the closures of a formula's parts are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rammeaftale.backends.arithmetic import Impossible
from rammeaftale.backends.exact import Rule
from rammeaftale.core.outcome import Failure
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.rulefiles.yamltree import Scalar

OUTER = "^"
Close: TypeAlias = "Callable[[ir.Expr, Place], Rule]"


@record
class Place:
    """The formula a closure comes from: whose it is, its text, and the stages before a measure."""

    quantity: str
    text: Scalar | None
    before: Rule | None = None

    @property
    def span(self) -> Span | None:
        """Where the formula stands."""
        return self.text.span if self.text else None

    def failure(self, node: ir.Expr, fault: Impossible) -> Failure:
        """The failure of a node, with its exact place in the rule file."""
        span = self.text.part(node.start, node.end) if self.text else None
        return Failure(fault.code, fault.message, self.quantity, span)
