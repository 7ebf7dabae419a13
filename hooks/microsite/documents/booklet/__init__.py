"""The pocket booklet: one side of paper that folds into eight pages, a cover and a page for each step."""

from __future__ import annotations

from typing import Any

from microsite.content.page import KeyPage
from microsite.content.site import Site
from microsite.documents import pdf
from microsite.place import addresses, qr


def path(lang: str, paper: str) -> str:
    """Where its PDF stands, below the site's root."""
    return addresses.pdf("booklet", lang, paper)


MOST = 7
"""Steps that fold into one side: eight pages, one of them the cover."""


def fits(site: Site, lang: str) -> bool:
    """Whether a language has pages of steps, and not more than fit."""
    return 0 < len(site.catalogue.keys(lang)) <= MOST


def drawing(site: Site, lang: str, paper: str) -> pdf.Drawing:
    """The drawing of the booklet, with a second page on how to fold it."""
    words = site.words(lang)
    wanted = ("booklet_title", "booklet_lead", "booklet_fold", "booklet_steps", "booklet_cut", "booklet_alt")
    data = pdf.document_data(lang, site, paper)
    data["words"] |= {key: words[key] for key in wanted}
    home = site.catalogue.role("worksheets", lang) or site.catalogue.needed("home", lang)
    data |= {"keys": [_key(page, site) for page in site.catalogue.keys(lang)], "foot": site.sheet_foot(home)}
    return pdf.drawing("documents/booklet/booklet.typ", data, (), paper)


def _key(page: KeyPage, site: Site) -> dict[str, Any]:
    key = page.key
    return {
        "number": key.number,
        "kicker": site.words(page.lang)["topic"]["one"].format(n=key.number),
        "title": page.title,
        "line": key.line,
        "minute": key.minute.model_dump(),
        "address": site.printed(site.word_path(page)),
        "qr": qr.svg(site.url + site.word_path(page)),
    }
