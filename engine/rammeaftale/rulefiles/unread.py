"""What stands in a library and yet would not be read: told, so that nothing is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles.folders import EXAMPLES, SetFolder
from rammeaftale.rulefiles.manifest import MANIFEST_NAME
from rammeaftale.rulefiles.reading import is_file

SUFFIX = ".yaml"
# What lies beside rules and is plainly none: notes, sources, pictures.
_BESIDE = frozenset(
    (".md", ".pdf", ".docx", ".doc", ".odt", ".xlsx", ".xls", ".ods", ".csv", ".html", ".png", ".jpg", ".svg")
)
_ALMOST = (".yaml", ".yml")
_TOLD_BY = re.compile(r"^(emne|periode):", re.MULTILINE)
MOST_PEEKED = 20_000


def check_unread(folder: SetFolder, findings: Findings) -> bool:
    """Whether nothing in a rule set, its examples apart, is left unread; else a finding for each file or folder."""
    own = {EXAMPLES, *folder.named_folders()}
    hint = f"mente du «{EXAMPLES}»?"
    return all(
        [
            _is_fine(
                path, folder.shown, findings, hint if did_you_mean(path.name.lower(), [EXAMPLES]) else ""
            )
            for path in _inside(folder.path)
            if path.name not in own
        ]
    )


def check_unread_examples(folder: SetFolder, findings: Findings) -> None:
    """A finding for every file or folder among a rule set's examples that nobody reads."""
    for path in _inside(folder.path / EXAMPLES):
        _is_fine(path, f"{folder.shown}/{EXAMPLES}", findings, f"Læg filerne direkte i «{EXAMPLES}».")


def _is_fine(path: Path, beside: str, findings: Findings, hint: str) -> bool:
    place = whole(SourceText(f"{beside}/{path.name}"))
    if path.is_dir():
        if path.is_symlink() or not _has_rule_files(path):
            return True
        findings.add(f.UNREAD_FOLDER, place, folder=path.name, hint=hint)
        return False
    if path.suffix == SUFFIX or path.suffix.lower() in _BESIDE:
        return True
    stem = re.sub(r"(\.(ya?ml|txt|bak|orig|old))+\Z", "", path.name, flags=re.IGNORECASE)
    findings.add(f.UNREAD_FILE, place, file=path.name, better=f"{stem}{SUFFIX}")
    return False


def check_without_manifest(folder: Path, shown: str, known: Iterable[str], findings: Findings) -> None:
    """A finding for a folder with topic files but no manifest; `known`: the files there that have a meaning."""
    names = [p.name for p in _inside(folder) if _is_almost(p.name) and p.name not in known and _tells(p)]
    if names:
        stem = Path(MANIFEST_NAME).stem
        near = next((name for name in names if did_you_mean(name.lower().split(".")[0], [stem])), None)
        hint = f"Hedder manifestet «{near}»? Omdøb det til {MANIFEST_NAME}." if near else ""
        findings.add(f.NO_MANIFEST, whole(SourceText(f"{shown}/{near or names[0]}")), folder=shown, hint=hint)


def _inside(folder: Path) -> Iterator[Path]:
    """What is in a folder in name order, without what is hidden and the copies editors leave."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in found if path.name[0] not in ".#" and not path.name.endswith("~"))


def _is_almost(name: str) -> bool:
    return any(ending in name.lower() for ending in _ALMOST)


def _has_rule_files(folder: Path) -> bool:
    found = (path for pattern in ("*", "*/*") for path in folder.glob(pattern))
    return any(_is_almost(path.name) for path in found)


def _tells(path: Path) -> bool:
    """Whether a file begins as a topic file or a manifest does."""
    if not is_file(path):  # a pipe would be waited for
        return False
    try:
        with path.open("rb") as file:
            return bool(_TOLD_BY.search(file.read(MOST_PEEKED).decode(errors="replace")))
    except OSError:
        return False
