"""Archives of an audit bundle: written the same every time, and read without trust.

An archive is canonical: entries by name, stored as they are, with one fixed time and one set of attributes. So what was
read can be written again and held against the bytes that were given, and a byte changed anywhere is found.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Finding, Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles import findings as rf
from rammeaftale.rulefiles.reading import reason
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.kind import START

END, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"

LARGEST_ARCHIVE = 50_000_000
MOST_FILES = 2_000
MOST_SWELLING = 100
LONGEST_NAME = 240
"""In bytes."""
_END_SIZE, _ZIP64_SIZE = 22, 20
_MOST_DIRECTORY = MOST_FILES * (46 + LONGEST_NAME)
_DAY = (1980, 1, 1, 0, 0, 0)
_ATTRIBUTES = (stat.S_IFREG | 0o644) << 16
_UNIX = 3
_BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, ValueError, OSError, EOFError)
_BROKEN_TOO = (*_BROKEN, RuntimeError, OverflowError, struct.error)
_ARCHIVES = (".zip", ".jar", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".docx", ".xlsx", ".ods")
_NO_NAME = re.compile(r'[<>:"|?*]|[. ]\Z')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """The one archive that holds these files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED, allowZip64=False) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _ATTRIBUTES
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def read_bytes(path: Path, findings: Findings) -> bytes | None:
    """The bytes of a file that may be an archive, or None with findings."""
    place = whole(SourceText(str(path)))
    try:
        size = path.stat().st_size
        if size <= LARGEST_ARCHIVE and path.is_file():
            with path.open("rb") as file:
                return file.read(LARGEST_ARCHIVE + 1)
    except FileNotFoundError:
        findings.add(rf.NOT_FOUND, place, path=path)
        return None
    except (OSError, ValueError) as fault:
        told = reason(fault) if isinstance(fault, OSError) else "navnet kan ikke være et filnavn"
        findings.add(rf.NOT_READABLE, place, reason=told)
        return None
    if path.is_file():
        findings.add(f.TOO_LARGE, place, name=str(path), size=_number(size), limit=_number(LARGEST_ARCHIVE))
    else:
        findings.add(rf.NOT_READABLE, place, reason="det er ikke en almindelig fil")
    return None


def read_archive(raw: bytes, shown: str, findings: Findings) -> dict[str, bytes] | None:
    """The files of an archive by name, or None with findings; nothing is unpacked before every name is found good."""
    place = whole(SourceText(shown))
    if not _has_ends(raw, shown, findings):
        return None
    try:
        archive = ZipFile(BytesIO(raw))
        entries = archive.infolist()
    except _BROKEN_TOO:
        findings.add(f.ARCHIVE_CHANGED, place, where="indholdsfortegnelsen kan ikke læses")
        return None
    if not _may_be_read(entries, len(raw), place, findings):
        return None
    files: dict[str, bytes] = {}
    for entry in entries:
        try:
            files[entry.filename] = archive.read(entry)
        except _BROKEN_TOO:
            where = f"«{printable(entry.filename)}» svarer ikke til sin kontrolværdi"
            findings.add(f.ARCHIVE_CHANGED, place, where=where)
            return None
    return files


def check_unchanged(raw: bytes, files: Mapping[str, bytes], shown: str, findings: Findings) -> bool:
    """Whether the archive is byte for byte the one of these files; a finding with the first byte that is not."""
    again = write_archive(files)
    if again == raw:
        return True
    at = _same_until(raw, again)
    where = f"byte {at} er ikke, som den skal være (arkivets egne oplysninger om filerne)"
    findings.add(f.ARCHIVE_CHANGED, whole(SourceText(shown)), where=where)
    return False


def _same_until(one: bytes, other: bytes) -> int:
    """How many bytes at the beginning are the same: halved until found, for what may be large."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _has_ends(raw: bytes, shown: str, findings: Findings) -> bool:
    """Whether the bytes begin and end as an archive does, with a directory of bearable size."""
    place = whole(SourceText(shown))
    if not raw.startswith((START, END)):
        findings.add(f.NOT_A_ZIP, place, path=shown)
        return False
    end = raw[-_END_SIZE:]
    zip64 = raw[-_END_SIZE - _ZIP64_SIZE : -_END_SIZE].startswith(ZIP64)
    if not end.startswith(END) or zip64:
        findings.add(f.CUT_SHORT, place)
        return False
    count, size = struct.unpack_from("<HL", end, 10)
    if count > MOST_FILES or size > _MOST_DIRECTORY:
        findings.add(f.TOO_MANY_FILES, place, count=_number(count), limit=_number(MOST_FILES))
        return False
    return True


def _may_be_read(entries: list[ZipInfo], held: int, place: Span, findings: Findings) -> bool:
    """Whether every entry is a plain file with a good name of its own, no larger than it says; else a finding."""
    for entry in entries:
        fault = _fault(entry)
        if fault is not None:
            findings.add(fault, place, name=printable(entry.orig_filename), kind=_kind(entry))
            return False
    same = _same_name([entry.filename for entry in entries])
    if same is not None:
        findings.add(f.SAME_NAME, place, name=printable(same[0]), other=printable(same[1]))
        return False
    return _is_as_large_as_it_says(entries, held, place, findings)


def _same_name(names: list[str]) -> tuple[str, str] | None:
    """Two names for one file, or a file that is also a folder of others."""
    seen: dict[str, str] = {}
    for name in names:
        if seen.setdefault(_key(name), name) is not name:
            return name, seen[_key(name)]
    for name in names:
        for folder in PurePosixPath(name).parents:
            if _key(str(folder)) in seen:
                return name, seen[_key(str(folder))]
    return None


def _is_as_large_as_it_says(entries: list[ZipInfo], held: int, place: Span, findings: Findings) -> bool:
    """Whether no entry is compressed, let alone swells, and none shares its bytes with another."""
    packed = next((entry for entry in entries if entry.compress_type != ZIP_STORED), None)
    size = sum(max(entry.file_size, entry.compress_size) for entry in entries)
    swells = any(entry.file_size > MOST_SWELLING * max(entry.compress_size, 1) for entry in entries)
    if swells or size > LARGEST_ARCHIVE or (packed is None and size > held):
        findings.add(f.BOMB, place, size=_number(size), held=_number(held))
        return False
    if packed is not None:
        findings.add(f.PACKED, place, name=printable(packed.filename))
    return packed is None


def _fault(entry: ZipInfo) -> Finding | None:
    """What is wrong with an entry by itself."""
    if entry.flag_bits & 0x1:
        return f.ENCRYPTED
    return name_fault(entry.orig_filename) or (f.NOT_A_FILE if _kind(entry) else None)


def name_fault(name: str) -> Finding | None:
    """What is wrong with a path inside an archive, also when look-alikes are read as the letters they look like."""
    return _name_fault(name) or _name_fault(normalize("NFKC", name))


def _name_fault(name: str) -> Finding | None:
    if "\\" in name:
        return f.BACKSLASH
    if name.startswith("/"):
        return f.ABSOLUTE
    if re.match(r"[A-Za-z]:", name):
        return f.DRIVE
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        return f.TRAVERSAL
    if name.lower().endswith(_ARCHIVES):
        return f.NESTED
    bad = any(_NO_NAME.search(part) or _RESERVED.match(part) for part in parts) or not name.isprintable()
    return f.BAD_NAME if bad or len(name.encode(errors="replace")) > LONGEST_NAME else None


def _kind(entry: ZipInfo) -> str:
    """What an entry is that is no file; empty for a file."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "et symbolsk link"
    if entry.filename.endswith("/") or kind == stat.S_IFDIR or entry.external_attr & 0x10:
        return "en mappe"
    return "" if kind in (0, stat.S_IFREG) else "en særlig fil"


def _key(name: str) -> str:
    """What a name is on a machine that cares neither for case nor for how letters are composed."""
    return normalize("NFC", normalize("NFKC", name).casefold())


def printable(name: str) -> str:
    """A name from an archive without what would change the terminal it is shown on."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def _number(count: int) -> str:
    return show_number(count, most=0)
