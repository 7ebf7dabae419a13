"""Cards as JPEG: drawn by Typst on two threads, kept by content in a cache."""

from __future__ import annotations

import dataclasses
import io
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import PIL
import typst
from PIL import Image

from microsite.cache import WHOLE, Cache, Part, digest, digest_of
from microsite.content.site import Site
from microsite.draw.card import HEIGHT, WIDTH, Card
from microsite.draw.compilers import side_by_side
from microsite.place.scripts import FONTS, SCRIPTS
from microsite.place.templates import ROOT

TEMPLATE = ROOT / "draw" / "card" / "card.typ"
PIXELS_PER_INCH = 144
QUALITY = 88
LARGEST = 100_000
"""Bytes. Mail and chat programmes show larger pictures late or not at all."""


@dataclasses.dataclass(frozen=True)
class Drawing:
    """All that a picture is made of."""

    data: str
    code: str

    @property
    def digest(self) -> str:
        """The name in the cache: the same for the same content and the same code."""
        return digest(self.data + self.code)


def drawing(card: Card, site: Site) -> Drawing:
    """A card with the words and colours around it."""
    language, colours = site.definition.languages[card.lang], site.palette["light"]
    lang, _, region = language.tag.partition("-")
    given = dataclasses.asdict(card) | {
        "lang": lang,
        "region": region or None,
        "direction": language.direction,
        "fonts": dataclasses.asdict(SCRIPTS[language.script]),
        "steps": len(site.definition.topics),
        "site": language.site,
        "publisher": site.catalogue.data.settings.publisher,
        "colours": {name: colours[name] for name in ("paper", "card", "ink", "soft", "line", "warm")}
        | {"key": colours[card.colour]},
    }
    return Drawing(json.dumps(given, ensure_ascii=False, sort_keys=True), site.once(("card",), _code_digest))


def draw_all(cards: Mapping[str, Card], site: Site, folder: Path, part: Part = WHOLE) -> dict[str, Path]:
    """Every picture of a part by its path below the site's root → the finished file.

    When the part is all there is, the cache then holds these and no others.
    """
    cache = Cache(folder)
    drawings = {path: drawing(cards[path], site) for path in part.taken(cards)}
    names = {path: f"{each.digest}.jpg" for path, each in drawings.items()}
    missing = {name: drawings[path] for path, name in names.items() if not cache.has(name)}
    side_by_side(missing.items(), lambda job, using: _draw(*job, cache, using))
    if part.whole:
        cache.prune(names.values())
    return {path: cache.entries[name] for path, name in names.items()}


def _draw(name: str, each: Drawing, cache: Cache, using: typst.Compiler) -> None:
    cache.keep(name, render(each, using))


def render(each: Drawing, using: typst.Compiler) -> bytes:
    """The picture as JPEG, the same bytes every time."""
    drawn = using.compile(input=str(TEMPLATE), sys_inputs={"data": each.data}, format="png", ppi=PIXELS_PER_INCH)
    assert isinstance(drawn, bytes)
    out = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size == (WIDTH, HEIGHT), picture.size
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    assert out.tell() <= LARGEST, f"a card of {out.tell()} bytes"
    return out.getvalue()


def _code_digest() -> str:
    """Changes when the template, a font, the way of drawing, Typst or Pillow changes."""
    files = [TEMPLATE, Path(__file__), *sorted(FONTS.glob("*.ttf"))]
    return digest_of(files, version("typst"), PIL.__version__)
