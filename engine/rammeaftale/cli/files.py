"""Writing result files: whole or not at all, never over a file by accident, and one clear message when it fails."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from shutil import rmtree

import click

from rammeaftale.rulefiles.reading import reason

STDOUT = "-"

output_option = click.option(
    "-o", "ud", metavar="FIL", default=STDOUT, help="Filen, der skrives; «-» er skærmen (standard)."
)
overwrite_option = click.option("--overskriv", is_flag=True, help="Skriv også, når filen findes i forvejen.")


def write_result(target: str, text: str, *, overwrite: bool) -> None:
    """The text on standard output (`-`) or in a file, by way of a temporary file beside it.

    Raises:
        click.UsageError: The place cannot be written to, or a file is there already.
    """
    if target == STDOUT:
        click.echo(text, nl=False)
        return
    path = Path(target)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp") if path.name else path
    try:
        _check(path, overwrite=overwrite)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink()
        raise click.UsageError(f"filen «{target}» kan ikke skrives: {reason(fault)}") from fault


def _check(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise click.UsageError(f"«{path}» er en mappe; nævn en fil i den")
    if not path.parent.is_dir():
        raise click.UsageError(f"mappen «{path.parent}» findes ikke")
    if path.exists() and not overwrite:
        raise click.UsageError(f"filen «{path}» findes allerede; brug --overskriv, hvis den skal erstattes")


def write_folder(path: Path, files: Mapping[str, str]) -> None:
    """A new folder with its files by their path inside it: all of them, or nothing at all.

    Raises:
        click.UsageError: The folder cannot be made, or is there already.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.mkdir()
        for name, text in files.items():
            file = beside / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        if path.exists():
            raise FileExistsError(EEXIST, "", str(path))
        beside.rename(path)
    except OSError as fault:
        raise click.UsageError(f"mappen «{path}» kan ikke skrives: {reason(fault)}") from fault
    finally:
        rmtree(beside, ignore_errors=True)


def make_folder(target: str) -> Path:
    """The folder, made if its parent is there.

    Raises:
        click.UsageError: It cannot be made.
    """
    path = Path(target)
    try:
        path.mkdir(exist_ok=True)
    except FileExistsError as fault:
        raise click.UsageError(f"«{target}» er en fil, ikke en mappe") from fault
    except FileNotFoundError as fault:
        raise click.UsageError(f"mappen «{path.parent}» findes ikke") from fault
    except OSError as fault:
        raise click.UsageError(f"mappen «{target}» kan ikke laves: {reason(fault)}") from fault
    return path
