"""Examples carried over from an earlier set that nobody has gone over yet: counted, and told in one finding."""

from __future__ import annotations

from dataclasses import dataclass, field

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.yamltree import Mapping, Scalar
from rammeaftale.services import findings as f

KEY = "ubekræftet"


@dataclass
class Unconfirmed:
    """The marks met so far, in the order of the files."""

    marks: list[Scalar] = field(default_factory=list)

    def takes(self, node: Mapping) -> bool:
        """Whether an example is not confirmed; what it says of the rules is then no fault."""
        mark = nodes.scalar(node, KEY)
        if mark is not None:
            self.marks.append(mark)
        return mark is not None

    def tell(self, every: int, findings: Findings) -> None:
        """One warning for all of them, at the first."""
        if self.marks:
            sets = " og ".join(sorted({mark.text for mark in self.marks}))
            findings.add(f.UNCONFIRMED, self.marks[0].span, count=len(self.marks), every=every, sets=sets)
