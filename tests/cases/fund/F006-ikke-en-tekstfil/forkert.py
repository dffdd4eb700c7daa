from pathlib import Path

import rammeaftale

Path("aftale/regler.yaml").write_text("emne: Takst\n", encoding="utf-16")
fund = rammeaftale.check(["aftale"])
