"""A page in the words of schema.org.

No author is named, since no person has signed; no HowTo and no MedicalWebPage, which would claim more than is so.
LearningResource comes beside a main type, as schema.org asks.
"""

from __future__ import annotations

import functools
from typing import Any

from microsite.content.page import HomePage, Page, WorksheetPage
from microsite.content.site import Site
from microsite.place.addresses import PAPERS
from microsite.web.layout.ways import crumbs

Node = dict[str, Any]


def graph(page: Page, site: Site) -> list[Node]:
    """The page itself and the way to it."""
    return [main(page, site), *_breadcrumbs(page, site)]


@functools.singledispatch
def main(page: Page, site: Site) -> Node:
    """What the page itself is: a page to read, if it is nothing else."""
    return {"@type": "Article", "headline": page.title, **_common(page, site)}


@main.register
def _website(page: HomePage, site: Site) -> Node:
    """The home page stands for the site."""
    return {"@type": "WebSite", "name": site.words(page.lang)["site_name"], **_common(page, site)}


@main.register
def _worksheet(page: WorksheetPage, site: Site) -> Node:
    """A sheet, with its files."""
    return {
        "@type": ["CreativeWork", "LearningResource"],
        "name": page.title,
        **_common(page, site),
        "learningResourceType": "worksheet",
        "timeRequired": f"PT{page.exercise.minutes}M",
        "encoding": [_file(page, site, paper) for paper in PAPERS],
    }


def _common(page: Page, site: Site) -> Node:
    settings = site.catalogue.data.settings
    return {
        "url": site.absolute(page),
        "inLanguage": site.words(page.lang)["lang_tag"],
        "dateModified": page.front.updated.isoformat(),
        "license": settings.licence.url,
        "publisher": {"@type": "Organization", "name": settings.publisher},
        **_translation(page, site),
    }


def _translation(page: Page, site: Site) -> Node:
    """Texts are written in the first language and then translated."""
    first = site.definition.first
    if page.lang != first:
        return {"translationOfWork": {"@id": site.absolute(site.catalogue.page(page.id, first))}}
    found = [{"@id": site.absolute(there)} for there in site.translations(page)]
    return {"workTranslation": found[0] if len(found) == 1 else found} if found else {}


def _file(page: Page, site: Site, paper: str) -> Node:
    address = site.url + site.pdf_path(page, paper)
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": "application/pdf"}


def _breadcrumbs(page: Page, site: Site) -> list[Node]:
    """The pages above this one, and this one last, which needs no address."""
    above = [{"name": title, "item": site.absolute(there)} for there, title in crumbs(page, site)]
    if not above:
        return []
    steps = [{"@type": "ListItem", "position": n, **step} for n, step in enumerate([*above, {"name": page.title}], 1)]
    return [{"@type": "BreadcrumbList", "itemListElement": steps}]
