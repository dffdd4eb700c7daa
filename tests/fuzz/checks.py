"""What must hold of any input whatever: findings with places, in bounded time, and nothing else is ever raised."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from time import process_time

import rammeaftale
from fuzz.corpus import Library
from rammeaftale.core.diagnostics import CATALOGUE, Diagnostic, RammeaftaleError
from rammeaftale.report import diagnostics
from rammeaftale.services.api import Rules

LONGEST = 8.0  # seconds of this process alone for one input; what is usual is some hundredths


def lay_out(library: Library, changed: dict[str, bytes], root: Path) -> Path:
    """The library in an emptied folder, with some files changed."""
    shutil.rmtree(root, ignore_errors=True)
    for name, text in library.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(changed.get(name, text.encode()))
    return root


def check_rules(library: Library, changed: dict[str, bytes], root: Path) -> bool:
    """The rules are refused with findings, or calculate their cases; whether they were sound."""
    lay_out(library, changed, root)
    start = process_time()
    found = rammeaftale.check([root])
    check_findings(found)
    sound = not any(d.is_error for d in found)
    if sound:
        for name, case in library.cases[:2]:
            (root / "sag.yaml").write_text(case, encoding="utf-8")
            rules = loaded(name, root)
            if rules:
                check_case(rules, root / "sag.yaml")
    assert process_time() - start < LONGEST
    return sound


def loaded(name: str, root: Path) -> Rules | None:
    """The rules of a name, unless its name is what was damaged."""
    try:
        return rammeaftale.load(name, library=root)
    except RammeaftaleError as fault:
        check_findings(fault.diagnostics)
        return None


def check_case(rules: Rules, case: Path | dict[str, object]) -> bool:
    """The case is refused with findings, or has a result that can be shown and explained; whether it had one."""
    start = process_time()
    try:
        result = rules.calculate(case)
        shown = json.dumps(result.to_json(), ensure_ascii=False)
        for target in result.targets[:5]:
            for cell in list(target.cells())[:2]:
                trace = result.explain(address_of(cell))
                assert trace.top.outcome is not None
    except RammeaftaleError as fault:
        check_findings(fault.diagnostics)
        return False
    finally:
        assert process_time() - start < LONGEST
    assert "Traceback" not in shown
    return True


def address_of(cell: tuple[str, int | None, tuple[str, ...]]) -> str:
    """A cell's address."""
    name, year, members = cell
    inside = f"[{','.join(members)}]" if members else ""
    return f"{name}{inside}@{year}" if year else f"{name}{inside}"


def check_findings(found: Iterable[Diagnostic]) -> None:
    """Each has a known code, a message without holes, and a place inside its file; and all can be printed."""
    found = list(found)
    for d in found:
        assert d.code in CATALOGUE
        assert d.message
        check_place(d)
    assert diagnostics.text(found) or not found
    json.dumps([diagnostics.as_json(found), diagnostics.as_sarif(found)])


def check_place(d: Diagnostic) -> None:
    """The place is a range of the file (or the file's start, when the fault is the file itself)."""
    span = d.span
    assert (span.line, span.column) >= (1, 1), d
    assert (span.line, span.column) <= (span.end_line, span.end_column), d
    lines = span.source.text.split("\n")
    assert span.line <= len(lines), d
    assert span.column <= len(lines[span.line - 1]) + 1, d
    assert span.end_line <= len(lines) + 1, d
