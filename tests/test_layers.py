"""A file imports only from its own layer or an earlier one."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = "rammeaftale"
LAYERS = ("core", "rulefiles", "language", "backends", "services", "report", "cli")
# The package itself re-exports from services, so importing it counts as importing services.
RANKS = {name: rank for rank, name in enumerate(LAYERS)} | {
    "__init__": LAYERS.index("services"),
    "__main__": len(LAYERS),
}


def imported_modules(
    tree: ast.AST, module: tuple[str, ...], *, is_package: bool
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and absolute dotted name of everything imported, anywhere in the file (`from a import b`: a.b)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, tuple(alias.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            base = tuple(node.module.split(".")) if node.module else ()
            if node.level:
                up = node.level - 1 if is_package else node.level
                base = module[: len(module) - up] + base
            for alias in node.names:
                yield node.lineno, (*base, alias.name)
        elif isinstance(node, ast.Call) and called_name(node) in {"import_module", "__import__"}:
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield node.lineno, tuple(argument.value.split("."))


def called_name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def layer_of(module: tuple[str, ...]) -> str:
    """The layer a dotted name inside the package belongs to; what the package re-exports is `__init__`."""
    inner = module[1:]
    return inner[0] if inner and inner[0] in RANKS else "__init__"


def violations(package: Path) -> list[str]:
    """Every import that points at a later layer, and every file that stands in no layer."""
    found = []
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package.parent)
        is_package = path.stem == "__init__"
        module = place.parent.parts if is_package else place.with_suffix("").parts
        own = module[1] if len(module) > 1 else "__init__"
        if own not in RANKS:
            found.append(f"{place.as_posix()}: stands in no layer")
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for line, target in imported_modules(tree, module, is_package=is_package):
            if target[0] == package.name and RANKS[layer_of(target)] > RANKS[own]:
                found.append(f"{place.as_posix()}:{line}: {own} imports {'.'.join(target)}")
    return found


def test_no_file_imports_from_a_later_layer(paths):
    assert list(paths.package.rglob("*.py")), "the package is empty"
    assert violations(paths.package) == []


@pytest.fixture
def tree(tmp_path):
    """A made-up package that keeps the rule."""
    package = tmp_path / PACKAGE
    sound = {
        "__init__.py": "from rammeaftale.services.run import run\n",
        "__main__.py": "from rammeaftale.cli.main import main\n",
        "core/__init__.py": "",
        "core/base.py": "import json\n",
        "language/parse.py": "import rammeaftale.core.base\nfrom .tree import y\nfrom ..rulefiles import z\n",
        "language/tree.py": "",
        "services/run.py": "def run():\n    from rammeaftale.backends import exact\n",
        "report/text.py": "import rammeaftale.services.run\n",
        "cli/main.py": "from rammeaftale import run\nfrom rammeaftale.report import text\n",
    }
    for name, text in sound.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def test_checker_accepts_a_sound_tree(tree):
    assert violations(tree) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("core/bad.py", "import rammeaftale.language.parse", id="import"),
        pytest.param("core/bad.py", "from rammeaftale.cli import main", id="from"),
        pytest.param("core/bad.py", "from rammeaftale import rulefiles", id="layer-from-package"),
        pytest.param("core/bad.py", "from rammeaftale import load", id="package-re-export"),
        pytest.param("language/bad.py", "from ..backends.exact import run", id="relative"),
        pytest.param(
            "language/deep/__init__.py", "from ...backends import exact", id="relative-from-package"
        ),
        pytest.param(
            "services/bad.py", "def f():\n    from rammeaftale.report import text", id="inside-function"
        ),
        pytest.param(
            "core/bad.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from rammeaftale.services import run",
            id="for-annotations",
        ),
        pytest.param(
            "report/bad.py", "import importlib\nimportlib.import_module('rammeaftale.cli.main')", id="by-name"
        ),
        pytest.param("__init__.py", "from rammeaftale.cli.main import main", id="package-imports-cli"),
        pytest.param("stray/bad.py", "", id="unknown-layer"),
    ],
)
def test_checker_finds_a_violation(tree, name, text):
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + "\n", encoding="utf-8")
    found = violations(tree)
    assert len(found) == 1
    assert found[0].startswith(f"{PACKAGE}/{name}:")
