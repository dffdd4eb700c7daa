"""What a set says of itself that it lacks: concepts the agreement is silent about, and parts the source lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rammeaftale.core.records import record
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.services.ruleset import RuleSet

SILENT, SOURCE_MISSING = "tier", "kilde_mangler"


@record
class Silence:
    """A shared concept with the set's note on it; `kind`: tier or kilde_mangler."""

    kind: str
    concept: str
    note: str


def silences(manifest: Manifest, wanted: str = "") -> list[Silence]:
    """What the set lacks, as its manifest has it; only what holds `wanted`."""
    both: tuple[tuple[str, Mapping[str, str]], ...] = (
        (SILENT, manifest.silent),
        (SOURCE_MISSING, manifest.source_missing),
    )
    found = [Silence(kind, concept, note) for kind, notes in both for concept, note in notes.items()]
    folded = wanted.casefold()
    return [one for one in found if folded in one.concept.casefold() or folded in one.note.casefold()]


def silences_json(rules: RuleSet, wanted: str = "") -> dict[str, Any]:
    """By kind; on a timeline each says which set it is from."""
    found: dict[str, list[dict[str, str]]] = {SILENT: [], SOURCE_MISSING: []}
    for program in rules.programs:
        for one in silences(program.manifest, wanted):
            found[one.kind].append(_json(one, program if rules.is_timeline else None))
    return found


def _json(one: Silence, program: Program | None) -> dict[str, str]:
    of = {"regelsæt": program.id} if program else {}
    return {**of, "begreb": one.concept, "note": one.note}
