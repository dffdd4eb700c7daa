"""Rules by name: an id or a region of a library, a folder, or an audit bundle."""

from __future__ import annotations

from pathlib import Path

import rammeaftale
from rammeaftale.core.collecting import without_collecting
from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles.library import CONCEPTS_NAME, MOST_LEVELS, has_sets
from rammeaftale.rulefiles.reading import is_file
from rammeaftale.services.bundles.kind import is_archive
from rammeaftale.services.library_rules import find_rules, load_found
from rammeaftale.services.ruleset import RuleSet

PACKAGE = Path(rammeaftale.__file__).parent


def shipped_library() -> Path:
    """The rules that came with the program: inside the wheel, or the root of the checkout."""
    inside = PACKAGE / "_bibliotek"
    return inside if inside.is_dir() else PACKAGE.parents[1]


def default_library() -> Path:
    """The current folder if it is a library root, else the shipped rules."""
    here = Path()
    return here if is_file(here / CONCEPTS_NAME) else shipped_library()


def library_to_check() -> Path:
    """The library that the current folder is or is in, or that it is but for its concepts; else the shipped rules."""
    here = Path()
    for folder in (here, *Path.cwd().parents[:MOST_LEVELS]):
        if is_file(folder / CONCEPTS_NAME):
            return folder
    return here if has_sets(here) else shipped_library()


@without_collecting()
def load_rules(name: str, root: Path, findings: Findings) -> RuleSet | None:
    """The rules called `name` (an id or region, else a folder, or an audit bundle), or None with findings."""
    if is_archive(Path(name)):
        from rammeaftale.services.bundles.loading import load_bundle

        return load_bundle(Path(name), findings)
    found = find_rules(name, root, findings)
    return load_found(found, findings) if found is not None else None
