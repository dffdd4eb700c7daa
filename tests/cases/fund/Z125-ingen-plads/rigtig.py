from revision_pakker import efterproev, pakke

fund = efterproev(pakke())
