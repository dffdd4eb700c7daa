from revision_pakker import efterproev, forseglet, pakke

fund = efterproev(forseglet(pakke(), language="0", program="0.0.9"))
