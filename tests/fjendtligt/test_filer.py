"""Files and folders that are not what they should be, and paths that lead elsewhere."""

import errno
import os
from pathlib import Path

import pytest

from fjendtligt.bibliotek import (
    CASE,
    FILES,
    MANIFEST,
    SET,
    TOPIC,
    calculate,
    changed,
    check,
    command,
    library,
    misused,
    refused,
)

BESIDE = "medlemmer: [Greve, Solrød]"


def test_folder_where_a_file_is_expected(root):
    library(root)
    (root / TOPIC).unlink()
    (root / TOPIC).mkdir()
    refused(command("tjek"), f"F002 {TOPIC}")
    refused(command("beregn", SET, "2019"), f"F002 {TOPIC}")
    (root / TOPIC).rmdir()
    misused(command("beregn", SET, "2019"), "F002 2019")


def test_missing_files(root):
    library(root)
    misused(command("beregn", SET, "nej.yaml"), "F001 nej.yaml")
    misused(command("tjek", "nej"), "F001 nej")
    misused(command("beregn", SET, "nej.yaml", "--regler", "nej"), "L201 nej")
    misused(command("beregn", "prøve/2019", "sag.yaml"), f"L202 {root}")


@pytest.mark.parametrize("name", ["x" * 5000, "x/" * 2000 + "x", "a\0b", "sag.yaml/inde_i"])
def test_impossible_names(name, root):
    library(root)
    assert command("beregn", SET, name).codes in (["F001"], ["F002"])
    assert command("tjek", name).codes == ["F001"]
    assert command("beregn", name, "sag.yaml").codes == ["L202"]
    assert command("beregn", SET, "sag.yaml", "--regler", name).codes == ["L201"]


def test_no_library_and_a_file_as_library(root):
    misused(command("tjek", "."), "L201 .")
    library(root)
    misused(command("beregn", SET, "sag.yaml", "--regler", "sag.yaml"), "L201 sag.yaml")


def test_pipe_and_device_are_not_waited_for(root):
    library(root)
    os.mkfifo(root / "rør.yaml")
    os.mkfifo(root / "2019" / "rør.yaml")
    refused(command("beregn", SET, "rør.yaml"), "F002 2019/rør.yaml")
    (root / "2019" / "rør.yaml").unlink()
    misused(command("beregn", SET, "rør.yaml"), "F002 rør.yaml")
    misused(command("beregn", SET, "/dev/zero"), "F002 /dev/zero")


def test_links_that_go_in_rings(root):
    library(root)
    (root / "2019" / "ring.yaml").symlink_to("ring.yaml")
    (root / "hjem").symlink_to(".")
    (root / "2019" / "hjem").symlink_to("..")
    (root / "tom").mkdir()
    (root / "tom" / "op").symlink_to("..")
    told = command("tjek")
    refused(told, "F002 2019/ring.yaml")
    assert "henviser til sig selv" in told.text


def test_the_same_set_by_two_ways(root):
    library(root)
    (root / "igen").symlink_to("2019")
    assert command("tjek").codes == ["L203"]


@pytest.mark.parametrize(
    ("named", "finding"),
    [
        ("../../etc/passwd", "L207"),
        ("/etc/passwd", "L207"),
        ("kommuner/../../begreber.yaml", "L207"),
        ("..", "L207"),
        (".", "F001"),
        ("nej.yaml", "F001"),
        ("http://example.org/kommuner.yaml", "F001"),
        ("x" * 5000, "F001"),
        ('"a\\0b"', "F005"),
        (r'"..\\..\\etc\\passwd"', "F001"),
    ],
)
def test_manifest_that_names_files_elsewhere(named, finding, root):
    told = check(root, changed(MANIFEST, BESIDE, f"medlemmer: {named}"))
    refused(told, f"{finding} {MANIFEST}:13:40")
    assert "root:" not in told.text


def test_manifest_that_names_itself(root):
    told = check(root, changed(MANIFEST, BESIDE, "medlemmer: regelsaet.yaml"))
    assert set(told.codes) == {"K101", "K102"}
    assert told.code == 1


def test_set_that_builds_on_itself(root):
    refused(check(root, {MANIFEST: FILES[MANIFEST] + f"bygger_på: {SET}\n"}), f"A802 {MANIFEST}:16:12")


def test_sets_that_build_on_each_other(root):
    other = (
        FILES[MANIFEST]
        .replace(SET, "prøve/2021")
        .replace("2019-01-01", "2021-01-01")
        .replace("2020-12", "2021-12")
    )
    files = {
        MANIFEST: FILES[MANIFEST] + "bygger_på: prøve/2021\n",
        "2021/regelsaet.yaml": other + f"bygger_på: {SET}\n",
        "2021/nyt.yaml": "emne: Nyt\n",
    }
    told = calculate(root, files=files)
    refused(told, "A802 2021/regelsaet.yaml:16:12")
    assert "prøve/2019-2020 → prøve/2021 → prøve/2019-2020" in told.text


def test_hundreds_of_sets_on_top_of_each_other(root):
    files = {}
    for number in range(300):
        base = f"s{number - 1}/x" if number else SET
        text = FILES[MANIFEST].replace(SET, f"s{number}/x") + f"bygger_på: {base}\n"
        files[f"s{number}/regelsaet.yaml"] = text
    library(root, files)
    refused(command("beregn", "s299/x", "sag.yaml"), "A809 s279/regelsaet.yaml:16:12")


def test_files_the_system_will_not_give(root, monkeypatch):
    """Root may read everything, so the refusal itself is made up."""
    library(root)
    opened = Path.open

    def refuse(path: Path, *rest: object) -> object:
        if path.name == "takst.yaml":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *rest)

    monkeypatch.setattr(Path, "open", refuse)
    told = command("tjek")
    refused(told, f"F002 {TOPIC}")
    assert "du har ikke adgang til den" in told.text


def test_folder_the_system_will_not_show(root, monkeypatch):
    library(root)
    (root / "lukket").mkdir()
    shown = Path.iterdir

    def refuse(path: Path) -> object:
        if path.name == "lukket":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return shown(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    refused(command("tjek"), "F002 lukket")


def test_disk_that_fails_in_the_middle_of_something(root, monkeypatch):
    library(root)

    def fail(path: Path) -> object:
        raise OSError(errno.EIO, "Input/output error", str(path))

    monkeypatch.setattr(Path, "resolve", fail)
    told = command("tjek", "2019")
    assert told.code == 1
    assert told.err == "fejl: 2019: styresystemet siger nej\n"


def test_file_that_grows_after_it_was_measured(root, monkeypatch):
    library(root, case=CASE)
    size = Path.stat(root / "sag.yaml")
    (root / "sag.yaml").write_text("#" * 5_000_000, encoding="utf-8")
    real = Path.stat
    monkeypatch.setattr(
        Path, "stat", lambda path, **rest: size if path.name == "sag.yaml" else real(path, **rest)
    )
    refused(command("beregn", SET, "sag.yaml"), "F003 sag.yaml")
