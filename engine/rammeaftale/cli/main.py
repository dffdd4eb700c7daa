"""The console script: commands found by name, errors in Danish, exit codes 0 (ok), 1 (findings), 2 (wrong use)."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import NoReturn
from unicodedata import normalize

import click

from rammeaftale.cli.danish_help import command_rows, speak_danish
from rammeaftale.cli.messages import usage_message
from rammeaftale.core.diagnostics import RammeaftaleError

COMMANDS = {
    "liste": "liste",
    "vis": "vis",
    "tjek": "tjek",
    "ny-sag": "ny_sag",
    "beregn": "beregn",
    "forklar": "forklar",
    "mangler": "mangler",
    "procedure": "procedure",
    "følsomhed": "foelsomhed",
    "sammenlign": "sammenlign",
    "forskel": "forskel",
    "test": "test",
    "dækning": "daekning",
    "rapport": "rapport",
    "graf": "graf",
    "revision": "revision",
    "ny-periode": "ny_periode",
    "skema": "skema",
}
TWINS = {"foelsomhed": "følsomhed", "daekning": "dækning"}


class Commands(click.Group):
    """The commands in the order a user meets them; an ASCII twin is the same command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names shown in the help."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, each with its whole first sentence."""
        with formatter.section("Commands"):
            formatter.write_dl(command_rows(self, ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, its file imported now."""
        name = TWINS.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        found: click.Command = import_module(f"rammeaftale.cli.{COMMANDS[name]}").command
        return found


speak_danish()


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--hjælp", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="rammeaftale", prog_name="rammeaftale", message="%(prog)s %(version)s")
def cli() -> None:
    """Rammeaftaler som regler, der regner, forklarer og kan efterprøves."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(700_000, 50, 50)  # a command is soon over and keeps what it builds: little to collect
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(_run())


def run() -> NoReturn:
    """The process of a command: `main`, and then an end that does not take every object down first.

    All output is written; the taking down would be a tenth of a command's time.
    """
    try:
        main()
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 0
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


def _words(given: list[str]) -> list[str]:
    """The arguments in composed letters (a Mac may send a and its ring apart); a file's own name as it is."""
    return [word if os.path.lexists(word) else normalize("NFC", word) for word in given]


def _run() -> int:
    try:
        outcome = cli.main(args=_words(sys.argv[1:]), standalone_mode=False)
    except RammeaftaleError as fault:
        from rammeaftale.cli.exit_codes import exit_code
        from rammeaftale.cli.paint import say
        from rammeaftale.report import diagnostics

        say(diagnostics.text(fault.diagnostics), err=True)
        return exit_code(fault.diagnostics, sys.argv)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as fault:
        click.echo(usage_message(fault), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("afbrudt", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as fault:
        from rammeaftale.rulefiles.reading import reason

        name = f"{fault.filename}: " if fault.filename else ""
        click.echo(f"fejl: {name}{reason(fault)}", err=True)
        return 1
    except Exception as fault:  # noqa: BLE001 - whatever it is, a user sees one line and no traceback
        from rammeaftale.cli.program_fault import tell

        return tell(fault)
    return outcome if isinstance(outcome, int) else 0
