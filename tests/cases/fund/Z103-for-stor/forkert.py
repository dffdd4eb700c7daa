from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.bundles.bundle import read_bundle

findings = Findings()
with Path("F.zip").open("wb") as fil:
    fil.truncate(100_000_001)
read_bundle(Path("F.zip"), findings)
fund = list(findings)
