"""A file of another kind among the topic files gives one finding that says what it looks like."""

import pytest

import inline
from rammeaftale.core.diagnostics import RammeaftaleError

RULES = "størrelser:\n  x: {titel: X, enhed: kr, formel: 1}\n"
STRAY = {
    "medlemmer:\n  nord: {navn: Nord}\n": "en medlemsfil",
    "attributter:\n  a: {titel: A, enhed: kr}\nmedlemmer:\n  nord: {navn: Nord, a: 1}\n": "en medlemsfil",
    "klausuler:\n  D1: {afsnit: '1', art: skal, titel: T}\n": "en klausulfil",
    "regelsæt: prøve/2020\når: 2020\noplysninger: {a: 1}\n": "en sag",
    "regelsæt: prøve/2020\nforventet: {x: 1}\n": "et eksempel",
    "begreber:\n  b: {titel: B}\n": "en begrebsfil",
    "id: prøve/2021\nperiode: {fra: 2021-01-01}\n": "et manifest",
}


def codes(tmp_path, text):
    inline.write_set(tmp_path, RULES)
    (tmp_path / "prøve-2020" / "andet.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RammeaftaleError) as refused:
        inline.load("prøve/2020", library=tmp_path)
    return [(d.code, d.message) for d in refused.value.diagnostics]


@pytest.mark.parametrize("text", STRAY)
def test_a_file_of_another_kind_is_told_once(tmp_path, text):
    ((code, message),) = codes(tmp_path, text)
    assert (code, message) == (
        "K125",
        f"«andet.yaml» har intet «emne» og er ingen emnefil; den ligner {STRAY[text]}",
    )


def test_a_topic_file_that_forgot_its_topic_is_told_so(tmp_path):
    text = "kilde: {dokument: aftalen, afsnit: '1'}\nstørrelser:\n  y: {titel: Y, enhed: kr, formel: 1}\n"
    assert codes(tmp_path, text) == [("K102", "«emne» mangler i andet.yaml")]
