"""Mixtures of two sets: without a change the one, with all of them the other, and the same whichever is the first."""

import random
from itertools import islice, product
from pathlib import Path

import pytest

from fiktivia import ROOT as FICTIONAL
from rammeaftale.backends.exact import Run
from rammeaftale.backends.mixed import Mixer
from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.cases.case import case_node
from rammeaftale.services.comparing.choices import Choices
from rammeaftale.services.comparing.set_difference import SetGame
from rammeaftale.services.comparing.shared_case import read_shared
from rammeaftale.services.comparing.sides import load_sides

SHIPPED = Path(__file__).resolve().parents[2]
PAIRS = [
    (FICTIONAL, ["fiktivia/2018-2019", "fiktivia/2020-2021"], "fiktivia/*/eksempler/*.yaml"),
    (SHIPPED, ["hovedstaden/2016", "nordjylland/2013"], "*/201[36]/eksempler/*.yaml"),
]


@pytest.fixture(scope="module", params=PAIRS, ids=["fictional", "shipped"])
def games(request):
    """Each example that both sets can read, as a game from the first to the second and one the other way."""
    root, ids, examples = request.param
    sides = load_sides(ids, [root], Findings())
    found = []
    for path in islice(sorted(root.glob(examples)), 0, None, 4):
        findings = Findings()
        shared = read_shared(case_node(path, findings), sides, findings)
        if shared:
            found.append((SetGame(*shared), SetGame(*reversed(shared))))
    assert len(found) > 10
    return found


def cells(game):
    """The cells of every calculated quantity both sets have."""
    first, second = (compiled.program.quantities for compiled in game.sets)
    facts = game.facts[0]
    for name in sorted(first.keys() & second.keys()):
        both = first[name], second[name]
        if all(q.symbol.is_computed for q in both) and both[0].dims == both[1].dims:
            for members in product(*[facts.members.get(d) or () for d in both[0].dims]):
                yield from ((name, year, members) for year in facts.years or (None,))


def test_the_ends_are_the_two_sets(games):
    count = 0
    for game, _ in games:
        runs = [Run(one, facts) for one, facts in zip(game.sets, game.facts, strict=True)]
        for cell in cells(game):
            assert game.ends(cell) == tuple(run.value(*cell) for run in runs), cell
            count += 1
    assert count > 20


def test_a_mixture_is_the_same_from_either_side(games):
    chance = random.Random(1)  # noqa: S311 - which mixtures are tried is no secret
    for there, back in islice(games, 0, None, 2):
        units = sorted(there.changes.units)
        assert there.changes.units == back.changes.units
        for cell in islice(cells(there), 0, None, 5):
            made = {unit for unit in units if chance.random() < 0.5}
            made = {unit for unit in units if there.changes.joined(unit) in made}
            one = there._run(Mixer(*there.sets, there.changes.units), made.__contains__, cell)
            two = back._run(
                Mixer(*back.sets, back.changes.units), lambda unit, made=made: unit not in made, cell
            )
            assert one == two, (cell, made)


def taken_over(game, cell):
    """(with one memory for all, by itself, by itself but listened to) for every mixture of up to five changes."""
    mixer, joined, memory = Mixer(*game.sets, game.changes.units), game.changes.joined, {}

    def choices(made, *memory) -> Choices:
        return Choices(joined, dict.fromkeys(made, True), *memory)

    first = choices(())
    game._run(mixer, first, cell)
    asked = list(first.asked)[:5]
    for chosen in product((False, True), repeat=len(asked)):
        made = {player for player, is_made in zip(asked, chosen, strict=True) if is_made}
        shared, fresh = choices(made, memory), choices(made)
        outcomes = [game._run(mixer, choose, cell) for choose in (shared, fresh)]
        yield outcomes[0], outcomes[1], game._run(mixer, lambda unit, made=made: joined(unit) in made, cell)
        assert list(shared.asked) == list(fresh.asked), "the same is asked in the same order"


def test_a_mixture_that_takes_over_from_others_is_the_same_as_one_calculated_anew(games):
    count = 0
    for game, _ in islice(games, 0, None, 2):
        for cell in islice(cells(game), 0, None, 3):
            for shared, fresh, anew in taken_over(game, cell):
                assert shared == fresh == anew, cell
                count += 1
    assert count > 50
