import rammeaftale

regler = rammeaftale.load("mosen/2020", library=".")
regler.calculate({"regelsæt": "mosen/2020", "år": list(range(1950, 2150))})
