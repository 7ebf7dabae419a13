"""The list of all worksheets: by key, each with its glyph, a sieve by CSS alone, and a set of one's own by script."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from microsite.content.page import Page, WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.site import Site
from microsite.documents.sheet import settings, time_needed
from microsite.place import addresses, pictures
from microsite.place.templates import render
from microsite.web import take
from microsite.web.layout import sieve


def worksheet_index(page: Page, site: Site, argument: str) -> Markup:
    """The whole block."""
    words = site.words(page.lang)
    sheets = site.catalogue.worksheets(page.lang)
    groups = [
        (key, [_card(sheet, page, site) for sheet in sheets if sheet.key_number == key.key_number])
        for key in site.catalogue.keys(page.lang)
    ]
    return render(
        "web/blocks/worksheets.html",
        groups=groups,
        sieve=_sieve(page, site),
        words=words,
        takes=take.offer(page, site),
        pdf=site.relative(addresses.pdf("*", page.lang), page),
    )


def _card(sheet: WorksheetPage, page: Page, site: Site) -> dict[str, Any]:
    words, exercise = site.words(page.lang), sheet.exercise
    return {
        "id": sheet.id,
        "bound": not sheet.neutral,
        "title": site.shown_title(sheet),
        "glyph": Markup(pictures.on_page(sheet.glyph)),  # noqa: S704 (our own drawing)
        "url": site.relative(sheet.url, page),
        "description": sheet.front.description,
        "about": f"{time_needed(exercise, words)} · {settings(exercise, words)}",
        "tokens": " ".join(sieve.tokens(exercise, site)),
    }


def _sieve(page: Page, site: Site) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each choice: its label, and the values with their words."""
    words, titles = site.words(page.lang), site.words(page.lang)["sieve"]
    keys = [(topic_colour(key.key.number), f"{key.key_number}. {key.title}") for key in site.catalogue.keys(page.lang)]
    traits = [(sieve.token(name), text) for name, text in words["traits"].items()]
    return [
        (titles["time"], [(sieve.time_token(most), titles["at_most"].format(n=most)) for most in sieve.TIMES]),
        (titles["with"], [(sieve.token(name), text) for name, text in words["settings"].items()]),
        (words["topic"]["which"], keys),
        *([(words["trait"]["which"], traits)] if traits else []),
    ]
