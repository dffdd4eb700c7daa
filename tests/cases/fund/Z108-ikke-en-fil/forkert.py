from revision_pakker import efterproev, link, pakke

fund = efterproev(link(pakke(), "regler/kommuner.yaml", "/etc/passwd"))
