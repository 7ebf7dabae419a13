"""Thumbnails: page one of every sheet as a small picture, kept by content."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any

import PIL
import typst
from PIL import Image

from microsite.cache import WHOLE, Cache, Part, digest
from microsite.content.page import Page, WorksheetPage
from microsite.content.site import Site
from microsite.documents import pdf, press, recipe
from microsite.draw.compilers import side_by_side
from microsite.place import addresses
from microsite.place.addresses import PAPERS

PPI = 36
"""A4 is 298 × 421 pixels then: twice what a list shows."""
LARGEST = 12_000
"""Bytes of one picture."""
KINDS: dict[str, dict[str, Any]] = {"avif": {"speed": 8}, "webp": {"method": 4}, "jpg": {"optimize": True}}
"""The best first; jpg is for mail and old browsers."""
QUALITIES = (60, 50, 40, 30, 22, 15, 10)
"""Tried in order until a picture is no larger than LARGEST."""
PILLOW_NAME = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


def path(page: Page, site: Site, kind: str) -> str:
    """Where a thumbnail stands, below the site's root: "img/thumb/my-circles.nl.webp"."""
    return addresses.thumbnail(site.public_id(page), page.lang, kind)


def example_path(page: Page, site: Site, kind: str) -> str:
    """Where the picture of a filled-in example stands."""
    return addresses.thumbnail(f"{site.public_id(page)}.example", page.lang, kind)


def paths(site: Site) -> list[str]:
    """Every thumbnail there will be."""
    sheets = (page for lang in site.langs for page in site.catalogue.worksheets(lang))
    return [where for page in sheets for kind in KINDS for where in _both(page, site, kind)]


def _both(page: WorksheetPage, site: Site, kind: str) -> list[str]:
    """The picture of the sheet, and that of its example if it has one."""
    return [path(page, site, kind)] + ([example_path(page, site, kind)] if page.front.example else [])


def draw_all(site: Site, folder: Path, pdfs: Cache, part: Part = WHOLE) -> dict[str, Path]:
    """Every thumbnail of a part: its path below the root → the finished picture in the cache.

    Draws what the cache lacks. `pdfs` knows how close each sheet is set.
    """
    cache = Cache(folder)
    pages = part.taken(page for lang in site.langs for page in site.catalogue.worksheets(lang))
    drawings = [(functools.partial(path, page, site), recipe.sheet_drawing(page, site, PAPERS[0])) for page in pages]
    drawings += [
        (functools.partial(example_path, page, site), recipe.example_drawing(page, site))
        for page in pages
        if page.front.example
    ]
    names = {where(kind): f"{_key(each)}.{kind}" for where, each in drawings for kind in KINDS}
    missing = [each for _, each in drawings if not all(cache.has(f"{_key(each)}.{kind}") for kind in KINDS)]
    side_by_side(missing, lambda each, using: _draw(each, press.tightness(each, pdfs, using), cache, using))
    if part.whole:
        cache.prune(names.values())
    return {where: cache.entries[name] for where, name in names.items()}


def size(file: Path) -> tuple[int, int]:
    """Width and height of a finished picture."""
    with Image.open(file) as picture:
        return picture.size


def _key(drawing: recipe.Drawing) -> str:
    return digest(repr((drawing.digest, PPI, repr((KINDS, QUALITIES, LARGEST)), PIL.__version__)))


def _draw(drawing: recipe.Drawing, tight: str, cache: Cache, using: typst.Compiler) -> None:
    with Image.open(io.BytesIO(pdf.first_page(drawing, tight, using, PPI))) as drawn:
        picture = drawn.convert("RGB")
    for kind in KINDS:
        cache.keep(f"{_key(drawing)}.{kind}", _small(picture, kind))


def _small(picture: Image.Image, kind: str) -> bytes:
    """As good as may be within LARGEST; the plainest of all when none is."""
    data = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        picture.save(out, PILLOW_NAME[kind], quality=quality, **KINDS[kind])
        data = out.getvalue()
        if len(data) <= LARGEST:
            break
    return data
