"""The commands' help in Danish: headings, usage line and the few words click writes itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

HEADINGS = {"Options": "Tilvalg", "Commands": "Kommandoer"}
WORDS = {
    "[OPTIONS]": "[TILVALG]",
    "COMMAND [ARGS]...": "KOMMANDO [ARGUMENTER]…",
    "Show this message and exit.": "Vis denne hjælp.",
    "Show the version and exit.": "Vis programmets version.",
    "[required]": "[skal nævnes]",
    "[x>=0]": "[0 eller mere]",
}


class DanishHelp(click.HelpFormatter):
    """Click's own layout with Danish words."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, _danish(args), prefix or "Brug: ")

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """A section under its heading."""
        with super().section(HEADINGS.get(name, name)):
            yield

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands with what they do."""
        super().write_dl([(term, _danish(text)) for term, text in rows], col_max, col_spacing)


def _danish(text: str) -> str:
    for word, danish in WORDS.items():
        text = text.replace(word, danish)
    return text


def speak_danish() -> None:
    """From now on every command's help is in Danish."""
    click.Context.formatter_class = DanishHelp


def command_rows(group: click.Group, ctx: click.Context) -> list[tuple[str, str]]:
    """Every command with the first paragraph of its help."""
    commands = [(name, group.get_command(ctx, name)) for name in group.list_commands(ctx)]
    return [(name, _first(command.help)) for name, command in commands if command]


def _first(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())
