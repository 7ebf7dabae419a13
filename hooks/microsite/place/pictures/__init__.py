"""The drawings: lean inline SVG that takes every colour from the page, and the words each needs.

A template holds shapes only. Its colours are `currentColor` and the classes the page's style sheet
gives a colour: `i-k` sets `color` (the key's, else the accent), `i-w` (warm) and `i-c` (card) set
`fill`; `i-t` is text. A dot in the line's colour is you, an open dot is someone else: shape and
words carry the meaning, so that no drawing needs its colours to be read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2

from microsite.source.front_matter import read_yaml
from microsite.source.problems import ProblemsError

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


def svg(name: str, words: Mapping[str, str]) -> str:
    """The picture `name` as an <svg> element, safe to put in a page as it is.

    `words` holds its `title`, its `alt` and the labels of its template; a line break in a label is
    a line break in the drawing. Raises jinja2.TemplateNotFound for an unknown name, and
    jinja2.UndefinedError for a missing word.
    """
    return _TEMPLATES.get_template(f"{name}.svg").render(name=name, words=words).strip()


def load_words(lang: str) -> dict[str, dict[str, str]]:
    """For each picture the words it needs in `lang`, from `words.<lang>.yml`."""
    file = f"words.{lang}.yml"
    read = read_yaml((_ROOM / file).read_text("utf-8"), f"pictures/{file}")
    if read.problems:
        raise ProblemsError(read.problems)
    words: dict[str, dict[str, str]] = read.data
    return words
