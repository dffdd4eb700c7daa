from pathlib import Path

import rammeaftale

formel = " + ".join(["1000"] * 3000)
linjer = f"størrelser:\n  sum:\n    titel: Sum\n    enhed: kr\n    formel: {formel}\n"
Path("aftale/regler.yaml").write_text("emne: Takst\n" + linjer, encoding="utf-8")
fund = rammeaftale.check(["aftale"])
