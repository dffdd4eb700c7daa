import rammeaftale

rammeaftale.load("mosen/2020", library=".")
