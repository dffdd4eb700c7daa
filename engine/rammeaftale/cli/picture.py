"""A drawing as a PNG, by a library that need not be installed."""

from __future__ import annotations

from importlib import import_module

import click

_SCALE = 2


def png_of(svg: str) -> bytes:
    """The drawing at twice its size.

    Raises:
        click.UsageError: CairoSVG, or the Cairo library it rests on, is not there.
    """
    try:
        library = import_module("cairosvg")
    except (ImportError, OSError) as fault:
        raise click.UsageError(
            "PNG kræver biblioteket CairoSVG, som ikke er installeret her: «pip install cairosvg»; "
            "eller skriv en fil, der ender på .svg"
        ) from fault
    drawn: bytes = library.svg2png(bytestring=svg.encode("utf-8"), scale=_SCALE)
    return drawn
