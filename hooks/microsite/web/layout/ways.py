"""The ways from a page to others: home, menus, languages, the pages above and beside it, and who makes the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from microsite.content.front.parts import Door
from microsite.content.page import HomePage, KeyPage, Page
from microsite.content.site import Site
from microsite.place import pictures

WAYS_BACK = ("newsletter", "therapy", "training", "report_error")
"""Addresses of settings.yml that stand at the foot of every page."""


@dataclass(frozen=True)
class Step:
    """A link with its words: to a page of the menu, a step before or after. `lang` when it is in another language."""

    url: str
    title: str
    says: str = ""
    current: bool = False
    lang: str = ""
    glyph: str = ""


def of(page: Page, site: Site) -> dict[str, Any]:
    """All of them, by the names that main.html has for them."""
    menu = site.catalogue.data.menu
    return {
        "alternates": _alternates(page, site),
        "home": site.relative(_home(page, site).url, page),
        "switch": _switch(page, site),
        "only": _only(page, site),
        "ways_in": _head(page, site),
        "menu": _menu(menu.main, page, site),
        "foot": _menu(menu.foot, page, site),
        "crumbs": [Step(site.relative(p.url, page), title) for p, title in crumbs(page, site)],
        "doors": _doors(page, site),
        "around": _around(page, site),
        "next": _next(page, site),
        "ways": _ways_back(site, page.lang),
        "about": _about(page, site),
    }


def _home(page: Page, site: Site) -> Page:
    return site.catalogue.needed("home", page.lang)


def _about(page: Page, site: Site) -> str:
    """The address of the page on who makes the site, if there is one."""
    there = site.catalogue.role("about", page.lang)
    return site.relative(there.url, page) if there else ""


def _switch(page: Page, site: Site) -> list[Step]:
    """To the same page in every other language that has it, in that language's own name."""
    return [
        Step(site.relative(there.url, page), site.language(there).name, lang=site.language(there).tag)
        for there in site.translations(page)
    ]


def _only(page: Page, site: Site) -> str:
    """In which languages a page is to be had, where one that lags behind has none yet."""
    definition = site.definition
    lacking = [lang for lang in site.langs if lang not in site.catalogue.translations(page.id)]
    if not lacking:
        return ""
    there = [definition.languages[lang].called_in(page.lang) for lang in site.catalogue.translations(page.id)]
    return str(site.words(page.lang)["only_in_language"].format(language=", ".join(there)))


def _alternates(page: Page, site: Site) -> list[tuple[str, str]]:
    """(hreflang, address) of every language, and of the default for all others."""
    if page.id in site.definition.roles.unlisted():
        return []
    found = [(lang, site.absolute(there)) for lang, there in site.catalogue.translations(page.id).items()]
    return [*found, ("x-default", found[0][1])]


def _menu(ids: list[str], page: Page, site: Site) -> list[Step]:
    pages = [site.catalogue.page(page_id, page.lang) for page_id in ids]
    return [Step(site.relative(p.url, page), p.title, current=p is page, lang=_other(p, page, site)) for p in pages]


def _head(page: Page, site: Site) -> list[Step]:
    """The ways in the head; `says` is “near” for those that a phone shows too."""
    found = [(each, site.catalogue.page(each.page, page.lang)) for each in site.catalogue.data.menu.head]
    return [
        Step(site.relative(p.url, page), each.says[page.lang], "near" if each.phone else "", current=p is page)
        for each, p in found
    ]


def _other(there: Page, page: Page, site: Site) -> str:
    """The tag of the language of `there`, when that is not the one of `page`."""
    return "" if there.lang == page.lang else site.language(there).tag


def _parent(page: Page, site: Site) -> Page | None:
    """The page above this one: the index of its folder, or the page that has the folder's name."""
    folder = page.src.rpartition("/")[0]
    above = (f"{page.lang}/{folder}/index.md", f"{page.lang}/{folder}.md") if folder else ()
    found = next((there for name in above if (there := site.catalogue.by_source.get(name))), None)
    return found if found is not page else None


def crumbs(page: Page, site: Site) -> list[tuple[Page, str]]:
    """The pages above this one, from the home page down, each with its words."""
    if page.kind == "home" or page.id == site.definition.roles.missing:
        return []
    way = [_home(page, site), *filter(None, [_parent(page, site)])]
    return [(p, site.words(page.lang)["home"] if p.kind == "home" else p.title) for p in way]


def _doors(page: Page, site: Site) -> dict[str, list[Step]]:
    if not isinstance(page, HomePage):
        return {}
    home = page.home
    to = {page_id: site.relative(site.catalogue.page(page_id, page.lang).url, page) for page_id in _home_targets(home)}
    return {
        "doors": [Step(to[door.page], door.title, door.text, glyph=_glyph(door)) for door in home.doors],
        "actions": [Step(to[action.page], action.text) for action in home.actions],
    }


def _glyph(door: Door) -> str:
    return pictures.on_page(door.glyph) if door.glyph else ""


def _home_targets(home: Any) -> set[str]:
    return {door.page for door in home.doors} | {action.page for action in home.actions}


def _around(page: Page, site: Site) -> dict[str, Step]:
    """The step before and the step after this one."""
    if not isinstance(page, KeyPage):
        return {}
    near = {"previous": page.key.number - 1, "next": page.key.number + 1}
    numbered = {key.key.number: key for key in site.catalogue.keys(page.lang)}
    return {
        name: Step(site.relative(numbered[n].url, page), numbered[n].title) for name, n in near.items() if n in numbered
    }


def _next(page: Page, site: Site) -> Step | None:
    if page.front.next is None:
        return None
    there = site.catalogue.page(page.front.next, page.lang)
    return Step(site.relative(there.url, page), site.shown_title(there), page.front.next_says or "")


def _ways_back(site: Site, lang: str) -> list[Step]:
    """To the publisher, and where to tell that something is wrong; what the settings leave empty is left out."""
    settings = site.catalogue.data.settings
    return [
        Step(str(address), site.words(lang)["ways_back"][way])
        for way in WAYS_BACK
        if (address := getattr(settings, way))
    ]
