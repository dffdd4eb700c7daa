"""Reading untrusted text files: bounded in size, UTF-8, and a finding instead of an exception."""

from __future__ import annotations

import errno
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from rammeaftale.core.danish import show_number
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, told_name, whole
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.yamltree import Node, read_yaml

LARGEST = 4_000_000


def is_file(path: Path) -> bool:
    """Whether there is such a file; a path the system cannot even look at is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def is_there(path: Path) -> bool:
    """Whether there is a file or folder of this name, as far as the system will say."""
    try:
        return path.exists()
    except OSError:
        return False


def folders_in(folder: Path, findings: Findings) -> list[Path]:
    """The folders directly in a folder, in name order, hidden ones apart; a finding when it may not be read."""
    try:
        return sorted(p for p in folder.iterdir() if not p.name.startswith(".") and p.is_dir())
    except OSError as fault:
        findings.add(f.NOT_READABLE, whole(SourceText(str(folder))), reason=reason(fault))
        return []


def read_text(path: Path, findings: Findings, shown: str | None = None) -> SourceText | None:
    """The text of a file under the name `shown`, or None with findings."""
    name = SourceText(told_name(shown or str(path)))
    try:
        status = path.stat()
        if status.st_size > LARGEST:
            _too_large(name, status.st_size, findings)
            return None
        if not (S_ISREG(status.st_mode) or S_ISDIR(status.st_mode)):
            findings.add(f.NOT_READABLE, whole(name), reason="det er ikke en almindelig fil")
            return None
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except FileNotFoundError:
        findings.add(f.NOT_FOUND, whole(name), path=name.path)
        return None
    except ValueError:
        findings.add(f.NOT_READABLE, whole(name), reason="navnet har tegn, et filnavn ikke kan have")
        return None
    except OSError as fault:
        findings.add(f.NOT_READABLE, whole(name), reason=reason(fault))
        return None
    return decode(raw, name.path, findings)


_REASONS = {
    errno.EISDIR: "det er en mappe",
    errno.EEXIST: "den findes allerede",
    errno.ENOSPC: "der er ikke plads på disken",
    errno.EROFS: "den ligger på et drev, der kun kan læses",
    errno.EACCES: "du har ikke adgang til den",
    errno.EPERM: "du har ikke adgang til den",
    errno.ELOOP: "den henviser til sig selv",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ENOTDIR: "en del af stien er ikke en mappe",
}


def reason(fault: OSError) -> str:
    """Why the system refuses, in Danish."""
    return _REASONS.get(fault.errno or 0, "styresystemet siger nej")


def _too_large(name: SourceText, size: int, findings: Findings) -> None:
    shown = (show_number(number, most=0) for number in (size, LARGEST))
    findings.add(f.TOO_LARGE, whole(name), size=next(shown), limit=next(shown))


def decode(raw: bytes, shown: str, findings: Findings) -> SourceText | None:
    """The bytes as UTF-8 text (a byte order mark is dropped, line ends become newlines), or None with findings."""
    if len(raw) > LARGEST:
        _too_large(SourceText(shown), len(raw), findings)
        return None
    raw = raw.removeprefix(BOM_UTF8)
    if kind := next((kind for start, kind in _OTHER_KINDS.items() if raw.startswith(start)), None):
        findings.add(f.NOT_TEXT, whole(SourceText(shown)), kind=kind[0], hint=kind[1])
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError as fault:
        before = raw[: fault.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        source = SourceText(shown, raw.decode(errors="replace"))
        span = Span(source, line, column, line, column + 1)
        findings.add(f.NOT_UTF8, span, line=line)
        return None
    return SourceText(shown, text.replace("\r\n", "\n").replace("\r", "\n"))


_AS_UTF8 = "Vælg «Gem som» i din editor og tegnkodningen UTF-8."
_AS_TEXT = "Skriv indholdet i en tekstfil, der ender på .yaml; en editor som VS Code er god til det."
_OTHER_KINDS = {
    BOM_UTF16_LE: ("gemt som UTF-16 («Unicode»)", _AS_UTF8),
    BOM_UTF16_BE: ("gemt som UTF-16 («Unicode»)", _AS_UTF8),
    b"PK\x03\x04": ("en Excel- eller Word-fil eller et zip-arkiv", _AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("en ældre Excel- eller Word-fil", _AS_TEXT),
    b"%PDF": ("en PDF-fil", _AS_TEXT),
}


def read_tree(path: Path, findings: Findings, shown: str | None = None) -> Node | None:
    """The YAML tree of a file, or None with findings."""
    source = read_text(path, findings, shown)
    return read_yaml(source, findings) if source else None
