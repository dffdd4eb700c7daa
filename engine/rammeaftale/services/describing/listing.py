"""The rule sets of a library in short: who, when, and how much each holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.rulefiles import schema
from rammeaftale.rulefiles.folders import SetFolder
from rammeaftale.rulefiles.library import Library
from rammeaftale.rulefiles.model import RuleText

OMITTED, EXAMPLES = "udeladt", "eksempler"


@record
class SetSummary:
    """A rule set in a line or three. `counts` by section, with what is inherited; `folder` as shown to a user.

    `lacking`: the concepts the agreement is silent about (`tier`), and those whose source is missing; `under_way`: what
    it inherits is not all gone through.
    """

    id: str
    title: str
    region: str
    track: str
    starts: date
    ends: date | None
    base: str | None
    folder: str
    counts: Mapping[str, int]
    lacking: Mapping[str, tuple[str, ...]]
    under_way: bool


def summaries(roots: Iterable[Path], findings: Findings) -> list[SetSummary]:
    """Every rule set of the libraries in id order; what is wrong with a file is a finding."""
    found: dict[str, SetSummary] = {}
    for root in roots:
        library = Library(root, findings)
        for folder in library.sets.values():
            text = library.read(folder.id)
            if text is not None:
                found.setdefault(folder.id, _summary(text, folder))
    return [found[id_] for id_ in sorted(found)]


def _summary(text: RuleText, folder: SetFolder) -> SetSummary:
    m = text.manifest
    counts = _counts(text, len(folder.examples()))
    lacking = {"tier": tuple(m.silent), "kilde_mangler": tuple(m.source_missing)}
    period = (m.starts, m.ends, m.base, m.folder)
    return SetSummary(m.id, m.title, m.region, m.track, *period, counts, lacking, m.under_way)


def _counts(text: RuleText, examples: int) -> dict[str, int]:
    entries = Counter(entry.head.section for entry in text.entries.values())
    omitted = sum(len(omission.clauses) for omission in text.omissions)
    return {**{s: entries[s] for s in schema.SECTIONS}, OMITTED: omitted, EXAMPLES: examples}


def listing_json(found: Iterable[SetSummary]) -> dict[str, object]:
    """The mapping that `liste --format json` prints."""
    return {"skema": "1", "regelsæt": [_json(summary) for summary in found]}


def _json(found: SetSummary) -> dict[str, object]:
    return {
        "id": found.id,
        "titel": found.title,
        "region": found.region,
        "spor": found.track,
        "periode": {
            "fra": found.starts.isoformat(),
            "til": found.ends.isoformat() if found.ends else None,
        },
        "bygger_på": found.base,
        "mappe": found.folder,
        "antal": dict(found.counts),
        **{key: list(concepts) for key, concepts in found.lacking.items()},
    }
