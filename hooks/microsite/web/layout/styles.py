"""The CSS of a page: tokens and base for all, and each part only where a class of its name is on the page."""

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
SHEETS = frozenset(["sheet", "grid", "chip", "message", "tel", "term", "note"])
"""The parts that every sheet carries, whether it has use for them or not."""
_USED = re.compile(r"var\(--([\w-]+)")
_KIND = re.compile(r'class="f f-([a-z]+)(?: s-([a-z]+))?"')


def for_page(content: str, classes: set[str], site: Site, *, night: bool = False) -> str:
    """The style of a page with this content and these classes around it, minified; `night`: dark whatever the hour."""
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', content)))) | classes
    kinds = tuple(dict.fromkeys(_KIND.findall(content)))
    if kinds:  # all sheets share their style: a host's rules name its sum, and there is a limit to their length
        names |= SHEETS
        kinds = styled_kinds()
    parts = [name for name in part_names() if name in names]
    colours = [name for name in map(topic_colour, site.definition.topics) if name in names]
    rules = _rules(tuple(parts), kinds, sieve.css(site) if "sieve" in names else "")
    return small.css(_tokens(site.palette, colours, frozenset(_USED.findall(rules)), night=night) + rules)


def styled_kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of field that has a style, and each of its shapes that has one."""
    found = sorted((path.parent.name, path.stem) for path in (ROOT / "fields").glob("*/*.css"))
    return tuple((kind, "" if name == kind else name) for kind, name in found)


def part_names() -> tuple[str, ...]:
    """Every part of the style, in order of name."""
    return tuple(sorted(path.stem for path in PARTS.glob("*.css")))


def _rules(parts: tuple[str, ...], kinds: tuple[tuple[str, str], ...], more: str) -> str:
    """The rules of these parts, and of these kinds with their shapes; `more` belongs to the sieve."""
    of_parts = [(PARTS / f"{part}.css").read_text("utf-8") + (more if part == "sieve" else "") for part in parts]
    of_kinds = [
        (ROOT / "fields" / kind / f"{name}.css").read_text("utf-8")
        for kind, name in dict.fromkeys((kind, name) for kind, shape in kinds for name in (kind, shape) if name)
    ]
    base, paper = ((CSS / name).read_text("utf-8") for name in ("base.css", "print.css"))
    return "".join([base, *of_parts, *of_kinds, paper])


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
