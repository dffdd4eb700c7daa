"""What a formula was told of a procedure, in a line of its explanation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rammeaftale.core.danish import show_date
from rammeaftale.language import ir
from rammeaftale.report.naming import words

if TYPE_CHECKING:
    from rammeaftale.backends.procedure_state import Done, State
    from rammeaftale.language.procedure_program import Procedure


def asked_of(node: ir.OfProcedure, procedure: Procedure, state: State | None) -> str:
    """`Sag om ekstra mos (mosesag): «Tinget afgør» endte med bevilget den 20-03-2018 (hændelse 3)`."""
    title = f"{procedure.head.title} ({node.procedure})"
    step = procedure.title(node.step)
    if state is None or not state.begun:
        return f"{title}: sagen nævner den ikke"
    done = state.latest(node.step) or next((d for d in state.done if _led_to(d, node.step)), None)
    if done is None:
        return (
            f"{title}: intet har ført til «{step}»"
            if node.step not in state.reached
            else f"{title}: står ved «{step}»"
        )
    ended = f"{title}: «{procedure.title(done.at.name)}» endte med {words(done.came_to or '')}{_when(done)}"
    return ended if done.at.name == node.step else f"{ended} og førte til «{step}»"


def _led_to(done: Done, name: str) -> bool:
    return len(done.led_to) == 1 and done.led_to[0].name == name


def _when(done: Done) -> str:
    day = f" den {show_date(done.event.day)}" if done.event.day else ""
    return f"{day} (hændelse {done.number})"
