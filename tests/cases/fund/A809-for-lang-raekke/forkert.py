from pathlib import Path

import rammeaftale

for nummer in range(1, 23):
    mappe = Path(f"aftale-{nummer:02d}")
    mappe.mkdir()
    (mappe / "regelsaet.yaml").write_text(
        f"""id: mosen/{2020 + nummer}
titel: Moseaftalen {2020 + nummer}
region: mosen
spor: styringsaftale
periode:
  fra: {2020 + nummer}-01-01
  til: {2020 + nummer}-12-31
bygger_på: mosen/{2019 + nummer}
kilder:
  moseaftalen:
    titel: Moseaftalen
""",
        encoding="utf-8",
    )
fund = rammeaftale.check(["aftale-22"])
