"""What the examples of a rule set leave out: quantities nothing is expected of, conditions never seen both ways.

Only what an expectation rests on counts: where a rule could be wrong without any example failing, it is not covered.
A duty should be expected to have each status it can have (docs/decisions/0031).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rammeaftale.backends.provenance import reach
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles import model as m
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.duties import CheckResult, DutyResult
from rammeaftale.services.examples.examples import Judged, SetResult
from rammeaftale.services.examples.expectations import ACTION, CHECK, DUTY, PROCEDURE, QUANTITY
from rammeaftale.services.examples.expected import ExpectedStatus
from rammeaftale.services.examples.point import Point
from rammeaftale.services.examples.points import STATUS
from rammeaftale.services.examples.reached import Reached


@record
class Unasked:
    """A quantity, duty, check or procedure (`kind`) that no example expects anything of."""

    kind: str
    name: str
    title: str
    span: Span


@record
class Gap:
    """A point that no expectation rests on in the ways named."""

    point: Point
    missing: tuple[str, ...]


@record
class Coverage:
    """What the examples of a set cover of what the set itself wrote or changed, in the order of the rules.

    `counts`: by kind how many are covered, and of how many; `unasked`, `gaps`: what is left out.
    """

    id: str
    counts: Mapping[str, tuple[int, int]]
    unasked: tuple[Unasked, ...]
    gaps: tuple[Gap, ...]

    @property
    def is_full(self) -> bool:
        """Whether nothing is left out."""
        return not self.unasked and not self.gaps


def coverage(sets: Iterable[SetResult]) -> list[Coverage]:
    """The coverage of every set whose rules can be used and all of whose examples were run."""
    whole = [one for one in sets if one.rules is not None and one.examples.complete]
    seen = _Seen()
    for one in whole:
        for example in one.results:
            if example.result is not None and not example.unconfirmed:
                seen.follow(example.result, example.judged)
    return [seen.told(one.rules.programs[0]) for one in whole if one.rules is not None]


class _Seen:
    """What the expectations of all examples reached, by program."""

    def __init__(self) -> None:
        self.reached: dict[int, Reached] = {}
        self.asked: set[tuple[str, str]] = set()

    def follow(self, result: Calculation, judged: Iterable[Judged]) -> None:
        """Walk everything an example's expectations rest on."""
        judged = list(judged)
        run = result.run
        for cell in reach(run, [cell for one in judged for cell in one.cells]):
            self._of(run.definitions.program_of(cell[0], cell[1])).cell(run, cell)
        for one in judged:
            name, year, _ = one.expectation.cell
            found = one.found
            if one.expectation.kind == ACTION:
                goal = name.partition(".")[0]
                program = next(p for p in result.rules.programs if goal in p.goals)
            elif isinstance(found, DutyResult):
                program = next(p for p in result.rules.programs if p.duties.get(name) is found.duty)
                self._of(program).duty(run, found.duty, year)
                if one.expectation.wanted == ExpectedStatus(found.status):
                    self._of(program).mark(found.duty, STATUS, found.status)
            elif isinstance(found, CheckResult):
                program = next(p for p in result.rules.programs if p.checks.get(name) is found.check)
                self._of(program).check(run, found.check, year)
            else:
                program = run.definitions.program_of(name, year)
            self.asked.add((program.id, name))
            self._of(program).measures(run.facts.measures)

    def _of(self, program: Program) -> Reached:
        if id(program) not in self.reached:
            self.reached[id(program)] = Reached(program)
        return self.reached[id(program)]

    def told(self, program: Program) -> Coverage:
        """The coverage of one set, whether its rules were run alone or on a region's timeline."""
        seen = {found for one in self.reached.values() if one.program.id == program.id for found in one.seen}
        counts: dict[str, tuple[int, int]] = {}
        unasked, gaps = [], []
        for item in _askable(program):
            asked = (program.id, item.name) in self.asked
            _count(counts, item.kind, int(asked), 1)
            if not asked:
                unasked.append(item)
        for point in dict.fromkeys(self._of(program).points.own()):
            missing = tuple(way for way in point.ways if (point, way) not in seen)
            _count(counts, point.kind, len(point.ways) - len(missing), len(point.ways))
            if missing:
                gaps.append(Gap(point, missing))
        return Coverage(program.id, counts, tuple(unasked), tuple(gaps))


def _count(counts: dict[str, tuple[int, int]], kind: str, covered: int, of: int) -> None:
    before = counts.get(kind, (0, 0))
    counts[kind] = (before[0] + covered, before[1] + of)


def _askable(program: Program) -> list[Unasked]:
    """The set's own computed quantities, duties, checks and procedures."""
    found = []
    for name, entry in program.text.entries.items():
        quantity = program.quantities.get(name)
        kind = DUTY if name in program.duties else CHECK if name in program.checks else None
        if name in program.procedures:
            kind = PROCEDURE
        if quantity is not None and quantity.symbol.is_computed:
            kind = QUANTITY
        if kind is not None and entry.head.origin == program.id:
            found.append(Unasked(kind, name, entry.head.title, entry.head.span))
        if isinstance(entry, m.Goal) and entry.head.origin == program.id:
            found += [
                Unasked(ACTION, f"{name}.{key}", one.title, one.span) for key, one in entry.actions.items()
            ]
    return found
