"""The outline of each kind of node, so that kinds can be told apart without colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rammeaftale.core.records import record

Point: TypeAlias = tuple[float, float]
SLANT, CUT, BAR, FOLD, TAB = 10.0, 9.0, 6.0, 11.0, 7.0


@record
class Style:
    """Fill and line of a kind, and how its outline is drawn for a width and a height."""

    fill: str
    line: str
    path: Callable[[float, float], str]


def _closed(*points: Point) -> str:
    first, *rest = points
    return f"M{_at(first)} " + " ".join(f"L{_at(point)}" for point in rest) + " Z"


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _rounded(width: float, height: float, radius: float) -> str:
    w, h, r = width, height, min(radius, height / 2)
    return (
        f"M{r:.1f},0 H{w - r:.1f} Q{w:.1f},0 {w:.1f},{r:.1f} V{h - r:.1f} Q{w:.1f},{h:.1f} {w - r:.1f},{h:.1f} "
        f"H{r:.1f} Q0,{h:.1f} 0,{h - r:.1f} V{r:.1f} Q0,0 {r:.1f},0 Z"
    )


def _slanted(w: float, h: float) -> str:
    return _closed((SLANT, 0), (w, 0), (w - SLANT, h), (0, h))


def _hexagon(w: float, h: float) -> str:
    return _closed((SLANT, 0), (w - SLANT, 0), (w, h / 2), (w - SLANT, h), (SLANT, h), (0, h / 2))


def _octagon(w: float, h: float) -> str:
    c = CUT
    return _closed((c, 0), (w - c, 0), (w, c), (w, h - c), (w - c, h), (c, h), (0, h - c), (0, c))


def _barred(w: float, h: float) -> str:
    return f"{_closed((0, 0), (w, 0), (w, h), (0, h))} M{BAR:.1f},0 V{h:.1f} M{w - BAR:.1f},0 V{h:.1f}"


def _arrow(w: float, h: float) -> str:
    return _closed((0, 0), (w - SLANT, 0), (w, h / 2), (w - SLANT, h), (0, h))


def _folded(w: float, h: float) -> str:
    edge = _closed((0, 0), (w - FOLD, 0), (w, FOLD), (w, h), (0, h))
    return f"{edge} M{w - FOLD:.1f},0 V{FOLD:.1f} H{w:.1f}"


def _cornered(w: float, h: float) -> str:
    return _closed((CUT, 0), (w - CUT, 0), (w, CUT), (w, h), (0, h), (0, CUT))


def _tabbed(w: float, h: float) -> str:
    return _closed((0, 0), (w * 0.4, 0), (w * 0.4 + TAB, TAB), (w, TAB), (w, h), (0, h))


def _stacked(w: float, h: float) -> str:
    return f"{_closed((0, 0), (w, 0), (w, h), (0, h))} M0,{h - 4:.1f} H{w:.1f}"


STYLES: dict[str, Style] = {
    "oplysning": Style("#e3f0fb", "#1f5f99", _slanted),
    "parameter": Style("#fdf1cf", "#8a5a00", _hexagon),
    "beregnet": Style("#ffffff", "#333333", lambda w, h: _rounded(w, h, 9)),
    "pligt": Style("#fbe4e4", "#9c2a2a", _octagon),
    "procedure": Style("#ece6f7", "#58409a", _barred),
    "kontrol": Style("#e4f4e6", "#28693a", _cornered),
    "tiltag": Style("#fde8d8", "#96480f", _arrow),
    "fortolkning": Style("#f1f1f1", "#555555", _folded),
    "katalog": Style("#eef3e2", "#566b1c", _stacked),
    "mål": Style("#e0f3f3", "#1c6a6a", lambda w, h: _rounded(w, h, 22)),
    "emne": Style("#f6f6f2", "#4a4a42", _tabbed),
}
