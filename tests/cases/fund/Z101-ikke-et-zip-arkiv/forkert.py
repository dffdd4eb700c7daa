from pathlib import Path

from revision_pakker import efterproev

fund = efterproev(Path("sag.yaml").read_bytes())
