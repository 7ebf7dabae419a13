"""The copy to take along: the pages of one language as files that open without a server, and all they link to."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from microsite.cache import Cache, digest, digest_of
from microsite.content.page import Page
from microsite.content.site import Site
from microsite.place import addresses
from microsite.source.files import below
from microsite.web import markdown
from microsite.web.rendered import Frame, render

STARTED = (1980, 1, 1, 0, 0, 0)
"""The oldest date a zip can hold, for every file: the same site gives the same bytes."""


@dataclass(frozen=True)
class Copy(Site):
    """The site inside the copy. Canonical addresses stay those on the web."""

    web: Site | None = None

    def absolute(self, page: Page) -> str:
        """The full address of a page on the web."""
        assert self.web is not None
        return self.web.absolute(self.web.catalogue.page(page.id, page.lang))

    def relative(self, target: str, page: Page) -> str:
        """The address of a file from another; what is not in the copy keeps its full address."""
        return target if "://" in target else super().relative(target, page)


def copy_of(site: Site, lang: str) -> Copy:
    """The site as the copy in this language has it: other languages and unlisted pages stay on the web."""
    pages = {at: replace(page, url=_placed(page, lang, site)) for at, page in site.catalogue.pages.items()}
    return Copy(site.url, replace(site.catalogue, pages=pages), site.pictures, offline=True, web=site)


def _goes_along(page: Page, lang: str, site: Site) -> bool:
    return page.lang == lang and page.id not in site.definition.roles.unlisted()


def _placed(page: Page, lang: str, site: Site) -> str:
    """`keys/repeat.html` below the root of the copy, a numbered sheet by its number; or the address on the web."""
    if not _goes_along(page, lang, site):
        return site.absolute(page)
    if page.src == "index.md":
        return "index.html"
    folder, _, name = page.url.rstrip("/").rpartition("/")
    return posixpath.join(folder, f"{site.public_id(page) if page.neutral else name}.html")


def pages(site: Site, lang: str, pdfs: Mapping[str, Path], frame: Frame) -> Iterator[tuple[str, str]]:
    """Every page of the copy: its file name and its HTML."""
    copy = copy_of(site, lang)
    for page in copy.catalogue.in_language(lang):
        if _goes_along(page, lang, site):
            yield page.url, frame.whole(render(page, copy, markdown.convert(page, copy), pdfs, frame).view)


def write(site: Site, folder: Path, pdfs: Mapping[str, Path], frame: Frame, kept: Path) -> None:
    """`offline.<lang>.zip` of every language, into the finished site in `folder`.

    The folder `kept` holds what was packed before and what its pages link to, and nothing else.
    """
    cache, used = Cache(kept), list[str]()
    for lang in site.langs:
        made = {name: html.encode() for name, html in pages(site, lang, pdfs, frame)}
        copy, names = packed(made, folder, cache)
        (folder / addresses.take_along(lang)).write_bytes(copy)
        used += names
    cache.prune(used)


def packed(made: Mapping[str, bytes], folder: Path, cache: Cache) -> tuple[bytes, list[str]]:
    """These pages and all files below `folder` that they link to, as a zip; and which entries of the cache it took."""
    links = f"{_digest(made)}.txt"
    listed = cache.read(links)
    if listed is None:
        listed = "\n".join(sorted(linked_files(made))).encode()
        cache.keep(links, listed)
    contents = {**made, **{path: below(folder, path).read_bytes() for path in listed.decode().splitlines()}}
    name = f"{_digest(contents)}.zip"
    copy = cache.read(name)
    if copy is None:
        copy = _zip(contents)
        cache.keep(name, copy)
    return copy, [links, name]


def _digest(contents: Mapping[str, bytes]) -> str:
    """That of these files by their names, and of how they are packed."""
    each = (f"{name} {digest(content)}" for name, content in sorted(contents.items()))
    return digest("\n".join([digest_of([Path(__file__)], zlib.ZLIB_RUNTIME_VERSION), *each]))


def _zip(contents: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(name, STARTED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            made.writestr(entry, contents[name])
    return file.getvalue()


def linked_files(made: Mapping[str, bytes]) -> set[str]:
    """The files that pages link to or show and that are no pages: sheets and pictures, by their paths."""
    found = {path for name, html in made.items() for path in _targets(name, html.decode())}
    return found - set(made)


def _targets(name: str, html: str) -> Iterable[str]:
    parser = _Links()
    parser.feed(html)
    for address in parser.found:
        path = unquote(urldefrag(address).url)
        if path and not urlsplit(address).scheme:
            yield posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


class _Links(HTMLParser):
    """Gathers every address a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Links, and pictures in all their sizes."""
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            elif name == "srcset" and value:
                self.found += [part.split()[0] for part in value.split(",")]
