"""Writing result files: whole or not at all, never over a file by accident, and one clear message when it fails."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from errno import EEXIST
from pathlib import Path
from shutil import rmtree

import click

from rammeaftale.rulefiles.reading import is_there, reason

STDOUT = "-"

FAILED = "Beregningen ender i en fejl, eller en kontrol holder ikke; det står i resultatet."
"""Why a file that was written is not all that was asked for."""

output_option = click.option(
    "-o", "ud", metavar="FIL", default=STDOUT, help="Filen, der skrives; «-» er skærmen (standard)."
)
overwrite_option = click.option("--overskriv", is_flag=True, help="Skriv også, når filen findes i forvejen.")


def write_result(target: str, content: str | bytes, *, overwrite: bool) -> None:
    """A text on standard output (`-`), or a text or bytes in a file, by way of a temporary file beside it.

    Raises:
        click.UsageError: The place cannot be written to, or a file is there already.
    """
    if target == STDOUT:
        click.echo(content, nl=False)
        return
    check_not_input(target)
    path = Path(target)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp") if path.name else path
    try:
        _check(path, overwrite=overwrite)
        beside.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        beside.replace(path)
    except OSError as fault:
        with suppress(OSError):
            beside.unlink()
        raise click.UsageError(f"filen «{target}» kan ikke skrives: {reason(fault)}") from fault


def form_asked(format_: str | None, target: str, forms: Iterable[str]) -> str:
    """The form of `--format`, else the one that the file's ending asks for.

    Raises:
        click.UsageError: The two are known and not the same, or the ending alone says nothing.
    """
    forms = tuple(forms)
    if format_ is None or target == STDOUT or Path(target).suffix.lower() not in _endings(forms):
        return format_ or form_of(target, forms)
    if Path(target).suffix and form_of(target, forms) != format_:
        raise click.UsageError(
            f"--format {format_} og endelsen «{Path(target).suffix}» siger hver sit; ret den ene"
        )
    return format_


def _endings(forms: Iterable[str]) -> dict[str, str]:
    return {f".{form}": form for form in forms} | {"": "tekst", ".txt": "tekst"}


def form_of(target: str, forms: Iterable[str]) -> str:
    """The form a file's ending asks for, of those there are; text on standard output, without an ending and for .txt.

    Raises:
        click.UsageError: The ending is another.
    """
    ending = "" if target == STDOUT else Path(target).suffix.lower()
    found = _endings(forms)
    if ending not in found:
        known = ", ".join(one for one in found if one and one != ".tekst")
        raise click.UsageError(
            f"endelsen «{ending}» kendes ikke; skriv en fil, der ender på {known}, eller brug --format"
        )
    return found[ending]


def check_target(target: str, *, overwrite: bool) -> None:
    """Refuse a place that cannot be written to before anything is made for it.

    Raises:
        click.UsageError: It is a folder, lies in none, is there already, or is read by the command.
    """
    if target != STDOUT:
        check_not_input(target)
        _check(Path(target), overwrite=overwrite)


def check_not_input(target: str) -> None:
    """Refuse to write a result over what it is made from.

    Raises:
        click.UsageError: The file is one that the command was given to read.
    """
    context, path = click.get_current_context(silent=True), Path(target)
    if context is None or target == STDOUT or not is_there(path):
        return
    given = [value for name, value in context.params.items() if name != "ud"]
    words = [word for value in given for word in (value if isinstance(value, tuple) else (value,))]
    if any(isinstance(word, str) and is_there(Path(word)) and path.samefile(word) for word in words):
        raise click.UsageError(f"«{target}» er en af de filer, der læses; skriv resultatet et andet sted")


def _check(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise click.UsageError(f"«{path}» er en mappe; nævn en fil i den")
    if not path.parent.is_dir():
        raise click.UsageError(f"mappen «{path.parent}» findes ikke")
    if path.exists() and not path.is_file():
        raise click.UsageError(f"«{path}» er ikke en almindelig fil")
    if path.exists() and not overwrite:
        raise click.UsageError(f"filen «{path}» findes allerede; brug --overskriv, hvis den skal erstattes")


def write_folder(path: Path, files: Mapping[str, str | bytes]) -> None:
    """A new folder with its files by their path inside it: all of them, or nothing at all.

    Raises:
        click.UsageError: The folder cannot be made, or is there already.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.mkdir()
        for name, text in files.items():
            file = beside / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
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
