"""What a member of a dimension is called."""

from __future__ import annotations

from rammeaftale.language.program import Program


def member_name(program: Program, dimension: str, member: str) -> str:
    """The shown name of a fixed member; a member that the case names has its own."""
    known = program.manifest.dimensions.get(dimension)
    return (known.members or {}).get(member, member) if known else member
