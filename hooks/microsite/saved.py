"""What a saved page changes at once: itself and its own sheets. All else follows with the next whole build."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from microsite import build
from microsite.content import loader
from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.documents import press
from microsite.folders import Folders
from microsite.place.addresses import file_of
from microsite.source.files import below
from microsite.source.problems import ProblemsError
from microsite.web import markdown
from microsite.web.rendered import Frame, render

PAUSE = 4.0
"""Seconds without a save, after which the whole site is built."""


@dataclass
class Preview:
    """A site that is looked at while its texts in `docs` are written, made of `shown` for `url`, in the folder `site`.

    `whole` builds all of it there. It does so beside, while what is saved goes on showing at once; `then` tells of it.
    """

    docs: Path
    site: Path
    url: str
    shown: Catalogue
    whole: Callable[[], None]
    then: Callable[[], None]
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _since: dict[str, bytes] = field(default_factory=dict)
    _timer: threading.Timer | None = None
    _told: bool = False

    def look(self) -> list[str]:
        """Show what was saved, or all there is when that takes a whole build; gives what was shown at once.

        A mistake is left to the build, which says what it is.
        """
        try:
            found = loader.load(self.docs)
            made = files(self.shown, found, self.url, Folders.beside(self.docs))
        except ProblemsError:
            self._build()
            return []
        self.shown = found
        if made:
            self._since.update(made)  # first: a build that ends now must not put back what was there before
            self._write(made)
            self._later()
        elif not self._told:
            self._build()
        self._told = False
        return list(made)

    def _later(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(PAUSE, self._rest)
        self._timer.daemon = True
        self._timer.start()

    def _rest(self) -> None:
        self._build()
        self._told = True
        self.then()

    def _build(self) -> None:
        """One at a time; what is saved meanwhile is newer than what it makes."""
        with self._turn:
            self._since.clear()
            self.whole()
            self._write(dict(self._since))

    def _write(self, made: dict[str, bytes]) -> None:
        for path, data in made.items():
            below(self.site, path).write_bytes(data)


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
