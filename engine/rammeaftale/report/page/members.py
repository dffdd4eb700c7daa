"""One account for many members: a row a member, a column a part of the account, the sums below."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rammeaftale.backends.exact import Cell
from rammeaftale.core.display import show_amount
from rammeaftale.core.outcome import NoValue, Outcome
from rammeaftale.core.records import record
from rammeaftale.language.member_names import member_name
from rammeaftale.language.types import Kind as TypeKind
from rammeaftale.language.types import Type
from rammeaftale.report.explaining.statement import Kind, Line, statement
from rammeaftale.report.naming import shown
from rammeaftale.report.page.scope import Link, Scope
from rammeaftale.services.calculation import Target

MOST_ROWS, MOST_COLUMNS = 100, 5
_PARTS = (Kind.LINE, Kind.SUBTOTAL, Kind.TOTAL)


@record
class MembersTable:
    """`columns`: sign and title; `rows`: the member and its amounts; `sums`: of those columns where a sum has meaning.

    `sum`: of the results.
    """

    rows_are: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Link, ...]], ...]
    sums: tuple[str, ...]
    sum: str


def members_table(scope: Scope, target: Target) -> MembersTable | None:
    """The table, if there are not too many members for one; with the result alone where their accounts differ."""
    cells = list(target.cells())
    if len(cells) > MOST_ROWS:
        return None
    lines = [[line for line in statement(scope.trace(cell)) if line.kind in _PARTS] for cell in cells]
    names = [_name(scope, target, cell) for cell in cells]
    heads = [_heads(own, name) for own, name in zip(lines, names, strict=True)]
    if any(head != heads[0] for head in heads) or not 1 < len(heads[0]) <= MOST_COLUMNS:
        lines = [own[-1:] for own in lines]
        heads = [(target.quantity.head.title,)]
    rows = [
        (name, tuple(_amount(scope, line) for line in own)) for name, own in zip(names, lines, strict=True)
    ]
    sums = tuple(_sum([own[n] for own in lines]) for n in range(len(heads[0])))
    dims = scope.program.manifest.dimensions
    rows_are = ", ".join(dims[d].title if d in dims else d for d in target.quantity.dims)
    return MembersTable(rows_are, heads[0], tuple(rows), sums if sums[-1] else (), sums[-1])


def _name(scope: Scope, target: Target, cell: Cell) -> str:
    program = scope.result.run.definitions.program_of(cell[0], cell[1])
    named = [member_name(program, d, m) for d, m in zip(target.quantity.dims, cell[2], strict=True)]
    return ", ".join([*named, *([str(cell[1])] if len(target.years) > 1 else [])])


def _heads(lines: Sequence[Line], name: str) -> tuple[str, ...]:
    """What the parts are called, without the member whose they are."""
    found = []
    for position, line in enumerate(lines):
        sign = "" if position == 0 and line.sign in ("+", "×") else line.sign.replace("-", "−")
        found.append(f"{sign} {line.title.removesuffix(f', {name}')}".strip())
    return tuple(found)


def _amount(scope: Scope, line: Line) -> Link:
    assert line.outcome is not None
    anchor = scope.anchor(line.node)
    return Link(shown(line.outcome, line.type, scope.program, line.display), f"#{anchor}" if anchor else "")


def _sum(lines: Sequence[Line]) -> str:
    """The sum of a column of kroner; nothing where a sum would mean nothing."""
    values = [line.outcome for line in lines]
    type_ = lines[0].type
    if not _is_money(type_) or any(isinstance(value, NoValue) for value in values):
        return ""
    total = sum((_number(value) for value in values), Fraction(0))
    return show_amount(total, type_.unit, display=lines[0].display)


def _is_money(type_: Type) -> bool:
    return type_.kind is TypeKind.NUMBER and str(type_.unit) == "kr"


def _number(value: Outcome | None) -> Fraction:
    assert isinstance(value, int | Fraction)
    return Fraction(value)
