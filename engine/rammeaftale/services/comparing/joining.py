"""Units that cannot be told apart, put together: each has one that stands for them all, the first by order."""

from __future__ import annotations

from rammeaftale.backends.mixed import Unit


class Joined:
    """Grows as pairs are joined; whatever was never joined stands for itself."""

    def __init__(self) -> None:
        self._above: dict[Unit, Unit] = {}

    def __call__(self, unit: Unit) -> Unit:
        """The unit that stands for one."""
        while unit in self._above:
            unit = self._above[unit]
        return unit

    def join(self, one: Unit, two: Unit) -> None:
        """From now on the two are one."""
        first, second = sorted((self(one), self(two)))
        if first != second:
            self._above[second] = first

    def members(self, unit: Unit) -> list[Unit]:
        """A unit that stands for others, and those, in order."""
        return [unit, *sorted(one for one in self._above if one != unit and self(one) == unit)]
