"""The drawings: lean inline SVG that takes every colour from the page, and the words each needs.

Three sorts: pictures (`*.svg` here; those of a key are its scene), and glyphs (`glyphs/*.svg`), a small drawing for
each worksheet or card to cut out, without words. Page, list, paper, social card and mail all draw from these files.

A template holds shapes only. Its colours are `currentColor` and the classes the page's style sheet
gives a colour: `i-k` sets `color` (the key's, else the accent), `i-w` (warm) and `i-c` (card) set
`fill`; `i-t` is text. A dot in the line's colour is you, an open dot is someone else: shape and
words carry the meaning, so that no drawing needs its colours to be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Annotated

import jinja2
from pydantic import AfterValidator

from microsite.place import design
from microsite.source.front_matter import read_yaml
from microsite.source.problems import ProblemsError, did_you_mean

_ROOM = Path(__file__).parent
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_ROOM),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

NAMES: frozenset[str] = frozenset(path.stem for path in _ROOM.glob("*.svg"))
"""Every picture there is: the names of the templates in this folder."""

SCENES: frozenset[str] = frozenset(
    name for name in NAMES if "scene.jinja" in (_ROOM / f"{name}.svg").read_text("utf-8")
)
"""The pictures with people in them, one for each key."""

GLYPHS: frozenset[str] = frozenset(path.stem for path in (_ROOM / "glyphs").glob("*.svg"))
"""Every glyph there is."""


def _one_of(known: Collection[str], what: str) -> Callable[[str], str]:
    def check(name: str) -> str:
        if name not in known:
            raise ValueError(f"no {what} is called '{name}'" + did_you_mean(name, known))
        return name

    return check


Glyph = Annotated[str, AfterValidator(_one_of(GLYPHS, "glyph"))]
"""The name of a glyph in front matter."""
Scene = Annotated[str, AfterValidator(_one_of(SCENES, "scene"))]
"""The name of a scene in front matter."""


def svg(name: str, words: Mapping[str, str]) -> str:
    """The picture `name` as an <svg> element, safe to put in a page as it is.

    `words` holds its `title`, its `alt` and the labels of its template; a line break in a label is
    a line break in the drawing. Raises jinja2.TemplateNotFound for an unknown name, and
    jinja2.UndefinedError for a missing word.
    """
    return _TEMPLATES.get_template(f"{name}.svg").render(name=name, words=words).strip()


def glyph(name: str) -> str:
    """The glyph `name` as an <svg> element that says nothing: what stands beside it has the words."""
    drawn = (_ROOM / "glyphs" / f"{name}.svg").read_text("utf-8")
    return drawn.replace("<svg ", '<svg class="glyph" aria-hidden="true" ', 1).replace("\n", "")


def coloured(drawing: str, key: str) -> str:
    """A picture or glyph as a file of its own: its lines in the colour `key` (a name of tokens.yml), on white."""
    light = design.tokens()["light"]
    fills = {"i-w": light["warm"], "i-c": light["card"]}
    filled = re.sub(r'class="(i-[wc])"', lambda found: f'fill="{fills[found[1]]}"', drawing)
    plain = re.sub(r' (class|role|aria-\w+)="[^"]*"', "", filled).replace("currentColor", light[key])
    return plain if "xmlns=" in plain else plain.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def load_words(lang: str) -> dict[str, dict[str, str]]:
    """For each picture the words it needs in `lang`, from `words.<lang>.yml`."""
    file = f"words.{lang}.yml"
    read = read_yaml((_ROOM / file).read_text("utf-8"), f"pictures/{file}")
    if read.problems:
        raise ProblemsError(read.problems)
    words: dict[str, dict[str, str]] = read.data
    return words
