"""The report as one HTML file: nothing is fetched, everything that was written by others is escaped."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rammeaftale.report.page.build import Page

LONGEST_FIGURE = 24
TEMPLATE, STYLE, SCRIPT = "rapport.html.j2", "rapport.css", "rapport.js"


def page_html(page: Page) -> str:
    """The page as text; the same for the same page."""
    environment = Environment(
        loader=PackageLoader("rammeaftale.report.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["together"] = together
    environment.filters["drawing"] = Markup  # made by plot_svg, which escapes what others wrote
    style, script = _part(STYLE), _part(SCRIPT)
    template = environment.get_template(TEMPLATE)
    return template.render(page=page, style=style, script=script, script_hash=_hash(script))


def together(text: str) -> str:
    """A figure that stays on one line with its unit; a longer text as it is."""
    return text.replace(" ", "\u00a0") if len(text) <= LONGEST_FIGURE else text


def _part(name: str) -> Markup:
    """A part of ours that is put in as it is."""
    text = files("rammeaftale.report.page").joinpath("templates", name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - our own file


def _hash(script: str) -> str:
    """What the page's own policy knows the script by, so that no other one runs."""
    return b64encode(sha256(script.encode()).digest()).decode()
