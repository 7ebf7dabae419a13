"""The registry from the catalogue: which things have an id, a word, an old address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from microsite.content.page import Page, WorksheetPage
from microsite.content.route import page_id
from microsite.content.site import Site
from microsite.documents import collection
from microsite.links.checks import registry as registry_checks
from microsite.links.registry import Link, Registry, Target
from microsite.newsletter import item
from microsite.place import addresses
from microsite.place.addresses import PAPERS
from microsite.source.problems import ProblemsError
from microsite.web import feed


def make(site: Site) -> Registry:
    """The registry of a site; ProblemsError with every id or address given twice and every link that leads nowhere."""
    found = [link for source in SOURCES for link in source(site)]
    registry = Registry(site, {link.id: link for link in found})
    if problems := list(registry_checks.find(found, registry)):
        raise ProblemsError(problems)
    return registry


def pages(site: Site) -> Iterator[Link]:
    """Every page but the one for what is not there."""
    for page in site.catalogue.in_language(site.definition.first):
        if page.id != site.definition.roles.missing and not page.made:
            yield _page(page, site)


def _page(page: Page, site: Site) -> Link:
    each = site.catalogue.translations(page.id)
    return Link(
        id=site.public_id(page),
        kind="page",
        of=page.id,
        targets={lang: Target(lang, p.url, site.shown_title(p), p.front.description, p) for lang, p in each.items()},
        words={lang: p.front.word for lang, p in each.items() if p.front.word},
        also=tuple((lang, _beside(p, name)) for lang, p in each.items() for name in p.front.also or ()),
        private=private(page, site),
    )


def private(page: Page, site: Site) -> bool:
    """Whether a visit could tell on a reader: such links are never tracked."""
    return page.id in site.definition.roles.leave or page.neutral is not None


def _beside(page: Page, name: str) -> str:
    """Another address in the folder of a page: “keys/another-name/”."""
    folder = page.url.rstrip("/").rpartition("/")[0]
    return f"{folder}/{name}/" if folder else f"{name}/"


def sheets(site: Site) -> Iterator[Link]:
    """The PDF of every sheet on every paper: “my-circles-pdf”, “my-circles-pdf-large”."""
    for page in site.catalogue.worksheets(site.definition.first):
        yield from (_sheet(page, site, paper) for paper in PAPERS)


def _sheet(page: WorksheetPage, site: Site, paper: str) -> Link:
    each = site.catalogue.translations(page.id)
    return Link(
        id=addresses.pdf_link(site.public_id(page), paper),
        kind="pdf",
        of=f"{page.id} {paper}",
        targets={
            lang: Target(lang, site.pdf_path(p, paper), _pdf(p, site, paper), p.front.description, p)
            for lang, p in each.items()
        },
        level=page.exercise.level,
        private=private(page, site),
    )


def _pdf(page: Page, site: Site, paper: str) -> str:
    return f"{site.shown_title(page)} (PDF, {site.words(page.lang)['papers'][paper]})"


def routes(site: Site) -> Iterator[Link]:
    """Every route has its own page; its word is printed on the set."""
    for route in site.catalogue.data.routes.values():
        each = site.catalogue.translations(page_id(route))
        yield Link(
            id=page_id(route),
            kind="route",
            of=route.id,
            targets={lang: Target(lang, p.url, route.title[lang], route.lead[lang], p) for lang, p in each.items()},
            words={lang: word for lang, word in route.word.items() if lang in each},
        )


def sets(site: Site) -> Iterator[Link]:
    """The PDF of every set on every paper: “set-workbook”, “set-key-1”, “set-two-letter”."""
    per_lang = {lang: {made.id: made for made in collection.sets(site, lang)} for lang in site.langs}
    for made in per_lang[site.definition.first].values():
        each = {lang: found[made.id] for lang, found in per_lang.items() if made.id in found}
        yield from (_set(each, paper, site) for paper in made.papers)


def _set(each: dict[str, collection.Set], paper: str, site: Site) -> Link:
    made = each[site.definition.first]
    return Link(
        id=addresses.set_link(made.id, paper),
        kind="set",
        of=f"{made.id} {paper}",
        targets={lang: _set_target(found, paper, site) for lang, found in each.items()},
        level=max(page.exercise.level for page in made.sheets),
        private=any(private(page, site) for page in made.sheets),
    )


def _set_target(made: collection.Set, paper: str, site: Site) -> Target:
    title = f"{made.title} (PDF, {site.words(made.lang)['papers'][paper]})"
    return Target(made.lang, made.path(paper), title, made.lead, _page_of(made, site))


def _page_of(made: collection.Set, site: Site) -> Page:
    """The page the cover leads to: that of the route, or the one with its word."""
    if route := site.catalogue.data.routes.get(made.id):
        return site.catalogue.page(page_id(route), made.lang)
    pages = site.catalogue.in_language(made.lang)
    found = (page for page in pages if page.front.word and site.word_path(page) == made.leads_to)
    return next(found, site.catalogue.needed("home", made.lang))


def pictures(site: Site) -> Iterator[Link]:
    """The picture of everything a newsletter can bring: “picture-key-1”."""
    each = {lang: {one.id: one for one in item.items(site, lang)} for lang in site.langs}
    for one in each[site.definition.first].values():
        targets = {
            lang: Target(lang, found[one.id].picture, found[one.id].title, found[one.id].mail.alt, found[one.id].page)
            for lang, found in each.items()
            if one.id in found
        }
        yield Link(f"picture-{one.id}", "picture", one.id, targets, private=private(one.page, site))


def feeds(site: Site) -> Iterator[Link]:
    """What is new, for programmes that ask: “feed” as RSS, “feed-json” as JSON."""
    for ending, link_id in addresses.FEEDS.items():
        targets = {lang: _feed(lang, ending, site) for lang in site.langs}
        yield Link(link_id, "feed", ending, targets)


def _feed(lang: str, ending: str, site: Site) -> Target:
    home, words = site.catalogue.needed("home", lang), site.words(lang)
    return Target(lang, feed.path(lang, ending, site), words["site_name"], home.front.description, home)


SOURCES: tuple[Callable[[Site], Iterator[Link]], ...] = (pages, sheets, routes, sets, pictures, feeds)
"""What has permanent links. A new kind of thing is one function here."""
