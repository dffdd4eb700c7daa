"""Wrong use of a command, said in Danish."""

from __future__ import annotations

import click

from rammeaftale.core.suggest import did_you_mean


def usage_message(fault: click.ClickException) -> str:
    """What was wrong with the call, and how to see what is right."""
    if type(fault).__name__ == "NoArgsIsHelpError":
        return fault.message
    context = getattr(fault, "ctx", None)
    path = context.command_path if context else "rammeaftale"
    return f"fejl: {_what(fault, context)}\nSe «{path} --hjælp»."


def _what(fault: click.ClickException, context: click.Context | None) -> str:
    if isinstance(fault, click.NoSuchOption):
        hint = did_you_mean(fault.option_name, _options(context))
        return f"ukendt tilvalg «{fault.option_name}»" + (f"; {hint}" if hint else "")
    if isinstance(fault, click.MissingParameter):
        return f"{_name(fault.param)} mangler"
    if isinstance(fault, click.BadParameter):
        return f"{_name(fault.param)}: {_reason(fault)}"
    if isinstance(fault, click.BadOptionUsage):
        return f"tilvalget «{fault.option_name}» mangler en værdi"
    if isinstance(fault, click.FileError):
        return f"filen «{fault.ui_filename}» kan ikke åbnes"
    if isinstance(fault, click.UsageError) and context and "No such command" in fault.message:
        wrong = fault.message.split("'")[1] if "'" in fault.message else ""
        known = context.command.list_commands(context) if isinstance(context.command, click.Group) else []
        hint = did_you_mean(wrong, known)
        return f"ukendt kommando «{wrong}»" + (f"; {hint}" if hint else "")
    if "unexpected extra argument" in fault.message:
        return "der er for mange argumenter"
    if "Missing command" in fault.message:
        return "skriv en kommando"
    return fault.message


def _options(context: click.Context | None) -> list[str]:
    return [name for param in (context.command.params if context else ()) for name in param.opts]


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "et argument"
    if isinstance(param, click.Option):
        return f"tilvalget «{param.opts[0]}»"
    return f"argumentet {param.make_metavar(click.Context(click.Command('x')))}"


def _reason(fault: click.BadParameter) -> str:
    if isinstance(fault.param, click.Parameter) and isinstance(fault.param.type, click.Choice):
        return f"vælg en af {', '.join(str(choice) for choice in fault.param.type.choices)}"
    if "is not a valid integer" in fault.message:
        return "skriv et helt tal"
    if "is not in the range" in fault.message:
        return "skriv et helt tal på 0 eller mere"
    return fault.message
