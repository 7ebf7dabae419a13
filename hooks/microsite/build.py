"""A build: all that is read and drawn once, and the whole site made from it, in any host or in none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from microsite.cache import WHOLE, Part
from microsite.content.catalogue import Catalogue
from microsite.content.page import Page
from microsite.content.site import Site, open_site
from microsite.documents import press, thumbnail
from microsite.draw import card
from microsite.draw.card import drawing
from microsite.folders import Folders
from microsite.links import collect, pages as link_pages, publish
from microsite.links.registry import Registry
from microsite.newsletter import item
from microsite.newsletter.files import codes, files as newsletter_files
from microsite.place import addresses, qr
from microsite.place.addresses import file_of
from microsite.source.files import below
from microsite.swap import NEW, recover, swap
from microsite.web import compress, feed, gallery, markdown, offline, rendered, search, sitemap, take
from microsite.web.headers import wellknown
from microsite.web.layout import face
from microsite.web.rendered import Frame, Rendered


@dataclass(frozen=True)
class Build:
    """One build of the site. `pdfs` and `pictures` give, for each path below the root, the finished file.

    `pages` fills as pages are rendered, by their source: "nl/start.md".
    """

    site: Site
    registry: Registry
    frame: Frame
    cache: Path
    pdfs: Mapping[str, Path]
    pictures: Mapping[str, Path]
    gallery: bool = False
    pages: dict[str, Rendered] = field(default_factory=dict)

    def page(self, source: str) -> Page:
        """The page of a file below docs/."""
        return self.site.catalogue.by_source[source]

    def render(self, source: str, body: str | None = None) -> Rendered:
        """A page in its frame; `body` is its text as HTML where a host has made it."""
        page = self.page(source)
        text = markdown.convert(page, self.site) if body is None else body
        found = self.pages[source] = rendered.render(page, self.site, text, self.pdfs, self.frame)
        return found

    def write_pages(self, folder: Path) -> None:
        """Render every page and write it, as a host would."""
        self._write_pages(folder, made=False)

    def _write_pages(self, folder: Path, *, made: bool) -> None:
        for source, page in self.site.catalogue.by_source.items():
            if page.made is made:
                whole = self.frame.whole(self.render(source).view)
                _write(folder, file_of(page.url), whole.encode())

    def write_rest(self, folder: Path) -> None:
        """Pages made from data and all that stands beside pages, once each of those with a file has been rendered."""
        self._write_pages(folder, made=True)
        for path, made in {**self.pdfs, **self.pictures}.items():
            _write(folder, path, made.read_bytes())
        for path, data in self._made():
            _write(folder, path, data)
        publish.write(self.registry, folder, self.policies())
        if self.gallery:
            gallery.write(self.site, folder)
        search.write(self.site, folder, {each.page.url: each.main for each in self.pages.values()})
        offline.write(self.site, folder, self.pdfs, self.frame, self.cache / "offline")
        compress.write(folder, self.cache / "compressed")

    def _made(self) -> Iterator[tuple[str, bytes]]:
        yield from newsletter_files(self.site).items()
        yield from feed.files(self.site, self.pictures).items()
        yield addresses.SITEMAP, sitemap.text(self.site).encode()
        yield from wellknown.files(self.site)
        yield from take.files(self.site)
        yield from face.files(self.site).items()

    def policies(self) -> dict[str, str]:
        """The policy each page carries, in the order of files: address below the root → policy."""
        own = {each.page.url: each.csp for each in self.pages.values()}
        found = own | link_pages.policies(self.registry)
        return {path: found[path] for path in sorted(found, key=lambda path: PurePosixPath(file_of(path)))}


def read(
    found: Catalogue,
    url: str,
    folders: Folders,
    *,
    draft: bool = False,
    gallery: bool = False,
    progress: bool = False,
) -> Build:
    """Draw the site of these pages for this address; ProblemsError with every mistake, and nothing is written then.

    `draft`: with a mark on every page. `progress` shows on standard error how far the drawing is.
    """
    site = opened(url, found, draft=draft)
    registry = collect.make(site)
    pdfs, pictures = _drawn(site, folders.cache, progress=progress)
    pictures |= qr.draw_all(codes(site), folders.cache / "qr")
    return Build(site, registry, Frame(folders.overrides), folders.cache, pdfs, pictures, gallery)


def draw(found: Catalogue, url: str, folders: Folders, part: Part) -> int:
    """Draw a part of what `read` would draw, into the cache and no further; gives how many files there are of it.

    Where the caches of all parts come together, a build has nothing left to draw.
    """
    pdfs, pictures = _drawn(opened(url, found), folders.cache, part)
    return len(pdfs) + len(pictures)


def opened(url: str, found: Catalogue, *, draft: bool = False) -> Site:
    """The site at this address, which knows of the thumbnails there will be."""
    bare = open_site(url, found, draft=draft)
    return replace(bare, pictures=frozenset(thumbnail.paths(bare)))


Drawn = tuple[dict[str, Path], dict[str, Path]]


def _drawn(site: Site, cache: Path, part: Part = WHOLE, *, progress: bool = False) -> Drawn:
    """PDFs and pictures of a part."""
    pdfs = press.draw_all(site, cache / "pdf", progress, part)
    thumbnails = thumbnail.draw_all(site, cache / "thumb", press.kept(cache / "pdf"), part)
    cards = card.of_pages(site) | {one.picture: one.card for one in item.every(site)}
    return pdfs, thumbnails | drawing.draw_all(cards, site, cache / "card", part)


def make(build: Build, site: Path) -> None:
    """The whole site into a folder; the one that stands there gives way when all went well."""
    recover(site)
    new = site.with_name(site.name + NEW)
    shutil.rmtree(new, ignore_errors=True)
    build.write_pages(new)
    build.write_rest(new)
    swap(new)


def _write(folder: Path, path: str, data: bytes) -> None:
    target = below(folder, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
