from revision_pakker import efterproev, pakke, uden_seglet

fund = efterproev(uden_seglet(pakke(), "resultat.json", None))
