import rammeaftale

fund = rammeaftale.check(["aftale"])
