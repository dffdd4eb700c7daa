"""The texts of `beregn` and `forklar`: a folder each under `tests/cases/forklar/`, so that a new one needs no Python.

    kald.txt       the words after `rammeaftale`, run in the folder
    sag.yaml       the case
    forventet.txt  what a person reads, and in a last line the exit code

`bibliotek/` holds the rules of them all. `python tests/explain/texts.py` writes every `forventet.txt` anew; each is
then read and its figures worked out by hand before it is kept.
"""

import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from smaa_regler import command

FOLDER = Path(__file__).parents[1] / "cases" / "forklar"


def folders() -> list[Path]:
    return sorted(path.parent for path in FOLDER.glob("*/kald.txt"))


def said(folder: Path) -> str:
    """What the command of a folder prints, and its exit code."""
    found = command(*shlex.split((folder / "kald.txt").read_text(encoding="utf-8")), cwd=folder)
    return f"{found.out}[{found.code}]\n"


if __name__ == "__main__":
    for case in folders():
        (case / "forventet.txt").write_text(said(case), encoding="utf-8")
