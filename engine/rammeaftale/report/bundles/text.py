"""What is said when an audit bundle has been made or verified."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from rammeaftale.backends.facts import Facts
from rammeaftale.core.danish import exact_text, show_number
from rammeaftale.core.outcome import NoValue, Unknown
from rammeaftale.core.shell import quoted
from rammeaftale.report.bundles.check import ORACLE, Deviation, Verification
from rammeaftale.report.bundles.contents import traced
from rammeaftale.report.bundles.making import Made
from rammeaftale.services.bundles.bundle import RESULT, RULES, TRACE
from rammeaftale.services.bundles.manifest import MANIFEST, BundleManifest, holidays_version, program_version
from rammeaftale.services.calculation import Calculation
from rammeaftale.services.second_opinion import SecondOpinion

_OPTIONS = {"størrelser": "--størrelse", "år": "--år", "tiltag": "--tiltag"}
_OPTIONS |= {"fortolkninger": "--fortolkning", "sæt": "--sæt"}
LONGEST = 200


def made_text(made: Made, target: str) -> str:
    """That a bundle was made, what to note of it, and how to verify it."""
    files = made.manifest.files
    rules = sum(name.startswith(RULES) for name in files)
    size, nodes = show_number(len(made.data)), show_number(len(traced(made.result)))
    return "\n".join(
        [
            f"Skrev {target} ({size} bytes): {rules} regelfiler, sagen, resultatet og {nodes} knuder i sporet.",
            *_facts(made.manifest, made.sha256),
            "",
            "Notér sha256 et andet sted end ved pakken: den viser senere, at det er den samme pakke.",
            f"Efterprøv den med: rammeaftale revision efterprøv {quoted(target)}",
        ]
    )


def verified_text(found: Verification) -> str:
    """What was verified, point by point, and the verdict."""
    manifest = found.bundle.manifest
    lines = [f"Revisionspakken {found.bundle.shown}", *_facts(manifest, found.bundle.sha256), ""]
    lines += [f"{'✓' if good else '✗'} {text}" for good, text in points(found)]
    lines += ["", *_verdict(found)]
    if manifest.program != program_version():
        lines += _other_program(found)
    if manifest.holidays not in (None, holidays_version()):
        lines += _other_holidays(found)
    return "\n".join(lines)


def points(found: Verification) -> Iterator[tuple[bool, str]]:
    """What was held against what, and whether it was the same; of what is not, the first difference."""
    result, opinion = found.result, found.opinion
    differing = {one.file: one for one in found.deviations}
    files = len(found.bundle.manifest.files)
    yield (
        True,
        f"Arkivet er uændret: {files} filer har den sha256, manifestet nævner, og hver byte er på plads.",
    )
    told = [
        (MANIFEST, "Reglerne er læst fra pakken alene og har det fingeraftryk, manifestet nævner."),
        (RESULT, f"Regnet igen: {counted(result)} er som i {RESULT}."),
        (ORACLE, f"Regnet igen på en anden måde: {_compared(opinion)} gav det samme."),
        (TRACE, f"Sporet er det samme: {_number(len(traced(result)))} knuder."),
    ]
    for file, text in told:
        yield file not in differing, difference_text(differing[file]) if file in differing else text


def difference_text(one: Deviation) -> str:
    """A difference and where it is."""
    sides = (
        ("beregningen giver", "den uafhængige genberegning giver")
        if one.file == ORACLE
        else ("pakken siger", "genberegningen giver")
    )
    return f"{one.file}, {_clean(one.where)}: {sides[0]} {told(one.expected)}, {sides[1]} {told(one.found)}."


def counted(result: Calculation) -> str:
    """How much a result holds: `210 værdier, 45 pligter, 30 kontroller og 1 procedure`."""
    values = sum(1 for target in result.targets for _ in target.cells())
    duties, checks = len(result.duties), len(result.checks)
    procedures = len(events_of(result.run.facts))
    parts = [f"{_number(values)} værdi{'er' if values != 1 else ''}"]
    parts += [f"{_number(duties)} pligt{'er' if duties != 1 else ''}"] if duties else []
    parts += [f"{_number(checks)} kontrol{'ler' if checks != 1 else ''}"] if checks else []
    return _and([*parts, *([_procedures(procedures)] if procedures else [])])


def events_of(facts: Facts) -> list[str]:
    """The procedures a case speaks of."""
    return list(facts.events)


def told(value: object) -> str:
    """A value of either side as text in a sentence."""
    return f"«{plain(value)}»"


def plain(value: object) -> str:
    """A value of either side as text, on one line and cut where no one would read on."""
    text = _clean(_text(value))
    return f"{text[:LONGEST]}…" if len(text) > LONGEST else text


def _text(value: object) -> str:
    if isinstance(value, Unknown):
        return f"{value.state}: {', '.join(sorted(value.missing))}"
    if isinstance(value, NoValue):
        return value.state
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        text, fraction = exact_text(value)
        return fraction or text
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def choices_text(manifest: BundleManifest) -> str:
    """The options a bundle was made with, as one types them."""
    parts = [
        f"{option} {quoted(text)}" for name, option in _OPTIONS.items() for text in manifest.choices[name]
    ]
    day = manifest.choices["opgjort"]
    return " ".join([*parts, *([f"--opgjort {quoted(day)}"] if day else [])])


def _facts(manifest: BundleManifest, sha256: str) -> list[str]:
    prints = manifest.fingerprint.split("+")
    rows = [
        ("sha256", sha256),
        ("regelsæt", manifest.rules),
        *zip(["fingeraftryk", *[""] * (len(prints) - 1)], prints, strict=True),
        ("valg", choices_text(manifest) or "ingen: hele sagen, som den er"),
        ("lavet med", ", ".join(_made_with(manifest))),
    ]
    return [f"  {name:<13}{_clean(text)}" for name, text in rows]


def _made_with(manifest: BundleManifest) -> Iterator[str]:
    yield f"rammeaftale {manifest.program}"
    yield f"regelsprog {manifest.language}"
    if manifest.holidays is not None:
        yield f"helligdage efter holidays {manifest.holidays}"


def _verdict(found: Verification) -> list[str]:
    if found.deviation is None:
        return [
            "Identisk: reglerne og sagen i pakken giver det resultat og det spor, der står i den.",
            "Er sha256 den, der blev noteret, da pakken blev lavet, er det også den samme pakke.",
        ]
    differing = {one.file for one in found.deviations}
    lines = ["Ikke identisk: ved hvert ✗ står den første forskel."]
    if not differing & {MANIFEST, RESULT, ORACLE}:
        lines.append("Resultatet er det samme; det er kun sporet, forklaringen af det, der er anderledes.")
    return lines


def _other_program(found: Verification) -> Iterator[str]:
    made, here = _clean(found.bundle.manifest.program), program_version()
    yield f"Pakken er lavet med version {made} af programmet; her er regnet med {here}. Regelsproget er det samme."
    if found.deviations:
        yield f"Om forskellen kommer af det, viser version {made}: giver den det, der står i pakken, er pakken i orden."


def _other_holidays(found: Verification) -> Iterator[str]:
    made, here = _clean(str(found.bundle.manifest.holidays)), holidays_version()
    yield f"Helligdagene i pakken er efter holidays {made}; her er de efter holidays {here}."
    if found.deviations:
        yield "Er forskellen en dag, der regnes i arbejdsdage, kan den komme af det."


def _compared(opinion: SecondOpinion) -> str:
    parts = [f"{_number(opinion.values)} værdier"]
    parts += [f"{_number(opinion.formulas)} betingelser eller frister"] if opinion.formulas else []
    return _and([*parts, *([_procedures(opinion.procedures)] if opinion.procedures else [])])


def _and(parts: list[str]) -> str:
    return " og ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _procedures(count: int) -> str:
    return f"{count} procedure{'r' if count != 1 else ''}"


def _number(count: int) -> str:
    return show_number(count)


def _clean(text: str) -> str:
    return "".join(letter if letter.isprintable() else "�" for letter in text)
