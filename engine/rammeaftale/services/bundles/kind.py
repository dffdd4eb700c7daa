"""Whether a file is an archive, asked of every name of rules: what reads one is imported only then."""

from __future__ import annotations

from pathlib import Path

START = b"PK\x03\x04"


def is_archive(path: Path) -> bool:
    """Whether a file begins as a zip archive, or calls itself one."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(START)) == START or path.suffix.lower() == ".zip"
    except (OSError, ValueError):
        return False
