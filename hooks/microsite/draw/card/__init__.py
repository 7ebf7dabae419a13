"""The pictures a link is shown with, and the pictures of mails: what stands on each.

How they look is in card.typ, how they are made in drawing.py. A neutral sheet shows its number only.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from microsite.content.data import Route
from microsite.content.front import Myth
from microsite.content.page import HomePage, KeyPage, Page, StylePage, WorksheetPage
from microsite.content.site import Site
from microsite.place import pictures
from microsite.source.text import NO_BREAK

WIDTH, HEIGHT = 1200, 630
"""Pixels."""

UNSHARED = ("not-found",)
"""Pages without an address of their own."""

STYLE_COLOURS = {"secure": "k2", "anxious": "k6", "avoidant": "k1", "disorganised": "k5"}
"""A colour of the keys for each style; the pages of styles have none of their own."""


@dataclass(frozen=True)
class Card:
    """What stands on a card. `colour` is a name of tokens.yml, `motif` a drawing of card.typ, `step` the key so far.

    `drawing` is the glyph or scene on it, as SVG.
    """

    lang: str
    title: str
    kicker: str
    colour: str
    motif: str
    step: int = 0
    drawing: str = ""


def public_id(page: Page) -> str:
    """The id as others may see it: "blad-12" for a neutral sheet."""
    return f"blad-{page.neutral}" if page.neutral else page.id


def card_path(page: Page, site: Site) -> str:
    """Where the card of a page stands, below the site's root."""
    return f"og/{public_id(page)}.{page.lang}.jpg"


def card_alt(page: Page, site: Site) -> str:
    """What the card shows, in words: the author's, or else its title."""
    if page.front.mail:
        return page.front.mail.alt
    return str(site.words(page.lang)["card_alt"].format(title=site.shown_title(page)))


def of_pages(site: Site) -> dict[str, Card]:
    """The card of every page with an address of its own, by its path below the site's root."""
    return {
        card_path(page, site): of_page(page, site) for page in site.catalogue.pages.values() if page.id not in UNSHARED
    }


@functools.singledispatch
def of_page(page: Page, site: Site) -> Card:
    """The card of any page."""
    return Card(page.lang, page.title, "", "accent", "page")


@of_page.register
def _home(page: HomePage, site: Site) -> Card:
    return Card(page.lang, page.title, site.words(page.lang)["site_tagline"], "accent", "page")


@of_page.register
def _key(page: KeyPage, site: Site) -> Card:
    number = page.key.number
    return Card(
        page.lang,
        page.title,
        site.words(page.lang)["key_n_of"].format(n=number, total=7),
        f"k{number}",
        "key",
        number,
        _scene(page, site),
    )


@of_page.register
def _style(page: StylePage, site: Site) -> Card:
    name = page.style.name
    return Card(page.lang, page.title, site.words(page.lang)["card_kickers"]["style"], STYLE_COLOURS[name], name)


@of_page.register
def _worksheet(page: WorksheetPage, site: Site) -> Card:
    if page.neutral:
        return Card(page.lang, site.shown_title(page).replace(" ", NO_BREAK), "", "accent", "page")
    key = page.exercise.key
    drawing = pictures.coloured(pictures.glyph(page.glyph), f"k{key}")
    kicker = site.words(page.lang)["key_kicker"].format(n=key)
    return Card(page.lang, page.title, kicker, f"k{key}", "worksheet", drawing=drawing)


def _scene(page: KeyPage, site: Site) -> str:
    scene = page.key.scene
    return pictures.coloured(pictures.svg(scene, pictures.load_words(page.lang)[scene]), f"k{page.key.number}")


def of_myth(myth: Myth, page: Page, site: Site) -> Card:
    """The picture of a myth in a mail: its calm subject, since others may see the screen."""
    return Card(page.lang, myth.mail.subject, site.words(page.lang)["card_kickers"]["myth"], "k3", "myth")


def of_set(route: Route, lang: str, site: Site) -> Card:
    """The picture of a set of sheets in a mail."""
    kicker = site.words(lang)["card_kickers"]["set"].format(n=len(route.sheets))
    return Card(lang, getattr(route.title, lang), kicker, "accent", "set")
