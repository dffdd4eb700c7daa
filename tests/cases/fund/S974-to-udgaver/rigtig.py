from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.comparing.sides import load_sides
from revision_pakker import pakke

Path("F.zip").write_bytes(pakke())
fund = Findings()
assert [side.id for side in load_sides(["F.zip", "mosen/2020"], [Path()], fund)] == ["mosen/2020"]
