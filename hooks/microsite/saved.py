"""What a saved page changes at once: itself and its own sheets. All else follows with the next whole build."""

from __future__ import annotations

from collections.abc import Iterator

from microsite import build
from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.documents import press
from microsite.folders import Folders
from microsite.place.addresses import file_of
from microsite.web import markdown
from microsite.web.rendered import Frame, render


def files(before: Catalogue, found: Catalogue, url: str, folders: Folders) -> dict[str, bytes]:
    """The pages whose own files differ in `found`, and the PDFs of their sheets, by their paths below the site's root.

    Nothing when more than words of pages has changed: then only a whole build shows it. ProblemsError when a sheet runs
    over its pages.
    """
    pages = _changed(before, found)
    made: dict[str, bytes] = {}
    if pages:
        site, frame = build.opened(url, found), Frame(folders.overrides)
        near = {there.file for page in pages for there in (page, *site.translations(page))}
        orders = [order for order in press.orders(site) if order.together in near]
        pdfs = press.drawn(orders, press.kept(folders.cache / "pdf"))
        for page in pages:
            text = markdown.convert(page, site)
            made[file_of(page.url)] = frame.whole(render(page, site, text, pdfs, frame).view).encode()
        made |= {path: file.read_bytes() for path, file in pdfs.items()}
    return made


def _changed(before: Catalogue, found: Catalogue) -> list[Page]:
    """The pages with other words, if nothing else is different."""
    if list(_around(before)) != list(_around(found)):
        return []
    return [page for at, page in found.pages.items() if not page.made and page.read != before.pages[at].read]


def _around(catalogue: Catalogue) -> Iterator[object]:
    """All that is not the words of a page, as it was read."""
    yield {at: page.url for at, page in catalogue.pages.items()}
    yield from (
        catalogue.data.read,
        catalogue.strings,
        catalogue.definition,
        catalogue.pictures,
        catalogue.drawn,
    )
