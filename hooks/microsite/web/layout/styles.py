"""The CSS of a page: tokens and base for all, and each part only where a class of its name is on the page."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

import rcssmin

from microsite.place import design
from microsite.place.templates import ROOT

CSS = Path(__file__).parent / "css"
PARTS = CSS / "parts"
KEYS = tuple(f"k{n}" for n in range(1, 8))
"""The classes that give a page, or a part of it, the colour of a key."""
_USED = re.compile(r"var\(--([\w-]+)")
_KIND = re.compile(r'class="f f-([a-z]+)"')


def for_page(content: str, classes: set[str]) -> str:
    """The style of a page with this content and these classes around it, minified."""
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', content)))) | classes
    parts = [name for name in part_names() if name in names]
    colours = [name for name in KEYS if name in names]
    return _join(tuple(colours), tuple(parts), tuple(dict.fromkeys(_KIND.findall(content))))


@functools.cache
def part_names() -> tuple[str, ...]:
    """Every part of the style, in order of name."""
    return tuple(sorted(path.stem for path in PARTS.glob("*.css")))


@functools.cache
def _join(colours: tuple[str, ...], parts: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    of_parts = [PARTS / f"{part}.css" for part in parts]
    of_kinds = [ROOT / "fields" / kind / f"{kind}.css" for kind in kinds]
    files = [CSS / "base.css", *of_parts, *of_kinds, CSS / "print.css"]
    rules = "".join(path.read_text("utf-8") for path in files)
    return str(rcssmin.cssmin(_tokens(colours, frozenset(_USED.findall(rules))) + rules))


def _tokens(colours: tuple[str, ...], used: frozenset[str]) -> str:
    """Tokens as CSS custom properties, light and dark: the keys' `colours` and what is `used`, no others."""
    data = design.tokens()
    light = {**data["light"], **{f"t-{k}": v for k, v in data["size"].items()}, **data["space"]}
    dark = data["dark"]
    return (
        f":root{{color-scheme:light dark;{_properties(light, used)}}}{_keys(data['light'], colours)}"
        f"@media(prefers-color-scheme:dark){{:root{{{_properties(dark, used)}}}{_keys(dark, colours)}}}"
    )


def _properties(values: Mapping[str, str], used: frozenset[str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items() if name in used)


def _keys(values: Mapping[str, str], colours: tuple[str, ...]) -> str:
    return "".join(f".{name}{{--k:{values[name]}}}" for name in colours)
