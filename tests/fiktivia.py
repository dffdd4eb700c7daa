"""The fictional library `tests/biblioteker/fiktiv/`: its rule sets, its examples calculated, and its files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.language.program import Program
from rammeaftale.rulefiles.library import Library
from rammeaftale.rulefiles.reading import read_tree
from rammeaftale.rulefiles.yamltree import Node
from rammeaftale.services.api import Rules, load
from rammeaftale.services.calculation import Calculation

ROOT = Path(__file__).parent / "biblioteker" / "fiktiv"
UNDER_WAY = ROOT.parent / "undervejs"
"""A small library in which a new period is half written, so that the checker has something to say of it."""


@cache
def rules(name: str) -> Rules:
    """A rule set or region of the library."""
    return load(name, library=ROOT)


@cache
def programs() -> dict[str, Program]:
    """Every rule set's program by id."""
    ids = Library(ROOT, Findings()).sets
    return {id_: rules(id_).rules.programs[0] for id_ in sorted(ids)}


@cache
def example_results() -> dict[str, Calculation]:
    """Every example calculated as a whole, by its path in the library."""
    return {
        path.relative_to(ROOT).as_posix(): rules(folder.id).calculate(path)
        for folder in Library(ROOT, Findings()).sets.values()
        for path in folder.examples()
    }


def trees(root: Path = ROOT) -> Iterator[tuple[Path, Node]]:
    """Every YAML file of the library."""
    for path in sorted(root.rglob("*.yaml")):
        node = read_tree(path, Findings())
        assert node is not None, path
        yield path, node
