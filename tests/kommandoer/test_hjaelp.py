"""What the program says of itself is Danish."""

import re
from unicodedata import normalize

import pytest

from rammeaftale.cli.main import COMMANDS
from running import run_program

ENGLISH = re.compile(r"\b(Usage|Options|Commands|Show|exit|required|default|the|file|Error)\b")


@pytest.mark.parametrize("words", [["--help"], *([name, "--hjælp"] for name in COMMANDS)], ids=" ".join)
def test_help_is_in_danish(words):
    ran = run_program(words)
    assert ran.code == 0
    # The program goes by the name it was started by, here that of the tests.
    named = f"rammeaftale {words[0]} [TILVALG]" if len(words) > 1 else "rammeaftale [TILVALG] KOMMANDO"
    assert re.match(rf"Brug: .*{re.escape(named)}", ran.out)
    assert "Vis denne hjælp." in ran.out
    assert ENGLISH.findall(ran.out) == []


def test_every_command_is_listed_with_its_whole_first_sentence():
    text = " ".join(run_program(["-h"]).out.split())
    assert "Skriver en sagsfil til udfyldning med netop de oplysninger, størrelserne kræver." in text
    assert "..." not in text


def test_nothing_at_all_shows_the_help():
    ran = run_program([])
    assert ran.code == 2
    assert ran.err.startswith("Brug: ")
    assert "\nKommandoer:\n" in ran.err


def test_arguments_in_decomposed_letters(garden):
    apart = normalize("NFD", "vandår")
    assert apart != "vandår"
    assert garden("vis", "haven/2020", apart).out.startswith("vandår  Hvilke år regnes vandet af?")
    assert (
        garden(
            "ny-sag", "haven/2020", normalize("NFD", "--størrelse"), "vand", normalize("NFD", "--år"), "2021"
        ).code
        == 0
    )
