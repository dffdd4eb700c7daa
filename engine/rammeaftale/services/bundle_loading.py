"""Rules loaded from an audit bundle, with nothing but what the bundle holds."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.library import CONCEPTS_NAME, Library
from rammeaftale.services import archive_findings as f
from rammeaftale.services.archive import printable
from rammeaftale.services.bundle import RULES, Bundle, read_bundle, speaks_our_language
from rammeaftale.services.bundle_rules import check_no_more, unpacked
from rammeaftale.services.loading import RuleSet, find_in, load_found


def load_bundle(path: Path, findings: Findings) -> RuleSet | None:
    """The rules of the audit bundle in a file, or None with findings."""
    bundle = read_bundle(path, findings)
    return rules_of(bundle, findings) if bundle is not None else None


def rules_of(bundle: Bundle, findings: Findings) -> RuleSet | None:
    """The rules a bundle holds, or None with findings."""
    found = rules_and_library(bundle, findings)
    return found[0] if found is not None else None


def rules_and_library(bundle: Bundle, findings: Findings) -> tuple[RuleSet, Library] | None:
    """The rules a bundle holds, and their library with manifests and concepts read; or None with findings."""
    if not speaks_our_language(bundle, findings) or not _has_concepts(bundle, findings):
        return None
    with unpacked(bundle.rule_files, findings) as library:
        found = find_in(library, bundle.manifest.rules)
        if not findings.has_errors and found.ids[0] not in library.sets:
            reason = f"regelsættet «{printable(found.name)}» er ikke i pakken"
            findings.add(f.BAD_MANIFEST, whole(SourceText(bundle.shown)), reason=reason)
        rules = None if findings.has_errors else load_found(found, findings)
        good = rules is not None and check_no_more(bundle, library, found.ids, findings)
    return (rules, library) if rules is not None and good else None


def _has_concepts(bundle: Bundle, findings: Findings) -> bool:
    if RULES + CONCEPTS_NAME in bundle.files:
        return True
    findings.add(f.FILE_MISSING, whole(SourceText(bundle.shown)), name=RULES + CONCEPTS_NAME)
    return False
