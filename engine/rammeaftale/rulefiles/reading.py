"""Reading untrusted text files: bounded in size, UTF-8, and a finding instead of an exception."""

from __future__ import annotations

from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, Span, whole
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.yamltree import Node, read_yaml

LARGEST = 4_000_000


def read_text(path: Path, findings: Findings, shown: str | None = None) -> SourceText | None:
    """The text of a file under the name `shown`, or None with findings."""
    name = SourceText(shown or str(path))
    try:
        size = path.stat().st_size
        if size > LARGEST:
            findings.add(f.TOO_LARGE, whole(name), size=size, limit=LARGEST)
            return None
        raw = path.read_bytes()
    except FileNotFoundError:
        findings.add(f.NOT_FOUND, whole(name), path=name.path)
        return None
    except OSError as fault:
        findings.add(f.NOT_READABLE, whole(name), reason=fault.strerror or "ukendt årsag")
        return None
    return decode(raw, name.path, findings)


def decode(raw: bytes, shown: str, findings: Findings) -> SourceText | None:
    """The bytes as UTF-8 text (a byte order mark is dropped, line ends become newlines), or None with findings."""
    if len(raw) > LARGEST:
        findings.add(f.TOO_LARGE, whole(SourceText(shown)), size=len(raw), limit=LARGEST)
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        span = Span(SourceText(shown), line, 1, line, 1)
        findings.add(f.NOT_UTF8, span, line=line)
        return None
    return SourceText(shown, text.replace("\r\n", "\n").replace("\r", "\n"))


def read_tree(path: Path, findings: Findings, shown: str | None = None) -> Node | None:
    """The YAML tree of a file, or None with findings."""
    source = read_text(path, findings, shown)
    return read_yaml(source, findings) if source else None
