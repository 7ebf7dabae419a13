"""The registry from the catalogue: which things have an id, a word, an old address; and the mistakes in that."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from microsite import feed
from microsite import set as sheet_set
from microsite.card import public_id
from microsite.front_matter import Path, key_path
from microsite.layout.scripts import LEAVE
from microsite.links.registry import Link, Registry, Target, go, is_file
from microsite.newsletter import item
from microsite.page import LANGUAGES, Page
from microsite.problems import Problem, ProblemsError, did_you_mean
from microsite.site import FORMATS, Site

RESERVED = frozenset([*LANGUAGES, "index"])
"""Words that /go/ needs for itself."""

YML = "docs/_data/links.yml"


def make(site: Site) -> Registry:
    """The registry of a site; ProblemsError with every id or address given twice and every link that leads nowhere."""
    found = [link for source in SOURCES for link in source(site)]
    registry = Registry(site, {link.id: link for link in found})
    problems = [*_same_id(found, site), *_leads_nowhere(registry), *_taken(registry)]
    if problems:
        raise ProblemsError(problems)
    return registry


def pages(site: Site) -> Iterator[Link]:
    """Every page but the one for what is not there."""
    for page in site.catalogue.in_language(LANGUAGES[0]):
        if page.id != "not-found":
            yield _page(page, site)


def _page(page: Page, site: Site) -> Link:
    both = {lang: site.catalogue.page(page.id, lang) for lang in LANGUAGES}
    return Link(
        id=public_id(page),
        kind="page",
        of=page.id,
        targets={lang: Target(lang, p.url, site.shown_title(p), p.front.description, p) for lang, p in both.items()},
        words={lang: p.front.word for lang, p in both.items() if p.front.word},
        also=tuple((lang, _beside(p, name)) for lang, p in both.items() for name in p.front.also or ()),
        private=private(page),
    )


def private(page: Page) -> bool:
    """Whether a visit could tell on a reader: such links are never tracked."""
    return page.id in LEAVE or page.front.neutral is not None


def _beside(page: Page, name: str) -> str:
    """Another address in the folder of a page: “hechtingsstijlen/angstig-vermijdend/”."""
    folder = page.url.rstrip("/").rpartition("/")[0]
    return f"{folder}/{name}/" if folder else f"{name}/"


def sheets(site: Site) -> Iterator[Link]:
    """The PDF of every sheet on every paper: “my-circles-pdf”, “my-circles-pdf-large”."""
    for page in site.catalogue.worksheets(LANGUAGES[0]):
        yield from (_sheet(page, site, paper) for paper in FORMATS)


def _sheet(page: Page, site: Site, paper: str) -> Link:
    exercise = page.front.exercise
    assert exercise is not None
    both = {lang: site.catalogue.page(page.id, lang) for lang in LANGUAGES}
    ending = "" if paper == FORMATS[0] else f"-{paper}"
    return Link(
        id=f"{public_id(page)}-pdf{ending}",
        kind="pdf",
        of=f"{page.id} {paper}",
        targets={
            lang: Target(lang, site.pdf_path(p, paper), _pdf(p, site, paper), p.front.description, p)
            for lang, p in both.items()
        },
        level=exercise.level,
        private=private(page),
    )


def _pdf(page: Page, site: Site, paper: str) -> str:
    return f"{site.shown_title(page)} (PDF, {site.words(page.lang)['papers'][paper]})"


def routes(site: Site) -> Iterator[Link]:
    """Every route has its own place on the page “start”; its word is printed on the set."""
    start = {lang: site.catalogue.page("start", lang) for lang in LANGUAGES}
    for route in site.catalogue.data.routes.values():
        yield Link(
            id=f"route-{route.id}",
            kind="route",
            of=route.id,
            targets={
                lang: Target(lang, p.url, getattr(route.title, lang), getattr(route.lead, lang), p, anchor=route.id)
                for lang, p in start.items()
            },
            words={lang: getattr(route.word, lang) for lang in LANGUAGES},
        )


def sets(site: Site) -> Iterator[Link]:
    """The PDF of every set on every paper: “set-workbook”, “set-key-1”, “set-two-letter”."""
    per_lang = {lang: {made.id: made for made in sheet_set.sets(site, lang)} for lang in LANGUAGES}
    for made in per_lang[LANGUAGES[0]].values():
        both = {lang: found[made.id] for lang, found in per_lang.items()}
        yield from (_set(both, paper, site) for paper in made.papers)


def _set(both: dict[str, sheet_set.Set], paper: str, site: Site) -> Link:
    made = both[LANGUAGES[0]]
    ending = "" if paper == FORMATS[0] else f"-{paper}"
    levels = [page.front.exercise.level for page in made.sheets if page.front.exercise]
    return Link(
        id=f"set-{made.id}{ending}",
        kind="set",
        of=f"{made.id} {paper}",
        targets={lang: _set_target(found, paper, site) for lang, found in both.items()},
        level=max(levels),
        private=any(private(page) for page in made.sheets),
    )


def _set_target(made: sheet_set.Set, paper: str, site: Site) -> Target:
    title = f"{made.title} (PDF, {site.words(made.lang)['papers'][paper]})"
    return Target(made.lang, made.path(paper), title, made.lead, _page_of(made, site))


def _page_of(made: sheet_set.Set, site: Site) -> Page:
    """The page the cover leads to; routes are on “start”."""
    pages = site.catalogue.in_language(made.lang)
    found = (page for page in pages if page.front.word and site.word_path(page) == made.leads_to)
    return next(found, site.catalogue.page("start", made.lang))


def pictures(site: Site) -> Iterator[Link]:
    """The picture of everything a newsletter can bring: “picture-key-1”."""
    both = {lang: {one.id: one for one in item.items(site, lang)} for lang in LANGUAGES}
    for one in both[LANGUAGES[0]].values():
        targets = {
            lang: Target(lang, found[one.id].picture, found[one.id].title, found[one.id].mail.alt, found[one.id].page)
            for lang, found in both.items()
        }
        yield Link(f"picture-{one.id}", "picture", one.id, targets, private=private(one.page))


def feeds(site: Site) -> Iterator[Link]:
    """What is new, for programmes that ask: “feed” as RSS, “feed-json” as JSON."""
    for ending, link_id in (("xml", "feed"), ("json", "feed-json")):
        targets = {lang: _feed(lang, ending, site) for lang in LANGUAGES}
        yield Link(link_id, "feed", ending, targets)


def _feed(lang: str, ending: str, site: Site) -> Target:
    home, words = site.catalogue.page("home", lang), site.words(lang)
    return Target(lang, feed.path(lang, ending), words["site_name"], home.front.description, home)


SOURCES: tuple[Callable[[Site], Iterator[Link]], ...] = (pages, sheets, routes, sets, pictures, feeds)
"""What has permanent links. A new kind of thing is one function here."""


def _same_id(found: list[Link], site: Site) -> Iterator[Problem]:
    seen: dict[str, Link] = {}
    for link in found:
        other = seen.setdefault(link.id, link)
        if other is not link or link.id in RESERVED:
            page = link.targets[LANGUAGES[0]].page
            taken = "is the link of something else too" if other is not link else "is a word that /go/ needs for itself"
            yield Problem(page.file, page.read.line(("id",)), "id", f"'{link.id}' {taken}; choose another id")
    gone = site.catalogue.data.links.retired
    for link in found:
        if link.id in gone:
            yield _problem(site, ("retired", link.id), "this id is in use; an id that was retired is never used again")


def _leads_nowhere(registry: Registry) -> Iterator[Problem]:
    site, data = registry.site, registry.site.catalogue.data.links
    named: list[tuple[Path, str]] = [(("moved", old), to.partition("/")[0]) for old, to in data.moved.items()]
    named += [(("retired", gone, "successor"), retired.successor) for gone, retired in data.retired.items()]
    for key, wanted in named:
        if wanted in data.retired:
            then = data.retired[wanted].successor
            yield _problem(
                site, key, f"'{wanted}' is retired itself; name '{then}', so that no reader is sent on twice"
            )
        elif registry.find(wanted) is None:
            yield _problem(site, key, f"unknown id '{wanted}'" + did_you_mean(wanted, registry.links))


def _taken(registry: Registry) -> Iterator[Problem]:
    """Addresses that two things want."""
    site = registry.site
    seen = {page.url: f"the page {page.file}" for page in site.catalogue.pages.values()}
    targets = [(link.id, target.path) for link in registry.links.values() for target in link.targets.values()]
    seen |= {path: f"the file of '{link_id}'" for link_id, path in targets if is_file(path)}
    seen |= {go(link.id): f"the link '{link.id}'" for link in registry.links.values()}
    wanted: list[tuple[str, Link | None]] = [(redirect.path, redirect.link) for redirect in registry.redirects]
    wanted += [(choice.path, choice.link) for choice in registry.choices if _is_old(choice.path, registry)]
    wanted += [(farewell.path, farewell.link) for farewell in registry.farewells]
    wanted += [(copy.path, None) for copy in registry.copies]
    for path, link in wanted:
        if path in seen:
            told = f"/{path} is {seen[path]} already; an address has one meaning"
            yield _blame(path, link, told, registry)
        seen[path] = f"a redirect to '{link.id}'" if link else "a copy"


def _is_old(path: str, registry: Registry) -> bool:
    """Whether links.yml asks for this address: itself, or as one of the three of an old id."""
    moved = registry.site.catalogue.data.links.moved
    above = path.rstrip("/").rpartition("/")[0]
    return f"/{path}" in moved or (path.startswith("go/") and f"/{above}/" in moved)


def _blame(path: str, link: Link | None, told: str, registry: Registry) -> Problem:
    """The mistake at the place that asks for this address: links.yml, or the front matter of a page."""
    lang = next((lang for lang, also in link.also if also == path), None) if link else None
    if link is None or lang is None:
        return _problem(registry.site, ("moved", f"/{path}"), told)
    page = link.targets[lang].page
    return Problem(page.file, page.read.line(("also",)), "also", told)


def _problem(site: Site, key: Path, told: str) -> Problem:
    return Problem(YML, site.catalogue.data.line("links.yml", key), key_path(key), told)
