"""What a reader must know when the rules of a new period are not all gone through."""

from __future__ import annotations

from rammeaftale.services.calculation import Calculation


def under_way_text(result: Calculation) -> str:
    """That the rules in force in the case's years are not finished, and which; empty when they are."""
    years = result.run.facts.years or (None,)
    used = [program.manifest for year in years for program in result.rules.in_force(year)]
    ids = dict.fromkeys(manifest.id for manifest in used if manifest.under_way)
    return (
        f"Reglerne er ikke færdige: det arvede i {', '.join(ids)} er ved at blive gennemgået." if ids else ""
    )
