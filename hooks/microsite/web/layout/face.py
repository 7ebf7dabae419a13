"""The face of titles: one font, cut down to the letters of the site, for every page in a script it holds."""

from __future__ import annotations

import functools
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset, ttLib

from microsite.cache import Seen, seen
from microsite.content.page import NowPage, Page
from microsite.content.site import Site
from microsite.place import addresses
from microsite.place.scripts import FONTS, TITLES
from microsite.place.templates import ROOT

CSS = ROOT / "web/layout/css/face.css"
FEATURES = ("kern", "liga", "ccmp", "mark", "locl")
"""What a title needs of a font's own rules; the others are for small capitals and old figures."""


@dataclass(frozen=True)
class Face:
    """A font as a browser fetches it. Its name changes with its content, so that it may be kept for ever."""

    path: str
    content: bytes


def of(page: Page, site: Site) -> Face | None:
    """The face of a page, if its script has one. What comes in one piece has none: “Now”, and a copy on a disk."""
    file = TITLES.get(site.language(page).script)
    if not file or site.offline or isinstance(page, NowPage):
        return None
    return _cut(seen(FONTS / file), site.letters)


def css(face: Face, page: Page, site: Site) -> str:
    """The style that asks for it, with what stands in until it is there, as wide and as high."""
    return CSS.read_text("utf-8").replace("FACE", site.relative(face.path, page))


def files(site: Site) -> dict[str, bytes]:
    """Each face that a page of the site asks for, by its path."""
    faces = {of(page, site) for page in site.catalogue.pages.values()}
    return {face.path: face.content for face in faces if face}


@functools.lru_cache(maxsize=8)
def _cut(font: Seen, letters: frozenset[str]) -> Face:
    options = subset.Options()
    options.layout_features, options.hinting, options.flavor = list(FEATURES), False, "woff2"
    options.drop_tables += ["STAT", "gasp"]
    with ttLib.TTFont(font.path, recalcTimestamp=False) as whole:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=map(ord, letters))
        cutter.subset(whole)
        whole.flavor, made = "woff2", io.BytesIO()
        whole.save(made)
    content = made.getvalue()
    name = f"{Path(font.path).stem.lower()}-{hashlib.sha256(content).hexdigest()[:8]}.woff2"
    return Face(f"{addresses.FONTS}/{name}", content)
