"""The account of each main result: how the figure is made up, or why the answer is yes or no, or what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.trace import Trace, TraceNode
from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, Unknown
from rammeaftale.core.records import record
from rammeaftale.report.explaining.reasons_text import reason_words
from rammeaftale.report.explaining.statement import Kind, Line, statement
from rammeaftale.report.explaining.statement_text import follows, line_amount, line_unit
from rammeaftale.report.naming import place_text, shown_id, value_of
from rammeaftale.report.page.members import MembersTable, members_table
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.report.page.stamps import Stamp
from rammeaftale.report.page.wanted import Wanted, wanted
from rammeaftale.services.calculation import Target
from rammeaftale.services.explaining.conditions import HOLDS, READ, TAKEN, Condition
from rammeaftale.services.explaining.reasons import Reasons, reasons_of

MOST_ALONE = 6
MOST_OTHERS = 10


@record
class AccountLine:
    """A line: its kind's word, sign, title with a link to the trace, amount, unit, source, remarks.

    `told_in`: the account that makes it up, `is_table`: which is a table of many members.
    """

    kind: str
    sign: str
    title: Link
    amount: str
    unit: str
    source: Link | None
    remarks: str
    told_in: str = ""
    is_table: bool = False


@record
class Reason:
    """A condition that settles an answer: the condition in words, whose rule it is, where."""

    text: str
    title: str
    source: Link
    place: str


@record
class Account:
    """A main result with all that explains it."""

    anchor: str
    title: str
    address: str
    value: str
    href: str
    description: str
    stamps: tuple[Stamp, ...]
    lines: tuple[AccountLine, ...] = ()
    reasons: tuple[Reason, ...] = ()
    grounds: tuple[Reason, ...] = ()
    others: tuple[Reason, ...] = ()
    missing: tuple[Wanted, ...] = ()
    trouble: str = ""
    table: MembersTable | None = None


@record
class Told:
    """Where sums are made up: a node by the account it is in, a quantity of many members by its table."""

    nodes: dict[str, str]
    tables: dict[str, str]


def accounts(scope: Scope) -> list[Account]:
    """An account of each main cell; what is made up in one is a line in those after it; many members share one."""
    told = Told({}, _tables(scope))
    found: list[Account] = []
    for target in scope.main:
        if target.quantity.name in told.tables:
            found.append(_joint(scope, target, told.tables[target.quantity.name]))
            continue
        anchors = enumerate(target.cells(), len(found) + 1)
        found += [_account(scope, cell, f"o{n}", told) for n, cell in anchors]
    return found


def _tables(scope: Scope) -> dict[str, str]:
    """The quantities with many members, each with the anchor of its table."""
    found, count = {}, 0
    for target in scope.main:
        cells = len(list(target.cells()))
        if cells > MOST_ALONE:
            found[target.quantity.name] = f"o{count + 1}"
        count += 1 if cells > MOST_ALONE else cells
    return found


def _joint(scope: Scope, target: Target, anchor: str) -> Account:
    """Many members as one: the account is a table with a row a member."""
    head = target.quantity.head
    cells = list(target.cells())
    stamps = tuple(dict.fromkeys(stamp for cell in cells for stamp in scope.stamps(cell)))
    table = members_table(scope, target)
    value = f"{len(cells)} tal" + (f", i alt {table.sum}" if table and table.sum else "")
    return Account(anchor, head.title, head.name, value, "", head.description, stamps, table=table)


def _account(scope: Scope, cell: Cell, anchor: str, told: Told) -> Account:
    trace = scope.trace(cell)
    node = trace.top
    reasons = reasons_of(node, trace.nodes)
    grounds = [c for c in reasons.needed if _is_ground(c, reasons)] if reasons else []
    return Account(
        anchor,
        scope.title(cell),
        shown_id(node, scope.years),
        value_of(node),
        scope.href(cell),
        node.quantity.head.description,
        scope.stamps(cell),
        () if reasons else tuple(_lines(scope, trace, anchor, told)),
        tuple(_reason(scope, c) for c in reasons.needed if c not in grounds) if reasons else (),
        tuple(_reason(scope, c) for c in grounds),
        tuple(_reason(scope, c) for c in reasons.others[:MOST_OTHERS]) if reasons else (),
        _missing(scope, node),
        _trouble(trace),
    )


def _lines(scope: Scope, trace: Trace, anchor: str, told: Told) -> Iterator[AccountLine]:
    """The lines, begun at the last sum that an earlier account has made up already."""
    lines = statement(trace)
    if len(lines) < 2:  # noqa: PLR2004 - the figure alone is no account
        return
    begin = max(
        (n for n, line in enumerate(lines[:-1]) if _is_sum(line) and line.node in told.nodes), default=0
    )
    if _is_sum(lines[begin]):
        lines = (replace(lines[begin], kind=Kind.LINE, sign=""), *lines[begin + 1 :])
    lines, table = _without_members(trace, lines, told)
    for line, joins in zip(lines, follows(lines), strict=True):
        made = _line(scope, trace, line, told, joins=joins)
        yield replace(made, told_in=table, is_table=True) if table and line is lines[0] else made
    sums = {line.node: anchor for line in lines if _is_sum(line) and line.node}
    told.nodes.update({node: at for node, at in sums.items() if node not in told.nodes})


def _without_members(trace: Trace, lines: tuple[Line, ...], told: Told) -> tuple[tuple[Line, ...], str]:
    """A sum of nothing but many members that have a table, as one line with the anchor of the table."""
    top, shown = lines[-1], trace.nodes
    used = [shown[id_] for id_ in trace.top.uses if id_ in shown]
    names = {node.quantity.name for node in used}
    (name,) = names if len(names) == 1 else ("",)
    parts = {node.id for node in used}
    own = [line for line in lines[:-1] if line.node in parts and line.kind is not Kind.DETAIL]
    is_sum = len(own) > MOST_ALONE and all(line.sign in ("", "+", "=") for line in own)
    if name not in told.tables or not is_sum:
        return lines, ""
    line = Line(
        Kind.LINE, "", f"{used[0].quantity.head.title}, {len(parts)} tal", top.outcome, top.type, top.display
    )
    return (line, top), told.tables[name]


def _is_sum(line: Line) -> bool:
    return line.kind in (Kind.SUBTOTAL, Kind.TOTAL) and line.sign == "="


def _line(scope: Scope, trace: Trace, line: Line, told: Told, *, joins: bool) -> AccountLine:
    sign = "" if line.sign in ("+", "×") and not joins else line.sign
    anchor = scope.anchor(line.node)
    return AccountLine(
        line.kind.name.lower(),
        "" if line.kind is Kind.NOTE else sign.replace("-", "−"),
        Link(line.title, f"#{anchor}" if anchor else ""),
        line_amount(line, trace.top.program),
        line_unit(line),
        scope.source(line.source) if line.source else None,
        "; ".join(line.remarks),
        told.nodes.get(line.node or "", "") if line.kind is Kind.LINE else "",
    )


def _is_ground(condition: Condition, reasons: Reasons) -> bool:
    """Whether it only made another's rule the one that counts."""
    return condition.kind in (TAKEN, READ) and any(one.kind == HOLDS for one in reasons.needed)


def _reason(scope: Scope, condition: Condition) -> Reason:
    title = "" if condition.written.startswith(condition.title) else condition.title
    return Reason(reason_words(condition), title, scope.source(condition.source), place_text(condition.span))


def _missing(scope: Scope, node: TraceNode) -> tuple[Wanted, ...]:
    outcome = node.outcome
    return wanted(sorted(outcome.missing), scope.result.rules) if isinstance(outcome, Unknown) else ()


def _trouble(trace: Trace) -> str:
    """Why there is no value, where that is not for lack of facts."""
    outcome = trace.top.outcome
    if isinstance(outcome, Failure):
        return f"Kan ikke beregnes: {outcome.message}."
    if isinstance(outcome, NotRegulated):
        return "Aftalen regulerer det ikke."
    return "Spørgsmålet er ikke relevant i sagen." if isinstance(outcome, NotRelevant) else ""
