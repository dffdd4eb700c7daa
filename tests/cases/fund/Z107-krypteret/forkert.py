from revision_pakker import efterproev, krypteret, pakke

fund = efterproev(krypteret(pakke()))
