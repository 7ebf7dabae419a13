"""The made blocks of a page: `/// keys`, `/// worksheets`, `/// help-lines | NL` and so on."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from microsite.content.page import KeyPage, Page
from microsite.content.route import RoutePage, page_id
from microsite.content.site import Site
from microsite.documents import booklet, collection
from microsite.newsletter.kit import kit
from microsite.place import addresses, pictures
from microsite.place.addresses import PAPERS
from microsite.place.templates import render
from microsite.web import search
from microsite.web.blocks import card
from microsite.web.blocks.evidence import facts, references, sources
from microsite.web.blocks.help_lines import calls, help_lines
from microsite.web.blocks.still_open import to_check, to_read, unfinished
from microsite.web.blocks.worksheet_index import worksheet_index

Made = Callable[[Page, Site, str], Markup]


def _drawing(name: str, page: Page, site: Site) -> Markup:
    catalogue = site.catalogue
    return Markup(pictures.svg(name, catalogue.pictures[name], catalogue.drawn[page.lang][name]))  # noqa: S704 (ours)


def _scene(key: KeyPage, page: Page, site: Site) -> Markup:
    """The scene of a step, beside words that say enough; nothing for a step without one."""
    name = key.key.scene
    return Markup(pictures.silent(_drawing(name, page, site))) if name else Markup()  # noqa: S704 (ours)


def minute(page: Page, site: Site, argument: str) -> Markup:
    """The one-minute exercise of this key page."""
    assert isinstance(page, KeyPage), page.file  # the checks let nothing else through
    return render("web/blocks/minute.html", minute=page.key.minute, words=site.words(page.lang))


def sheets(page: Page, site: Site, argument: str) -> Markup:
    """Cards for the sheets this key or style names."""
    cards = [card.of_sheet(site.catalogue.worksheet(sheet, page.lang), page, site) for sheet in page.names]
    return render("web/blocks/sheets.html", cards=cards)


def picture(page: Page, site: Site, argument: str) -> Markup:
    """A drawing by its name, with its words in the page's language; beside the text when a step or a trait has it."""
    scene = argument in {key.key.scene for key in site.catalogue.keys(page.lang)}
    portrait = argument in {trait.picture for trait in site.definition.traits.values()}
    drawn = _drawing(argument, page, site)
    return render("web/blocks/picture.html", svg=drawn, beside=scene or portrait, scene=scene)


def keys(page: Page, site: Site, argument: str) -> Markup:
    """The steps, one line each, with their scenes; on the page of all of them also the booklet to fold."""
    found = [
        (key, site.title_of(key), site.relative(key.url, page), _scene(key, page, site))
        for key in site.catalogue.keys(page.lang)
    ]
    of_all = [
        url for each, url in _booklets(page, site) if each.route is None and page.id == site.definition.roles.topics
    ]
    return render("web/blocks/keys.html", keys=found, booklet=next(iter(of_all), None), words=site.words(page.lang))


def styles(page: Page, site: Site, argument: str) -> Markup:
    """The traits, one line each, with their pictures."""
    drawn = {name: trait.picture for name, trait in site.definition.traits.items()}
    found = [
        (style, site.title_of(style), site.relative(style.url, page), _drawing(picture, page, site) if picture else "")
        for style in site.catalogue.styles(page.lang)
        for picture in [drawn[style.style.name]]
    ]
    return render("web/blocks/styles.html", styles=found)


def route(page: Page, site: Site, argument: str) -> Markup:
    """The route of this page: its first sheet at once, then what comes after, and the set to print."""
    assert isinstance(page, RoutePage), page.file  # no other page has this block
    made = next(each for each in collection.sets(site, page.lang) if each.id == page.route.id)
    words = site.words(page.lang)
    cards = [card.of_sheet(site.catalogue.worksheet(sheet, page.lang), page, site) for sheet in page.route.sheets]
    others = [
        (other.route.says[page.lang], site.relative(other.url, page))
        for other in site.catalogue.of_type(RoutePage, page.lang)
        if other is not page
    ]
    papers = [(words["papers"][paper], site.relative(made.path(paper), page)) for paper in made.papers]
    papers += [(words["booklet_link"], url) for folded, url in _booklets(page, site) if folded.route == page.route]
    return render("web/blocks/route.html", route=page.route, lang=page.lang, cards=cards, papers=papers,
                  others=others, words=words)  # fmt: skip


def routes(page: Page, site: Site, argument: str) -> Markup:
    """What readers say, each a way to its own page, with its sheets by name."""
    found = [
        {
            "id": route.id,
            "says": route.says[page.lang],
            "url": site.relative(site.catalogue.page(page_id(route), page.lang).url, page),
            "cards": [card.of_sheet(site.catalogue.worksheet(sheet, page.lang), page, site) for sheet in route.sheets],
        }
        for route in site.catalogue.data.routes.values()
    ]
    return render("web/blocks/routes.html", routes=found)


def glossary(page: Page, site: Site, argument: str) -> Markup:
    """The terms of this language in order of the alphabet, each with its word in the others."""
    entries = sorted(site.catalogue.data.glossary.values(), key=lambda entry: entry.means[page.lang].term.lower())
    others = [(lang, site.definition.languages[lang].tag) for lang in site.langs if lang != page.lang]
    return render("web/blocks/glossary.html", entries=entries, lang=page.lang, others=others)


def changes(page: Page, site: Site, argument: str) -> Markup:
    """Pages by the day they were last changed, newest first."""
    listed = [
        p
        for p in site.catalogue.in_language(page.lang)
        if p.id not in (*site.definition.roles.unlisted(), page.id) and not p.made
    ]
    listed.sort(key=lambda p: (-p.front.updated.toordinal(), p.title))
    rows = [(p, site.shown_title(p), site.relative(p.url, page), site.date(p.front.updated, page.lang)) for p in listed]
    return render("web/blocks/changes.html", rows=rows)


def evidence_table(page: Page, site: Site, argument: str) -> Markup:
    """Each worksheet with its level, its gate, and the facts it rests on with how sure they are."""
    words = site.words(page.lang)
    rows = []
    for sheet in site.catalogue.worksheets(page.lang):
        grounds = [
            (e.fact, e.fact and site.evidence(e.fact, page), site.grade(e.fact, page.lang))
            for e in sheet.exercise.evidence
        ]
        rows.append((site.shown_title(sheet), site.relative(sheet.url, page), sheet.exercise, grounds))
    return render("web/blocks/evidence_table.html", rows=rows, words=words)


def offline(page: Page, site: Site, argument: str) -> Markup:
    """The way to the copy to take along; the copy itself has none."""
    url = None if site.offline else site.relative(addresses.take_along(page.lang), page)
    return render("web/blocks/offline.html", url=url, words=site.words(page.lang))


def sets(page: Page, site: Site, argument: str) -> Markup:
    """Every set to print: its sheets by name, each with its time and company, and the set on each of its papers.

    A book of all sheets is not told sheet by sheet: they have a list of their own.
    """
    words = site.words(page.lang)
    found = [
        {
            "set": each,
            "cards": [] if each.whole or each.helper else [card.of_sheet(sheet, page, site) for sheet in each.sheets],
            "papers": [(words["papers"][paper], site.relative(each.path(paper), page)) for paper in each.papers],
        }
        for each in collection.sets(site, page.lang)
    ]
    words_of = [(each.route.title[page.lang] if each.route else words["booklet_title"], url)
                for each, url in _booklets(page, site)]  # fmt: skip
    return render("web/blocks/sets.html", sets=found, booklets=words_of, words=words)


def _booklets(page: Page, site: Site) -> list[tuple[booklet.Booklet, str]]:
    """Each booklet with its address on A4, as seen from the page."""
    return [(each, site.relative(each.path(PAPERS[0]), page)) for each in booklet.booklets(site, page.lang)]


MADE: dict[str, Made] = {
    "minute": minute,
    "sheets": sheets,
    "picture": picture,
    "keys": keys,
    "styles": styles,
    "route": route,
    "routes": routes,
    "worksheets": worksheet_index,
    "calls": calls,
    "help-lines": help_lines,
    "to-check": to_check,
    "to-read": to_read,
    "unfinished": unfinished,
    "sources": sources,
    "facts": facts,
    "references": references,
    "glossary": glossary,
    "changes": changes,
    "evidence-table": evidence_table,
    "search": search.block,
    "offline": offline,
    "kit": kit,
    "sets": sets,
}
