"""Every test works in the folder of its library, so that places are told by short paths."""

import pytest


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    """An empty folder, which is also the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
