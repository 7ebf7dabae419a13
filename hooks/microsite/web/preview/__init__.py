"""What a page says of itself to those that show its link: Open Graph tags for people, JSON-LD for machines.

A neutral sheet shows its number, and not a word of what it is about.
"""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.draw.card import HEIGHT, WIDTH, card_alt, card_path, unshared
from microsite.place.templates import render
from microsite.web import feed
from microsite.web.preview import schema


def head(page: Page, site: Site) -> Markup:
    """All tags of a page for its <head>; a page that sends readers on to this one may carry them too."""
    if unshared(page, site):
        return Markup()
    return render("web/preview/head.html", tags=tags(page, site), data=data(page, site), feeds=feeds(page, site))


def feeds(page: Page, site: Site) -> list[tuple[str, str]]:
    """Type and address of the feeds, on the pages where people look for them; the others stay small."""
    if page.id not in (site.definition.roles.home, site.definition.roles.changes):
        return []
    return [(kind, site.relative(feed.path(page.lang, ending, site), page)) for ending, kind in feed.TYPES.items()]


def tags(page: Page, site: Site) -> list[tuple[str, str]]:
    """Open Graph: property and content, in the order of the page; some properties come more than once."""
    words = site.words(page.lang)
    others = [("og:locale:alternate", site.language(there).locale) for there in site.translations(page)]
    return [
        ("og:type", "website" if page.kind == "home" or page.neutral else "article"),
        ("og:site_name", words["site_name"]),
        ("og:title", site.shown_title(page)),
        ("og:description", page.front.description),
        ("og:url", site.absolute(page)),
        ("og:locale", words["locale"]),
        *others,
        ("og:image", site.url + card_path(page, site)),
        ("og:image:type", "image/jpeg"),
        ("og:image:width", str(WIDTH)),
        ("og:image:height", str(HEIGHT)),
        ("og:image:alt", card_alt(page, site)),
    ]


def data(page: Page, site: Site) -> Markup | None:
    """JSON-LD, safe inside <script>; None for a page that is not to be found or not to be told about."""
    if page.neutral or page.id in site.definition.roles.unlisted():
        return None
    graph = {"@context": "https://schema.org", "@graph": schema.graph(page, site)}
    return _inside_script(graph)


def _inside_script(value: Any) -> Markup:
    """JSON in which no text can end the script or open a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 (JSON without <)
