import rammeaftale

fund = rammeaftale.check(["."])
