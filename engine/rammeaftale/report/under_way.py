"""What a reader must know when the rules of a new period are not all gone through."""

from __future__ import annotations

from rammeaftale.services.loading import RuleSet


def under_way_text(rules: RuleSet) -> str:
    """That the rules are not finished, and which; empty when they are."""
    ids = [program.manifest.id for program in rules.programs if program.manifest.under_way]
    return (
        f"Reglerne er ikke færdige: det arvede i {', '.join(ids)} er ved at blive gennemgået." if ids else ""
    )
