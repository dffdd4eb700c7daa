from revision_pakker import efterproev, manifest_med, pakke

fund = efterproev(manifest_med(pakke(), '"valg"', '"vlg"'))
