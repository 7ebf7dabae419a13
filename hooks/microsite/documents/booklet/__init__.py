"""The pocket booklets: one side of paper that folds into eight pages of A7, of all steps or of one route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from microsite.content import help as helps
from microsite.content.data.routes import Route
from microsite.content.page import KeyPage, WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.site import Site
from microsite.documents import recipe, sheet
from microsite.documents.foot import foot, help_lines
from microsite.documents.sheet import time_needed
from microsite.place import addresses, pictures

PAGES = 8
"""Of one side that is folded: a cover, and the back for help."""
MOST = PAGES - 1
"""Steps that fold into one side; the last then shares its page with help."""


@dataclass(frozen=True)
class Booklet:
    """Eight pages in one language; `route` is None for that of all steps."""

    lang: str
    route: Route | None = None

    def path(self, paper: str) -> str:
        """Where its PDF stands, below the site's root."""
        return addresses.pdf(addresses.booklet(self.route.id if self.route else ""), self.lang, paper)


def booklets(site: Site, lang: str) -> list[Booklet]:
    """That of the steps, if they fit, and one for each route."""
    steps = [Booklet(lang)] if 0 < len(site.catalogue.keys(lang)) <= MOST else []
    return steps + [Booklet(lang, route) for route in site.catalogue.data.routes.values() if _sheets(route, site, lang)]


def _sheets(route: Route, site: Site, lang: str) -> list[WorksheetPage]:
    there = [site.catalogue.worksheet(i, lang) for i in route.sheets if (i, lang) in site.catalogue.pages]
    return there[: PAGES - 2]


def drawing(made: Booklet, site: Site, paper: str) -> recipe.Drawing:
    """The drawing of a booklet, with a second page on how to fold it."""
    words = site.words(made.lang)
    wanted = ("booklet_fold", "booklet_steps", "booklet_cut", "set_help", "one_minute")
    frame = recipe.document_data(made.lang, site, paper)
    frame["words"] |= {key: words[key] for key in wanted}
    home = site.catalogue.role("worksheets", made.lang) or site.catalogue.needed("home", made.lang)
    pages = list(_of_route(made.route, site, made.lang) if made.route else _of_steps(site, made.lang))
    frame |= {"pages": pages, "foot": foot(home, site)}

    def given() -> recipe.Given:
        return recipe.Given({"pages": [sheet.coded(page) for page in pages], "foot": sheet.coded(frame["foot"])})

    return recipe.drawing("documents/booklet/booklet.typ", site, recipe.Contents(frame, (), given), paper)


def _page(**parts: Any) -> dict[str, Any]:
    """A page of which each part may be missing."""
    texts = ("kicker", "title", "line", "heading", "text", "glyph", "address", "url", "qr", "colour")
    nothing = dict.fromkeys(texts, "")
    return nothing | {"help": [], "lined": False, "cover": False} | parts


def _back(site: Site, lang: str) -> dict[str, Any]:
    return _page(title=site.words(lang)["set_help"], help=help_lines(lang, site), text=helps.at(site, lang))


def _of_steps(site: Site, lang: str) -> Iterator[dict[str, Any]]:
    words = site.words(lang)
    keys = site.catalogue.keys(lang)
    yield _page(cover=True, title=words["booklet_title"], text=words["booklet_lead"])
    crowded = len(keys) == MOST
    for page in keys[:-1] if crowded else keys:
        minute = page.key.minute
        yield _step(page, site) | {"heading": minute.title, "text": minute.text}
    for _ in range(PAGES - 2 - len(keys)):
        yield _page(lined=True)
    yield (_step(keys[-1], site) | {"help": help_lines(lang, site)}) if crowded else _back(site, lang)


def _step(page: KeyPage, site: Site) -> dict[str, Any]:
    key = page.key
    return _page(
        kicker=site.words(page.lang)["topic"]["one"].format(n=key.number),
        colour=f"k{key.number}",
        title=page.title,
        line=key.line,
        **_leads_to(site, site.word_path(page)),
    )


def _of_route(route: Route, site: Site, lang: str) -> Iterator[dict[str, Any]]:
    sheets = _sheets(route, site, lang)
    yield _page(cover=True, title=route.title[lang], text=route.lead[lang])
    for page in sheets:
        yield _sheet(page, site)
    for _ in range(PAGES - 2 - len(sheets)):
        yield _page(lined=True)
    yield _back(site, lang)


def _sheet(page: WorksheetPage, site: Site) -> dict[str, Any]:
    """A sheet in short: what it is for, how it begins, and where it is."""
    words, exercise = site.words(page.lang), page.exercise
    line = topic_colour(exercise.key)
    return _page(
        kicker=time_needed(exercise, words),
        colour=f"k{exercise.key}",
        title=site.shown_title(page),
        line=exercise.goal,
        heading=words["booklet_begin"],
        text=exercise.steps[0],
        glyph=pictures.coloured(pictures.glyph(page.glyph), site.palette["light"], line),
        **_leads_to(site, site.word_path(page)),
    )


def _leads_to(site: Site, path: str) -> dict[str, str]:
    return {"address": site.printed(path), "url": site.url + path}
