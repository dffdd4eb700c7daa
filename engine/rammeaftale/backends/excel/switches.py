"""The choices of the whole case a reader may change: how a passage is read, and whether a measure is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rammeaftale.backends.exact import Cell
from rammeaftale.backends.excel.inputs import NO, YES
from rammeaftale.backends.excel.plan import Plan, Switch
from rammeaftale.backends.provenance import reach
from rammeaftale.language import ir
from rammeaftale.language.program import Program, Quantity

_WITH_OR_WITHOUT = {YES: "tiltaget bruges", NO: "uden tiltaget"}


def of_reading(plan: Plan, program: Program, name: str) -> Switch:
    """The choice of how a passage is read."""
    reading = program.readings[name]
    chosen = program.choice(name, plan.run.facts.readings)
    choices = {choice: option.title for choice, option in reading.choices.items()}
    return plan.switch(name, reading.head.title, chosen, choices)


def of_measure(plan: Plan, program: Program, name: str) -> Switch:
    """The choice of whether a measure the case has chosen is used."""
    title = program.measures[name].entry.head.title
    return plan.switch(name, title, YES, _WITH_OR_WITHOUT)


def behind(plan: Plan, cells: Iterable[Cell]) -> list[Switch]:
    """The choices that some cells of the exact evaluation rest on."""
    found: dict[str, Switch] = {}
    for name, year, members in reach(plan.run, cells):
        definitions = plan.run.definitions
        if definitions.course(name, year) is None and not plan.can_be_stated(name, year, members):
            program, quantity = definitions.program_of(name, year), definitions.quantity(name, year)
            for switch in _own(plan, program, quantity):
                found[switch.name] = switch
    return list(found.values())


def _own(plan: Plan, program: Program, quantity: Quantity) -> Iterator[Switch]:
    for override in quantity.overrides:
        if override.measure in plan.run.facts.measures:
            yield of_measure(plan, program, override.measure)
    pending: list[ir.AnyNode] = [
        rule for rule in (quantity.rule, *(o.rule for o in quantity.overrides)) if rule
    ]
    while pending:
        node = pending.pop()
        pending += ir.parts(node)
        if isinstance(node, ir.ByReading):
            yield of_reading(plan, program, node.reading)
