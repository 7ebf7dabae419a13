"""The page around a text: what the template main.html shows, in plain data that any host can hand to it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from microsite.content.page import HomePage, KeyPage, NowPage, Page, WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.route import RoutePage
from microsite.content.site import Site
from microsite.place import addresses, hyphens
from microsite.web import missing
from microsite.web.layout import contents, csp, face, scripts, styles

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


def view(page: Page, site: Site, content: str) -> dict[str, Any]:
    """All that main.html shows of one page around its `content` (HTML)."""
    words = site.words(page.lang)
    roles = site.definition.roles
    text = contents.of(content, tells=scripts.passes_on(page, site))
    titles = face.of(page, site)
    asks = face.css(titles, page, site) if titles else ""
    css = styles.for_page(
        content, _template_classes(page, site, text), site, face=asks, night=isinstance(page, NowPage)
    )
    lost, searches = page.id == roles.missing, page.id == roles.search and not site.offline
    inline = [*scripts.for_page(page, site), *([missing.script(page, site)] if lost else [])]
    stays = page.id in (*roles.leave, roles.worksheets) or site.offline or isinstance(page, WorksheetPage)
    speculation = "" if stays else _speculation(site)
    return {
        "lang": words["lang_tag"],
        "rtl": words["direction"] == "rtl",
        "words": words,
        "id": page.id,
        "kind": page.kind,
        "title": page.title,
        "on_paper": site.shown_title(page) if page.neutral else "",
        "heading": hyphens.soft(page.title, site.language(page).locale),
        "head_title": words["site_name"] if page.kind == "home" else f"{site.shown_title(page)} – {words['site_name']}",
        "description": page.front.description,
        "canonical": site.absolute(page),
        "robots": "noindex,follow" if site.draft or page.id in roles.unlisted() else "",
        "draft": site.draft and words["release"]["mark"],
        "alternates": _alternates(page, site),
        "locale": words["locale"],
        "home": site.relative(_home(page, site).url, page),
        "switch": _switch(page, site),
        "only": _only(page, site),
        "ways_in": _head(page, site),
        "menu": _menu(site.catalogue.data.menu.main, page, site),
        "foot": _menu(site.catalogue.data.menu.foot, page, site),
        "crumbs": [Step(site.relative(p.url, page), title) for p, title in crumbs(page, site)],
        "colour": _colour(page),
        "wide": page.id in (roles.topics, roles.traits, roles.worksheets),
        "steps": site.definition.topics,
        "key": page.key if isinstance(page, KeyPage) else None,
        "kicker": _kicker(page, words, site),
        "home_page": page.home if isinstance(page, HomePage) else None,
        "now": page.at_once if isinstance(page, NowPage) else None,
        "left": page.at_once.wait.left.split("{n}") if isinstance(page, NowPage) else [],
        "night": isinstance(page, NowPage),
        "doors": _doors(page, site),
        "content": Markup(content),  # noqa: S704 (made by the core)
        "contents": text,
        "pass_on": scripts.passes_on(page, site),
        "around": _around(page, site),
        "next": _next(page, site),
        "updated": words["updated"].format(date=site.date(page.front.updated, page.lang)),
        "reviewed": _reviewed(page, site),
        "crisis": _crisis(site, page.lang),
        "unchecked": site.unchecked and 'class="calls"' not in content,  # there the buttons say so already
        "ways": _ways_back(site, words),
        "about": _about(page, site),
        "printed": "" if lost or isinstance(page, WorksheetPage) else _printed(page, site),
        "leave": page.id in roles.leave,
        "face": site.relative(titles.path, page) if titles else "",
        "css": [Markup(style) for style in css],  # noqa: S704 (ours)
        "scripts": [Markup(script) for script in inline],  # noqa: S704 (ours)
        "speculation": Markup(speculation),  # noqa: S704 (ours)
        "csp": csp.policy(
            css,
            [*inline, *filter(None, [speculation])],
            searches=searches,
            fetches=not site.offline and (isinstance(page, WorksheetPage) or page.id == roles.worksheets),
            frames='class="kit"' in content,
            fonts=bool(titles),
        ),
    }


def _template_classes(page: Page, site: Site, text: contents.Contents) -> set[str]:
    """Classes that the templates themselves give this page."""
    own = {"home": {"home", "doors"}, "key": {"progress"}, "now": {"now"}}.get(page.kind, set())
    told = ({"contents"} if text.parts else set()) | ({"pass-on"} if scripts.passes_on(page, site) else set())
    leaves = {"leave"} if page.id in site.definition.roles.leave else set()
    return own | told | {_colour(page)} | leaves | ({"draft"} if site.draft else set())


def _home(page: Page, site: Site) -> Page:
    return site.catalogue.needed("home", page.lang)


def _printed(page: Page, site: Site) -> str:
    """What a page to read ends with on paper: where it stands, as people type it, and where help is."""
    address = site.printed(page.url if page.kind == "home" else site.word_path(page))
    return " · ".join(filter(None, [address, site.help_numbers(page.lang) or site.help_at(page.lang)]))


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


def _colour(page: Page) -> str:
    return topic_colour(page.key_number) if page.key_number else ""


def _kicker(page: Page, words: Any, site: Site) -> str:
    if isinstance(page, KeyPage):
        return str(words["topic"]["of"].format(n=page.key.number, total=len(site.definition.topics)))
    if isinstance(page, RoutePage):
        return f"“{page.route.says[page.lang]}”"
    if isinstance(page, WorksheetPage):
        topic, minutes = words["topic"]["one"].format(n=page.exercise.key).lower(), page.exercise.minutes
        time = words["one_minute"] if minutes == 1 else words["n_minutes"].format(n=minutes)
        return f"{words['worksheet']} · {topic} · {time}"
    return ""


def _doors(page: Page, site: Site) -> dict[str, list[Step]]:
    if not isinstance(page, HomePage):
        return {}
    home = page.home
    to = {page_id: site.relative(site.catalogue.page(page_id, page.lang).url, page) for page_id in _home_targets(home)}
    return {
        "doors": [Step(to[door.page], door.title, door.text) for door in home.doors],
        "actions": [Step(to[action.page], action.text) for action in home.actions],
    }


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


def _reviewed(page: Page, site: Site) -> str:
    words, reviewed = site.words(page.lang), page.front.reviewed
    if reviewed is None:
        return str(words["not_reviewed"])
    return str(words["reviewed_by"].format(by=reviewed.by, date=site.date(reviewed.date, page.lang)))


def _crisis(site: Site, lang: str) -> Markup:
    """The crisis line with its numbers from the data, each to tap; empty for a site that has none."""
    lines, crisis = site.catalogue.data.help_lines, site.definition.crisis
    phones = {each.replace("-", "_"): lines[each].phone for each in (crisis.lines if crisis else ())}
    link = Markup('<a href="{}">{}</a>')
    wanted = {name: link.format(phone.href, phone.display) for name, phone in phones.items() if phone}
    return escape(site.words(lang)["crisis"]).format(**wanted)


def _ways_back(site: Site, words: Any) -> list[Step]:
    """To the publisher, and where to tell that something is wrong; what the settings leave empty is left out."""
    settings = site.catalogue.data.settings
    return [Step(str(address), words["ways_back"][way]) for way in WAYS_BACK if (address := getattr(settings, way))]


def _speculation(site: Site) -> str:
    """Fetch a page when a finger comes near; never a file, a short link, another host, or a page to leave at once."""
    here, pages = site.path, site.catalogue.pages.values()
    not_these = [f"{here}{part}" for part in addresses.NOT_FETCHED_AHEAD]
    not_these += [here + page.url for page in pages if page.id in site.definition.roles.leave]
    where = {"and": [{"href_matches": f"{here}*"}, {"not": {"href_matches": not_these}}]}
    rule = {"where": where, "eagerness": "moderate"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))
