"""What a reader must know when the rules of a new period are not all gone through."""

from __future__ import annotations

from collections.abc import Iterable

from rammeaftale.services.ruleset import RuleSet


def under_way_text(rules: RuleSet, years: Iterable[int]) -> str:
    """That the rules in force in a case's years are not finished, and which; empty when they are."""
    used = [program.manifest for year in tuple(years) or (None,) for program in rules.in_force(year)]
    ids = dict.fromkeys(manifest.id for manifest in used if manifest.under_way)
    return (
        f"Reglerne er ikke færdige: det arvede i {', '.join(ids)} er ved at blive gennemgået." if ids else ""
    )
