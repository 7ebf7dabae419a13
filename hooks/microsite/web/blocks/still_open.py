"""What stands open: rules nobody looked up, pages nobody with a name has read, references that are not whole."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place.templates import render
from microsite.web.blocks.evidence import cited, listed


def to_check(page: Page, site: Site, argument: str) -> Markup:
    """What pages say that no person has looked up yet, with the pages that say it."""
    still = [item for item in site.catalogue.data.to_check.values() if item.open]
    rows = [(item, _linked(item.pages, page, site)) for item in still]
    return render("web/blocks/to_check.html", rows=rows, lang=page.lang, status=site.words(page.lang)["looked_up"])


def to_read(page: Page, site: Site, argument: str) -> Markup:
    """Who still has to read what."""
    still = [item for item in site.catalogue.data.to_read.values() if item.read_by is None]
    rows = [(item, _linked(item.pages, page, site)) for item in still]
    return render("web/blocks/to_read.html", rows=rows, lang=page.lang)


def unfinished(page: Page, site: Site, argument: str) -> Markup:
    """The references of which something must still be looked up, each with where it stands."""
    words = site.words(page.lang)
    found = [(source, behind) for source, behind in listed(site.catalogue.data.facts.values(), site) if source.open]
    rows = [
        (cited(source, words), site.evidence(behind[0].id, page).partition("#")[0] + f"#{source.id}")
        for source, behind in found
    ]
    return render("web/blocks/unfinished.html", rows=rows)


def _linked(ids: Iterable[str], page: Page, site: Site) -> list[tuple[str, str]]:
    """Title and address of pages; a neutral sheet under its number."""
    pages = [site.catalogue.page(page_id, page.lang) for page_id in ids]
    return [(site.shown_title(there), site.relative(there.url, page)) for there in pages]
