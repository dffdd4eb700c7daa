from pathlib import Path

import rammeaftale

for nummer in range(1, 22):
    mappe = Path(f"nr{nummer}")
    mappe.mkdir()
    grundlag = f"mosen/{2019 + nummer}"
    (mappe / "regelsaet.yaml").write_text(
        f"""id: mosen/{2020 + nummer}
titel: Moseaftalen {2020 + nummer}
region: mosen
spor: styringsaftale
periode:
  fra: {2020 + nummer}-01-01
  til: {2020 + nummer}-12-31
bygger_på: {grundlag}
kilder:
  moseaftalen-{2020 + nummer}:
    titel: Moseaftalen {2020 + nummer}
""",
        encoding="utf-8",
    )
Path("aftale/regler.yaml").write_text("emne: Takst\n", encoding="utf-8")
fund = rammeaftale.check([f"nr{22 - 1}"])
