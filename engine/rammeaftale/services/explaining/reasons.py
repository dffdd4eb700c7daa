"""Why a yes or no: the shortest list of conditions that settle it, down to comparisons with numbers.

`og` is false as soon as one part is, so one failing part is enough; `eller` is false only when every part is. For
each condition a few of the shortest sufficient sets are kept, so that a condition that serves twice counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rammeaftale.backends.filling import show_typed
from rammeaftale.backends.ruletrace import ArmsTrace, FormulaTrace, ReadingTrace, RuleTrace, TableTrace
from rammeaftale.backends.terms import Row, Term, mentions_of
from rammeaftale.backends.trace import TraceNode
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language import ir
from rammeaftale.language.member_names import member_name
from rammeaftale.services.explaining.conditions import (
    HOLDS,
    READ,
    TAKEN,
    Condition,
    Owner,
    in_formula,
    on_its_own,
)

MOST_SETS, MOST_LEAVES, MOST_ROWS = 24, 60, 12


@record
class Reasons:
    """`needed` settle the answer on their own; `others` came out the same way but are not needed for it."""

    holds: bool
    needed: tuple[Condition, ...]
    others: tuple[Condition, ...]


Leaves = tuple[Condition, ...]
Sets = tuple[Leaves, ...]
NOTHING: Sets = ((),)


def reasons_of(node: TraceNode, nodes: Mapping[str, TraceNode]) -> Reasons | None:
    """Why a ja_nej quantity came out as it did; None where it is no ja or nej."""
    if not isinstance(node.outcome, bool):
        return None
    return _chosen(node.outcome, _Proof(nodes).of_node(node))


def reasons_for(formula: FormulaTrace, owner: Owner, nodes: Mapping[str, TraceNode]) -> Reasons | None:
    """Why a condition that is no quantity's (a duty's, a check's) came out as it did."""
    if not isinstance(formula.outcome, bool):
        return None
    proof = _Proof(nodes)
    proof.prepare(formula.term)
    return _chosen(formula.outcome, proof.of_rule(formula, owner))


def _chosen(holds: bool, sets: Sets) -> Reasons:  # noqa: FBT001 - the answer explained
    needed = sets[0]
    others = dict.fromkeys(leaf for leaves in sets for leaf in leaves if leaf not in needed)
    return Reasons(holds, needed, tuple(others))


def _all(parts: Iterable[Sets]) -> Sets:
    """Every part is needed: one set of each, joined."""
    found: Sets = NOTHING
    for part in parts:
        found = _best([tuple(dict.fromkeys((*a, *b))) for a in found for b in part])
    return found


def _any(parts: Iterable[Sets]) -> Sets:
    """One part is enough."""
    return _best([leaves for part in parts for leaves in part])


def _best(sets: Iterable[Leaves]) -> Sets:
    """The shortest ones, in the order found; none that holds all of a shorter one."""
    kept: list[Leaves] = []
    for leaves in sorted(dict.fromkeys(sets), key=len):
        if len(kept) == MOST_SETS:
            break
        if not any(set(shorter) <= set(leaves) for shorter in kept):
            kept.append(leaves)
    return tuple(kept)


class _Proof:
    """Sets of conditions for each named ja_nej quantity met, each found once."""

    def __init__(self, nodes: Mapping[str, TraceNode]) -> None:
        self.nodes = nodes
        self._found: dict[str, Sets] = {}

    def of_node(self, node: TraceNode) -> Sets:
        """Those of a named quantity; what it rests on is found first, however deep."""
        pending, opened = [node.id], set[str]()
        while pending:
            id_ = pending[-1]
            if id_ not in self._found and id_ not in opened:
                opened.add(id_)
                pending += self._wanted(self.nodes[id_], opened)
                continue
            pending.pop()
            if id_ not in self._found:
                self._found[id_] = self._sets(self.nodes[id_])
        return self._found[node.id]

    def _wanted(self, node: TraceNode, opened: set[str]) -> list[str]:
        """What must be found before a node; what is opened and not found waits for it, so it stands for itself."""
        wanted = [id_ for id_ in self._inside(node) if id_ not in self._found]
        for id_ in wanted:
            if id_ in opened:
                self._found[id_] = ((on_its_own(self.nodes[id_]),),)
        return [id_ for id_ in wanted if id_ not in opened]

    def prepare(self, term: Term) -> None:
        """Find what a formula that is no quantity's rests on."""
        for part in mentions_of(term):
            node = self.nodes.get(part.use or "")
            if node is not None and isinstance(node.outcome, bool):
                self.of_node(node)

    def _inside(self, node: TraceNode) -> list[str]:
        uses = (self.nodes[id_] for id_ in node.uses if id_ in self.nodes) if node.is_told else ()
        return [use.id for use in uses if isinstance(use.outcome, bool)]

    def _sets(self, node: TraceNode) -> Sets:
        if node.rule is None:
            return ((on_its_own(node),),)
        owner = Owner(node.quantity.name, node.quantity.head.title, node.quantity.head.citation)
        rule = node.measures[-1].result if node.measures else node.rule
        sets = self.of_rule(rule, owner)
        return ((on_its_own(node),),) if len(sets[0]) > MOST_LEAVES or sets == NOTHING else sets

    def of_rule(self, rule: RuleTrace, owner: Owner) -> Sets:
        """The conditions of a rule: those of the branch taken, and those that led there."""
        if isinstance(rule, FormulaTrace):
            return self._term(rule.term, rule, owner)
        if isinstance(rule, ReadingTrace):
            title = rule.reading.choices[rule.choice].title
            read = _choice(f"{rule.reading.head.name}: {rule.choice}", title, READ, owner, rule.span)
            return _all([self.of_rule(rule.result, owner), read])
        if isinstance(rule, ArmsTrace) and rule.result is not None:
            tried = [_as_branch(self._term(c.term, c, owner)) for c in rule.tried]
            return _all([self.of_rule(rule.result, owner), *tried])
        if isinstance(rule, TableTrace) and rule.result is not None:
            return _all([self.of_rule(rule.result, owner), *_columns(rule, owner, self.nodes)])
        return NOTHING

    def _term(self, term: Term, formula: FormulaTrace, owner: Owner) -> Sets:
        node = term.node
        if isinstance(node, ir.Const) or not isinstance(term.outcome, bool):
            return NOTHING
        if isinstance(node, ir.Logic):
            return self._logic([self._term(p, formula, owner) for p in _settling(term)], term)
        if isinstance(node, ir.Not | ir.Outer | ir.StatedOr) and term.parts:
            return self._term(term.parts[0], formula, owner)
        if isinstance(node, ir.Choice) and term.parts[1:]:
            return _all([self._term(part, formula, owner) for part in term.parts])
        if isinstance(node, ir.Ref) and term.use in self._found:
            return self._found[term.use]
        if isinstance(node, ir.Aggregate | ir.WindowAggregate) and node.function in ("alle", "mindst_én"):
            return self._rows(term, formula, owner)
        return ((in_formula(term, formula, owner),),)

    def _logic(self, parts: list[Sets], term: Term) -> Sets:
        decided = term.outcome is (getattr(term.node, "operator", "") == "eller")
        return _any(parts) if decided else _all(parts)

    def _rows(self, term: Term, formula: FormulaTrace, owner: Owner) -> Sets:
        decided = term.outcome is (getattr(term.node, "function", "") == "mindst_én")
        rows = [row for row in term.rows if row.value is not None and row.value.outcome is term.outcome]
        if not decided and len(rows) > MOST_ROWS:
            return ((in_formula(term, formula, owner),),)
        sets = [self._row(row, term, formula, owner) for row in rows[:MOST_ROWS]]
        return _any(sets) if decided and sets else _all(sets)

    def _row(self, row: Row, term: Term, formula: FormulaTrace, owner: Owner) -> Sets:
        assert row.value is not None
        over = getattr(term.node, "over", "")
        label = member_name(formula.program, over, row.label)
        title = f"{owner.title}, {label}" if over else owner.title
        return self._term(row.value, formula, Owner(owner.name, title, owner.source))


def _settling(term: Term) -> list[Term]:
    """The operands that came out as the whole did: those that settle it."""
    return [part for part in term.parts if part.outcome is term.outcome]


def _as_branch(sets: Sets) -> Sets:
    """The conditions that led to a branch, marked as such."""
    return tuple(tuple(replace(c, kind=TAKEN) if c.kind == HOLDS else c for c in leaves) for leaves in sets)


def _columns(rule: TableTrace, owner: Owner, nodes: Mapping[str, TraceNode]) -> list[Sets]:
    """What decided which row of a table counts: the columns that the row says something about."""
    assert rule.row is not None
    row = rule.table.rows[rule.row]
    found: list[Sets] = []
    for cell, column in zip(row.cells, rule.columns, strict=True):
        node = nodes.get(column.use or "")
        if cell is not None and node is not None:
            shown = show_typed(column.outcome, column.node.type, node.program)
            found.append(_choice(f"{node.quantity.name}: {cell.text}", shown, TAKEN, owner, row.span))
    return found


def _choice(written: str, filled: str, kind: str, owner: Owner, span: Span) -> Sets:
    return ((Condition(written, filled, True, kind, owner.name, owner.title, owner.source, span),),)  # noqa: FBT003
