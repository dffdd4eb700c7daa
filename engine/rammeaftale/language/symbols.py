"""The names of a rule set with their declared types: what formulas may mention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.records import record
from rammeaftale.core.suggest import did_you_mean
from rammeaftale.core.units import NONE, better_unit, parse_unit
from rammeaftale.language import findings as f
from rammeaftale.language.functions import FUNCTIONS
from rammeaftale.language.ir import Dims
from rammeaftale.language.parser import KEYWORDS
from rammeaftale.language.types import BOOL, DATE, TEXT, YEAR, Kind, Type
from rammeaftale.rulefiles import model as m
from rammeaftale.rulefiles.common_schema import TYPES
from rammeaftale.rulefiles.manifest_model import Manifest
from rammeaftale.rulefiles.yamltree import Scalar

QUANTITY = m.Parameter | m.Input | m.Computed
_KINDS = {
    m.Reading: "en fortolkning",
    m.Duty: "en pligt",
    m.Check: "en kontrol",
    m.Measure: "et tiltag",
    m.Procedure: "en procedure",
    m.Goal: "et mål",
}


@record
class Symbol:
    """A quantity as formulas see it. `dims` in the order of `pr`; `optional`: reading it needs a guard."""

    name: str
    entry: m.Parameter | m.Input | m.Computed
    type: Type
    dims: Dims

    @property
    def is_input(self) -> bool:
        """Whether cases state it."""
        return isinstance(self.entry, m.Input)

    @property
    def is_parameter(self) -> bool:
        """Whether the agreement fixes it."""
        return isinstance(self.entry, m.Parameter)

    @property
    def is_computed(self) -> bool:
        """Whether a rule calculates it."""
        return isinstance(self.entry, m.Computed)

    @property
    def optional(self) -> bool:
        """Whether its absence has a meaning."""
        return isinstance(self.entry, m.Input) and self.entry.optional

    @property
    def fixed(self) -> bool:
        """Whether it is the same in every year."""
        return isinstance(self.entry, m.Input) and self.entry.fixed


@record
class Names:
    """Everything a formula of a set may name; `complete`: whether every file of the set could be read."""

    symbols: Mapping[str, Symbol]
    readings: Mapping[str, m.Reading]
    others: Mapping[str, str]
    manifest: Manifest
    broken: frozenset[str]
    repealed: frozenset[str]
    grouped: frozenset[str]
    complete: bool = True
    procedures: Mapping[str, m.Procedure] = field(default_factory=dict)
    catalogues: Mapping[str, m.Catalogue] = field(default_factory=dict)

    def is_told(self, name: str) -> bool:
        """Whether there is a finding already of why a name is not known."""
        return name in self.broken or not self.complete

    def option_hint(self, word: str) -> str:
        """How to write a word that is an option of some choice, or nothing."""
        choices = [name for name, symbol in self.symbols.items() if word in symbol.type.options]
        return f'Er det muligheden for «{choices[0]}», så skriv "{word}" i anførselstegn.' if choices else ""

    def all(self) -> list[str]:
        """Every name, for suggestions."""
        return [*self.symbols, *FUNCTIONS, *self.manifest.dimensions]


def collect(text: m.RuleText, findings: Findings) -> Names:
    """The names of a rule set, with findings about their declarations."""
    symbols: dict[str, Symbol] = {}
    readings: dict[str, m.Reading] = {}
    others: dict[str, str] = {}
    broken = set(text.broken)
    for dimension in text.manifest.dimensions.values():
        if dimension.name in FUNCTIONS or dimension.name in KEYWORDS:
            findings.add(f.RESERVED_NAME, dimension.span, name=dimension.name)
    for name, entry in text.entries.items():
        if isinstance(entry, m.Catalogue):
            continue
        _check_name(name, entry, text.manifest, findings)
        if isinstance(entry, m.Reading):
            readings[name] = entry
        if isinstance(entry, QUANTITY):
            symbol = _symbol(entry, text.manifest, findings)
            if symbol is None:
                broken.add(name)
            else:
                symbols[name] = symbol
        else:
            others[name] = _KINDS[type(entry)]
    grouped = frozenset(node.text for group in text.groups for node in group.members)
    repealed = frozenset(text.repealed)
    procedures = {name: entry for name, entry in text.entries.items() if isinstance(entry, m.Procedure)}
    return Names(
        symbols,
        readings,
        others,
        text.manifest,
        frozenset(broken),
        repealed,
        grouped,
        text.complete,
        procedures,
        text.catalogues,
    )


def _check_name(name: str, entry: m.Entry, manifest: Manifest, findings: Findings) -> None:
    if name in FUNCTIONS or name in KEYWORDS:
        findings.add(f.RESERVED_NAME, entry.head.span, name=name)
    if name in manifest.dimensions:
        findings.add(f.NAME_TAKEN, entry.head.span, name=name, kind="en dimension")


def _symbol(
    entry: m.Parameter | m.Input | m.Computed, manifest: Manifest, findings: Findings
) -> Symbol | None:
    head, typing = entry.head, entry.typing
    dims = []
    for node in typing.dims:
        if node.text == "år":
            findings.add(f.YEAR_IN_PR, node.span)
        elif not known_dimension(node, manifest, findings):
            return None
        else:
            dims.append(node.text)
    type_ = _type(head, typing, manifest, findings)
    return Symbol(head.name, entry, type_, tuple(dims)) if type_ else None


def known_dimension(node: Scalar, manifest: Manifest, findings: Findings) -> bool:
    """Whether the manifest has the dimension; a finding when not."""
    if node.text in manifest.dimensions:
        return True
    hint = did_you_mean(node.text, manifest.dimensions)
    findings.add(f.UNKNOWN_DIMENSION, node.span, name=node.text, hint=hint)
    return False


_SIMPLE = {"ja_nej": BOOL, "dato": DATE, "årstal": YEAR, "tekst": TEXT}


def _type(head: m.Head, typing: m.Typing, manifest: Manifest, findings: Findings) -> Type | None:
    kind = typing.kind
    if kind in ("tal", "heltal"):
        return _number(head, typing, findings)
    if typing.unit is not None:
        findings.add(f.UNIT_ON_OTHER, typing.unit.span, name=head.name, kind=TYPES[kind])
    if kind == "valg":
        if not typing.options:
            findings.add(f.NO_OPTIONS, head.span, name=head.name)
            return None
        return Type(Kind.CHOICE, options=typing.options)
    if kind == "medlem":
        if typing.member_of is None:
            findings.add(f.NO_MEMBER_DIMENSION, head.span, name=head.name)
            return None
        known = known_dimension(typing.member_of, manifest, findings)
        return Type(Kind.MEMBER, dimension=typing.member_of.text) if known else None
    return _SIMPLE[kind]


def _number(head: m.Head, typing: m.Typing, findings: Findings) -> Type | None:
    whole = typing.kind == "heltal"
    if typing.unit is None:
        if not whole:
            findings.add(f.NO_UNIT, head.span, name=head.name)
            return None
        return Type(Kind.NUMBER, NONE, whole=True)
    unit = parse_unit(typing.unit.text)
    if unit is None:
        better = better_unit(typing.unit.text)
        hint = f"Skriv «enhed: {better}»." if better else ""
        findings.add(f.UNKNOWN_UNIT, typing.unit.span, name=typing.unit.text, hint=hint)
        return None
    return Type(Kind.NUMBER, unit, whole=whole)
