"""rammeaftale: Danish framework agreements as rules that calculate, explain and can be checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rammeaftale.core.diagnostics import Diagnostic, RammeaftaleError
    from rammeaftale.services.api import Rules, check, load
    from rammeaftale.services.calculate import Answer as Outcome
    from rammeaftale.services.calculate import Result

__all__ = ["Diagnostic", "Outcome", "RammeaftaleError", "Result", "Rules", "check", "load"]
_HOMES = {
    "Diagnostic": ("core.diagnostics", "Diagnostic"),
    "RammeaftaleError": ("core.diagnostics", "RammeaftaleError"),
    "Outcome": ("services.calculate", "Answer"),
    "Result": ("services.calculate", "Result"),
    "Rules": ("services.api", "Rules"),
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
