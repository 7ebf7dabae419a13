"""What the sitemap lists: every page that may be found, with its languages and the day it was changed."""

from __future__ import annotations

from dataclasses import dataclass

from microsite.content.site import Site
from microsite.place.templates import render


@dataclass(frozen=True)
class Entry:
    """One address, its day of change (ISO 8601) and the same page in every language."""

    loc: str
    lastmod: str
    alternates: tuple[tuple[str, str], ...]


def text(site: Site) -> str:
    """The file."""
    return str(render("web/sitemap.xml", entries=entries(site)))


def entries(site: Site) -> list[Entry]:
    """All listed pages of all languages, in order of their files."""
    listed = [page for page in site.catalogue.pages.values() if page.id not in site.definition.roles.unlisted()]
    return [Entry(site.absolute(page), page.front.updated.isoformat(), _alternates(page.id, site)) for page in listed]


def _alternates(page_id: str, site: Site) -> tuple[tuple[str, str], ...]:
    found = [(lang, site.absolute(there)) for lang, there in site.catalogue.translations(page_id).items()]
    return (*found, ("x-default", found[0][1]))
