"""Typed expressions: immutable nodes that only say what they are.

Evaluation, printing, proofs and graphs are separate readers. Numbers are in base scale (7 pct is 7/100).
Every node has `type`, `dims` (the dimensions it is per, sorted) and `start`, `end` (offsets in its formula).
"""

from __future__ import annotations

from typing import TypeAlias

from rammeaftale.language.ir.atoms import (
    CalculatedYear,
    CaseDate,
    Const,
    CurrentMember,
    Ref,
    Silence,
    ValueOn,
)
from rammeaftale.language.ir.operators import (
    Apply,
    Arithmetic,
    Choice,
    Comparison,
    InCatalogue,
    IsOneOf,
    Logic,
    Negate,
    Not,
    Power,
)
from rammeaftale.language.ir.over_members import Aggregate, Outer, Same, Split, WindowAggregate
from rammeaftale.language.ir.questions import Before, IsRegulated, IsStated, OfProcedure, StatedOr

Expr: TypeAlias = (
    Const
    | Silence
    | CalculatedYear
    | CaseDate
    | CurrentMember
    | Ref
    | ValueOn
    | Negate
    | Arithmetic
    | Power
    | Comparison
    | Not
    | Logic
    | Choice
    | IsOneOf
    | InCatalogue
    | Apply
    | Aggregate
    | WindowAggregate
    | Outer
    | Same
    | IsStated
    | StatedOr
    | IsRegulated
    | Split
    | Before
    | OfProcedure
)
