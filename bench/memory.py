"""Load, evaluate and trace the rule set and case in a folder, and print the most memory it took, in MB."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import rammeaftale


def main(name: str, folder: str, last: str) -> None:
    """`name`: the rule set; `folder`: its library with `sag.yaml`; `last`: the quantity that rests on all."""
    rules = rammeaftale.load(name, library=folder)
    result = rules.calculate(Path(folder) / "sag.yaml")
    trace = result.explain(last)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(f"{megabytes:.1f} {len(trace.nodes)}")


main(*sys.argv[1:])
