from revision_pakker import efterproev, pakke, uden_seglet

nyere = b'{"format": "9", "program": "7.2"}'
fund = efterproev(uden_seglet(pakke(), "manifest.json", nyere))
