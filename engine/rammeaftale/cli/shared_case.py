"""Reading the sets and the case of `sammenlign` and `forskel`, refusing with every finding."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from rammeaftale.cli.options import check_shipped, libraries
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import COMMAND_LINE, SourceText, whole
from rammeaftale.rulefiles.reading import LARGEST
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence
from rammeaftale.services.cases.case import case_node, read_year
from rammeaftale.services.comparing.shared_case import SharedCase, read_shared
from rammeaftale.services.comparing.sides import Side, load_sides
from rammeaftale.services.library_rules import check_same_ids


def sides_of(names: Iterable[str], regler: Iterable[str]) -> list[Side]:
    """The sets of some names."""
    findings, roots = Findings(), libraries(regler)
    if len(roots) > 1:
        check_same_ids(roots, findings)
        findings.raise_errors()
    found = load_sides(names, roots, findings)
    findings.raise_errors()
    return found


def case_tree(source: str, years: tuple[str, ...] = ()) -> Mapping:
    """The case in a file (`-`: standard input), in other years when some are named."""
    findings = Findings()
    check_shipped(source, findings)
    given: Path | bytes = sys.stdin.buffer.read(LARGEST + 1) if source == "-" else Path(source)
    node = case_node(given, findings)
    findings.raise_errors()
    assert node is not None
    if not years:
        return node
    years_named(years)
    span = whole(SourceText(COMMAND_LINE))
    scalars = tuple(Scalar(text, span) for text in years)
    value: Node = scalars[0] if len(scalars) == 1 else Sequence(scalars, span)
    return node._replace(entries={**node.entries, "år": (Scalar("år", span), value)})


def years_named(texts: Iterable[str]) -> list[int]:
    """The years of `--år`."""
    findings, span = Findings(), whole(SourceText(COMMAND_LINE))
    years = [read_year(Scalar(text, span), findings) for text in texts]
    findings.raise_errors()
    return [year for year in dict.fromkeys(years) if year is not None]


def shared_case(source: str, sides: Iterable[Side], years: tuple[str, ...] = ()) -> list[SharedCase]:
    """The case as each set reads it."""
    findings = Findings()
    found = read_shared(case_tree(source, years), sides, findings)
    findings.raise_errors()
    return found
