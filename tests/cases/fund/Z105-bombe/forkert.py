from revision_pakker import efterproev, pakke, pakket_om

fund = efterproev(pakket_om(pakke(), data=b"0" * 1_000_000))
