"""How `nået`, `udfald_af` and `dato_for` become typed expressions: a procedure and a step of it, named by text."""

from __future__ import annotations

from typing import NoReturn

from rammeaftale.core.suggest import did_you_mean
from rammeaftale.language import findings as f
from rammeaftale.language import ir, syntax
from rammeaftale.language.lowering import Lowering, SilentError
from rammeaftale.language.types import BOOL, DATE, Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import procedure_findings as pf

REACHED, OUTCOME, DAY = "nået", "udfald_af", "dato_for"
OTHERWISE = "ellers"


def lower_of_procedure(low: Lowering, node: syntax.Call) -> ir.Expr:
    """What a formula asks of a procedure."""
    named, asked = node.arguments
    procedure = _procedure(low, node.name, named)
    step = _text(low, node.name, asked)
    known = [*procedure.steps, *(procedure.ends if node.name == REACHED else ())]
    if step not in known:
        hint, shown = did_you_mean(step, known), ", ".join(known)
        what = "trin eller en slutning" if node.name == REACHED else "trin"
        name = procedure.head.name
        low.fail(pf.UNKNOWN_STEP, asked, name=step, procedure=name, what=what, known=shown, hint=hint)
    low.reads.append((procedure.head.name, ir.THIS_YEAR))
    type_ = _type(node.name, procedure, step)
    return ir.OfProcedure(node.name, procedure.head.name, step, type_, (), node.start, node.end)


def _procedure(low: Lowering, function: str, node: syntax.Node) -> m.Procedure:
    name = _text(low, function, node)
    found = low.names.procedures.get(name)
    if found is None:
        _refuse(low, name, node)
    return found


def _refuse(low: Lowering, name: str, node: syntax.Node) -> NoReturn:
    if low.names.is_told(name):
        raise SilentError(node)
    if name in low.names.repealed:
        low.fail(f.REPEALED_NAME, node, name=name, set=low.names.manifest.id)
    known = ", ".join(low.names.procedures) or "ingen"
    hint = did_you_mean(name, low.names.procedures)
    low.fail(pf.UNKNOWN_PROCEDURE, node, name=name, known=known, hint=hint)


def _text(low: Lowering, function: str, node: syntax.Node) -> str:
    if not isinstance(node, syntax.TextLiteral):
        low.fail(
            f.CONSTANT_NEEDED, node, function=function, what="procedurens og trinnets navn i anførselstegn"
        )
    return node.value


def _type(function: str, procedure: m.Procedure, step: str) -> Type:
    if function == REACHED:
        return BOOL
    if function == DAY:
        return DATE
    found = procedure.steps[step]
    return Type(Kind.TEXT, options=(*found.named_outcomes, *((OTHERWISE,) if found.is_parallel else ())))
