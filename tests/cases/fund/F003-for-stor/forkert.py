from pathlib import Path

import rammeaftale

Path("aftale/stor.yaml").write_text("emne: Stor\n" + "# fyld\n" * 600_000, encoding="utf-8")
fund = rammeaftale.check(["aftale"])
