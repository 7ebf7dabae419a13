"""The pages of the routes: made from routes.yml, so that a link in a mail lands on the first step itself."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace

from microsite.content.catalogue import Catalogue
from microsite.content.data.routes import Route
from microsite.content.front import TextFront
from microsite.content.page import Page
from microsite.place import addresses
from microsite.source.front_matter import FrontMatter

SHORTEST, LONGEST = 40, 160
"""Characters of a description."""


@dataclass(frozen=True)
class RoutePage(Page):
    """What a reader says, its sheets in order, and its set to print."""

    kind = "route"
    front: TextFront
    route: Route

    @property
    def made(self) -> bool:
        """It is."""
        return True


def page_id(route: Route) -> str:
    """The id of a route's page, which is that of its permanent link."""
    return addresses.route_link(route.id)


def with_pages(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a page for each route, below the page “start” of each language that has one."""
    made = {(page.id, page.lang): page for page in _pages(catalogue)}
    return replace(catalogue, pages={**catalogue.pages, **made}) if made else catalogue


def _pages(catalogue: Catalogue) -> Iterator[RoutePage]:
    for start in catalogue.translations(catalogue.definition.roles.start or "").values():
        for route in catalogue.data.routes.values():
            yield _page(route, start, catalogue)


def _page(route: Route, start: Page, catalogue: Catalogue) -> RoutePage:
    """Reviewed when the page “start” is, whose text the routes are a part of."""
    lang = start.lang
    name = (route.address.get(lang) if route.address else None) or route.id
    front = TextFront(
        id=page_id(route),
        title=route.title[lang],
        description=_description(route, start),
        updated=start.front.updated,
        reviewed=start.front.reviewed,
    )
    src = f"{start.src.removesuffix('.md').removesuffix('index').rstrip('/')}/{name}.md"
    read = FrontMatter({}, {}, "/// route\n///\n")
    return RoutePage(lang, catalogue.data.at("routes.yml", ())[0], src, front, read, f"{start.url}{name}/", route)


def _description(route: Route, start: Page) -> str:
    """Its lead; with what the reader says before it, and the description of “start” behind it, where that is short."""
    lead = route.lead[start.lang]
    said = lead if len(lead) >= SHORTEST else f"{route.says[start.lang]}. {lead}"
    whole = said if len(said) >= SHORTEST else f"{said} {start.front.description}"
    return textwrap.shorten(whole, LONGEST, placeholder="…")
