"""A random procedure of a generated rule set, what formulas ask of it and of catalogues, and random events of a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from oracle import sorts as ex
from oracle.sorts import Dice, Made, Place, Quantity
from rammeaftale.backends.events import Event

if TYPE_CHECKING:
    from oracle.expressions import Formulas

NAME, TOWNS = "forløb", ("A", "B", "C")
STEPS = {"start": ("frem", "stop"), "midt": ("frem", "tilbage"), "byer": ("ja", "nej")}
ENDS = ("færdig", "standset")
ACTORS = {"vi": {"titel": "Vi"}, "nabo": {"titel": "Naboen"}}
CATALOGUES = {
    "lukket": {
        "titel": "Lukket",
        "udtømmende": "ja",
        "medlemmer": {"a": {"titel": "A"}, "b": {"titel": "B"}},
    },
    "åbent": {
        "titel": "Åbent",
        "udtømmende": "nej",
        "medlemmer": {"tekst": {"titel": "T"}, "c": {"titel": "C"}},
    },
}
# After the inputs, before anything calculated: a condition that waits for what asks of it would be a ring.
PLACE = Place(Quantity(NAME, ex.BOOL, (), "procedure", 150), ex.NONE)


def procedure(dice: Dice, formulas: Formulas) -> dict[str, Any]:
    """A procedure with a step that goes back, one that all towns decide, and conditions everywhere one may stand."""

    def when() -> str:
        return formulas.make(ex.BOOL, PLACE, dice.number(0, 2)).text

    start: dict[str, Any] = {
        "titel": "Start",
        "aktør": "vi",
        "udfald": {"frem": "midt", "stop": {"slut": ENDS[1]}},
    }
    if dice.chance(25):
        start["kræver"] = [{"når": when(), "ellers": "Det kan ikke begynde"}]
    if dice.chance(40):
        start["dokumenter"] = {"kort": {"titel": "Kort"}, "bog": {"titel": "Bog", "når": when()}}
    onward = [{"når": when(), "til": "byer"}, {"ellers": {"slut": ENDS[0]} if dice.chance(50) else "start"}]
    midt: dict[str, Any] = {"titel": "Midt", "aktør": ["vi", "nabo"]}
    midt["udfald"] = {"frem": onward, "tilbage": {"til": "start", "ny_runde": "ja"}}
    if dice.chance(30):
        midt["fælles"] = "ja"
    byer: dict[str, Any] = {"titel": "Byer", "pr": ex.TOWNS, "udfald": ["ja", "nej"]}
    byer["når_alle"] = {"ja": {"slut": ENDS[0]}}
    byer["ellers"] = [{"når": when(), "til": "midt"}, {"ellers": {"slut": ENDS[1]}}]
    found: dict[str, Any] = {"titel": "Forløb", "trin": {"start": start, "midt": midt, "byer": byer}}
    if dice.chance(40):
        found["deltagere"] = [{"aktør": "nabo", "når": when(), "fra_trin": "midt"}]
    return found | {"slutninger": {end: {"titel": end} for end in ENDS}}


def asked(dice: Dice, formulas: Formulas, sort: ex.Sort, place: Place) -> Made:
    """What a formula of the sort asks of the procedure, or of a catalogue."""
    step = dice.pick(tuple(STEPS))
    if sort is ex.DATE:
        return Made(f'dato_for("{NAME}", "{step}")')
    if sort is ex.TEXT:
        return Made(f'udfald_af("{NAME}", "{step}")')
    way = dice.number(0, 2)
    if way == 0:
        return Made(f'nået("{NAME}", "{dice.pick((*STEPS, *ENDS))}")')
    if way == 1:
        return Made(f'(udfald_af("{NAME}", "{step}") == "{dice.pick(STEPS[step])}")')
    of = formulas.make(dice.pick((ex.CHOICE, ex.TEXT)), place, 1)
    # a literal that an exhaustive catalogue does not have is refused at load
    catalogue = "åbent" if of.text.startswith('"') else dice.pick(tuple(CATALOGUES))
    return ex.join(f'i_katalog({{0}}, "{catalogue}")', of)


def events(dice: Dice) -> tuple[Event, ...]:
    """Events that mostly could be, now and then with one that could not."""
    found: list[Event] = []
    at, day, answered = "start", date(2018, 10, 15), 0
    for _ in range(dice.pick((6, 9, 3, 1, 0))):
        step = dice.pick(tuple(STEPS)) if dice.chance(6) else at
        outcome = dice.pick((*STEPS[step], STEPS[step][1], "nej")) if dice.chance(25) else STEPS[step][0]
        day += timedelta(days=-5 if dice.chance(4) else dice.pick((1, 0, 7, 40)))
        found.append(_event(dice, step, outcome, day, TOWNS[answered % 3]))
        answered = answered + 1 if step == "byer" else 0
        at = _next(dice, step, outcome, answered)
    return tuple(found)


def _next(dice: Dice, step: str, outcome: str, answered: int) -> str:
    """Where the event probably led."""
    if step == "start":
        return "midt"
    if step == "midt":
        return "start" if outcome == "tilbage" else dice.pick(("byer", "byer", "start"))
    return "byer" if answered % 3 else "midt"


def _event(dice: Dice, step: str, outcome: str, day: date, town: str) -> Event:
    by = {"start": ("vi",), "midt": dice.pick((("vi", "nabo"), ("vi",)))}.get(step)
    documents = ("kort", "bog") if dice.chance(70) else dice.pick((("kort",), ()))
    return Event(
        step,
        outcome,
        None if dice.chance(20) else day,
        by if dice.chance(40) else None,
        documents if step == "start" and dice.chance(40) else None,
        dice.pick((("nabo",), ("nabo",), ())) if dice.chance(30) else None,
        member=town if step == "byer" else None,
    )
