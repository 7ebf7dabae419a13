"""Which letters can be printed: what the fonts of the sheets hold between them."""

from __future__ import annotations

import functools
import pathlib
import unicodedata
from collections.abc import Iterator
from typing import Any

from microsite.cache import Seen, seen
from microsite.content.catalogue import Catalogue
from microsite.content.page import KeyPage, Page, WorksheetPage
from microsite.place.scripts import FONTS, LAST
from microsite.source.front_matter import KeyPath, key_path
from microsite.source.problems import Problem, Said, say

PRINTED = ("title", "exercise", "worksheet")
"""The parts of the front matter that stand on sheets, in sets and in the booklet; and the part of a step."""


COMMON = frozenset(bytes([*range(32, 127), *range(160, 256)]).decode("cp1252") + "–—‘’“”„…€")
"""What a test knows every font to hold: the fonts are only opened for a text with something else in it."""


_USUAL = COMMON | {"\n"}
_WEIGHTS_OF_LAST = tuple(name.partition("_")[0] for name in LAST)


def covered() -> frozenset[str]:
    """Every character that can be printed whatever its weight and slant."""
    return _covered(tuple(map(seen, sorted(FONTS.glob("*.ttf")))))


@functools.lru_cache(maxsize=1)
def _covered(fonts: tuple[Seen, ...]) -> frozenset[str]:
    held = {font.path.name: _held(font.path) for font in fonts}
    last = [held.pop(name) for name in LAST]
    others = [letters for name, letters in held.items() if not name.startswith(_WEIGHTS_OF_LAST)]
    return frozenset.intersection(*others).union(*last)


def _held(file: pathlib.Path) -> frozenset[str]:
    from fontTools import ttLib  # noqa: PLC0415 (a tenth of a second, seldom needed)

    with ttLib.TTFont(file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def missing(text: str) -> list[str]:
    """The characters of `text` that no font has, each once, in order."""
    composed = unicodedata.normalize("NFC", text)
    if _USUAL.issuperset(composed):
        return []
    rare = dict.fromkeys(c for c in composed if c not in _USUAL)
    held = covered() if rare else frozenset()
    return [c for c in rare if c not in held]


def check(catalogue: Catalogue) -> list[Problem]:
    """Every text that is printed must have letters that can be printed."""
    problems = [problem for page in catalogue.pages.values() for problem in check_page(page)]
    for i, route in enumerate(catalogue.data.routes.values()):
        for keys, text in _texts({"title": dict(route.title.items()), "lead": dict(route.lead.items())}, ()):
            where = catalogue.data.at("routes.yml", (i, *keys), key_path((route.id, *keys)))
            problems += [Problem(*where, _message(character)) for character in missing(text)]
    return problems


def check_page(page: Page) -> Iterator[Problem]:
    """The characters of one page that cannot be printed."""
    if not isinstance(page, WorksheetPage | KeyPage):
        return
    for name in (*PRINTED, *page.part):
        for keys, text in _texts(page.read.data.get(name), (name,)):
            for character in missing(text):
                yield Problem(page.file, page.read.line(keys), key_path(keys), _message(character))


def _texts(value: Any, keys: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*keys, i))


def _message(character: str) -> Said:
    name = unicodedata.name(character, "without a name").lower()
    return say(
        "no font of the sheets has the character '{character}' (U+{code}, {name}); use another",
        character=character,
        code=f"{ord(character):04X}",
        name=name,
    )
