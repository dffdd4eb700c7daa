from pathlib import Path

import rammeaftale

linjer = "størrelser:\n  i_alt:\n    titel: I alt\n    enhed: kr\n    formel: 3000 * 1000 kr\n"
kilde = 'kilde:\n  dokument: moseaftalen\n  afsnit: "1"\n'
Path("aftale/regler.yaml").write_text("emne: Takst\n" + kilde + linjer, encoding="utf-8")
fund = rammeaftale.check(["aftale"])
