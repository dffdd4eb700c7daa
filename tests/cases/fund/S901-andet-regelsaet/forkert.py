import rammeaftale

regler = rammeaftale.load("mosen/2020", library=".")
regler.calculate({"regelsæt": "heden/2020", "år": 2020})
