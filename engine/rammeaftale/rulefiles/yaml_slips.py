"""A second look at a text that is no YAML: where the slip is that the reader stumbled over some lines later."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from rammeaftale.core.places import SourceText, Span

LINES_BACK = 2


class Slip(NamedTuple):
    """What is wrong, where (half-open columns from 0), and what to write."""

    problem: str
    line: int
    start: int
    end: int
    help: str

    def span(self, source: SourceText) -> Span:
        """The place in the text."""
        return Span(source, self.line, self.start + 1, self.line, self.end + 1)


def find_slip(source: SourceText, line: int) -> Slip | None:
    """The slip behind a fault that was noticed at `line`, or None."""
    near = _near(source, line)
    found = next((slip for number in near for look in _LOOKS if (slip := look(source, number, near))), None)
    return _conflict(source) or found or _open_quote(source, line)


def _near(source: SourceText, line: int) -> list[int]:
    """The line itself and the few before it that say something, the nearest first."""
    told = [n for n in range(line, 0, -1) if _says(source.line(n) or "") or n == line]
    return told[: LINES_BACK + 1]


def _says(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _conflict(source: SourceText) -> Slip | None:
    for number, text in enumerate(source.lines, start=1):
        if _CONFLICT.match(text):
            help_ = "Vælg den ene af de to udgaver, og slet linjerne med <<<<<<<, ======= og >>>>>>>."
            return Slip("her står to udgaver, som git ikke kunne flette", number, 0, 7, help_)
    return None


_CONFLICT = re.compile(r"(<{7}|>{7}|={7})( |\Z)")


def _wrong_sign(source: SourceText, number: int, near: list[int]) -> Slip | None:
    """`enhed:pct`, `enhed = pct`, `enhed; pct`."""
    match = _WRONG_SIGN.match(source.line(number) or "")
    if match is None:
        return None
    name, sign, rest = match["navn"], match["tegn"], match["resten"].strip()
    what = "der mangler et mellemrum efter kolonet" if sign == ":" else f"«{sign}» i stedet for kolon"
    return Slip(what, number, *match.span("tegn"), f"Skriv «{name}: {rest}».")


_WRONG_SIGN = re.compile(
    r"\s*(?:- +)*(?P<navn>[^\W\d]\w*)(?:\s*(?=[=;](?!=))|(?=:\S))(?P<tegn>.)(?P<resten>.+)"
)


def _no_colon(source: SourceText, number: int, near: list[int]) -> Slip | None:
    """`enhed pct` or `takst` above a line that is its neighbour or stands under it."""
    text = source.line(number) or ""
    match = _NO_COLON.match(text)
    if number == near[0] or match is None or _indent(text) > _indent(source.line(near[0]) or ""):
        return None
    better = f"{match['navn']}: {match['resten'].strip()}".rstrip()
    return Slip("der mangler et kolon efter nøglen", number, *match.span("navn"), f"Skriv «{better}».")


_NO_COLON = re.compile(r"\s*(?:- +)*(?P<navn>[^\W\d]\w*)(?P<resten>(?: [^:{\[]*)?)\Z")


def _indented(source: SourceText, number: int, near: list[int]) -> Slip | None:
    """A line that stands further out, or further in, than the others of its block."""
    if number != near[0] or len(near) <= LINES_BACK:
        return None
    here, before, above = (source.line(n) or "" for n in near)
    if not (_KEY.match(here) and _VALUE.match(before)) or _indent(here) <= _indent(before):
        return None
    if _indent(above) == _indent(here):
        return _shifted("for lidt", near[1], before, _indent(here))
    return _shifted("for langt", number, here, _indent(before)) if _indent(above) <= _indent(before) else None


def _shifted(how: str, number: int, text: str, wanted: int) -> Slip:
    start = _indent(text)
    help_ = f"Begynd linjen lige under de andre i blokken, med {wanted} mellemrum."
    return Slip(f"linjen er rykket {how} ind", number, start, len(text.rstrip()), help_)


_KEY = re.compile(r"\s*(?:- +)*[^\s:#][^:]*:(\s|\Z)")
_VALUE = re.compile(r"\s*(?:- +)*[^\W\d]\w*: +[^\s|>#]")


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


_LOOKS: tuple[Callable[[SourceText, int, list[int]], Slip | None], ...] = (_wrong_sign, _no_colon, _indented)


def _open_quote(source: SourceText, line: int) -> Slip | None:
    """The quote above that was only closed by a later one."""
    for number in range(line - 1, 0, -1):
        text = source.line(number) or ""
        match = _QUOTED.match(text)
        if match and text.count(match["tegn"]) % 2:
            at = match.start("tegn")
            return Slip(
                "anførselstegnet er ikke lukket på linjen",
                number,
                at,
                len(text),
                f"Sæt {match['tegn']} efter teksten.",
            )
        if '"' in text or "'" in text:
            return None
    return None


_QUOTED = re.compile(r"""\s*(?:- +)*(?:[^\W\d]\w*: +)?(?P<tegn>["'])""")
