from revision_pakker import efterproev, forseglet, pakke, pakket_om

fund = efterproev(pakket_om(forseglet(pakke(), holidays=None), data=b"0" * 1_000_000))
