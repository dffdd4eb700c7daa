"""Exit 2 for a call that is written wrongly or names what is not there, 1 for what contents say, never a traceback."""

import pytest

from rammeaftale.cli import program_fault
from rammeaftale.cli.main import _run


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "sag.yaml"
    path.write_text("regelsæt: haven/2020\når: 2020\noplysninger: {}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--sæt", "leje"], 2),
        (["--fortolkning", "vandår"], 2),
        (["--år", "totusind"], 2),
        (["--opgjort", "30-06-2020"], 2),
        (["--størrelse", "leje[N1"], 2),
        (["--størrelse", "lejen"], 1),
        (["--sæt", "lejen=1"], 1),
        (["--fortolkning", "vand=x"], 1),
        (["--sæt", "lejen=1", "--sæt", "leje"], 1),
    ],
)
def test_options(garden, case, words, code):
    assert garden("beregn", "haven/2020", case, *words).code == code


@pytest.mark.parametrize(
    "words",
    [
        ["beregn", "haven/2020", "nej.yaml"],
        ["beregn", "haven/2020", "haven"],
        ["beregn", "haven/2199", "nej.yaml"],
        ["vis", "haven/2199"],
        ["liste", "--regler", "nej"],
        ["tjek", "nej"],
        ["tjek", "nej/"],
        ["test", "nej"],
    ],
)
def test_what_is_not_there(garden, words):
    ran = garden(*words)
    assert (ran.code, "Traceback" in ran.err) == (2, False)


def test_a_fault_of_the_program_is_told_in_danish(monkeypatch, capsys):
    def breaks(**_: object) -> None:
        raise KeyError(("niveau_budget", 2019))

    monkeypatch.setattr("rammeaftale.cli.main.cli.main", breaks)
    monkeypatch.delenv(program_fault.SHOW_ALL, raising=False)
    assert _run() == 1
    told = capsys.readouterr().err
    assert told.startswith("fejl: der er en fejl i programmet (KeyError i cli/main.py:")
    assert "Traceback" not in told
    monkeypatch.setenv(program_fault.SHOW_ALL, "1")
    assert _run() == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_depth_below_nothing(garden, case):
    ran = garden("forklar", "haven/2020", case, "leje", "--dybde", "-1")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "fejl: tilvalget «--dybde»: skriv et helt tal på 0 eller mere",
    )
