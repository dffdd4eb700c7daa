"""The walk through `docs/ny-periode.md`, and the fictional rule set that comes of it.

`tests/biblioteker/ny-periode/` is a library of its own: the shipped sets by links, and the finished fictional one. When
the shipped rules or the page change, `python tests/ny_periode.py` follows the page and puts what comes of it there.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from doc_pages import follow
from running import Ran

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ny-periode.md"
LIBRARY = ROOT / "tests" / "biblioteker" / "ny-periode"
FINISHED = Path("rules", "2023-2024")
NEXT = ("ny-periode", "sump/2022", "--fra", "sump/2020", "--periode", "2022-01-01..2022-12-31")
"""A period that fits after what the small library `undervejs` has."""


def walk(folder: Path) -> str:
    """Follow the page in an empty folder that becomes a library; what is not as the page says."""
    shutil.copy(ROOT / "begreber.yaml", folder)
    shutil.copytree(ROOT / "rules", folder / "rules")
    before = Path.cwd()
    os.chdir(folder)
    try:
        return "\n".join(follow(PAGE.read_text(encoding="utf-8")))
    finally:
        os.chdir(before)


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def codes(ran: Ran) -> list[str]:
    """The codes of what `tjek --format json` found, in order."""
    return [found["kode"] for found in ran.json["fund"]]


def main() -> None:
    """Write the finished set anew."""
    with TemporaryDirectory() as folder:
        sys.stdout.write(f"{walk(Path(folder)) or 'siden passer'}\n")
        shutil.rmtree(LIBRARY / FINISHED, ignore_errors=True)
        shutil.copytree(Path(folder) / FINISHED, LIBRARY / FINISHED)


if __name__ == "__main__":
    main()
