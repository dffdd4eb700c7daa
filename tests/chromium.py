"""Headless Chromium for tests, driven over its own pipe: open a file, run a script in it, take its picture, print it.

Where Chromium or axe-core is not installed, `missing()` says what, and the tests that need them are skipped.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
AXE = Path(sys.prefix) / "share" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--disable-dev-shm-usage", "--remote-debugging-pipe"),
)
PATIENCE = 120
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def program() -> str | None:
    """Where Chromium is, if it is installed."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def missing() -> str:
    """What the accessibility tests lack here; nothing when they can run."""
    if program() is None:
        return "Chromium is not installed (Debian: apt-get install chromium)"
    return "" if AXE.is_file() else f"axe-core is not at {AXE} (.ci/tools puts it there)"


class Page:
    """A tab. `width`: of the window in CSS pixels."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back, self._rest, self._last = to, back, b"", 0
        self._session: str | None = None
        target = self._call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._call("Page.enable")

    def open(self, path: Path, width: int = 1100, height: int = 900) -> None:
        """Show a file, once it is all there."""
        self.resize(width, height)
        self._call("Page.navigate", url=path.resolve().as_uri())
        while self._message().get("method") != "Page.loadEventFired":
            pass

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window another size."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def run(self, script: str) -> Any:
        """What a script comes to (a promise: once it is kept)."""
        told = self._call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def faults(self) -> list[str]:
        """What axe finds wrong, a line a place."""
        self.run(f"if (!window.axe) {{ {AXE.read_text(encoding='utf-8')} }}; 0")
        wanted = json.dumps({"runOnly": {"type": "tag", "values": RULES}})
        found = self.run(
            f"axe.run(document, {wanted}).then(r => r.violations.flatMap(v => v.nodes.map("
            "n => v.id + ': ' + n.target.join(' ') + ' ' + (n.failureSummary || '').split('\\n')[1])))"
        )
        assert isinstance(found, list)
        return found

    def picture(self, path: Path) -> None:
        """The whole page as a PNG."""
        told = self._call("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        path.write_bytes(base64.b64decode(told["data"]))

    def print(self, path: Path) -> None:
        """The page as a PDF, as it prints."""
        told = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def _call(self, method: str, **params: object) -> dict[str, Any]:
        self._last += 1
        asked: dict[str, object] = {"id": self._last, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        self._send(asked)
        while (told := self._message()).get("id") != self._last:
            pass
        assert "error" not in told, told["error"]
        return told["result"]

    def _send(self, asked: dict[str, object]) -> None:
        data = json.dumps(asked).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]

    def _message(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            assert select([self._back], [], [], PATIENCE)[0], "Chromium does not answer"
            more = os.read(self._back, 1 << 20)
            assert more, "Chromium has closed"
            self._rest += more
        first, _, self._rest = self._rest.partition(b"\0")
        return json.loads(first)


@contextmanager
def chromium(folder: Path) -> Iterator[Page]:
    """A tab of a Chromium of its own, with its files in an empty folder; closed afterwards."""
    name = program()
    assert name is not None, missing()
    (theirs_in, to), (back, theirs_out) = os.pipe(), os.pipe()
    command = [name, *FLAGS, f"--user-data-dir={folder}", "about:blank"]

    def take_pipes() -> None:
        """Chromium reads its commands from file 3 and answers on file 4, wherever ours have ended up."""
        reading, writing = os.dup(theirs_in), os.dup(theirs_out)
        os.dup2(reading, 3)
        os.dup2(writing, 4)

    started = subprocess.Popen(
        command,
        preexec_fn=take_pipes,  # noqa: PLW1509 - no threads here
        close_fds=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Page(to, back)
    finally:
        os.close(to)
        os.close(back)
        started.terminate()
        started.wait(timeout=PATIENCE)
