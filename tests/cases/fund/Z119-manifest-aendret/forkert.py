from revision_pakker import efterproev, manifest_med, pakke

fund = efterproev(manifest_med(pakke(), "mosen/2020", "mosen/2021"))
