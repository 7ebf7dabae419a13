"""Thumbnails: page one of every sheet as a small picture, kept by content."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import PIL
import typst
from PIL import Image

from microsite.content.page import Page
from microsite.content.site import FORMATS, Site
from microsite.documents import pdf
from microsite.draw.compilers import side_by_side

PPI = 36
"""A4 is 298 × 421 pixels then: twice what a list shows."""
LARGEST = 12_000
"""Bytes of one picture."""
KINDS: dict[str, dict[str, Any]] = {"avif": {"speed": 8}, "webp": {"method": 4}, "jpg": {"optimize": True}}
"""The best first; jpg is for mail and old browsers."""
QUALITIES = (60, 50, 40, 30, 22, 15, 10)
"""Tried in order until a picture is no larger than LARGEST."""
Files = dict[str, Path]
PILLOW_NAME = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}


def path(page: Page, site: Site, kind: str) -> str:
    """Where a thumbnail stands, below the site's root: "img/thumb/my-circles.nl.webp"."""
    stem = Path(site.pdf_path(page)).name.removesuffix(".pdf")
    return f"img/thumb/{stem}.{kind}"


def paths(site: Site) -> list[str]:
    """Every thumbnail there will be."""
    sheets = (page for lang in site.langs for page in site.catalogue.worksheets(lang))
    return [path(page, site, kind) for page in sheets for kind in KINDS]


def draw_all(site: Site, cache_folder: Path) -> dict[str, Path]:
    """Every thumbnail: its path below the root → the finished picture in the cache. Draws what the cache lacks."""
    cache_folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Path] = {}
    missing: list[tuple[pdf.Drawing, Files]] = []
    for page in (page for lang in site.langs for page in site.catalogue.worksheets(lang)):
        drawing = pdf.sheet_drawing(page, site, FORMATS[0])
        files = {kind: cache_folder / f"{_name(drawing)}.{kind}" for kind in KINDS}
        if not all(file.is_file() for file in files.values()):
            missing.append((drawing, files))
        found |= {path(page, site, kind): file for kind, file in files.items()}
    side_by_side(missing, _draw)
    kept = set(found.values())
    for file in cache_folder.iterdir():
        if file not in kept:
            file.unlink()
    return found


def size(file: Path) -> tuple[int, int]:
    """Width and height of a finished picture."""
    with Image.open(file) as picture:
        return picture.size


def _name(drawing: pdf.Drawing) -> str:
    about = (drawing.digest, PPI, repr((KINDS, QUALITIES, LARGEST)), PIL.__version__)
    return hashlib.sha256(repr(about).encode()).hexdigest()[:32]


def _draw(missing: tuple[pdf.Drawing, Files], using: typst.Compiler) -> None:
    drawing, files = missing
    with Image.open(io.BytesIO(pdf.first_page(drawing, using, PPI))) as drawn:
        picture = drawn.convert("RGB")
    for kind, file in files.items():
        draft = file.with_suffix(".part")
        draft.write_bytes(_small(picture, kind))
        draft.replace(file)


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
