"""The drawings of docs/_data/pictures: lean inline SVG that takes every colour from the page, and the words each needs.

Beside them are the glyphs (`glyphs/*.svg` here): a small drawing without words for each worksheet, that any site may
choose from. A picture that extends scene.jinja has people in it: the scene of a step. Page, list, paper, social card
and mail all draw from these files.

A template holds shapes only. Its colours are `currentColor` and the classes the page's style sheet
gives a colour: `i-k` sets `color` (the key's, else the accent), `i-w` (warm) and `i-c` (card) set
`fill`; `i-t` is text. A dot in the line's colour is you, an open dot is someone else: shape and
words carry the meaning, so that no drawing needs its colours to be read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import jinja2
from pydantic import AfterValidator, WithJsonSchema

from microsite.source.files import read_data
from microsite.source.front_matter import FrontMatter
from microsite.source.problems import did_you_mean, say

_ROOM = Path(__file__).parent
_GLYPHS = _ROOM / "glyphs"
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_ROOM),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

GLYPHS: frozenset[str] = frozenset(path.stem for path in _GLYPHS.glob("*.svg"))
"""Every glyph there is."""


def read(folder: Path) -> dict[str, str]:
    """Every drawing of a site by its name: the templates in this folder."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.svg"))}


def _known(name: str) -> str:
    if name not in GLYPHS:
        raise ValueError(say("no glyph is called '{name}'", name=name) + did_you_mean(name, GLYPHS))
    return name


Glyph = Annotated[str, AfterValidator(_known), WithJsonSchema({"type": "string", "enum": sorted(GLYPHS)})]
"""The name of a glyph in front matter."""


def svg(name: str, drawing: str, words: Mapping[str, str]) -> str:
    """The picture `name` as an <svg> element, safe to put in a page as it is.

    `drawing` is its template; `words` holds its `title`, its `alt` and the labels in it; a line break
    in a label is a line break in the drawing. Raises jinja2.UndefinedError for a missing word.
    """
    return _TEMPLATES.from_string(drawing).render(name=name, words=words).strip()


def glyph(name: str) -> str:
    """The glyph `name` as an <svg> element that says nothing: what stands beside it has the words."""
    drawn = (_GLYPHS / f"{name}.svg").read_text("utf-8")
    return drawn.replace("<svg ", '<svg class="glyph" aria-hidden="true" ', 1).replace("\n", "")


def coloured(drawing: str, colours: Mapping[str, str], line: str) -> str:
    """A picture or glyph as a file of its own, in these `colours`; `line` is the name of that of its lines."""
    fills = {"i-w": colours["warm"], "i-c": colours["card"]}
    filled = re.sub(r'class="(i-[wc])"', lambda found: f'fill="{fills[found[1]]}"', drawing)
    plain = re.sub(r' (class|role|aria-\w+)="[^"]*"', "", filled).replace("currentColor", colours[line])
    return plain if "xmlns=" in plain else plain.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def read_words(folder: Path, lang: str, shown: str) -> FrontMatter:
    """For each picture the words it needs in `lang`, from `words.<lang>.yml`, with their lines."""
    path = folder / f"words.{lang}.yml"
    return read_data(path, f"{shown}/{path.name}") if path.is_file() else FrontMatter({}, {})
