"""The progress bar: only for someone who is looking, only when work lasts, and never in the way of the items."""

import io
import sys

import pytest

from rammeaftale.cli import progress


class Screen(io.StringIO):
    """A stream that is a terminal, or is not."""

    def __init__(self, *, looked_at: bool) -> None:
        super().__init__()
        self.looked_at = looked_at

    def isatty(self) -> bool:
        return self.looked_at


@pytest.mark.parametrize(
    ("looked_at", "patience", "shows"), [(True, -1, True), (True, 60, False), (False, -1, False)]
)
def test_bar(monkeypatch, looked_at, patience, shows):
    screen = Screen(looked_at=looked_at)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    assert list(progress.tracked(["a", "b", "c"], "hovedstaden")) == ["a", "b", "c"]
    assert ("hovedstaden" in screen.getvalue()) is shows


def test_nothing_to_follow():
    assert list(progress.tracked([], "hovedstaden")) == []
