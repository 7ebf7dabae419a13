"""The list of all worksheets: by key, each with its glyph, a sieve by CSS alone, and a set of one's own by script."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from microsite.content.page import Page, WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.site import Site
from microsite.place import addresses
from microsite.place.templates import render
from microsite.web import take
from microsite.web.blocks import card
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
        first=_first(page, site),
        more=_more(page, site),
        words=words,
        takes=take.offer(page, site),
        pdf=site.relative(addresses.pdf("*", page.lang), page),
    )


def _card(sheet: WorksheetPage, page: Page, site: Site) -> dict[str, Any]:
    return {
        **card.of_sheet(sheet, page, site),
        "bound": not sheet.neutral,
        "tokens": " ".join(sieve.tokens(sheet.exercise, site)),
    }


Group = tuple[str, list[tuple[str, str, str]]]
"""What is asked, and of each answer its value, its words, and what is spoken where the words are short."""


def _first(page: Page, site: Site) -> list[Group]:
    """What most readers choose by: how much time there is, and who takes part."""
    words, titles = site.words(page.lang), site.words(page.lang)["sieve"]
    times = [(sieve.time_token(most), titles["at_most"].format(n=most), "") for most in sieve.TIMES]
    company = [(sieve.token(name), text, "") for name, text in words["settings"].items()]
    return [(titles["time"], times), (titles["with"], company)]


def _more(page: Page, site: Site) -> list[Group]:
    """The steps, by their number, and the traits."""
    words = site.words(page.lang)
    keys = [
        (topic_colour(key.key_number), str(key.key_number), f"{key.key_number}. {key.title}")
        for key in site.catalogue.keys(page.lang)
    ]
    traits = [(sieve.token(name), text, "") for name, text in words["traits"].items()]
    return [(words["topic"]["which"], keys), *([(words["trait"]["which"], traits)] if traits else [])]
