"""A new period under way: which inherited entries someone has gone through, and what is still to be filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from rammeaftale.core.diagnostics import Finding, Findings
from rammeaftale.core.places import Span
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.rulefiles import findings as f
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles import review_findings as rf
from rammeaftale.rulefiles.common_schema import UNFILLED
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.yamltree import Mapping, Node, Scalar, Sequence

UNDER_WAY, LEFT, CARRIED = "gennemgang", "ikke_gennemgået", "antaget_videreført"
LISTS = (CARRIED, LEFT)
MOST_NAMED = 10
WORDS = {LEFT: "ikke gennemgået", CARRIED: "antaget videreført"}
_SILENCES = ("tier", "kilde_mangler")


@record
class Listed:
    """A name on one of the lists of a topic file, `ikke_gennemgået` or `antaget_videreført`."""

    name: Scalar
    key: str


@record
class Review:
    """How far a set has come through what it inherits.

    `every`: the number of inherited entries; `begun`: where the manifest says the review is under way, or None (also
    when not every file could be read, so that what nothing speaks of cannot be told);
    `left`: entries on the list of those no one has gone through; `unlisted`: those nothing in the set speaks of.
    """

    every: int
    begun: Span | None
    left: tuple[m.RawEntry, ...]
    places: tuple[Span, ...]
    unlisted: tuple[m.RawEntry, ...]


def review_of(
    base: m.RawEntries,
    merged: m.RawEntries,
    listed: Iterable[Listed],
    manifest: Mapping,
    findings: Findings,
    *,
    complete: bool = True,
) -> Review:
    """The review of what `base` hands down; findings for names on a list that do not belong there.

    `merged`: the entries in force, each with how this set stands to it; `complete`: whether every file of the set could
    be read, else what is not spoken of may stand in the part that could not.
    """
    fine: dict[str, Listed] = {}
    for one in listed:
        key = _key(one.name.text, base)
        if key not in base:
            hint = did_you_mean(one.name.text, base) or "Slet linjen, eller ret navnet."
            findings.add(f.CHANGE_OF_NEW, one.name.span, name=one.name.text, change=WORDS[one.key], hint=hint)
        elif key in fine:
            other, hint = str(fine[key].name.span), "Slet den ene linje."
            findings.add(f.DOUBLE_NAME, one.name.span, name=one.name.text, other=other, hint=hint)
        elif key not in merged or merged[key].status != m.ASSUMED:
            done = merged[key].status if key in merged else "ophævet"
            findings.add(rf.LISTED_BUT_DONE, one.name.span, name=one.name.text, listed=one.key, done=done)
        else:
            fine[key] = one
    begun = nodes.scalar(manifest, UNDER_WAY) if complete else None
    left = [key for key, one in fine.items() if one.key == LEFT]
    untouched = [key for key in base if key in merged and merged[key].status == m.ASSUMED and key not in fine]
    return Review(
        len(base),
        begun.span if begun else None,
        tuple(base[key] for key in left),
        tuple(fine[key].name.span for key in left),
        tuple(base[key] for key in untouched) if begun else (),
    )


def _key(name: str, base: m.RawEntries) -> str:
    catalogue = m.entry_key("kataloger", name)
    return catalogue if name not in base and catalogue in base else name


def check_review(
    review: Review | None, manifest: Manifest, entries: m.RawEntries, node: Mapping, findings: Findings
) -> None:
    """One warning for each kind of thing that is left to do."""
    if review is not None:
        _check_left(review, findings)
    _tell(rf.FILL_MANIFEST, list(_unfilled_in_manifest(node)), findings)
    _tell(rf.FILL_SILENCES, list(_unfilled_silences(node)), findings)
    own = [entry for entry in entries.values() if entry.origin == manifest.id]
    files = {source for source in {entry.name.span.source for entry in own} if UNFILLED in source.text}
    own = [entry for entry in own if entry.name.span.source in files]
    found = [(entry, keys, span) for entry in own for keys, span in _unfilled(entry.node)]
    figures = [one for one in found if one[0].section == "parametre" and one[1][0] in ("værdier", "værdi")]
    _tell(rf.FILL_FIGURES, [(_figure(entry, keys), span) for entry, keys, span in figures], findings)
    others = [one for one in found if one not in figures]
    named = [(".".join((entry.name.text, *keys)), span) for entry, keys, span in others]
    _tell(rf.FILL_FIELDS, named, findings)


def _check_left(review: Review, findings: Findings) -> None:
    if review.left:
        notes = [_per_file(review.places), _per_kind(review.left)]
        place = min(review.places, key=order)
        findings.add(rf.NOT_REVIEWED, place, notes=notes, count=len(review.left), every=review.every)
    if review.unlisted and review.begun:
        names = _listed([entry.name.text for entry in review.unlisted])
        count = len(review.unlisted)
        findings.add(rf.UNLISTED, review.begun, count=count, every=review.every, names=names)
    if review.begun and not review.left and not review.unlisted:
        findings.add(rf.REVIEW_OVER, review.begun, every=review.every)


def _per_file(places: Iterable[Span]) -> str:
    """How many there are in each file and where the first is, in name order: all of them, for it is what to do next."""
    ordered = sorted(places, key=order)
    counts = Counter(_file(span) for span in ordered)
    first = {_file(span): span.line for span in reversed(ordered)}
    return "i " + ", ".join(f"{name}:{first[name]} ({counts[name]})" for name in sorted(counts))


def _lines(places: Iterable[Span]) -> str:
    """`garanti.yaml:15, 21, omkostninger.yaml:9`."""
    lines: dict[str, list[str]] = {}
    for span in places:
        lines.setdefault(_file(span), []).append(str(span.line))
    return ", ".join(f"{file}:{', '.join(dict.fromkeys(numbers))}" for file, numbers in lines.items())


def _file(span: Span) -> str:
    return PurePosixPath(span.source.path).name


def _per_kind(left: Iterable[m.RawEntry]) -> str:
    counts = Counter(entry.section for entry in left)
    return "heraf " + ", ".join(f"{section}: {counts[section]}" for section in sorted(counts))


def _tell(finding: Finding, found: list[tuple[str, Span]], findings: Findings) -> None:
    """One finding for all of a kind, at the first of them; a note has the places of the others."""
    if found:
        first, *others = sorted((span for _, span in found), key=order)
        count = f"{len(found)} {_COUNTED[finding.code][len(found) > 1]}"
        notes = [f"også i {_lines(others)}"] if others else []
        findings.add(finding, first, notes, count=count, names=_listed([name for name, _ in found]))


_COUNTED = {
    rf.FILL_MANIFEST.code: ("sted", "steder"),
    rf.FILL_FIGURES.code: ("tal", "tal"),
    rf.FILL_FIELDS.code: ("felt", "felter"),
    rf.FILL_SILENCES.code: ("begreb", "begreber"),
}


def _listed(names: list[str]) -> str:
    more = f" og {len(names) - MOST_NAMED} mere" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def order(span: Span) -> tuple[str, int, int]:
    """Sorts places as a reader meets them."""
    return span.source.path, span.line, span.column


def _figure(entry: m.RawEntry, keys: tuple[str, ...]) -> str:
    which = [key for key in keys[1:] if key != "værdi"]
    return f"{entry.name.text} ({', '.join(which)})" if which else entry.name.text


def _unfilled(node: Node, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Span]]:
    """Where `udfyldes` stands inside a node: the keys that lead there, and its place."""
    if isinstance(node, Mapping):
        for key, (_, part) in node.entries.items():
            yield from _unfilled(part, (*keys, key))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _unfilled(item, keys)
    elif node.text == UNFILLED:
        yield keys, node.span


def _unfilled_in_manifest(node: Mapping) -> Iterator[tuple[str, Span]]:
    for key, (_, part) in node.entries.items():
        if key not in _SILENCES:
            yield from ((".".join(keys), span) for keys, span in _unfilled(part, (key,)))


def _unfilled_silences(node: Mapping) -> Iterator[tuple[str, Span]]:
    for key in _SILENCES:
        yield from ((name[0], span) for name, span in _unfilled(node.get(key) or Mapping({}, node.span)))
