"""What could not be calculated, and what the case would have to say; what the agreement does not regulate."""

from __future__ import annotations

from collections import Counter

from rammeaftale.core.outcome import Failure, NotRegulated, NotRelevant, NoValue, Unknown
from rammeaftale.core.records import record
from rammeaftale.report.naming import place_text
from rammeaftale.report.page.scope import Scope
from rammeaftale.report.page.wanted import Wanted
from rammeaftale.report.wanted_text import name_of, what_is

MOST_WANTED = 12


@record
class Fault:
    """A rule that cannot be calculated, what is wrong, where, and the addresses it hits."""

    name: str
    message: str
    place: str
    addresses: tuple[str, ...]


@record
class Unknowns:
    """How many quantities are unknown of how many asked for; the inputs most wait for; silences by kind; faults.

    `topics`: those left out, as what comes out in them is the same whatever the case states.
    """

    count: int
    total: int
    wanted: tuple[Wanted, ...]
    unregulated: tuple[str, ...]
    irrelevant: tuple[str, ...]
    faults: tuple[Fault, ...]
    topics: tuple[str, ...]


def unknowns(scope: Scope) -> Unknowns:
    """Looked up over every quantity asked for."""
    waiting: Counter[str] = Counter()
    unknown: set[str] = set()
    shown = {target.quantity.name for target in scope.targets}
    silent: dict[type[NoValue], dict[str, None]] = {NotRegulated: {}, NotRelevant: {}}
    faults: dict[tuple[str, str, str], list[str]] = {}
    for target in scope.result.targets:
        missing = {target.unknown_dimension} if target.unknown_dimension else set()
        for cell in target.cells():
            outcome = scope.result.outcome(cell)
            if isinstance(outcome, Unknown):
                missing |= {name_of(address) for address in outcome.missing}
            elif isinstance(outcome, Failure):
                place = place_text(outcome.span) if outcome.span else ""
                address = scope.result.answer(cell).address
                faults.setdefault((outcome.quantity or address, outcome.message, place), []).append(address)
            elif isinstance(outcome, NoValue) and target.quantity.name in shown:
                silent[type(outcome)][target.quantity.head.title] = None
        if missing:
            unknown.add(target.quantity.name)
            waiting.update(missing if target.quantity.name in shown else ())
    names = sorted(waiting, key=lambda name: (-waiting[name], name))[:MOST_WANTED]
    return Unknowns(
        len(unknown),
        len(scope.result.targets),
        tuple(Wanted(name, what_is(name, scope.result.rules), waiting[name]) for name in names),
        tuple(silent[NotRegulated]),
        tuple(silent[NotRelevant]),
        tuple(Fault(*what, tuple(hit)) for what, hit in faults.items()),
        tuple(dict.fromkeys(t.quantity.head.topic for t in scope.result.targets if t not in scope.targets)),
    )
