"""The repo as a whole: what it must hold, what must not slip in, and how large its parts may grow."""

import ast
import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MAX_FUNCTION = 60
MAX_FILE = 400
# Written with brackets so that this file does not find itself.
FOREIGN = re.compile(
    r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e])/"  # a path of the machine it was written on
    r"|\bfar[m]-\w|\bissue[s] (?:show|list|close)\b|\.librar[y]/"  # tools that are no part of the project
    r"|\b(?:claud[e]|anthropi[c]|chatgp[t]|copilo[t])\b",
    re.IGNORECASE,
)


@pytest.mark.parametrize(
    "name",
    ["LICENSE", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml", "constraints.txt", ".ci/run"],
)
def test_the_repo_has(paths, name):
    assert (paths.root / name).read_text(encoding="utf-8").strip()


def test_ci_is_executable(paths):
    assert (paths.root / ".ci/run").stat().st_mode & 0o100


def test_file_names_are_ascii(paths, tracked_files):
    names = [path.relative_to(paths.root).as_posix() for path in tracked_files]
    assert [name for name in names if not name.isascii()] == []


def test_nothing_of_the_workshop_is_left(paths, tracked_texts):
    found = [
        f"{path.relative_to(paths.root).as_posix()}:{number}: {hit.group()}"
        for path, text in tracked_texts.items()
        for number, line in enumerate(text.split("\n"), start=1)
        for hit in FOREIGN.finditer(line)
    ]
    assert found == []


@pytest.mark.parametrize("parts", [("see /wor", "k/main"), ("run iss", "ues show 2"), ("a fa", "rm-helper")])
def test_workshop_checker_finds_a_leftover(parts):
    assert FOREIGN.search("".join(parts))


@pytest.mark.parametrize(
    "text", ["../shared/kilder", "https://example.org/work-in-progress", "two issues", "docs/work/x"]
)
def test_workshop_checker_accepts_what_is_natural(text):
    assert not FOREIGN.search(text)


def test_readme_speaks_of_the_licence_in_pyproject(paths):
    project = tomllib.loads((paths.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] in (paths.root / "README.md").read_text(encoding="utf-8")


def test_links_between_pages_lead_somewhere(paths, tracked_texts):
    dead = [
        f"{path.relative_to(paths.root).as_posix()}: {target}"
        for path, text in tracked_texts.items()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)\s#]+)[^)]*\)", text)
        if not re.match(r"[a-z]+:", target) and not (path.parent / target).exists()
    ]
    assert dead == []


# --- size ---


def oversize(engine: Path) -> list[str]:
    """The functions and files that have outgrown what can be read at a glance."""
    found = []
    for path in sorted(engine.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        place = path.relative_to(engine).as_posix()
        if (lines := len(text.splitlines())) > MAX_FILE:
            found.append(f"{place}: {lines} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                length = node.end_lineno - node.lineno + 1
                if length > MAX_FUNCTION:
                    found.append(f"{place}:{node.lineno}: {node.name} has {length} lines")
    return found


def test_functions_and_files_stay_small(paths):
    assert oversize(paths.engine) == []


def test_size_checker_finds_offenders(tmp_path):
    body = "    pass\n"
    (tmp_path / "fits.py").write_text("def f():\n" + body * (MAX_FUNCTION - 1), encoding="utf-8")
    (tmp_path / "long.py").write_text("def f():\n" + body * MAX_FUNCTION, encoding="utf-8")
    (tmp_path / "huge.py").write_text("x = 1\n" * (MAX_FILE + 1), encoding="utf-8")
    assert oversize(tmp_path) == [
        f"huge.py: {MAX_FILE + 1} lines",
        f"long.py:1: f has {MAX_FUNCTION + 1} lines",
    ]


# --- dependencies ---


def pins(constraints: str) -> dict[str, str]:
    """Name and version of each line of constraints.txt; a line that pins nothing exactly is an error."""
    found = {}
    for line in constraints.splitlines():
        if text := line.partition("#")[0].strip():
            name, version = text.split("==")
            found[canonicalize_name(name)] = version
    return found


def installed_closure(name: str, extras: frozenset[str]) -> dict[str, str]:
    """Every distribution that an install of `name` brings here, with its version."""
    found: dict[str, str] = {}
    waiting = [(name, extras)]
    seen = set()
    while waiting:
        item = waiting.pop()
        if item in seen:
            continue
        seen.add(item)
        dist = distribution(item[0])
        found[canonicalize_name(item[0])] = dist.version
        for text in dist.requires or []:
            need = Requirement(text)
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in ("", *item[1])):
                waiting.append((canonicalize_name(need.name), frozenset(need.extras)))
    return found


def test_every_dependency_is_pinned_and_installed_as_pinned(paths):
    text = (paths.root / "constraints.txt").read_text(encoding="utf-8")
    pinned = pins(text)
    drawing = pins(text.partition("# the extras png and pdf\n")[2].partition("\n# ")[0])
    assert {"cairosvg", "weasyprint"} <= set(drawing), "not installed here, but pinned"
    brought = installed_closure("rammeaftale", frozenset({"test"})) | installed_closure(
        "hatchling", frozenset()
    )
    del brought["rammeaftale"]
    assert {
        name: (version, pinned.get(name)) for name, version in brought.items() if pinned.get(name) != version
    } == {}
    assert set(pinned) - set(brought) <= {"colorama", *drawing}, "pinned but no longer needed"


def test_build_requirement_is_the_pinned_one(paths):
    pinned = pins((paths.root / "constraints.txt").read_text(encoding="utf-8"))
    build = tomllib.loads((paths.root / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert build["requires"] == [f"hatchling=={pinned['hatchling']}"]
