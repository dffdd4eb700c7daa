"""What is to be said of the chosen measures beside their figures: no effect, no decision, no settled order."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from rammeaftale.core.outcome import Unknown
from rammeaftale.report.naming import words
from rammeaftale.report.wanted_text import by_name
from rammeaftale.services.chosen_measures import Chosen
from rammeaftale.services.effects import Effects

WIDEST, MOST_NAMED = 106, 4
_REJECTED = "forkastet"


def effect_notes(effects: Effects, *, has_pct: bool) -> list[str]:
    """What is to be said of the measures, in lines of a text."""
    told = effect_sentences(effects)
    if has_pct:
        told.append("Forskelle mellem procenter er i procentpoint.")
    return [line for text in told for line in wrap(text, WIDEST, subsequent_indent="  ")]


def effect_sentences(effects: Effects) -> list[str]:
    """A sentence or two a measure, where there is something to say; then what holds of the table."""
    told = [f"{_named([one])}: {text}" for one in effects.measures for text in _effect(effects, one)]
    return [*told, *_undecided(effects), *_unordered(effects), *_unknown(effects)]


def _named(measures: list[Chosen]) -> str:
    heads = [one.measure.entry.head for one in measures]
    *first, last = [f"{head.title} ({head.name})" for head in heads]
    return f"{', '.join(first)} og {last}" if first else last


def _effect(effects: Effects, one: Chosen) -> Iterator[str]:
    """Why a measure changes nothing here."""
    entry = one.measure.entry
    why = f" {entry.head.description}" if entry.head.description else ""
    if entry.effect == "ingen":
        yield f"har ingen virkning på tal.{why}"
    elif entry.effect == "ikke_beregnet":
        yield f"virkningen beregnes ikke; kilden giver ikke nok til det.{why}"
    elif not any(effect.changed for effect in effects.by(one.name)):
        unknown = any(effect.changed is None for effect in effects.by(one.name))
        of = "de størrelser, der er spurgt om," if effects.result.asked else "de beregnede størrelser"
        yield (
            f"virkningen kan ikke beregnes, for {of} er ukendte." if unknown else f"ændrer ingen af {of} her."
        )


def _undecided(effects: Effects) -> Iterator[str]:
    """That measures are counted in without the decision they need, or though they were turned down."""
    presumed: dict[str, list[Chosen]] = {}
    for one in effects.measures:
        if one.is_presumed:
            presumed.setdefault(_required(one), []).append(one)
    for required, found in presumed.items():
        as_if = any(one.measure.sets for one in found)
        yield f"Forudsat: {_named(found)} kræver {required}." + (_AS_IF if as_if else "")
    rejected = [one for one in effects.measures if one.measure.entry.status == _REJECTED]
    if rejected:
        yield f"Forkastet: {_named(rejected)} blev valgt fra." + _AS_IF


_AS_IF = " Tallene viser, hvad det ville betyde."


def _required(one: Chosen) -> str:
    assert one.measure.requires is not None
    written = " ".join(one.measure.requires.text.text.split())
    if isinstance(one.required, Unknown):
        return f"«{written}», som er ukendt (sagen mangler {_some(sorted(one.required.missing))})"
    state = "ikke er opfyldt" if one.required is False else f"er {words(getattr(one.required, 'state', ''))}"
    return f"«{written}», som {state}"


def _some(names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" og {more} mere" if more > 0 else "")


def _unordered(effects: Effects) -> Iterator[str]:
    """That several measures meet in a figure without an order, so that no one has a step of its own."""
    met = [one for one in effects.cells.values() if one.alone and (effects.result.asked or one.changed)]
    if met:
        names = _some(list(dict.fromkeys(one.cell[0] for one in met)))
        yield (
            f"Flere tiltag virker på {names}, og reglerne siger ikke, i hvilken rækkefølge. «alene» er et tiltag "
            "uden de andre; tilsammen behøver de ikke give hele virkningen."
        )


def _unknown(effects: Effects) -> Iterator[str]:
    """The figures that are unknown with the measures, and what they wait for."""
    waiting = [one for one in effects.cells.values() if one.after.state == "ukendt" and one.measures]
    names = list(by_name(one.after.address for one in waiting))
    missing = sorted(by_name(address for one in waiting for address in one.after.missing))
    if names:
        yield f"Virkningen på {_some(names)} kendes ikke; sagen mangler {_some(missing)}."
