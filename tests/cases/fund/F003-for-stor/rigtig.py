from pathlib import Path

import rammeaftale

Path("aftale/lille.yaml").write_text("emne: Lille\n" + "# fyld\n" * 600, encoding="utf-8")
fund = rammeaftale.check(["aftale"])
