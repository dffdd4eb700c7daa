from pathlib import Path

import rammeaftale

Path("aftale/regler.yaml").write_text(
    """emne: Takst
kilde:
  dokument: moseaftalen
  afsnit: "1"
oplysninger:
  forhold:
    titel: Forhold
    type: ja_nej
størrelser:
  tillæg:
    titel: Tillæg
    enhed: kr
    tabel:
      efter: [forhold]
      rækker:
        - når:
            forhold: ja
          giver: 100
        - når:
            forhold: nej
          giver: 0
""",
    encoding="utf-8",
)
fund = rammeaftale.check(["aftale"])
