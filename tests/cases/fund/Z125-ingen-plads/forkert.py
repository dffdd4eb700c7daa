import tempfile
from unittest.mock import patch

from revision_pakker import efterproev, pakke

raw = pakke()
with patch.object(tempfile, "tempdir", "findes-ikke"):
    fund = efterproev(raw)
