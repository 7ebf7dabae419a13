"""The CSS of a page: tokens and base for all, and each part only where a class of its name, or a table, is on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from microsite.content.palette import Palette, topic_colour
from microsite.content.site import Site
from microsite.place import small
from microsite.place.templates import ROOT
from microsite.web.layout import sieve

CSS = Path(__file__).parent / "css"
PARTS = CSS / "parts"
SHEETS = frozenset(["sheet", "cells", "grid", "chip", "message", "tel", "term", "note"])
"""The parts that every sheet carries, whether it has use for them or not."""
_USED = re.compile(r"var\(--([\w-]+)")
_KIND = re.compile(r'class="f f-[a-z]')


def for_page(content: str, classes: set[str], site: Site, *, face: str = "", night: bool = False) -> list[str]:
    """The styles of a page with this content and these classes around it, minified.

    `face` asks for the font of their titles; `night`: dark whatever the hour.
    All sheets share the first, and each shape has one of its own, only where it is: a host's rules name the sum of
    each, and there is a limit to their length.
    """
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', content)))) | classes
    names |= {"cells"} if "<table" in content else set()
    colours = list(map(topic_colour, site.definition.topics))
    fields = field_styles() if _KIND.search(content) else []
    if fields:
        names |= {*SHEETS, *colours}
    kinds, shapes = ([path for path in fields if _is_shape(path) == shaped] for shaped in (False, True))
    parts = [PARTS / f"{name}.css" for name in part_names() if name in names]
    rules = _rules([*parts, *kinds], sieve.css(site) if "sieve" in names else "")
    own = [path.read_text("utf-8") for path in shapes if names & {path.stem, f"s-{path.stem}"}]
    used = frozenset(_USED.findall(rules + "".join(path.read_text("utf-8") for path in shapes)))
    tokens = _tokens(site.palette, [name for name in colours if name in names], used, night=night)
    return [small.css(text) for text in (face + tokens + rules, *own)]


def field_styles() -> list[Path]:
    """The style of every kind of field that has one, and of each of its shapes that has one."""
    return sorted((ROOT / "fields").glob("*/*.css"))


def _is_shape(path: Path) -> bool:
    return path.stem != path.parent.name


def part_names() -> tuple[str, ...]:
    """Every part of the style, in order of name."""
    return tuple(sorted(path.stem for path in PARTS.glob("*.css")))


def _rules(files: Iterable[Path], more: str) -> str:
    """The rules of all pages with those of these files between them; `more` belongs to the sieve."""
    own = [path.read_text("utf-8") + (more if path.stem == "sieve" else "") for path in files]
    base, paper = ((CSS / name).read_text("utf-8") for name in ("base.css", "print.css"))
    return "".join([base, *own, paper])


def _tokens(palette: Palette, colours: list[str], used: frozenset[str], *, night: bool) -> str:
    """Tokens as CSS custom properties, light and dark: the steps' `colours` and what is `used`, no others."""
    light = {**palette["light"], **{f"t-{k}": v for k, v in palette["size"].items()}, **palette["space"]}
    dark = palette["dark"]
    if night:
        return f":root{{color-scheme:dark;{_properties({**light, **dark}, used)}}}{_keys(dark, colours)}"
    return (
        f":root{{color-scheme:light dark;{_properties(light, used)}}}{_keys(palette['light'], colours)}"
        f"@media(prefers-color-scheme:dark){{:root{{{_properties(dark, used)}}}{_keys(dark, colours)}}}"
    )


def _properties(values: Mapping[str, str], used: frozenset[str]) -> str:
    return ";".join(f"--{name}:{value}" for name, value in values.items() if name in used)


def _keys(values: Mapping[str, str], colours: Iterable[str]) -> str:
    return "".join(f".{name}{{--k:{values[name]}}}" for name in colours)
