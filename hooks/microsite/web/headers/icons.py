"""The rings as icons: what browsers, phones and feed readers ask for by name, though no page links to it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from PIL import Image, ImageDraw

from microsite.content.palette import Palette

RINGS = (18, 11, 4)
"""Radii of the rings on a field of 40, as the name of the site shows them."""
FIELD = 40
WIDTH = 2
FINE = 8
"""Drawn this many times larger and scaled down, for smooth edges."""


def files(palette: Palette) -> Iterator[tuple[str, bytes]]:
    """favicon.ico, apple-touch-icon.png and icon.svg."""
    colours = palette["light"]
    ink, paper = str(colours["accent"]), str(colours["paper"])
    yield "favicon.ico", _saved(drawn(32, ink, None, width=4, rings=(17, 8)), "ICO")
    yield "apple-touch-icon.png", _saved(drawn(180, ink, paper, inset=0.14), "PNG")
    yield "icon.svg", svg(ink).encode()


def svg(ink: str) -> str:
    """The rings as a drawing for any size."""
    circles = "".join(f'<circle cx="{FIELD // 2}" cy="{FIELD // 2}" r="{r}"/>' for r in RINGS)
    size = f'viewBox="0 0 {FIELD} {FIELD}" fill="none" stroke="{ink}" stroke-width="{WIDTH}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{circles}</svg>\n'


def drawn(
    size: int, ink: str, paper: str | None, *, inset: float = 0, width: int = WIDTH, rings: tuple[int, ...] = RINGS
) -> Image.Image:
    """The rings as pixels; `inset` is the share of the side left free all around."""
    side = size * FINE
    image = Image.new("RGBA", (side, side), paper or (0, 0, 0, 0))
    draw, scale, middle = ImageDraw.Draw(image), side * (1 - 2 * inset) / FIELD, side / 2
    for ring in rings:
        outer = (ring + width / 2) * scale
        draw.ellipse(
            (middle - outer, middle - outer, middle + outer, middle + outer), outline=ink, width=round(width * scale)
        )
    return image.resize((size, size), Image.Resampling.LANCZOS)


def _saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "ICO":
        image.save(out, kind, sizes=[image.size])
    else:
        image.convert("RGB").save(out, kind, optimize=True)
    return out.getvalue()
