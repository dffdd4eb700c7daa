"""The passage of a section in a source's text, however its headings are set."""

from pathlib import Path

import pytest

from rammeaftale.services.passages import SourceFile, passages, readable

BARE = """\

 SAMARBEJDE OM HULER
I aftalen indgår, som før, en model.
Målgruppe  Trolde over en
vis størrelse.
Målgruppens huler
er fugtige.
 VÆRKTØJSKASSE MED TING
Nedenfor er der ting.
"""
GOALS = """\
FORORD
K u n  m o s  g r o r ,  h v o r  d e t  r e g n e r
o f t e  n o k
1 Tallet er talt i 2017 og gælder alle huler.
 ADGANG TIL DEN
BEDSTE HULE
Alle skal have en hule.
Mål 1  Vi vil tælle hulerne
og skrive dem ned.
 FÆLLES MOS OG TÆPPER
Mos er godt.
Mål 2 Vi vil dele mosset.
"""
LISTED = """\
1. Baggrund
Der var engang.
2. Formål
1 fodnote om baggrunden
Boks 1: en boks
"""


def told(text, *sections):
    return passages(SourceFile(Path("kilde.txt"), None, tuple(text.split("\n"))), sections)


def test_a_section_by_its_name_in_any_case_and_only_as_whole_words():
    found = told(BARE, "Målgruppe", "værktøjskasse", "Mål")
    assert found["Målgruppe"] == (
        "Målgruppe Trolde over en",
        "vis størrelse.",
        "Målgruppens huler",
        "er fugtige.",
    )
    assert found["værktøjskasse"] == ("VÆRKTØJSKASSE MED TING", "Nedenfor er der ting.")
    assert "Mål" not in found


def test_an_introduction_without_a_heading_is_what_stands_first():
    assert told(BARE, "Indledning", "Målgruppe")["Indledning"] == (
        "SAMARBEJDE OM HULER",
        "I aftalen indgår, som før, en model.",
    )
    assert told("Først\nIndledning til alt\nHer.", "Indledning")["Indledning"][0] == "Indledning til alt"


def test_a_goal_by_its_number_and_no_footnote():
    found = told(GOALS, "1", "2", "3")
    assert found["1"] == ("Mål 1 Vi vil tælle hulerne", "og skrive dem ned.")
    assert found["2"] == ("Mål 2 Vi vil dele mosset.",)
    assert "3" not in found


def test_a_heading_over_two_lines_in_capitals_is_one():
    assert told(GOALS, "Adgang til den")["Adgang til den"][:3] == (
        "ADGANG TIL DEN",
        "BEDSTE HULE",
        "Alle skal have en hule.",
    )


def test_a_number_with_a_full_stop_is_a_heading_before_one_without():
    assert told(LISTED, "1", "2")["1"] == ("1. Baggrund", "Der var engang.")


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("K u n  m o s  g r o r ,  h v o r  ", "Kun mos gror, hvor"),
        ("Y N G R E  B R O E R", "YNGRE BROER"),
        ("  to   ord ", "to ord"),
        ("A og B", "A og B"),
        ("- 1 - 2 - 3", "- 1 - 2 - 3"),
    ],
)
def test_letters_that_are_spaced_out_become_words(line, read):
    assert readable(line) == read
