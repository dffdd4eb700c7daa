"""Every clause of the five documents is the anchor of an entry or omitted with a reason, under its own section."""

import re

import pytest

import rammeaftale
from rammeaftale.rulefiles import model as m

SETS = {
    "hovedstaden/2016": "D0",
    "hovedstaden/2019-2020": "D1",
    "hovedstaden/2021-2022": "D2",
    "nordjylland/2013": "D3",
    "hovedstaden/2017-2021": "D4",
}
CLAUSES = 385
CLAUSE = re.compile(r"^(D\d-\d+) \| ([^|]+) \| ([^|]+) \|", re.MULTILINE)
HARD = {"OBL", "PRO"}
REASONS_FOR_HARD = {"kilde_mangler", "tal_mangler", "anden_lovgivning"}


def text_of(id_):
    return rammeaftale.load(id_).rules.programs[0].text


def own_clauses(text):
    return {name: clause for name, clause in text.manifest.clauses.items() if not clause.inherited}


def omitted_of(text):
    return {node.text: omission for omission in text.omissions for node in omission.clauses}


@pytest.fixture(scope="module")
def inventory(paths):
    found = paths.sources / "klausuler.md"
    if not found.exists():
        pytest.skip("the clause inventory is not beside this repo")
    return {name: (place, kind) for name, place, kind in CLAUSE.findall(found.read_text(encoding="utf-8"))}


def test_all_documents_together():
    assert sum(len(own_clauses(text_of(id_))) for id_ in SETS) == CLAUSES


@pytest.mark.parametrize("id_", SETS)
def test_no_clause_is_both_encoded_and_omitted(id_):
    text = text_of(id_)
    entries = [entry for entry in text.entries.values() if not isinstance(entry, m.Reading)]
    anchors = {anchor for entry in entries for anchor in entry.head.citation.anchors}
    assert sorted(anchors & set(omitted_of(text)) & set(own_clauses(text))) == []


@pytest.mark.parametrize("id_", SETS)
def test_duties_and_prohibitions_are_only_omitted_for_want_of_their_text(id_):
    text = text_of(id_)
    clauses, omitted = own_clauses(text), omitted_of(text)
    hard = [name for name in omitted if name in clauses and clauses[name].kind in HARD]
    assert [name for name in hard if omitted[name].reason not in REASONS_FOR_HARD] == []


@pytest.mark.parametrize("id_", SETS)
def test_entries_cite_a_section_in_which_one_of_their_clauses_stands(id_):
    text = text_of(id_)
    wrong = [
        f"{name}: {citation.section}, {citation.anchors}"
        for name, entry in text.entries.items()
        for citation in (entry.citations if isinstance(entry, m.Reading) else (entry.head.citation,))
        if citation.anchors
        and not citation.section.startswith(
            tuple(text.manifest.clauses[anchor].section for anchor in citation.anchors)
        )
    ]
    assert wrong == []


@pytest.mark.parametrize("id_", SETS)
def test_our_list_is_the_inventory_of_the_document(id_, inventory):
    own = {name: clause.kind for name, clause in own_clauses(text_of(id_)).items()}
    wanted = {name: kind for name, (_, kind) in inventory.items() if name.startswith(SETS[id_])}
    assert own == wanted


def test_sections_of_the_numbered_document_are_those_of_the_inventory(inventory):
    """Where the inventory names two sections, or a point in one, ours is one of them."""
    wrong = [
        f"{name}: {clause.section}, not {inventory[name][0]}"
        for name, clause in own_clauses(text_of("hovedstaden/2019-2020")).items()
        if clause.section not in inventory[name][0].replace(" ", "/").split("/")
    ]
    assert wrong == []
