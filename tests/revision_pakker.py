"""Audit bundles for the tests: good ones of the small library one stands in, and hostile ones made of them."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

from rammeaftale.core.diagnostics import Diagnostic, Findings
from rammeaftale.report.bundles.check import verify
from rammeaftale.report.bundles.making import make_bundle
from rammeaftale.services.bundles.archive import write_archive
from rammeaftale.services.bundles.bundle import bundle_bytes, read_bundle
from rammeaftale.services.bundles.manifest import MANIFEST, read_manifest, sha256
from rammeaftale.services.bundles.sources import rules_to_pack

SET = "mosen/2020"
NO_CHOICES = {"størrelser": [], "år": [], "tiltag": [], "fortolkninger": [], "sæt": [], "opgjort": None}


def pakke(name: str = SET, case: str = "sag.yaml", library: str = ".") -> bytes:
    """A good bundle of a rule set and a case."""
    findings = Findings()
    rules = rules_to_pack(name, [Path(library)], findings)
    assert rules is not None, findings.items
    made = make_bundle(rules, (case, Path(case).read_bytes()), NO_CHOICES, findings)
    assert made is not None, findings.items
    return made.data


def filer(raw: bytes) -> dict[str, bytes]:
    """The files of a bundle by name."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def med(raw: bytes, navn: str, data: bytes = b"x: 1\n", **egenskaber: int) -> bytes:
    """The archive with one more entry, whatever its name; `egenskaber`: attributes of its ZipInfo."""
    buffer = io.BytesIO(raw)
    with zipfile.ZipFile(buffer, "a") as archive:
        entry = zipfile.ZipInfo("x", (1980, 1, 1, 0, 0, 0))
        entry.filename = entry.orig_filename = navn
        for name, value in egenskaber.items():
            setattr(entry, name, value)
        archive.writestr(entry, data, compress_type=entry.compress_type)
    return buffer.getvalue()


def link(raw: bytes, navn: str, maal: str) -> bytes:
    """The archive with a symbolic link."""
    return med(raw, navn, maal.encode(), create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16)


def pakket_om(raw: bytes, data: bytes = b"", navn: str = "sag.yaml") -> bytes:
    """The same files compressed, as a user's own zip program would; `data` in place of those of one of them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, old in filer(raw).items():
            archive.writestr(name, data if data and name == navn else old)
    return buffer.getvalue()


def krypteret(raw: bytes) -> bytes:
    """The archive with the mark of encryption on its first entry."""
    changed = bytearray(raw)
    changed[6] |= 1
    changed[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def antal(raw: bytes, count: int) -> bytes:
    """The archive that says it has so many entries."""
    return raw[:-14] + struct.pack("<HH", count, count) + raw[-10:]


def erstat(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The archive with bytes of a file exchanged, everything else as it was: the file's checksums are now wrong."""
    assert len(old) == len(new)
    assert old in raw
    return raw.replace(old, new)


def uden_seglet(raw: bytes, navn: str, data: bytes | None) -> bytes:
    """An archive in good form with a file exchanged, left out (None) or added, but the manifest as it was."""
    found = filer(raw)
    if data is None:
        del found[navn]
    else:
        found[navn] = data
    return write_archive(found)


def forseglet(raw: bytes, navn: str = "", data: bytes | None = None, **manifest: object) -> bytes:
    """A bundle made anew with a file exchanged, left out or added, and with other things said in the manifest."""
    found = filer(raw)
    old = read_manifest(found.pop(MANIFEST), "F.zip", Findings())
    assert old is not None
    if navn and data is None:
        del found[navn]
    elif navn:
        found[navn] = data
    sums = {name: sha256(found[name]) for name in sorted(found)}
    return bundle_bytes(replace(old, files=sums, **manifest), found)


def manifest_med(raw: bytes, old: str, new: str) -> bytes:
    """An archive in good form in whose manifest a text is exchanged."""
    text = filer(raw)[MANIFEST].decode()
    assert old in text
    return uden_seglet(raw, MANIFEST, text.replace(old, new).encode())


def efterproev(raw: bytes, navn: str = "F.zip") -> list[Diagnostic]:
    """What is found when a bundle is verified."""
    findings = Findings()
    Path(navn).write_bytes(raw)
    bundle = read_bundle(Path(navn), findings)
    found = verify(bundle, findings) if bundle is not None else None
    assert (found is None) == findings.has_errors
    return list(findings)
