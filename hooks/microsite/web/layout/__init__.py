"""The page around a text: what the template main.html shows, in plain data that any host can hand to it."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup, escape

from microsite.content import help as helps
from microsite.content.notation import place_of
from microsite.content.page import HomePage, KeyPage, NowPage, Page, WorksheetPage
from microsite.content.palette import topic_colour
from microsite.content.route import RoutePage
from microsite.content.site import Site
from microsite.place import addresses, hyphens, pictures
from microsite.web import missing
from microsite.web.layout import contents, csp, face, scripts, styles, ways


def view(page: Page, site: Site, content: str) -> dict[str, Any]:
    """All that main.html shows of one page around its `content` (HTML)."""
    words, roles = site.words(page.lang), site.definition.roles
    text = contents.of(content, tells=scripts.passes_on(page, site))
    now = page.at_once if isinstance(page, NowPage) else None
    return {
        **ways.of(page, site),
        **_loaded(page, site, content, _template_classes(page, site, text)),
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
        "locale": words["locale"],
        "colour": _colour(page),
        "wide": page.id in (roles.topics, roles.traits, roles.worksheets),
        "steps": site.definition.topics,
        "key": page.key if isinstance(page, KeyPage) else None,
        "kicker": _kicker(page, words, site),
        "home_page": page.home if isinstance(page, HomePage) else None,
        "now": now,
        "left": now.wait.left.split("{n}") if now else [],
        "glyph": pictures.on_page(page.glyph) if page.glyph else "",
        "content": Markup(content),  # noqa: S704 (made by the core)
        "contents": text,
        "pass_on": scripts.passes_on(page, site),
        "updated": words["updated"].format(date=site.date(page.front.updated, page.lang)),
        "reviewed": _reviewed(page, site),
        "crisis": _crisis(site, page.lang),
        "unchecked": site.unchecked and 'class="calls"' not in content,  # there the buttons say so already
        "printed": _printed(page, site),
        "leave": page.id in roles.leave,
    }


def _loaded(page: Page, site: Site, content: str, classes: set[str]) -> dict[str, Any]:
    """What the page loads, its styles, scripts and letters, and the policy that allows it that and no more."""
    roles, form = site.definition.roles, isinstance(page, WorksheetPage)
    letters = face.of(page, site)
    asks = face.css(letters, page, site) if letters else ""
    css = styles.for_page(content, classes, site, face=asks, night=isinstance(page, NowPage))
    inline = [*scripts.for_page(page, site), *([missing.script(page, site)] if page.id == roles.missing else [])]
    stays = page.id in (*roles.leave, roles.worksheets) or site.offline or form
    speculation = "" if stays else _speculation(site)
    return {
        "face": site.relative(letters.path, page) if letters else "",
        "css": [Markup(style) for style in css],  # noqa: S704 (ours)
        "scripts": [Markup(script) for script in inline],  # noqa: S704 (ours)
        "speculation": Markup(speculation),  # noqa: S704 (ours)
        "csp": csp.policy(
            css,
            [*inline, *filter(None, [speculation])],
            searches=page.id == roles.search and not site.offline,
            fetches=not site.offline and (form or page.id == roles.worksheets),
            frames='class="kit"' in content,
            fonts=bool(letters),
        ),
    }


def _template_classes(page: Page, site: Site, text: contents.Contents) -> set[str]:
    """Classes that the templates themselves give this page."""
    own = {"home": {"home", "doors", "glyph"}, "key": {"progress"}, "now": {"now"}}.get(page.kind, set())
    told = ({"contents"} if text.parts else set()) | ({"pass-on"} if scripts.passes_on(page, site) else set())
    leaves = {"leave"} if page.id in site.definition.roles.leave else set()
    drawn = {"glyph"} if page.glyph else set()
    return own | told | drawn | {_colour(page)} | leaves | ({"draft"} if site.draft else set())


def _printed(page: Page, site: Site) -> str:
    """What a page to read ends with on paper: where it stands, as people type it, and where help is."""
    if isinstance(page, WorksheetPage) or page.id == site.definition.roles.missing:
        return ""
    address = site.printed(page.url if page.kind == "home" else site.word_path(page))
    return " · ".join(filter(None, [address, helps.numbers(site, page.lang) or helps.at(site, page.lang)]))


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


def _reviewed(page: Page, site: Site) -> str:
    words, reviewed = site.words(page.lang), page.front.reviewed
    if reviewed is None:
        return str(words["not_reviewed"])
    return str(words["reviewed_by"].format(by=reviewed.by, date=site.date(reviewed.date, page.lang)))


def _crisis(site: Site, lang: str) -> Markup:
    """The crisis line with its numbers from the data, each to tap; empty for a site that has none."""
    link = Markup('<a href="{}">{}</a>')
    wanted = {
        place_of(line.id): link.format(line.phone.href, line.phone.display)
        for line in site.catalogue.crisis(lang)
        if line.phone
    }
    return escape(site.words(lang)["crisis"]).format(**wanted)


def _speculation(site: Site) -> str:
    """Fetch a page when a finger comes near; never a file, a short link, another host, or a page to leave at once."""
    here, pages = site.path, site.catalogue.pages.values()
    not_these = [f"{here}{part}" for part in addresses.NOT_FETCHED_AHEAD]
    not_these += [here + page.url for page in pages if page.id in site.definition.roles.leave]
    where = {"and": [{"href_matches": f"{here}*"}, {"not": {"href_matches": not_these}}]}
    rule = {"where": where, "eagerness": "moderate"}
    return json.dumps({"prefetch": [rule]}, separators=(",", ":"))
