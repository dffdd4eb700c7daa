"""The reference page of the commands: each with its own help, and what all of them share."""

from __future__ import annotations

import click

from rammeaftale.cli.danish_help import DanishHelp
from rammeaftale.cli.main import TWINS, cli

WIDTH = 100
NOTE = "<!-- Siden er dannet med «make docs» af kommandoernes egen hjælp; ret dem, ikke siden. -->"
SHARED = """\
REGELSÆT er et regelsæts id (`hovedstaden/2019-2020`), en region (`hovedstaden`: hvert år bruger det regelsæt, der
gælder) eller en mappe. SAG er en fil eller `-` for det, der kommer ind fra en anden kommando.

Resultater skrives på skærmen, beskeder for sig, så de kan ledes hver sit sted hen. Udgangskoden er 0, når alt er i
orden (også med advarsler), 1 ved fund, et eksempel eller en kontrol, der ikke holder, eller en beregning, der ender i
en fejl, og 2 ved forkert brug: et tilvalg, der ikke er skrevet rigtigt, eller et regelsæt, en fil eller en mappe, der
ikke findes. Uden æ, ø og å på tastaturet virker {twins} og `--stoerrelse`.
"""


def commands_page() -> str:
    """docs/reference/kommandoer.md."""
    twins = " og ".join(f"`{twin}`" for twin in TWINS)
    parts = ["# Kommandoer", "", NOTE, "", SHARED.format(twins=twins)]
    for name in cli.list_commands(root()):
        parts += [f"## {name}", "", "```text", help_text(name), "```", ""]
        for inner in halves(name):
            parts += [f"### {name} {inner}", "", "```text", help_text(name, inner), "```", ""]
    return "\n".join(parts).rstrip() + "\n"


def halves(name: str) -> list[str]:
    """The commands inside a command, if it has any."""
    command = cli.get_command(root(), name)
    return command.list_commands(root()) if isinstance(command, click.Group) else []


def help_text(*names: str) -> str:
    """What `rammeaftale NAME --hjælp` prints, at a fixed width."""
    context: click.Context = root()
    command: click.Command | None = cli
    for name in names:
        assert isinstance(command, click.Group)
        command = command.get_command(context, name)
        assert command is not None
        context = click.Context(command, info_name=name, parent=context)
    assert command is not None
    formatter = DanishHelp(width=WIDTH, max_width=WIDTH)
    command.format_help(context, formatter)
    return formatter.getvalue().rstrip()


def root() -> click.Context:
    """The program's own context, with its words for help."""
    return click.Context(cli, info_name="rammeaftale", **cli.context_settings)
