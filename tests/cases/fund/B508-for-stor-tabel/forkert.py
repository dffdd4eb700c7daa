from pathlib import Path

import rammeaftale

navne = [f"forhold_{nummer}" for nummer in range(40)]
oplysninger = "".join(f"  {navn}:\n    titel: Forhold\n    type: ja_nej\n" for navn in navne)
celler = "".join(
    f"        - når:\n            {navn}: {svar}\n          giver: 0\n"
    for navn in navne
    for svar in ("ja", "nej")
)
Path("aftale/regler.yaml").write_text(
    f"""emne: Takst
kilde:
  dokument: moseaftalen
  afsnit: "1"
oplysninger:
{oplysninger}størrelser:
  tillæg:
    titel: Tillæg
    enhed: kr
    tabel:
      efter: [{", ".join(navne)}]
      rækker:
{celler}""",
    encoding="utf-8",
)
fund = rammeaftale.check(["aftale"])
