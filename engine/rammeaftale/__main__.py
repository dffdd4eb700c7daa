"""`python -m rammeaftale`."""

from __future__ import annotations

from rammeaftale.cli.main import main

if __name__ == "__main__":
    main()
