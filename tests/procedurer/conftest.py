from typing import Any

import pytest

import inline
import procedureregler as regler
from rammeaftale.services.api import load


@pytest.fixture(scope="session")
def root(tmp_path_factory):
    """The library with the set of `procedureregler.py`."""
    root = tmp_path_factory.mktemp("procedurer")
    inline.write_set(root, regler.TOPIC)
    manifest = root / "prøve-2020" / "regelsaet.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("dimensioner:", f"{regler.ACTORS}dimensioner:"), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def rules(root):
    return load("prøve/2020", library=root)


@pytest.fixture(scope="session")
def stands(rules):
    """Where a case stands, as `beregn` tells it."""

    def told(procedure, events, **more: Any) -> dict[str, Any]:
        case = regler.case(procedure, events, **more)
        return rules.calculate(case, []).to_json()["procedurer"][procedure]

    return told
