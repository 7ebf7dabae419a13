"""The list of all worksheets: by key, with small pictures, a sieve by CSS alone, and a set of one's own by script."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from microsite.exercise import STYLES, Exercise
from microsite.page import Page
from microsite.site import Site
from microsite.templates import render
from microsite.worksheet import thumbnail
from microsite.worksheet.sheet import settings, time_needed

TIMES = (5, 15)
"""“At most … minutes”, to choose from."""

SHOWN = (149, 211)
"""Width and height of a thumbnail in the list: A4, at half its pixels."""


def shelf(page: Page, site: Site, argument: str) -> Markup:
    """The whole block."""
    words = site.words(page.lang)
    sheets = site.catalogue.worksheets(page.lang)
    groups = [
        (key, [_card(sheet, page, site) for sheet in sheets if _key(sheet) == _number(key)])
        for key in site.catalogue.keys(page.lang)
    ]
    return render("parts/worksheets.html", groups=groups, sieve=_sieve(page, site), words=words, shown=SHOWN)


def _number(key: Page) -> int:
    assert key.front.key is not None
    return key.front.key.number


def _exercise(sheet: Page) -> Exercise:
    assert sheet.front.exercise is not None
    return sheet.front.exercise


def _key(sheet: Page) -> int:
    return _exercise(sheet).key


def _card(sheet: Page, page: Page, site: Site) -> dict[str, Any]:
    words, exercise = site.words(page.lang), _exercise(sheet)
    pictures = {kind: thumbnail.path(sheet, site, kind) for kind in ("avif", "webp")}
    return {
        "title": site.shown_title(sheet),
        "url": site.relative(sheet.url, page),
        "description": sheet.front.description,
        "about": f"{time_needed(exercise, words)} · {settings(exercise, words)}",
        "tokens": " ".join(_tokens(exercise)),
        "pictures": {kind: site.relative(path, page) for kind, path in pictures.items() if path in site.pictures},
    }


def _tokens(exercise: Exercise) -> list[str]:
    """What the sieve knows a sheet by: short class names, as layout/css/parts/sieve.css has them."""
    times = [f"t{most}" for most in TIMES if exercise.minutes <= most]
    return [*times, *(name[:3] for name in (*exercise.setting, *exercise.fits))]


def _sieve(page: Page, site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each choice: its label, and the values with their words."""
    words, titles = site.words(page.lang), site.words(page.lang)["sieve"]
    keys = [(f"k{_number(key)}", f"{_number(key)}. {key.title}") for key in site.catalogue.keys(page.lang)]
    return [
        (titles["time"], [(f"t{most}", titles["at_most"].format(n=most)) for most in TIMES]),
        (titles["with"], [(name[:3], text) for name, text in words["settings"].items()]),
        (titles["key"], keys),
        (titles["style"], [(name[:3], words["styles"][name]) for name in STYLES]),
    ]
