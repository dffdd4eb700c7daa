"""Duties, steps, measures and members of every shipped set meet those of the others in shared concepts."""

from collections.abc import Iterator

import pytest

from rammeaftale.core.diagnostics import Findings
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles import nodes
from rammeaftale.rulefiles.library import Library
from rammeaftale.services.api import load
from rammeaftale.services.loading import shipped_library

LIBRARY = Library(shipped_library(), Findings())
SETS = sorted(LIBRARY.sets)
CONCEPTS = LIBRARY.concepts or {}
MEETING = (m.Duty, m.Measure, m.Procedure, m.Catalogue, m.Goal)


def text_of(id_: str) -> m.RuleText:
    return load(id_, library=shipped_library()).rules.programs[0].text


def named(entry: m.Entry) -> Iterator[tuple[str, str | None]]:
    """An entry and its parts by address, each with its concept."""
    yield entry.head.name, entry.head.concept
    yield from ((f"{entry.head.name}.{part.name}", part.concept) for part in m.parts_of(entry))


def lacking(id_: str, key: str) -> set[str]:
    """The concepts a set says its agreement (`tier`) or its source (`kilde_mangler`) lacks."""
    return set(nodes.mapping(LIBRARY.sets[id_].manifest, key))


def manifest_mentions(id_: str) -> set[str]:
    """The concepts of a set's actors and dimensions, and those it says it lacks."""
    head = LIBRARY.sets[id_].manifest
    parts = [part for key in ("aktører", "dimensioner") for _, part in nodes.mapping(head, key).values()]
    told = {nodes.text(part, "begreb") for part in parts} - {""}
    return told | lacking(id_, "tier") | lacking(id_, "kilde_mangler")


def mentions(id_: str) -> set[str]:
    """Every concept a set speaks of."""
    entries = text_of(id_).entries.values()
    return manifest_mentions(id_) | {concept for entry in entries for _, concept in named(entry) if concept}


def with_wider(concepts: set[str]) -> set[str]:
    """The concepts and every wider one they stand under."""
    found, pending = set(), list(concepts)
    while pending:
        concept = pending.pop()
        if concept and concept not in found:
            found.add(concept)
            pending.append(CONCEPTS[concept]["under"])
    return found


@pytest.mark.parametrize("id_", SETS)
def test_whatever_another_agreement_could_have_has_a_concept(id_):
    meeting = [entry for entry in text_of(id_).entries.values() if isinstance(entry, MEETING)]
    parts = [found for entry in meeting for found in named(entry)]
    assert parts
    assert [address for address, concept in parts if not concept] == []


@pytest.mark.parametrize("id_", SETS)
def test_every_concept_a_set_speaks_of_exists(id_):
    assert sorted(mentions(id_) - set(CONCEPTS)) == []


@pytest.mark.parametrize("id_", SETS)
def test_no_set_is_silent_on_what_it_has_itself(id_):
    """No duty, procedure, measure, list or goal written in a set is about what it says its agreement lacks."""
    own = [
        entry
        for entry in text_of(id_).entries.values()
        if isinstance(entry, MEETING) and entry.head.origin == id_
    ]
    silent = lacking(id_, "tier")
    told = {(address, concept) for entry in own for address, concept in named(entry) if concept in silent}
    assert sorted(told) == []


def test_every_concept_is_spoken_of_by_a_set():
    """A group of concepts is spoken of when one of those under it is."""
    spoken = with_wider({concept for id_ in SETS for concept in mentions(id_)})
    assert sorted(set(CONCEPTS) - spoken) == []


def test_every_concept_says_what_it_is():
    untold = [
        name for name, told in CONCEPTS.items() if not (told["titel"] and told["definition"] and told["art"])
    ]
    assert untold == []


def test_concepts_form_a_tree():
    for name in CONCEPTS:
        path = [name]
        while wider := CONCEPTS[path[-1]]["under"]:
            assert wider in CONCEPTS, f"{path[-1]} stands under {wider}"
            assert wider not in path, " > ".join([*path, wider])
            path.append(wider)


def test_titles_tell_the_concepts_apart():
    titles = [told["titel"] for told in CONCEPTS.values()]
    assert sorted({title for title in titles if titles.count(title) > 1}) == []
