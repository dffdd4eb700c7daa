import rammeaftale

regler = rammeaftale.load("mosen/2020", library=".")
niveauer = {f"N{nummer}": {"niveau_pladser": 1} for nummer in range(25)}
regler.calculate({"regelsæt": "mosen/2020", "år": 2020, "oplysninger": {"niveau": niveauer}})
