"""The report as PDF, made from its HTML by WeasyPrint, which is an extra."""

from __future__ import annotations


class NoPdfError(Exception):
    """WeasyPrint, or a system library it needs, is not there."""


def page_pdf(html: str) -> bytes:
    """The bytes of the PDF, tagged for screen readers (PDF/UA); the same for the same HTML. Nothing is fetched.

    Raises:
        NoPdfError: WeasyPrint cannot be used here.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as fault:
        raise NoPdfError(str(fault)) from fault
    made: bytes = HTML(string=html, url_fetcher=_fetch_nothing).write_pdf(pdf_variant="pdf/ua-1")
    return made


def _fetch_nothing(url: str, *_: object, **__: object) -> dict[str, object]:
    """A report holds all it needs; whatever a text in it asks for is left out."""
    raise ValueError(f"not fetched: {url}")
