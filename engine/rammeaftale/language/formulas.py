"""The whole grammar's typing in one table, and one formula from text to branch."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rammeaftale.core.diagnostics import Findings
from rammeaftale.language import ir, syntax
from rammeaftale.language.calls import lower_call
from rammeaftale.language.expressions import EXPRESSIONS
from rammeaftale.language.lowering import Lowering
from rammeaftale.language.symbols import Names

TABLE: Mapping[type, Callable[..., ir.Expr]] = {**EXPRESSIONS, syntax.Call: lower_call}


def lowering(names: Names, findings: Findings, owner: str, measure: str | None = None) -> Lowering:
    """A fresh context for the formulas of the entry `owner`."""
    return Lowering(TABLE, names, findings, owner, measure)
