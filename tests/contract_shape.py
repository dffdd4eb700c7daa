"""How a name of the contract is held against a rule set: its kind or unit, its dimensions, and its flags."""

from __future__ import annotations

from dataclasses import dataclass

from rammeaftale.rulefiles import model as m

YES_NO, DATE, TEXT = "ja eller nej", "en dato", "en tekst"


@dataclass(frozen=True)
class Wanted:
    """What the contract says of a name. `flags`: v valgfri, s standard, f fast, å by year; None = any."""

    kind: str | None
    dims: tuple[str, ...] = ()
    flags: str | None = ""


def shown_type(symbol):
    """A number's unit, else the name of its kind."""
    return str(symbol.type.unit) if symbol.type.kind == "et tal" else str(symbol.type.kind)


def flags_of(entry):
    """The letters of an input."""
    found = {"v": entry.optional, "s": entry.default is not None, "f": entry.fixed, "å": entry.per_year}
    return {flag for flag, has in found.items() if has}


def holds_as_input(program, name, wanted):
    """Assert that a name is an input of the wanted shape."""
    symbol = program.names.symbols[name]
    assert isinstance(symbol.entry, m.Input)
    if wanted.kind is not None:
        assert shown_type(symbol) == wanted.kind
    assert symbol.dims == wanted.dims
    if wanted.flags is not None:
        assert flags_of(symbol.entry) == set(wanted.flags)


def holds_as_result(program, name, wanted):
    """Assert that a name is calculated, with the wanted kind and dimensions."""
    symbol = program.names.symbols[name]
    assert symbol.is_computed
    assert (shown_type(symbol), symbol.dims) == (wanted.kind, wanted.dims)
