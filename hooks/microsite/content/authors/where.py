"""What a site has, and where each thing stands: its file, its addresses, its sheets, its link for a newsletter."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.catalogue import Catalogue
from microsite.content.page import Page, WorksheetPage
from microsite.content.site import Site
from microsite.place.addresses import PAPERS, go


def ids(catalogue: Catalogue) -> list[str]:
    """A line for each id: what kind of page it is of, and its title in the first language."""
    pages = catalogue.in_language(catalogue.definition.first)
    longest = max(len(page.id) for page in pages)
    kinds = max(len(page.kind) for page in pages)
    ordered = sorted(pages, key=lambda page: (page.kind, page.id))
    return [f"{page.id:{longest}}  {page.kind:{kinds}}  {page.title}" for page in ordered]


def where(site: Site, page_id: str) -> list[str] | None:
    """Where the page with this id stands in each language; None when there is none."""
    found = site.catalogue.translations(page_id)
    return [line for page in found.values() for line in _of(site, page)] or None


def _of(site: Site, page: Page) -> Iterator[str]:
    yield f"{page.lang}: {page.title}"
    yield f"  file     {page.file}"
    yield f"  address  {site.absolute(page)}"
    yield f"  link     {site.url}{go(site.public_id(page), page.lang)}"
    if page.front.word:
        yield f"  on paper {site.printed(site.word_path(page))}"
    if isinstance(page, WorksheetPage):
        yield from (f"  {paper:8} {site.url}{site.pdf_path(page, paper)}" for paper in PAPERS)
    for other in site.catalogue.in_language(page.lang):
        if page.id in other.names:
            yield f"  named by {other.file}"
