"""The manifest of a rule set (`regelsaet.yaml`) with the member and clause files it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import cast

from rammeaftale.core.calendar import SPECIAL_DAYS, WEEKDAYS, Calendar
from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import manifest_schema
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.manifest_model import Clause, Dimension, Document, Manifest
from rammeaftale.rulefiles.nodes import as_scalars, mapping, scalar, scalars, text
from rammeaftale.rulefiles.reading import is_file, read_tree
from rammeaftale.rulefiles.shapes import MEMBER, Record, fits
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar

MANIFEST_NAME = "regelsaet.yaml"
DEFAULT_HISTORY = 8


def read_manifest(folder: Path, shown: str, findings: Findings) -> Mapping | None:
    """The checked YAML of a set's manifest; `shown` is the folder as a user knows it."""
    node = read_tree(folder / MANIFEST_NAME, findings, f"{shown}/{MANIFEST_NAME}")
    if node is None or not fits(manifest_schema.MANIFEST, node, findings, "manifestet"):
        return None
    return cast("Mapping", node)


def build_manifest(
    node: Mapping, folder: Path, shown: str, base: Manifest | None, findings: Findings
) -> Manifest:
    """The manifest with everything the base has unless this set names it anew; reads member and clause files."""
    period = cast("Mapping", node.get("periode"))
    starts = date.fromisoformat(text(period, "fra"))
    ends = date.fromisoformat(text(period, "til")) if period.get("til") else None
    if ends and ends < starts:
        place = cast("Scalar", period.get("til")).span
        findings.add(f.BAD_PERIOD, place, fra=starts, til=ends)
    files = _Files(folder, shown, findings)
    documents, clauses = _documents(node, files)
    return Manifest(
        id=text(node, "id"),
        title=_filled(text(node, "titel"), text(node, "id")),
        region=text(node, "region"),
        track=text(node, "spor"),
        starts=starts,
        ends=ends,
        history=_history(node, base),
        base=text(node, "bygger_på") or None,
        folder=shown,
        span=node.span,
        documents={**(base.documents if base else {}), **documents},
        actors={**(base.actors if base else {}), **_titles(node, "aktører")},
        dimensions={**(base.dimensions if base else {}), **_dimensions(node, files)},
        calendars={**(base.calendars if base else {}), **_calendars(node)},
        clauses={**_inherited(base), **clauses},
        silent=_notes(node, "tier"),
        source_missing=_notes(node, "kilde_mangler"),
        under_way="gennemgang" in node.entries,
    )


def _inherited(base: Manifest | None) -> dict[str, Clause]:
    found = base.clauses if base else {}
    return {id_: replace(clause, inherited=True) for id_, clause in found.items()}


class _Files:
    """The files a manifest may name: beside it, never elsewhere."""

    def __init__(self, folder: Path, shown: str, findings: Findings) -> None:
        self.folder, self.shown, self.findings = folder, shown, findings

    def tree(self, name: Scalar, shape: Record) -> Mapping | None:
        path = self.folder / name.text
        if Path(name.text).is_absolute() or ".." in Path(name.text).parts:
            self.findings.add(f.OUTSIDE_FOLDER, name.span, path=name.text)
            return None
        if not is_file(path):
            hint = did_you_mean(name.text, [p.name for p in self.folder.glob("*.yaml")])
            self.findings.add(f.NOT_FOUND, name.span, path=name.text, hint=hint)
            return None
        node = read_tree(path, self.findings, f"{self.shown}/{name.text}")
        good = node is not None and fits(shape, node, self.findings, name.text)
        return cast("Mapping", node) if good else None


def _history(node: Mapping, base: Manifest | None) -> int:
    if node.get("historik"):
        return int(text(node, "historik"))
    return base.history if base else DEFAULT_HISTORY


def _filled(written: str, instead: str = "") -> str:
    """What a reader is shown of a text that may still be to be written."""
    return instead if written == UNFILLED else written


def _notes(node: Mapping, key: str) -> dict[str, str]:
    notes = {name: cast("Scalar", part).text for name, (_, part) in mapping(node, key).items()}
    return {name: note for name, note in notes.items() if note != UNFILLED}


def _titles(node: Mapping, key: str) -> dict[str, str]:
    return {name: text(cast("Mapping", part), "titel") for name, (_, part) in mapping(node, key).items()}


def _documents(node: Mapping, files: _Files) -> tuple[dict[str, Document], dict[str, Clause]]:
    documents: dict[str, Document] = {}
    clauses: dict[str, Clause] = {}
    for name, (_, part) in mapping(node, "kilder").items():
        block = cast("Mapping", part)
        title = _filled(text(block, "titel"), name)
        parts = [title, *(_filled(text(block, key)) for key in ("udgiver", "dato", "link", "sha256"))]
        named = scalar(block, "klausuler")
        awaited = named is not None and named.text == UNFILLED
        documents[name] = Document(name, *parts, awaits_clauses=awaited)
        tree = files.tree(named, manifest_schema.CLAUSES) if named and not awaited else None
        for id_, (place, clause) in mapping(tree, "klausuler").items() if tree else ():
            section, kind, title = (text(cast("Mapping", clause), key) for key in ("afsnit", "art", "titel"))
            clauses[id_] = Clause(id_, section, kind, title, name, place.span)
    return documents, clauses


def _dimensions(node: Mapping, files: _Files) -> dict[str, Dimension]:
    found: dict[str, Dimension] = {}
    for name, (key, part) in mapping(node, "dimensioner").items():
        block = cast("Mapping", part)
        members = _members(block.get("medlemmer"), files)
        empty = text(block, "hvis_ikke_nævnt") == "ingen"
        found[name] = Dimension(name, text(block, "titel"), members, empty, key.span)
    return found


def _members(node: Node | None, files: _Files) -> dict[str, str] | None:
    if node is None:
        return None
    if not isinstance(node, Scalar):
        return {s.text: s.text for s in as_scalars(node) if _may_be_member(s, files.findings)}
    tree = files.tree(node, manifest_schema.MEMBERS)
    if tree is None:
        return None
    found = mapping(tree, "medlemmer")
    _check_attributes(tree, files.findings)
    good = [code for code in sorted(found) if _may_be_member(found[code][0], files.findings)]
    return {code: text(cast("Mapping", found[code][1]), "navn", code) for code in good}


def _may_be_member(node: Scalar, findings: Findings) -> bool:
    if MEMBER.match(node.text):
        return True
    findings.add(f.BAD_MEMBER, node.span, text=node.text)
    return False


def _check_attributes(tree: Mapping, findings: Findings) -> None:
    """A finding for every key of a member that is neither its name nor a declared attribute."""
    known = ["navn", *mapping(tree, "attributter")]
    for code, (_, member) in mapping(tree, "medlemmer").items():
        for key, _ in cast("Mapping", member).entries.values():
            if key.text not in known:
                where, hint = f"medlemmet «{code}»", did_you_mean(key.text, known)
                findings.add(
                    f.UNKNOWN_KEY, key.span, key=key.text, where=where, known=", ".join(known), hint=hint
                )


def _calendars(node: Mapping) -> dict[str, Calendar]:
    found: dict[str, Calendar] = {}
    for name, (_, part) in mapping(node, "kalendere").items():
        block = cast("Mapping", part)
        weekdays = frozenset(WEEKDAYS.index(s.text) for s in scalars(block, "ugedage"))
        extra = frozenset(SPECIAL_DAYS[s.text] for s in scalars(block, "også_fri"))
        found[name] = Calendar(name, weekdays, text(block, "fri", "ingen") == "helligdage_dk", extra)
    return found


def member_inputs(node: Mapping, folder: Path, shown: str, findings: Findings) -> list[tuple[str, Mapping]]:
    """The member files of a manifest as (dimension, YAML), for the attributes that become inputs."""
    quiet = Findings()
    files = _Files(folder, shown, quiet)
    found = []
    for name, (_, part) in mapping(node, "dimensioner").items():
        named = scalar(cast("Mapping", part), "medlemmer")
        tree = files.tree(named, manifest_schema.MEMBERS) if named else None
        if tree is not None and tree.get("attributter"):
            found.append((name, tree))
    return found
