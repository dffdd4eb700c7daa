"""What a member of a dimension is called."""

from __future__ import annotations

from rammeaftale.language.program import Program


def member_name(program: Program, dimension: str, member: str) -> str:
    """The shown name of a fixed member, a bare number with what it counts; one that the case names has its own."""
    known = program.manifest.dimensions.get(dimension)
    if known is None or member not in (known.members or {}):
        return member
    name = _own(program, dimension, member)
    return f"{known.title[:1].lower()}{known.title[1:]} {name}" if name.isdecimal() else name


def member_label(program: Program, dimension: str, member: str) -> str:
    """The name after the dimension's title, where it stands alone."""
    known = program.manifest.dimensions.get(dimension)
    return f"{known.title if known else ''} {_own(program, dimension, member)}".strip()


def _own(program: Program, dimension: str, member: str) -> str:
    known = program.manifest.dimensions.get(dimension)
    return (known.members or {}).get(member, member) if known else member
