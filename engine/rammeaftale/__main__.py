"""`python -m rammeaftale`."""

from __future__ import annotations

from rammeaftale.cli.main import run

if __name__ == "__main__":
    run()
