"""An audit bundle: the rule files as used, the case, the choices, the result and its trace, in one verified archive.

```
manifest.json     versions, rule set, choices, sha256 of every file, its own checksum
regler/           a small library: begreber.yaml and the folders of the sets that are used
sag.yaml          the case file, byte for byte
resultat.json     what `beregn --format json` prints
spor.json         the trace of everything asked for
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Finding, Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.language.version import LANGUAGE_VERSION
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import (
    check_unchanged,
    printable,
    read_archive,
    read_bytes,
    write_archive,
)
from rammeaftale.services.bundles.manifest import (
    MANIFEST,
    BundleManifest,
    manifest_bytes,
    read_manifest,
    sha256,
)

RULES, CASE, RESULT, TRACE = "regler/", "sag.yaml", "resultat.json", "spor.json"
FIXED = (CASE, RESULT, TRACE)
LARGEST_RULES = 4_000_000
"""Of all rule files together, in bytes: reading what was never meant to be read by anyone is dear."""
MOST_NAMED = 10
UNCHANGED = (
    "Filernes kontrolsummer passer: pakken er den, der blev lavet.",
    "Det, der gælder, er resultatet i pakken, som det blev beregnet dengang; det er ikke regnet efter her.",
)


@dataclass(frozen=True)
class Bundle:
    """A bundle whose every byte is as it was made; `sha256` is the archive's own."""

    shown: str
    manifest: BundleManifest
    files: Mapping[str, bytes]
    sha256: str
    size: int

    @property
    def rule_files(self) -> dict[str, bytes]:
        """The files of the rules by their path in the library."""
        return {name.removeprefix(RULES): data for name, data in self.files.items() if name.startswith(RULES)}


def bundle_bytes(manifest: BundleManifest, files: Mapping[str, bytes]) -> bytes:
    """The archive of a bundle."""
    return write_archive({**files, MANIFEST: manifest_bytes(manifest)})


def read_bundle(path: Path, findings: Findings) -> Bundle | None:
    """The bundle in a file, every byte of it checked, or None with findings."""
    raw = read_bytes(path, findings)
    return bundle_of(raw, str(path), findings) if raw is not None else None


def bundle_of(raw: bytes, shown: str, findings: Findings) -> Bundle | None:
    """The bundle in some bytes, every one of them checked, or None with findings."""
    files = read_archive(raw, shown, findings)
    if files is None:
        return None
    if MANIFEST not in files:
        findings.add(f.NO_MANIFEST, whole(SourceText(shown)))
        return None
    manifest = read_manifest(files[MANIFEST], shown, findings)
    if manifest is None:
        return None
    own = {name: data for name, data in files.items() if name != MANIFEST}
    good = check_unchanged(raw, files, shown, findings) and _files_fit(manifest, own, shown, findings)
    return Bundle(shown, manifest, own, sha256(raw), len(raw)) if good else None


def speaks_our_language(bundle: Bundle, findings: Findings) -> bool:
    """Whether the bundle's rules are in the version of the language this program reads; a finding when not."""
    made = bundle.manifest.language
    if made == LANGUAGE_VERSION:
        return True
    findings.add(
        f.OTHER_LANGUAGE,
        whole(SourceText(bundle.shown)),
        UNCHANGED,
        made=printable(made),
        known=LANGUAGE_VERSION,
        program=printable(bundle.manifest.program),
    )
    return False


def _files_fit(manifest: BundleManifest, files: Mapping[str, bytes], shown: str, findings: Findings) -> bool:
    """Whether the archive has just the files of the manifest, each with its sha256, and no other kinds."""
    faults = list(_misfits(manifest, files))
    for finding, name in faults[:MOST_NAMED]:
        findings.add(finding, whole(SourceText(shown)), name=printable(name))
    rules = sum(len(data) for name, data in files.items() if name.startswith(RULES))
    if not faults and rules > LARGEST_RULES:
        size, limit = show_number(rules), show_number(LARGEST_RULES)
        findings.add(f.TOO_LARGE, whole(SourceText(shown)), name=RULES, size=size, limit=limit)
        return False
    return not faults


def _misfits(manifest: BundleManifest, files: Mapping[str, bytes]) -> Iterator[tuple[Finding, str]]:
    for name in sorted({*FIXED, *manifest.files} - files.keys()):
        yield f.FILE_MISSING, name
    for name, data in files.items():
        if name not in manifest.files or not (name in FIXED or name.startswith(RULES)):
            yield f.EXTRA_FILE, name
        elif sha256(data) != manifest.files[name]:
            yield f.FILE_CHANGED, name
