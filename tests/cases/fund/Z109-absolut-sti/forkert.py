from revision_pakker import efterproev, med, pakke

fund = efterproev(med(pakke(), "/etc/cron.d/x"))
