from revision_pakker import efterproev, forseglet, pakke

fund = efterproev(forseglet(pakke(), "regler/note.md", b"Hej"))
