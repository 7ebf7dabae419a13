"""The pictures a link is shown with, and the pictures of mails: what stands on each.

How they look is in card.typ, how they are made in drawing.py. A neutral sheet shows its number only.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from microsite.content.data.routes import Route
from microsite.content.front.parts import Myth
from microsite.content.page import HomePage, KeyPage, Page, StylePage, WorksheetPage
from microsite.content.palette import topic_colour, trait_colour
from microsite.content.route import RoutePage
from microsite.content.site import Site
from microsite.place import addresses, pictures
from microsite.source.text import NO_BREAK

WIDTH, HEIGHT = 1200, 630
"""Pixels."""

MYTH = 3
"""The step whose colour myths have, or the last when there are fewer."""


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


def unshared(page: Page, site: Site) -> bool:
    """Whether a page has no address of its own, and so no card."""
    return page.id == site.definition.roles.missing


def card_path(page: Page, site: Site) -> str:
    """Where the card of a page stands, below the site's root."""
    return addresses.card(site.public_id(page), page.lang)


def card_alt(page: Page, site: Site) -> str:
    """What the card shows, in words: the author's, or else its title."""
    if page.front.mail:
        return page.front.mail.alt
    return str(site.words(page.lang)["card_alt"].format(title=site.shown_title(page)))


def of_pages(site: Site) -> dict[str, Card]:
    """The card of every page with an address of its own, by its path below the site's root."""
    return {
        card_path(page, site): of_page(page, site) for page in site.catalogue.pages.values() if not unshared(page, site)
    }


@functools.singledispatch
def of_page(page: Page, site: Site) -> Card:
    """The card of any page."""
    return Card(page.lang, page.title, "", "accent", "page", drawing=_glyph(page, site, "accent"))


@of_page.register
def _home(page: HomePage, site: Site) -> Card:
    return Card(page.lang, page.title, site.words(page.lang)["site_tagline"], "accent", "page")


@of_page.register
def _key(page: KeyPage, site: Site) -> Card:
    number = page.key.number
    kicker = site.words(page.lang)["topic"]["of"].format(n=number, total=len(site.definition.topics))
    return Card(page.lang, page.title, kicker, topic_colour(number), "key", number, scene(page, site))


@of_page.register
def _style(page: StylePage, site: Site) -> Card:
    trait = site.definition.traits[page.style.name]
    return Card(page.lang, page.title, site.words(page.lang)["trait"]["one"], trait_colour(trait.id), trait.motif)


@of_page.register
def _route(page: RoutePage, site: Site) -> Card:
    return of_set(page.route, page.lang, site)


@of_page.register
def _worksheet(page: WorksheetPage, site: Site) -> Card:
    if page.neutral:
        return Card(page.lang, site.shown_title(page).replace(" ", NO_BREAK), "", "accent", "page")
    key = page.exercise.key
    colour, kicker = topic_colour(key), site.words(page.lang)["topic"]["sheet"].format(n=key)
    return Card(page.lang, page.title, kicker, colour, "worksheet", drawing=_glyph(page, site, colour))


def _glyph(page: Page, site: Site, colour: str) -> str:
    """The small drawing of a page as a file of its own; empty for one without."""
    return pictures.coloured(pictures.glyph(page.glyph), site.palette["light"], colour) if page.glyph else ""


def scene(page: KeyPage, site: Site) -> str:
    """The scene of a step as a file of its own; empty for one without."""
    name, catalogue = page.key.scene, site.catalogue
    if name is None:
        return ""
    drawn = pictures.svg(name, catalogue.pictures[name], catalogue.drawn[page.lang][name])
    return pictures.coloured(drawn, site.palette["light"], topic_colour(page.key.number))


def of_myth(myth: Myth, page: Page, site: Site) -> Card:
    """The picture of a myth in a mail: its calm subject, since others may see the screen."""
    colour = topic_colour(min(MYTH, len(site.definition.topics)))
    return Card(page.lang, myth.mail.subject, site.words(page.lang)["card_kickers"]["myth"], colour, "myth")


def of_set(route: Route, lang: str, site: Site) -> Card:
    """The picture of a set of sheets in a mail."""
    kicker = site.words(lang)["card_kickers"]["set"].format(n=len(route.sheets))
    return Card(lang, route.title[lang], kicker, "accent", "set")
