"""Build hook: puts the rule library and the JSON schemas inside the wheel.

In the repo they stand at the top, where policy staff find them; in a wheel they stand inside the package:

    begreber.yaml, rules/, nordjylland/  ->  rammeaftale/_bibliotek/
    schemas/                             ->  rammeaftale/_skemaer/

An editable install gets no copy: there the package reads the repo itself.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

REQUIRED = {
    "begreber.yaml": "rammeaftale/_bibliotek/begreber.yaml",
    "rules": "rammeaftale/_bibliotek/rules",
    "schemas": "rammeaftale/_skemaer",
}
OPTIONAL = {
    "nordjylland": "rammeaftale/_bibliotek/nordjylland",
}


class LibraryHook(BuildHookInterface[Any]):
    """Adds the library and the schemas to the files of a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the folders to include; a wheel without its rules is refused.

        Args:
            version: "standard" or "editable".
            build_data: What hatchling builds from; `force_include` maps source to place in the wheel.

        Raises:
            FileNotFoundError: A required part is not in the source tree.
        """
        if version == "editable":
            return
        root = Path(self.root)
        missing = [name for name in REQUIRED if not (root / name).exists()]
        if missing:
            raise FileNotFoundError(f"a wheel carries the rules; not found in {root}: {', '.join(missing)}")
        for name, target in {**REQUIRED, **OPTIONAL}.items():
            if (root / name).exists():
                build_data["force_include"][str(root / name)] = target
