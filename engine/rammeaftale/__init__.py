"""rammeaftale: Danish framework agreements as rules that calculate, explain and can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rammeaftale.backends.trace import Trace
    from rammeaftale.core.diagnostics import Diagnostic, RammeaftaleError
    from rammeaftale.services.api import Result, Rules, check, load
    from rammeaftale.services.calculation import Answer as Outcome

__all__ = ["Diagnostic", "Outcome", "RammeaftaleError", "Result", "Rules", "Trace", "check", "load"]
_HOMES = {
    "Diagnostic": ("core.diagnostics", "Diagnostic"),
    "RammeaftaleError": ("core.diagnostics", "RammeaftaleError"),
    "Outcome": ("services.calculation", "Answer"),
    "Result": ("services.api", "Result"),
    "Rules": ("services.api", "Rules"),
    "Trace": ("backends.trace", "Trace"),
    "check": ("services.api", "check"),
    "load": ("services.api", "load"),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Import a public name when it is first used, so that a command pays only for what it needs."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rammeaftale' has no attribute '{name}'")
    from importlib import import_module

    module, attribute = _HOMES[name]
    return getattr(import_module(f"rammeaftale.{module}"), attribute)


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted(__all__)
