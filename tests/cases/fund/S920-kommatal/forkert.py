import rammeaftale

regler = rammeaftale.load("mosen/2020", library=".")
regler.calculate({"regelsæt": "mosen/2020", "år": 2020, "oplysninger": {"løn": 1000000.5}})
