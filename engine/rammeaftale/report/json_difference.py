"""The first place where two JSON values differ."""

from __future__ import annotations

from typing import Any

from rammeaftale.core.records import record

ABSENT = "(findes ikke)"


@record
class Difference:
    """The path of keys to it, and what stood on either side (`ABSENT` where nothing did)."""

    path: tuple[str, ...]
    expected: Any
    found: Any


def first_difference(expected: Any, found: Any) -> Difference | None:  # noqa: ANN401 - JSON
    """The first difference in the order of the expected keys, then those only found; None when there is none."""
    pending: list[tuple[tuple[str, ...], Any, Any]] = [((), expected, found)]
    while pending:
        path, one, other = pending.pop()
        keys = _keys(one, other)
        if keys is None:
            if type(one) is not type(other) or one != other:
                return Difference(path, one, other)
            continue
        pending += [((*path, key), _at(one, key), _at(other, key)) for key in reversed(keys)]
    return None


def _keys(one: Any, other: Any) -> list[str] | None:  # noqa: ANN401 - JSON
    """The keys to look under, or None where the two are compared as they are."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [*one, *(key for key in other if key not in one)]
    if isinstance(one, list) and isinstance(other, list):
        return [str(number) for number in range(max(len(one), len(other)))]
    return None


def _at(value: Any, key: str) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return value.get(key, ABSENT)
    return value[int(key)] if int(key) < len(value) else ABSENT
