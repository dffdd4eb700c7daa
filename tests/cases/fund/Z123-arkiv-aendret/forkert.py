from revision_pakker import efterproev, erstat, pakke

fund = efterproev(erstat(pakke(), b"mosen/2020\n", b"mosen/2021\n"))
