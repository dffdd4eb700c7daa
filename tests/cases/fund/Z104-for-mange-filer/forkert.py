from revision_pakker import antal, efterproev, pakke

fund = efterproev(antal(pakke(), 60_000))
