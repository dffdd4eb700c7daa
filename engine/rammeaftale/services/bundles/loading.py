"""Rules loaded from an audit bundle, with nothing but what the bundle holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.rulefiles.library import CONCEPTS_NAME
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import printable
from rammeaftale.services.bundles.bundle import RULES, Bundle, read_bundle, speaks_our_language
from rammeaftale.services.bundles.rules import check_no_more, unpacked
from rammeaftale.services.library_rules import Found, find_in, load_found
from rammeaftale.services.ruleset import RuleSet


def load_bundle(path: Path, findings: Findings) -> RuleSet | None:
    """The rules of the audit bundle in a file, or None with findings."""
    bundle = read_bundle(path, findings)
    return rules_of(bundle, findings) if bundle is not None else None


def rules_of(bundle: Bundle, findings: Findings) -> RuleSet | None:
    """The rules a bundle holds, or None with findings."""
    with found_in(bundle, findings) as found:
        return load_found(found, found.library.findings) if found is not None else None


@contextmanager
def found_in(bundle: Bundle, findings: Findings) -> Iterator[Found | None]:
    """Where the rules of a bundle stand while they are read: just the files that the set uses. None with findings.

    What is found in them is collected by the library, and told at the end.
    """
    good = speaks_our_language(bundle, findings) and _has_concepts(bundle, findings)
    if not good:
        yield None
        return
    own = Findings()
    with unpacked(bundle.rule_files, own) as library:
        found = (
            find_in(library, bundle.manifest.rules) if library is not None and not own.has_errors else None
        )
        if found is not None and found.ids[0] not in found.library.sets:
            reason = f"regelsættet «{printable(found.name)}» er ikke i pakken"
            own.add(f.BAD_MANIFEST, whole(SourceText(bundle.shown)), reason=reason)
        elif found is not None:
            check_no_more(bundle, found.library, found.ids, own)
        yield None if own.has_errors else found
    findings.items += [told_of(bundle, one) for one in own]


def told_of(bundle: Bundle, fault: Diagnostic) -> Diagnostic:
    """What was found in a bundle's files, saying that they stand in it."""
    if fault.code.startswith("Z"):
        return fault
    return replace(fault, notes=(*fault.notes, f"Det står i revisionspakken «{bundle.shown}»."))


def _has_concepts(bundle: Bundle, findings: Findings) -> bool:
    if RULES + CONCEPTS_NAME in bundle.files:
        return True
    findings.add(f.FILE_MISSING, whole(SourceText(bundle.shown)), name=RULES + CONCEPTS_NAME)
    return False
