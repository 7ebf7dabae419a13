"""The pictures a link is shown with, and the pictures of mails."""

from __future__ import annotations

from microsite.page import Page
from microsite.site import Site

WIDTH, HEIGHT = 1200, 630
"""Pixels."""


def public_id(page: Page) -> str:
    """The id as others may see it: "blad-12" for a neutral sheet."""
    return f"blad-{page.front.neutral}" if page.front.neutral else page.id


def card_path(page: Page, site: Site) -> str:
    """Where the card of a page stands, below the site's root."""
    return f"og/{public_id(page)}.{page.lang}.jpg"


def card_alt(page: Page, site: Site) -> str:
    """What the card shows, in words: the author's, or else its title."""
    if page.front.mail:
        return page.front.mail.alt
    return str(site.words(page.lang)["card_alt"].format(title=site.shown_title(page)))
