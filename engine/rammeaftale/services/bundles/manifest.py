"""The manifest of an audit bundle: what made it, from what, with what choices, and the sha256 of every file.

```
{"format", "regelsprog", "program", "helligdage", "regelsæt": {"id", "fingeraftryk"},
 "valg": {"størrelser": [adresse], "år": [], "tiltag": [], "fortolkninger": [], "sæt": [], "opgjort": dato | null},
 "filer": {navn: sha256}, "kontrolsum"}
```
`helligdage`: the version of the package that knows the public holidays; the first bundles were made without it.
`kontrolsum` is the sha256 of the manifest's own text without it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from rammeaftale.core.diagnostics import Findings
from rammeaftale.core.places import SourceText, whole
from rammeaftale.core.records import record
from rammeaftale.language.version import LANGUAGE_VERSION
from rammeaftale.services.bundles import findings as f
from rammeaftale.services.bundles.archive import printable

FORMAT = "1"
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 2_000_000
CHECKSUM, HOLIDAYS = "kontrolsum", "helligdage"
CHOICES = ("størrelser", "år", "tiltag", "fortolkninger", "sæt", "opgjort")
_KEYS = ("format", "regelsprog", "program", "regelsæt", "valg", "filer", CHECKSUM)


@record
class BundleManifest:
    """What a bundle says of itself; `choices`: the options of the command line by name, `files`: sha256 by name."""

    language: str
    program: str
    rules: str
    fingerprint: str
    choices: Mapping[str, Any]
    files: Mapping[str, str]
    holidays: str | None = None


def program_version() -> str:
    """The version of this program."""
    return _version("rammeaftale")


def holidays_version() -> str:
    """The version of the package `holidays`, by which working days are counted."""
    return _version("holidays")


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "ukendt"


def sha256(data: bytes) -> str:
    """The sha256 as 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def json_bytes(found: object) -> bytes:
    """JSON as it stands in a bundle: in the order given, indented, Danish letters as they are.

    Half a letter, which only an escape of an untrusted manifest can hold, becomes bytes that no text has.
    """
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode(errors="surrogatepass")


def new_manifest(
    rules: str, fingerprint: str, choices: Mapping[str, Any], files: Mapping[str, bytes]
) -> BundleManifest:
    """The manifest of files put together by this program now."""
    sums = {name: sha256(files[name]) for name in sorted(files)}
    made_with = (LANGUAGE_VERSION, program_version())
    return BundleManifest(*made_with, rules, fingerprint, choices, sums, holidays_version())


def manifest_bytes(manifest: BundleManifest) -> bytes:
    """The text of a manifest with its own checksum."""
    told = {
        "format": FORMAT,
        "regelsprog": manifest.language,
        "program": manifest.program,
        **({} if manifest.holidays is None else {HOLIDAYS: manifest.holidays}),
        "regelsæt": {"id": manifest.rules, "fingeraftryk": manifest.fingerprint},
        "valg": {name: manifest.choices[name] for name in CHOICES},
        "filer": dict(manifest.files),
    }
    return json_bytes({**told, CHECKSUM: sha256(json_bytes(told))})


def read_manifest(raw: bytes, shown: str, findings: Findings) -> BundleManifest | None:
    """A manifest whose form and checksum are right, or None with findings."""
    place = whole(SourceText(f"{shown}/{MANIFEST}"))
    told = _parsed(raw)
    if isinstance(told, dict) and told.get("format") != FORMAT and isinstance(told.get("format"), str):
        program = printable(str(told.get("program")))
        findings.add(f.OTHER_FORMAT, place, format=printable(told["format"]), known=FORMAT, program=program)
        return None
    fault = _fault(told)
    if fault:
        findings.add(f.BAD_MANIFEST, place, reason=fault)
        return None
    rules, made_with = told["regelsæt"], (told["regelsprog"], told["program"])
    named = (rules["id"], rules["fingeraftryk"], told["valg"], told["filer"])
    found = BundleManifest(*made_with, *named, told.get(HOLIDAYS))
    if manifest_bytes(found) != raw:
        findings.add(f.MANIFEST_CHANGED, place)
        return None
    return found


def _parsed(raw: bytes) -> Any:  # noqa: ANN401 - JSON
    """The JSON of a text, or why it is none."""
    if len(raw) > LARGEST_MANIFEST:
        return None
    try:
        return json.loads(raw.decode())
    except (ValueError, RecursionError):
        return None


def _fault(told: Any) -> str:  # noqa: ANN401 - JSON
    """What is wrong with the form of a manifest; empty when nothing is."""
    if not isinstance(told, dict):
        return "det er ikke JSON"
    for key in _KEYS:
        if key not in told:
            return f"nøglen «{key}» mangler"
    texts = [told[key] for key in ("format", "regelsprog", "program", CHECKSUM)]
    texts.append(told.get(HOLIDAYS, ""))
    if not all(isinstance(text, str) for text in texts):
        return "en version eller kontrolsummen er ikke en tekst"
    if not _is_texts(told["regelsæt"], ("id", "fingeraftryk")):
        return "«regelsæt» skal have id og fingeraftryk"
    if not isinstance(told["filer"], dict) or not _is_texts(told["filer"], told["filer"]):
        return "«filer» skal give hver fil sin sha256"
    return "" if _are_choices(told["valg"]) else "«valg» har ikke den rette form"


def _is_texts(part: object, keys: Any) -> bool:  # noqa: ANN401 - any collection
    return isinstance(part, dict) and all(isinstance(part.get(key), str) for key in keys)


def _are_choices(part: object) -> bool:
    if not isinstance(part, dict) or set(part) != set(CHOICES):
        return False
    lists = [part[name] for name in CHOICES[:-1]]
    good = all(isinstance(one, list) and all(isinstance(text, str) for text in one) for one in lists)
    return good and (part["opgjort"] is None or isinstance(part["opgjort"], str))
