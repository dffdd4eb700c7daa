"""What `test` says of examples carried over from an earlier set that nobody has gone over yet."""

from __future__ import annotations

from collections.abc import Sequence

from rammeaftale.services.examples.examples import ExampleResult

MOST_SHOWN = 20


def unconfirmed_text(results: Sequence[ExampleResult]) -> list[str]:
    """A block with how many there are, and which of them no longer give what they did; none without any."""
    if not results:
        return []
    sets = " og ".join(sorted({result.unconfirmed for result in results}))
    other = [result for result in results if not result.passed]
    one = len(results) == 1
    lines = [
        f"{len(results)} {'eksempel' if one else 'eksempler'} fra {sets} er ikke regnet efter og tæller ikke med:"
    ]
    same = len(results) - len(other)
    lines += [f"  {same} giver stadig det ventede"] if same else []
    lines += [f"  {len(other)} giver noget andet eller kan ikke læses:"] if other else []
    lines += [f"    {result.file.shown}  {_why(result)}" for result in other[:MOST_SHOWN]]
    lines += [f"    og {len(other) - MOST_SHOWN} mere"] if len(other) > MOST_SHOWN else []
    return ["\n".join(lines)]


def _why(result: ExampleResult) -> str:
    """The first thing that is not as it was: an expectation, or what keeps the example from being read."""
    errors = [found.message for found in result.findings if found.is_error]
    if errors:
        return errors[0]
    first = next((m for m in result.mismatches if not m.rests_on), result.mismatches[0])
    more = len(result.mismatches) - 1
    return first.expectation.address + (f" og {more} mere" if more else "")
