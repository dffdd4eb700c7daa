from pathlib import Path
from unittest.mock import patch

from rammeaftale.core.diagnostics import Findings
from rammeaftale.services.calculate import calculate
from rammeaftale.services.cases.case import read_case
from rammeaftale.services.live import live_plan
from rammeaftale.services.loading import load_rules

fund = Findings()
regler = load_rules("mosen/2020", Path(), fund)
beregning = calculate(regler, read_case(Path("sag.yaml"), regler, fund), None, fund)
with patch("rammeaftale.backends.excel.plan.LARGEST", 3):
    live_plan(beregning, fund)
