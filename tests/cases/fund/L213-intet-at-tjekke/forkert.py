import rammeaftale

fund = rammeaftale.check(["sag.yaml"])
