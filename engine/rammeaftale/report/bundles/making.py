"""Making an audit bundle: calculated with nothing but what goes into it, so that anyone can calculate it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.report.bundles.contents import contents
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import LARGEST_ARCHIVE
from rammeaftale.services.bundles.bundle import CASE, RULES, bundle_bytes
from rammeaftale.services.bundles.case import calculated, case_in
from rammeaftale.services.bundles.manifest import BundleManifest, new_manifest, sha256
from rammeaftale.services.bundles.rules import unpacked
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.library_rules import find_in, load_found


@dataclass(frozen=True)
class Made:
    """A new bundle: its bytes, what it says of itself, and the calculation it holds."""

    data: bytes
    manifest: BundleManifest
    result: Calculation

    @property
    def sha256(self) -> str:
        """The archive's own, for those who will verify it to note."""
        return sha256(self.data)


def make_bundle(
    rules: tuple[str, Mapping[str, bytes]],
    case: tuple[str, bytes],
    choices: Mapping[str, Any],
    findings: Findings,
) -> Made | None:
    """The bundle of a rule set (id and files by path) and a case (name and bytes), or None with findings."""
    (id_, files), (shown, raw) = rules, case
    with unpacked(files, findings) as library:
        loaded = load_found(find_in(library, id_), findings) if library is not None else None
    if loaded is None or case_in(raw, shown, loaded, choices, findings) is None:
        return None
    read = case_in(raw, CASE, loaded, choices, findings)
    result = calculated(loaded, read, choices, findings) if read is not None else None
    if result is None:
        return None
    members = {**{RULES + name: data for name, data in files.items()}, CASE: raw, **contents(result)}
    manifest = new_manifest(loaded.id, loaded.fingerprint, choices, members)
    data = bundle_bytes(manifest, members)
    if len(data) > LARGEST_ARCHIVE:
        place = whole(SourceText(shown))
        size, limit = show_number(len(data)), show_number(LARGEST_ARCHIVE)
        findings.add(f.TOO_LARGE, place, name="pakken", size=size, limit=limit)
        return None
    return Made(data, manifest, result)
