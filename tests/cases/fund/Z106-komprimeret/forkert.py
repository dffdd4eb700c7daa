from revision_pakker import efterproev, pakke, pakket_om

fund = efterproev(pakket_om(pakke(), data=bytes(range(256))))
