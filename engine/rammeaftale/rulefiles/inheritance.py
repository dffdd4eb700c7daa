"""Building on another set: every inherited entry stands, is reaffirmed, changed or repealed, never silently touched."""

from __future__ import annotations

from collections.abc import Mapping as MappingType
from dataclasses import replace
from typing import TypeAlias

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import Span
from rammeaftale.core.suggest import did_you_mean, nearest
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.nodes import text
from rammeaftale.rulefiles.schema import SECTIONS
from rammeaftale.rulefiles.shapes import Record, fits
from rammeaftale.rulefiles.way_schema import COUNTING, WAYS
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar

# the name, the section that cites it anew, and the default source of the file that does
Reaffirmed: TypeAlias = tuple[Scalar, Scalar, MappingType[str, Node]]
CHANGE, REASON, REPEALED = "ændring", "begrundelse", "ophævet"
_FREE_OF_CHANGE = {CHANGE, "kilde"}
_WAYS = {*WAYS, "længde"}
_MERGED_BY_KEY = {"værdier", "læsninger", "sætter", "tilføjer", "oplysninger", "kilde", "trin", "slutninger"}
_MERGED_BY_KEY |= {"medlemmer", "handlinger"}


def inherit(
    base: m.RawEntries,
    own: m.RawEntries,
    reaffirmed: list[Reaffirmed],
    base_id: str,
    findings: Findings,
) -> tuple[m.RawEntries, dict[str, Span], set[str]]:
    """The entries in force: the base's, as `antaget_videreført` unless this set speaks of them; and what it repeals.

    Last the names of the entries that are told not to fit what is inherited: they are in force neither way.
    """
    merged: m.RawEntries = {name: replace(entry, status=m.ASSUMED) for name, entry in base.items()}
    repealed: dict[str, Span] = {}
    broken: set[str] = set()
    for name_node, section, default in reaffirmed:
        catalogue, name = m.entry_key("kataloger", name_node.text), name_node.text
        name = catalogue if name not in base and catalogue in base else name
        if name not in base:
            hint = did_you_mean(name, base)
            findings.add(f.CHANGE_OF_NEW, name_node.span, name=name, change="genbekræftet", hint=hint)
        else:
            source = {**default, "afsnit": section}
            merged[name] = replace(
                base[name], status=m.REAFFIRMED, node=_recited(base[name].node), source=source
            )
    for key, entry in own.items():
        if not _apply(key, entry, base, base_id, merged, repealed, findings):
            merged.pop(key, None)
            broken.add(key)
    return merged, repealed, broken


def _recited(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    return node._replace(entries={k: v for k, v in node.entries.items() if k != "kilde"})


def _apply(
    key: str,
    entry: m.RawEntry,
    base: m.RawEntries,
    base_id: str,
    merged: m.RawEntries,
    repealed: dict[str, Span],
    findings: Findings,
) -> bool:
    """Put an entry in the place of the inherited one; False with a finding when it does not fit there."""
    node = entry.node
    change = text(node, CHANGE) if isinstance(node, Mapping) else ""
    old, name = base.get(key), entry.name.text
    if old is None:
        if change:
            hint = did_you_mean(name, base)
            findings.add(f.CHANGE_OF_NEW, entry.name.span, name=name, change=change, hint=hint)
            return False
        merged[key] = entry
        return True
    if not change or not isinstance(node, Mapping):
        findings.add(f.TOUCHED_SILENTLY, entry.name.span, name=name, base=base_id)
        return False
    if old.section != entry.section:
        kinds = (SECTIONS[section].title for section in (old.section, entry.section))
        findings.add(f.MOVED_SECTION, entry.name.span, name=name, old=next(kinds), new=next(kinds))
        return False
    if not _fits(change, entry, node, findings):
        return False
    _change(change, old, entry, node, merged, repealed, findings)
    return True


def _fits(change: str, entry: m.RawEntry, node: Mapping, findings: Findings) -> bool:
    """Whether the word of change is one and, as a repealed entry is never built, its fields are real ones."""
    record = SECTIONS[entry.section]
    loose = Record(record.title, tuple(replace(field, required=False) for field in record.fields))
    own = node if change == REPEALED else Mapping({CHANGE: node.entries[CHANGE]}, node.span)
    return fits(loose, own, findings, f"{record.title} «{entry.name.text}»")


def _change(
    change: str,
    old: m.RawEntry,
    entry: m.RawEntry,
    node: Mapping,
    merged: m.RawEntries,
    repealed: dict[str, Span],
    findings: Findings,
) -> None:
    name = entry.name.text
    if change == m.REAFFIRMED:
        for key, (key_node, _) in node.entries.items():
            if key not in _FREE_OF_CHANGE:
                findings.add(f.REAFFIRMED_WITH_CHANGES, key_node.span, name=name, key=key)
    elif REASON not in node.entries and not _is_misspelt(REASON, entry.section, node):
        findings.add(f.NO_REASON, entry.name.span, name=name, change=change)
    if change == REPEALED:
        del merged[entry.key]
        repealed[entry.key] = entry.name.span
        return
    body = _merge(old.node, node, findings)
    status = m.REAFFIRMED if change == m.REAFFIRMED else m.CHANGED
    merged[entry.key] = replace(entry, node=body, status=status)


def _is_misspelt(key: str, section: str, node: Mapping) -> bool:
    """Whether a key that is none of an entry's fields was meant to be this one; it is told as unknown."""
    unknown = node.entries.keys() - SECTIONS[section].by_name.keys()
    return any(nearest(other, [key]) for other in unknown)


def _merge(old: Node, new: Mapping, findings: Findings) -> Node:
    """The old entry with the new one's fields laid over it; the old source gives way to the new file's."""
    if not isinstance(old, Mapping):
        return new
    entries = {key: part for key, part in old.entries.items() if key != "kilde"}
    if _WAYS & new.entries.keys():
        counting = COUNTING if "længde" not in new.entries else ()
        entries = {key: part for key, part in entries.items() if key not in (*_WAYS, *counting)}
    for key, (key_node, value) in new.entries.items():
        if key == CHANGE:
            continue
        if isinstance(value, Scalar) and value.text == REPEALED:
            _remove(entries, key, key_node, findings)
        elif key in _MERGED_BY_KEY and key in entries and isinstance(value, Mapping):
            entries[key] = (key_node, _merge_map(entries[key][1], value, findings))
        else:
            entries[key] = (key_node, value)
    return new._replace(entries=entries)


def _merge_map(old: Node, new: Mapping, findings: Findings) -> Node:
    if not isinstance(old, Mapping):
        return new
    entries = dict(old.entries)
    for key, (key_node, value) in new.entries.items():
        if isinstance(value, Scalar) and value.text == REPEALED:
            _remove(entries, key, key_node, findings)
        else:
            entries[key] = (key_node, value)
    return new._replace(entries=entries)


def _remove(entries: dict[str, tuple[Scalar, Node]], key: str, key_node: Scalar, findings: Findings) -> None:
    if entries.pop(key, None) is None:
        findings.add(f.REPEAL_OF_NOTHING, key_node.span, name=key)
