"""Nothing in a library is left unread in silence, and what was read is told."""

import shutil

import pytest

import rammeaftale
from finding_cases import FRAME
from rammeaftale.cli.main import cli

EXAMPLE = (
    "regelsæt: mosen/2020\nårstal: ja\n"
    "år: 2020\noplysninger: {løn: 1, husleje: 1}\nforventet: {husleje_i_alt: 1}\n"
).replace("årstal: ja\n", "")


@pytest.fixture
def library(tmp_path, monkeypatch):
    """The library of the fixtures with one example, as the current folder."""
    shutil.copytree(FRAME, tmp_path, dirs_exist_ok=True)
    (tmp_path / "aftale" / "eksempler").mkdir()
    (tmp_path / "aftale" / "eksempler" / "en.yaml").write_text(EXAMPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def codes(*paths):
    return [d.code for d in rammeaftale.check(paths or ["."])]


def told(capsys, *words):
    """The exit code and the last line."""
    code = cli.main(list(words), standalone_mode=False)
    return code, capsys.readouterr().out.strip().splitlines()[-1]


def test_what_was_checked_is_told(library, capsys):
    files = "begreber, regelsæt, klausuler, emne, eksempel".count(",") + 1
    assert told(capsys, "tjek") == (0, f"ingen fund i {files} filer i {library}")
    assert told(capsys, "tjek", "aftale/regler.yaml") == (0, "ingen fund i 4 filer i aftale")
    assert told(capsys, "tjek", "aftale/eksempler/en.yaml") == (0, "ingen fund i 4 filer i aftale")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("aftale/mere.yml", ["L209"]),
        ("aftale/mere.YAML", ["L209"]),
        ("aftale/mere.yaml.txt", ["L209"]),
        ("aftale/eksempler/mere.yml", ["L209"]),
        ("aftale/eksempel/mere.yaml", ["L210"]),
        ("aftale/eksempler/nye/mere.yaml", ["L210"]),
        ("andre/regler.yaml", ["L211"]),
        ("regler.yaml", ["L211"]),
        ("aftale/LÆSMIG.md", []),
        ("aftale/regler.yaml~", []),
        ("aftale/.regler.yaml.swp", []),
        ("sag2.yaml", []),
    ],
)
def test_a_file_that_would_not_be_read_is_a_finding(path, expected, library):
    (library / path).parent.mkdir(exist_ok=True)
    text = EXAMPLE if path.startswith("sag") else (FRAME / "aftale/regler.yaml").read_text(encoding="utf-8")
    (library / path).write_text(text, encoding="utf-8")
    assert codes() == expected


def test_no_concepts_is_no_reason_to_check_other_rules(library, capsys):
    (library / "begreber.yaml").unlink()
    code, last = told(capsys, "tjek")
    assert (code, last) == (1, "1 fejl")
    assert codes() == codes("aftale") == ["L201"]


def test_the_library_is_found_from_a_folder_in_it(library, capsys, monkeypatch):
    monkeypatch.chdir(library / "aftale")
    assert told(capsys, "tjek") == (0, f"ingen fund i 5 filer i {library}")


def test_a_path_without_rules_is_an_error(library):
    (library / "tomt").mkdir()
    assert codes("sag.yaml") == codes("tomt") == ["L213"]


def test_a_misspelt_name_in_an_example_is_found(library):
    path = library / "aftale" / "eksempler" / "en.yaml"
    path.write_text(EXAMPLE.replace("husleje_i_alt", "husleje_ialt"), encoding="utf-8")
    assert codes() == codes("aftale/eksempler/en.yaml") == ["S902"]


def test_no_example_where_one_was_named_is_no_success(library, capsys):
    assert told(capsys, "test", "aftale")[0] == 0
    (library / "aftale" / "eksempler" / "en.yaml").unlink()
    assert told(capsys, "test", "aftale") == (1, "ingen eksempler")


def test_two_libraries_do_not_share_an_id(library, tmp_path_factory, capsys):
    other = tmp_path_factory.mktemp("andet")
    shutil.copytree(FRAME, other, dirs_exist_ok=True)
    code, _ = told(capsys, "tjek", "--regler", ".", "--regler", str(other))
    assert code == 1
    with pytest.raises(rammeaftale.RammeaftaleError, match="L203"):
        cli.main(
            ["beregn", "mosen/2020", "sag.yaml", "--regler", ".", "--regler", str(other)],
            standalone_mode=False,
        )
    assert told(capsys, "tjek", "--regler", ".", "--regler", str(library))[0] == 0
