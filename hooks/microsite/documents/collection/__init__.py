"""Sets: several sheets as one document with a cover and contents: all, those of a key or a route, one's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from microsite.content.page import WorksheetPage
from microsite.content.site import Site
from microsite.content.strings import counted
from microsite.documents import fold
from microsite.place import addresses
from microsite.place.addresses import PAPERS


@dataclass(frozen=True)
class Set:
    """Sheets in one language, and what the cover says. `leads_to` is where its QR leads, below the site's root.

    What is `whole`, the workbook, has a page that opens each step, a planner and pages of dots besides. One for a
    `helper` has a note for who brings each sheet, and each filled in as an example.
    """

    id: str
    lang: str
    title: str
    kicker: str
    lead: str
    sheets: tuple[WorksheetPage, ...]
    leads_to: str
    key: int | None = None
    papers: tuple[str, ...] = PAPERS[:2]
    whole: bool = False
    helper: bool = False

    def path(self, paper: str) -> str:
        """Where its PDF stands, below the site's root."""
        return addresses.pdf(addresses.set_name(self.id), self.lang, paper)


def sets(site: Site, lang: str) -> list[Set]:
    """The whole workbook, a set for each step, and the routes of routes.yml; none that would be empty."""
    return [
        made
        for made in (workbook(site, lang), for_helpers(site, lang), *_keys(site, lang), *_routes(site, lang))
        if made.sheets
    ]


def workbook(site: Site, lang: str) -> Set:
    """All sheets but the numbered ones, in large print too."""
    words, sheets = site.words(lang), _bound(site.catalogue.worksheets(lang))
    texts = words["set_workbook"], counted(words["set_kicker"], len(sheets)), words["set_workbook_lead"]
    return Set(
        "workbook", lang, *texts, sheets, _worksheets_address(site, lang), papers=PAPERS + fold.EDITIONS, whole=True
    )


def for_helpers(site: Site, lang: str) -> Set:
    """The sheets that have a note for helpers, each with that note and its example."""
    words = site.words(lang)
    sheets = tuple(page for page in _bound(site.catalogue.worksheets(lang)) if page.front.helper)
    texts = words["set_helper"], counted(words["set_kicker"], len(sheets)), words["set_helper_lead"]
    return Set("helper", lang, *texts, sheets, _worksheets_address(site, lang), helper=True)


def own(site: Site, lang: str, ids: list[str], *, helper: bool = False) -> Set:
    """A set of one's own, in the order of `ids`, which are those of sheets; with the notes for a `helper`."""
    words = site.words(lang)
    sheets = tuple(site.catalogue.worksheet(page_id, lang) for page_id in ids)
    texts = words["set_own"], counted(words["set_kicker"], len(sheets)), words["set_own_lead"]
    return Set("own", lang, *texts, sheets, _worksheets_address(site, lang), papers=PAPERS, helper=helper)


def _bound(sheets: Iterable[WorksheetPage]) -> tuple[WorksheetPage, ...]:
    """The sheets that are bound with others. A numbered one is not: others may open a set, or look on."""
    return tuple(page for page in sheets if not page.neutral)


def _worksheets_address(site: Site, lang: str) -> str:
    return site.word_path(site.catalogue.role("worksheets", lang) or site.catalogue.needed("home", lang))


def _there(site: Site, ids: list[str], lang: str) -> tuple[WorksheetPage, ...]:
    """The sheets of these ids; a language that lags behind may not have them all."""
    return tuple(site.catalogue.worksheet(i, lang) for i in ids if (i, lang) in site.catalogue.pages)


def _keys(site: Site, lang: str) -> list[Set]:
    found = []
    for page in site.catalogue.keys(lang):
        key = page.key
        sheets = _bound(_there(site, key.sheets, lang))
        kicker = site.words(lang)["topic"]["one"].format(n=key.number)
        number, name = key.number, site.definition.taxonomies.topics.key
        found.append(Set(f"{name}-{number}", lang, page.title, kicker, key.line, sheets, site.word_path(page), number))
    return found


def _routes(site: Site, lang: str) -> list[Set]:
    found = []
    for route in site.catalogue.data.routes.values():
        sheets, word = _there(site, route.sheets, lang), route.word.get(lang)
        kicker = counted(site.words(lang)["set_kicker"], len(sheets))
        path = addresses.word(word) if word else addresses.go(addresses.route_link(route.id), lang)
        found.append(Set(route.id, lang, route.title[lang], kicker, route.lead[lang], sheets, path))
    return found
