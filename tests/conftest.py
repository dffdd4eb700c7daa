"""What every test may ask for: where things are, the repo's own files, and random testing that repeats.

Two hypothesis profiles, chosen with HYPOTHESIS_PROFILE:
    standard: the same examples every time, so that `make test` says the same twice;
    fuzz: new examples every time, FUZZ_EXAMPLES of them per property (`make fuzz`).
A test that sets max_examples itself keeps its figure under both.
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("standard", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "fuzz",
    deadline=None,
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "20000")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "standard"))

# Programs that tests start speak UTF-8, whatever the machine's locale is.
os.environ["PYTHONUTF8"] = "1"


@dataclass(frozen=True)
class Paths:
    """The folders of the repo. `sources` are the agreements' own texts, which are not part of it."""

    root: Path

    @property
    def engine(self) -> Path:
        return self.root / "engine"

    @property
    def package(self) -> Path:
        return self.engine / "rammeaftale"

    @property
    def rules(self) -> Path:
        return self.root / "rules"

    @property
    def schemas(self) -> Path:
        return self.root / "schemas"

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def tests(self) -> Path:
        return self.root / "tests"

    @property
    def sources(self) -> Path:
        return self.root.parent / "shared" / "kilder"


@pytest.fixture(scope="session")
def paths() -> Paths:
    return Paths(Path(__file__).resolve().parent.parent)


@pytest.fixture(scope="session")
def tracked_files(paths: Paths) -> list[Path]:
    """Every file of the repo that is committed or would be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=paths.root,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    names = sorted(set(listed.stdout.decode("utf-8").split("\0")) - {""})
    return [path for name in names if (path := paths.root / name).is_file()]


@pytest.fixture(scope="session")
def tracked_texts(tracked_files: list[Path]) -> dict[Path, str]:
    """The text of every tracked file that is UTF-8 and not huge; broken and huge ones are test material."""
    texts = {}
    for path in tracked_files:
        if path.stat().st_size > 2_000_000:
            continue
        try:
            texts[path] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
    return texts
