from pathlib import Path

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.comparing.sides import load_sides
from revision_pakker import pakke

Path("F.zip").write_bytes(pakke())
regler = Path("aftale/regler.yaml")
regler.write_text(regler.read_text(encoding="utf-8").replace("2020: 7\n", "2020: 8\n"), encoding="utf-8")
fund = Findings()
load_sides(["F.zip", "mosen/2020"], [Path()], fund)
