"""Findings as text with the source line and a caret, as JSON, and as SARIF for editors and code hosts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rammeaftale.core.diagnostics import CATALOGUE, Diagnostic, Severity

WIDEST = 160


def text(diagnostics: Iterable[Diagnostic]) -> str:
    """The findings one after another, each with its place, line and caret."""
    return "\n\n".join(_one(d) for d in diagnostics)


def _one(d: Diagnostic) -> str:
    place = d.span if d.span.source.text else d.span.source.path
    lines = [f"{d.severity}[{d.code}]: {d.message}", f"  --> {place}"]
    written = d.span.source.line(d.span.line)
    if written is not None and written.strip():
        number = str(d.span.line)
        margin = " " * len(number)
        shown, caret = _caret(d, written)
        lines += [f"{margin} |", f"{number} | {shown}", f"{margin} | {caret}"]
    lines += [f"  = note: {note}" for note in d.notes]
    if d.help:
        lines.append(f"  = hjælp: {d.help}")
    return "".join(c if c == "\n" or c.isprintable() else "�" for c in "\n".join(lines))


def _caret(d: Diagnostic, written: str) -> tuple[str, str]:
    """The line, cut to a readable width around the place, and the caret under it."""
    start = d.span.column - 1
    end = d.span.end_column - 1 if d.span.end_line == d.span.line else len(written)
    cut = max(start - WIDEST // 2, 0) if len(written) > WIDEST else 0
    shown = written[cut : cut + WIDEST].replace("\t", "→").rstrip()
    width = max(min(end, cut + len(shown)) - start, 1)
    return shown, " " * (start - cut) + "^" * width


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How many of each severity, in one line."""
    errors = warnings = 0
    for d in diagnostics:
        errors, warnings = (errors + 1, warnings) if d.is_error else (errors, warnings + 1)
    if not errors and not warnings:
        return "ingen fund"
    shown = [f"{errors} fejl"] if errors else []
    if warnings:
        shown.append(f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'}")
    return " og ".join(shown)


def scope(files: int, folders: Iterable[str]) -> str:
    """What the findings were looked for in, to stand behind the summary: ` i 13 filer i rules/2019-2020`."""
    named = [folder for folder in folders if files]
    return f" i {files} {'fil' if files == 1 else 'filer'} i {' og '.join(named)}" if named else ""


def as_json(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """The findings as data."""
    return {"skema": "1", "fund": [_json(d) for d in diagnostics]}


def _json(d: Diagnostic) -> dict[str, Any]:
    span = d.span
    return {
        "kode": d.code,
        "grad": str(d.severity),
        "besked": d.message,
        "fil": span.source.path,
        "linje": span.line,
        "kolonne": span.column,
        "slutlinje": span.end_line,
        "slutkolonne": span.end_column,
        "hjælp": d.help or None,
        "noter": list(d.notes),
    }


def as_sarif(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """The findings in SARIF 2.1.0."""
    found = list(diagnostics)
    codes = sorted({d.code for d in found})
    rules = [{"id": c, "shortDescription": {"text": CATALOGUE[c].when}} for c in codes]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "rammeaftale", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif(d) for d in found],
            }
        ],
    }


def _sarif(d: Diagnostic) -> dict[str, Any]:
    region = {"startLine": d.span.line, "startColumn": d.span.column}
    if (d.span.end_line, d.span.end_column) > (d.span.line, d.span.column):
        region |= {"endLine": d.span.end_line, "endColumn": d.span.end_column}
    place = {"artifactLocation": {"uri": d.span.source.path}, "region": region}
    level = "error" if d.severity is Severity.ERROR else "warning"
    message = f"{d.message} – {d.help}" if d.help else d.message
    return {
        "ruleId": d.code,
        "level": level,
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
    }


FORMATS: dict[str, Callable[[Iterable[Diagnostic]], Any]] = {"json": as_json, "sarif": as_sarif}
