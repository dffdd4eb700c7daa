"""Every clause of the encoded sections of 2019-2020 is the anchor of an entry or omitted with a reason."""

import re

import pytest

import rammeaftale
from rammeaftale.rulefiles import model as m

SECTION = re.compile(r"(1|2|2\.1|3(\.\d+)*b?|4\.7)\Z")
CLAUSE = re.compile(r"^(D1-\d{3}) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
HARD = {"OBL", "PRO"}
REASONS_FOR_HARD = {"kilde_mangler", "tal_mangler", "anden_lovgivning"}


def encoded(section: str) -> bool:
    """Whether the rules encode a section: 1 to 3.9 and 4.7, of which 3.1.3 and 3.1.4 stand twice (the second: b)."""
    return SECTION.match(section) is not None


@pytest.fixture(scope="module")
def text():
    return rammeaftale.load("hovedstaden/2019-2020").rules.programs[0].text


@pytest.fixture(scope="module")
def clauses(text):
    return {name: clause for name, clause in text.manifest.clauses.items() if encoded(clause.section)}


@pytest.fixture(scope="module")
def anchors(text):
    """The clause ids of every entry but the readings, which only tell where a doubt comes from."""
    entries = [entry for entry in text.entries.values() if not isinstance(entry, m.Reading)]
    return {anchor: entry for entry in entries for anchor in entry.head.citation.anchors}


@pytest.fixture(scope="module")
def omitted(text):
    return {node.text: omission for omission in text.omissions for node in omission.clauses}


def test_every_clause_is_encoded_or_omitted(clauses, anchors, omitted):
    assert len(clauses) > 100
    assert sorted(set(clauses) - set(anchors) - set(omitted)) == []


def test_no_clause_is_both(clauses, anchors, omitted):
    assert sorted(set(clauses) & set(anchors) & set(omitted)) == []


def test_duties_and_prohibitions_are_only_omitted_for_want_of_their_text(clauses, omitted):
    hard = [name for name in omitted if name in clauses and clauses[name].kind in HARD]
    assert [name for name in hard if omitted[name].reason not in REASONS_FOR_HARD] == []


def test_entries_cite_the_section_their_clauses_stand_in(text):
    wrong = [
        f"{name}: {citation.section}, {anchor} stands in {text.manifest.clauses[anchor].section}"
        for name, entry in text.entries.items()
        for citation in (entry.citations if isinstance(entry, m.Reading) else (entry.head.citation,))
        for anchor in citation.anchors
        if text.manifest.clauses[anchor].section != citation.section
    ]
    assert wrong == []


def test_our_list_is_the_inventory_of_these_sections(paths, clauses):
    inventory = paths.sources / "klausuler.md"
    if not inventory.exists():
        pytest.skip("the clause inventory is not beside this repo")
    found = CLAUSE.findall(inventory.read_text(encoding="utf-8"))
    expected = {name: (section, kind) for name, section, kind in found if encoded(section)}
    assert {name: (clause.section, clause.kind) for name, clause in clauses.items()} == expected


@pytest.mark.parametrize("section", ["1", "2", "2.1", "3", "3.1.3b", "3.9", "4.7"])
def test_encoded_sections(section):
    assert encoded(section)


@pytest.mark.parametrize("section", ["4", "4.1", "4.10", "5", "9.2", "5/9", "8.1 ii"])
def test_sections_of_later_rules(section):
    assert not encoded(section)
