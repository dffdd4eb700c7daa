import rammeaftale

fund = rammeaftale.check(["aftale/regler.yaml"])
