"""Cards as JPEG: drawn by Typst on two threads, kept by content in a cache."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import io
import json
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import PIL
import typst
from PIL import Image

from microsite.content.site import Site
from microsite.draw.card import HEIGHT, WIDTH, Card
from microsite.draw.compilers import FONTS, side_by_side
from microsite.place import design
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

    @property
    def digest(self) -> str:
        """The name in the cache: the same for the same content and the same code."""
        return hashlib.sha256((self.data + _code_digest()).encode()).hexdigest()[:32]


def drawing(card: Card, site: Site) -> Drawing:
    """A card with the words and colours around it."""
    words, colours = site.words(card.lang), design.tokens()["light"]
    lang, _, region = str(words["lang_tag"]).partition("-")
    given = dataclasses.asdict(card) | {
        "lang": lang,
        "region": region or None,
        "site": words["site_name"],
        "publisher": site.catalogue.data.settings.publisher,
        "colours": {name: colours[name] for name in ("paper", "card", "ink", "soft", "line", "warm")}
        | {"key": colours[card.colour]},
    }
    return Drawing(json.dumps(given, ensure_ascii=False, sort_keys=True))


def draw_all(cards: Mapping[str, Card], site: Site, cache: Path) -> dict[str, Path]:
    """Every picture by its path below the site's root → the finished file; the cache then holds these and no others."""
    cache.mkdir(parents=True, exist_ok=True)
    wanted = {path: drawing(card, site) for path, card in cards.items()}
    found = {each: cache / f"{each.digest}.jpg" for each in wanted.values()}
    side_by_side([(each, file) for each, file in found.items() if not file.is_file()], _draw)
    for file in set(cache.glob("*.jpg")) - set(found.values()):
        file.unlink()
    return {path: found[each] for path, each in wanted.items()}


def _draw(missing: tuple[Drawing, Path], using: typst.Compiler) -> None:
    each, file = missing
    draft = file.with_suffix(".part")
    draft.write_bytes(render(each, using))
    draft.replace(file)


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


@functools.cache
def _code_digest() -> str:
    """Changes when the template, a font, the way of drawing, Typst or Pillow changes."""
    files = [TEMPLATE, Path(__file__), *sorted(FONTS.glob("*.ttf"))]
    parts = [version("typst"), PIL.__version__, *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)]
    return hashlib.sha256("".join(parts).encode()).hexdigest()
