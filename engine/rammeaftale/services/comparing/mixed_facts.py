"""One case as two sets read it, or two cases of one set, mixed: each fact from the side that is chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, TypeVar

from rammeaftale.backends.events import Event
from rammeaftale.backends.facts import Facts, Slot, Stated
from rammeaftale.language.canonical import canonical

K = TypeVar("K")
V = TypeVar("V")


class Chosen(Mapping[K, V], Generic[K, V]):
    """A mapping that takes each key from one of two, asking which where they differ; looking for a key asks too."""

    def __init__(
        self,
        first: Mapping[K, V],
        second: Mapping[K, V],
        side: Callable[[K], bool],
        plain: Callable[[V], object] = lambda value: value,
    ) -> None:
        self.both, self.side, self.plain = (first, second), side, plain

    def __getitem__(self, key: K) -> V:
        first, second = self.both
        if key in first and key in second and self.plain(first[key]) == self.plain(second[key]):
            return first[key]
        if key not in first and key not in second:
            raise KeyError(key)
        return self.both[self.side(key)][key]

    def __iter__(self) -> Iterator[K]:
        return iter(dict.fromkeys((*self.both[0], *self.both[1])))

    def __len__(self) -> int:
        return len({*self.both[0], *self.both[1]})


class ChosenNames(tuple[str, ...]):  # noqa: SLOT001 - a tuple cannot have slots of its own
    """The names of both sides, each asked about when it is looked for and only one side has it."""

    side: Callable[[str], bool]
    both: tuple[tuple[str, ...], tuple[str, ...]]

    def __contains__(self, name: object) -> bool:
        first, second = (name in names for names in self.both)
        return first if first == second else (first, second)[self.side(str(name))]


def chosen_names(first: tuple[str, ...], second: tuple[str, ...], side: Callable[[str], bool]) -> ChosenNames:
    """The measures of two cases, chosen one by one."""
    found = ChosenNames(dict.fromkeys((*first, *second)))
    found.both, found.side = (first, second), side
    return found


def values_of(by_year: Mapping[int | None, Stated]) -> object:
    """What is stated, whoever said it and wherever it stands."""
    return {year: (type(one.value), one.value) for year, one in by_year.items()}


def mixed_facts(
    first: Facts, second: Facts, side: Callable[[str, str], bool], measures: tuple[str, ...]
) -> Facts:
    """The facts of two, each kind and name from the chosen side; `side(kind, name)` is asked when a fact is needed."""

    def of_slot(slot: Slot) -> bool:
        return side("størrelse", slot[0])

    return replace(
        first,
        members=Chosen(first.members, second.members, lambda name: side("dimension", name)),
        stated=Chosen(first.stated, second.stated, of_slot, values_of),
        what_if=Chosen(first.what_if, second.what_if, of_slot, values_of),
        readings=Chosen(first.readings, second.readings, lambda name: side("fortolkning", name)),
        events=Chosen(first.events, second.events, lambda name: side("procedure", name), _told),
        measures=measures,
    )


def _told(events: tuple[Event, ...]) -> object:
    """What has happened, wherever it is written."""
    return canonical(events)
