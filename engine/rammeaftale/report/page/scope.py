"""What the sections of a report share: the calculation, what is told first, the trace, where things stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.terms import node_id
from rammeaftale.backends.trace import Trace, TraceNode, build_nodes
from rammeaftale.core.outcome import NoValue
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_name
from rammeaftale.language.program import Program
from rammeaftale.report.naming import citation_of, main_document, source_text, title_of
from rammeaftale.report.page.stamps import Stamp, stamps_of
from rammeaftale.rulefiles.head_model import Citation
from rammeaftale.services.calculation import Calculation, Target
from rammeaftale.services.duties import DutyResult
from rammeaftale.services.explaining.procedures import ProcedureExplanation, explain_procedure
from rammeaftale.services.main_results import cells_of, main_results
from rammeaftale.services.passages import SourceFile
from rammeaftale.services.procedures import mentioned
from rammeaftale.services.relevance import Relevance, relevance

if TYPE_CHECKING:
    from rammeaftale.services.varying.variation import Variation


@record
class Asked:
    """What was asked for: the command that makes the report again, the case's file, the source texts (None: none).

    `vary`: what is to be moved, as written (`N=fra..til`); `is_placed`: some path in the command is a relative one.
    """

    command: str
    case_path: str
    version: str
    files: Mapping[str, SourceFile] | None = None
    vary: tuple[str, ...] = ()
    is_placed: bool = False


@record
class Link:
    """A text with the place on the page it leads to (none: empty)."""

    text: str
    href: str = ""


class Scope:
    """A calculation as it is told: its main cells, every node behind what is shown, and their anchors."""

    def __init__(self, result: Calculation, asked: Asked) -> None:
        self.result, self.asked = result, asked
        self._relevance = relevance(result)
        self.about: Relevance | None = None if result.asked else self._relevance
        self.main: tuple[Target, ...] = main_results(result) if self.whole else result.targets
        self.years = result.run.facts.years

    @property
    def whole(self) -> bool:
        """Whether nothing was asked for by name."""
        return self.about is not None

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """What is shown: what was asked for, else the topics that are about the case."""
        return tuple(t for t in self.result.targets if self.about is None or self.about.shows(t))

    def speaks_of(self, duty: DutyResult) -> bool:
        """Whether the case has to do with a duty."""
        return self._relevance.concerns(duty) or duty.name in self.result.case.duties

    @cached_property
    def main_cells(self) -> list[Cell]:
        """The cells told first, each with an account."""
        return cells_of(self.main)

    @cached_property
    def nodes(self) -> dict[str, TraceNode]:
        """Every quantity behind what is shown, from the first main result down, then from the others down."""
        cells = cells_of(self.targets)
        if self.whole:
            cells = [c for c in cells if not isinstance(self.result.outcome(c), NoValue)]
        cells = [*reversed(self.main_cells), *reversed([*cells, *self._judged()])]
        built = build_nodes(self.result.run, cells, self.result.provenance)
        every, first = list(built), {node_id(cell) for cell in self.main_cells}
        behind_main = max((n for n, id_ in enumerate(every, 1) if id_ in first), default=0)
        order = (*reversed(every[:behind_main]), *reversed(every[behind_main:]))
        return {id_: built[id_] for id_ in order}

    def _judged(self) -> Iterator[Cell]:
        """What procedures asked, and what broken duties and checks that do not hold rest on."""
        for course in self.courses:
            yield from (node.cell for node in course.nodes.values())
        for _, duty in self.result.duties:
            yield from duty.reads if duty.breach and self.speaks_of(duty) else ()
        for _, check in self.result.checks:
            yield from check.reads if check.holds is False else ()

    @cached_property
    def courses(self) -> list[ProcedureExplanation]:
        """The course of each procedure the case speaks of."""
        return [explain_procedure(self.result, name) for name in mentioned(self.result)]

    @cached_property
    def shown_nodes(self) -> dict[str, TraceNode]:
        """The nodes that are told: a quantity that is the same in every year is told once."""
        first: dict[object, TraceNode] = {}
        for node in self.nodes.values():
            fixed = node.quantity.symbol.fixed
            first.setdefault((node.cell[0], node.cell[2]) if fixed else node.id, node)
        return {node.id: node for node in first.values()}

    @cached_property
    def _anchors(self) -> dict[str, str]:
        numbers = {id_: f"t{number}" for number, id_ in enumerate(self.shown_nodes, 1)}
        fixed = {(n.cell[0], n.cell[2]): id_ for id_, n in self.shown_nodes.items()}
        return {
            id_: numbers.get(id_) or numbers[fixed[n.cell[0], n.cell[2]]] for id_, n in self.nodes.items()
        }

    def anchor(self, id_: str | None) -> str:
        """Where a node is told, or nothing."""
        return self._anchors.get(id_ or "", "")

    def href(self, cell: Cell) -> str:
        """The link to where a cell is told, or nothing."""
        found = self.anchor(node_id(cell))
        return f"#{found}" if found else ""

    def node_link(self, id_: str, around: TraceNode | None = None) -> Link:
        """A node by its title."""
        return Link(title_of(self.nodes[id_], around), f"#{self.anchor(id_)}")

    def title(self, cell: Cell) -> str:
        """A cell's title with its members, and the year where it is not the only one calculated."""
        name, year, members = cell
        quantity = self.result.run.definitions.quantity(name, year)
        program = self.result.run.definitions.program_of(name, year)
        named = zip(quantity.dims, members, strict=True)
        parts = [quantity.head.title, ", ".join(member_name(program, d, member) for d, member in named)]
        if year is not None and (year,) != self.years and not quantity.symbol.fixed:
            parts.append(str(year))
        return ", ".join(part for part in parts if part)

    @cached_property
    def variations(self) -> list[Variation]:
        """The main results along what was to be moved; refuses with all findings."""
        if not self.asked.vary:
            return []
        from rammeaftale.report.page.varied import find_variations

        return find_variations(self, self.asked.vary)

    def trace(self, cell: Cell) -> Trace:
        """The trace of one cell."""
        from rammeaftale.backends.trace import build_trace

        return build_trace(self.result.run, cell, self.result.provenance)

    @cached_property
    def document(self) -> str:
        """The document most figures come from: its sections stand without its name."""
        return main_document(citation_of(node) for node in self.nodes.values())

    @cached_property
    def cited(self) -> dict[tuple[str, str], str]:
        """The anchor of each section that something on the page cites; sections are added as they are met."""
        return {}

    @cached_property
    def quoted(self) -> set[tuple[str, str]]:
        """The sections whose words are wanted."""
        return set()

    def source(self, citation: Citation, *, is_aside: bool = False) -> Link:
        """A citation with a link to its section among the sources; of one in passing the words are not wanted."""
        if not citation.document:
            return Link(source_text(citation))
        key = (citation.document, citation.section)
        anchor = self.cited.setdefault(key, f"k{len(self.cited) + 1}")
        if not is_aside:
            self.quoted.add(key)
        return Link(source_text(citation, self.document), f"#{anchor}")

    def stamps(self, cell: Cell) -> tuple[Stamp, ...]:
        """The stamps of a cell in words."""
        return stamps_of(self.result.stamps(cell))

    @property
    def program(self) -> Program:
        """The (latest) rules."""
        return self.result.rules.programs[-1]
