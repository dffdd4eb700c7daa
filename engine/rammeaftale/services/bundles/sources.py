"""Which rule files an audit bundle takes along for the name of a rule set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.bundles.bundle import read_bundle
from rammeaftale.services.bundles.kind import is_archive
from rammeaftale.services.bundles.loading import found_in
from rammeaftale.services.bundles.rules import rule_files
from rammeaftale.services.library_rules import find_rules


def rules_to_pack(
    name: str, roots: Iterable[Path], findings: Findings
) -> tuple[str, Mapping[str, bytes]] | None:
    """The id and the files by path of the rules called `name`, from the first library that has them.

    `name`: an id, a region, a folder or an audit bundle. None with findings.
    """
    if is_archive(Path(name)):
        bundle = read_bundle(Path(name), findings)
        if bundle is None:
            return None
        with found_in(bundle, findings) as inside:
            return None if inside is None else (bundle.manifest.rules, bundle.rule_files)
    told = Findings()
    for root in roots:
        told = Findings()
        found = find_rules(name, root, told)
        if found is not None and all([found.library.find(id_) for id_ in found.ids]):
            files = rule_files(found.library, found.ids, findings)
            return None if files is None else (found.name, files)
    findings.items += told.items
    return None
