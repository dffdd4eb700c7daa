"""A wheel built here and installed elsewhere works, with its rules and schemas inside."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

# One group: the wheel is built and installed once, by one of the test processes.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

RULE_SET = "hovedstaden/2019-2020"
CASE = "rules/2019-2020/eksempler/bostedet.yaml"


def run(*command: str | Path, cwd: Path) -> str:
    """Starts a program away from the repo and gives what it printed; a failure shows both streams."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(paths, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"),
        *("-w", folder, paths.root),
        cwd=folder,
    )
    (built,) = folder.glob("rammeaftale-*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(paths, wheel, tmp_path_factory):
    """A folder outside the repo with an environment that holds only the wheel and what it needs."""
    folder = tmp_path_factory.mktemp("elsewhere")
    assert paths.root not in folder.parents
    run(sys.executable, "-m", "venv", folder / "venv", cwd=folder)
    python = folder / "venv" / "bin" / "python"
    run(python, "-m", "pip", "install", "-q", "-c", paths.root / "constraints.txt", wheel, cwd=folder)
    shutil.copy(paths.root / CASE, folder / "sag.yaml")
    return folder


def test_wheel_carries_library_schemas_and_licence(paths, wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "rammeaftale/_bibliotek/begreber.yaml" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    for schema in paths.schemas.glob("*.json"):
        assert f"rammeaftale/_skemaer/{schema.name}" in names
    for rule_set in paths.root.glob("*/*/regelsaet.yaml"):
        if not (rule_set.parent.parent / "begreber.yaml").exists():  # otherwise a library of the tests
            assert f"rammeaftale/_bibliotek/{rule_set.relative_to(paths.root).as_posix()}" in names


def test_installed_program_lists_the_rule_sets(paths, elsewhere):
    installed = run(elsewhere / "venv/bin/rammeaftale", "liste", cwd=elsewhere)
    assert RULE_SET in installed
    assert installed == run(Path(sys.executable).parent / "rammeaftale", "liste", cwd=paths.root)


def test_installed_program_calculates_a_case(paths, elsewhere):
    command = ("beregn", RULE_SET, "sag.yaml", "--størrelse", "takst_pr_dag", "--format", "json")
    installed = run(elsewhere / "venv/bin/rammeaftale", *command, cwd=elsewhere)
    assert "takst_pr_dag" in json.loads(installed)["værdier"]
    program = Path(sys.executable).parent / "rammeaftale"
    here = run(program, *command[:2], paths.root / CASE, *command[3:], cwd=paths.root)
    assert installed == here
    assert run(elsewhere / "venv/bin/rammeaftale", "beregn", RULE_SET, "sag.yaml", cwd=elsewhere).strip()


def test_installed_program_makes_a_report(paths, elsewhere):
    """The page's template is in the wheel, and all it needs is installed."""
    program = elsewhere / "venv/bin/rammeaftale"
    for ending in ("html", "json", "xlsx"):
        run(program, "rapport", RULE_SET, "sag.yaml", "-o", f"rapport.{ending}", cwd=elsewhere)
    text = (elsewhere / "rapport.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert "2.095,91 kr/dag" in text


def test_installed_program_verifies_a_bundle_without_its_library(elsewhere):
    program = elsewhere / "venv/bin/rammeaftale"
    run(program, "revision", "pak", RULE_SET, "sag.yaml", "-o", "F.zip", cwd=elsewhere)
    (library,) = elsewhere.glob("venv/lib/python*/site-packages/rammeaftale/_bibliotek")
    library.rename(elsewhere / "gemt")
    try:
        assert "Identisk:" in run(program, "revision", "efterprøv", "F.zip", cwd=elsewhere)
    finally:
        (elsewhere / "gemt").rename(library)
