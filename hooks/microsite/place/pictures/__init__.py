"""The drawings of docs/_data/pictures: lean inline SVG that takes every colour from the page, and the words each needs.

A template holds shapes only. Its colours are `currentColor` and the classes the page's style sheet
gives a colour: `i-k` sets `color` (the key's, else the accent), `i-w` (warm) and `i-c` (card) set
`fill`; `i-t` is text. A dot in the line's colour is you, an open dot is someone else: shape and
words carry the meaning, so that no drawing needs its colours to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2

from microsite.source.front_matter import FrontMatter, read_yaml

_ROOM = Path(__file__).parent
_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_ROOM),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def read(folder: Path) -> dict[str, str]:
    """Every drawing of a site by its name: the templates in this folder."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.svg"))}


def svg(name: str, drawing: str, words: Mapping[str, str]) -> str:
    """The picture `name` as an <svg> element, safe to put in a page as it is.

    `drawing` is its template; `words` holds its `title`, its `alt` and the labels in it; a line break
    in a label is a line break in the drawing. Raises jinja2.UndefinedError for a missing word.
    """
    return _TEMPLATES.from_string(drawing).render(name=name, words=words).strip()


def read_words(folder: Path, lang: str, shown: str) -> FrontMatter:
    """For each picture the words it needs in `lang`, from `words.<lang>.yml`, with their lines."""
    path = folder / f"words.{lang}.yml"
    return read_yaml(path.read_text("utf-8"), f"{shown}/{path.name}") if path.is_file() else FrontMatter({}, {})
