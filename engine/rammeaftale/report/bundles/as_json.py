"""What `revision pak` and `revision efterprøv` print as JSON, and its schema."""

from __future__ import annotations

from typing import Any

from rammeaftale.core.diagnostics import Diagnostic
from rammeaftale.report.bundles.check import Deviation, Verification
from rammeaftale.report.bundles.contents import traced
from rammeaftale.report.bundles.making import Made
from rammeaftale.report.bundles.text import difference_text, events_of, plain
from rammeaftale.report.diagnostics import as_json
from rammeaftale.report.json_shapes import COUNT, FINDING, TEXT, TRUTH, Shape, closed, list_of, or_null
from rammeaftale.report.schema_parts import RULES, TEXTS, VERSION
from rammeaftale.services.bundles.manifest import BundleManifest, program_version
from rammeaftale.services.calculation import Calculation


def made_json(made: Made, target: str) -> dict[str, Any]:
    """What `revision pak` prints."""
    return {"skema": "1", "pakke": _bundle(made.manifest, target, made.sha256, len(made.data))}


def verified_json(found: Verification) -> dict[str, Any]:
    """What `revision efterprøv` prints of a bundle that could be calculated again."""
    bundle, differences = found.bundle, [_difference(one) for one in found.deviations]
    return {
        "skema": "1",
        "identisk": not differences,
        "pakke": _bundle(bundle.manifest, bundle.shown, bundle.sha256, bundle.size),
        "program": program_version(),
        "regnet_efter": _counts(found.result, found),
        "forskelle": differences,
        "fund": [],
    }


def _difference(one: Deviation) -> dict[str, str]:
    sides = {"ventet": plain(one.expected), "fundet": plain(one.found)}
    return {"fil": one.file, "sted": plain(one.where), **sides, "tekst": difference_text(one)}


def refused_json(diagnostics: list[Diagnostic]) -> dict[str, Any]:
    """What `revision efterprøv` prints of a bundle that is refused."""
    nothing: dict[str, Any] = {
        "pakke": None,
        "program": program_version(),
        "regnet_efter": None,
        "forskelle": [],
    }
    return {"skema": "1", "identisk": False, **nothing, "fund": as_json(diagnostics)["fund"]}


def _bundle(manifest: BundleManifest, name: str, sha256: str, size: int) -> dict[str, Any]:
    return {
        "fil": name,
        "sha256": sha256,
        "bytes": size,
        "filer": len(manifest.files),
        "regelsæt": {"id": manifest.rules, "fingeraftryk": manifest.fingerprint},
        "regelsprog": manifest.language,
        "program": manifest.program,
        "helligdage": manifest.holidays,
        "valg": dict(manifest.choices),
    }


def _counts(result: Calculation, found: Verification) -> dict[str, int]:
    return {
        "værdier": sum(1 for target in result.targets for _ in target.cells()),
        "pligter": len(result.duties),
        "kontroller": len(result.checks),
        "procedurer": len(events_of(result.run.facts)),
        "uafhængigt_værdier": found.opinion.values,
        "uafhængigt_betingelser": found.opinion.formulas,
        "uafhængigt_procedurer": found.opinion.procedures,
        "knuder": len(traced(result)),
    }


_CHOICES = closed(
    {
        **dict.fromkeys(("størrelser", "år", "tiltag", "fortolkninger", "sæt"), TEXTS),
        "opgjort": or_null(TEXT),
    }
)
_SHA: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_BUNDLE = closed(
    {
        "fil": TEXT,
        "sha256": _SHA,
        "bytes": COUNT,
        "filer": COUNT,
        "regelsæt": RULES,
        "regelsprog": TEXT,
        "program": TEXT,
        "helligdage": or_null(TEXT),
        "valg": _CHOICES,
    }
)
_COUNTED = ("værdier", "pligter", "kontroller", "procedurer", "uafhængigt_værdier", "uafhængigt_betingelser")
_COUNTS = closed(dict.fromkeys((*_COUNTED, "uafhængigt_procedurer", "knuder"), COUNT))
_DIFFERENCE = closed(dict.fromkeys(("fil", "sted", "ventet", "fundet", "tekst"), TEXT))
_VERIFIED = closed(
    {
        "skema": VERSION,
        "identisk": TRUTH,
        "pakke": or_null(_BUNDLE),
        "program": TEXT,
        "regnet_efter": or_null(_COUNTS),
        "forskelle": list_of(_DIFFERENCE),
        "fund": list_of(FINDING),
    }
)
SCHEMA: Shape = {
    "anyOf": [
        {**closed({"skema": VERSION, "pakke": _BUNDLE}), "description": "Resultatet af revision pak."},
        {**_VERIFIED, "description": "Resultatet af revision efterprøv."},
    ]
}
