"""The kit on the page for editors: every item with its texts, sources and files; the fixed lines; whole mails.

All of it stands in the page, so that it works without script; the script adds what copies.
"""

from __future__ import annotations

import html
from itertools import groupby
from typing import Any

from markupsafe import Markup

from microsite.content.page import Page
from microsite.content.site import Site
from microsite.newsletter import block, item, mail
from microsite.newsletter.files import look_path, qr_path
from microsite.newsletter.item import Item
from microsite.place import addresses
from microsite.place.templates import render


def kit(page: Page, site: Site, argument: str) -> Markup:
    """The block `/// kit`. A copy of the site to take along has none: its addresses would lead nowhere."""
    if site.offline:
        return Markup()
    words, lang = site.words(page.lang), page.lang
    groups = [
        (_heading(group, words), [_shown(one, page, site) for one in each])
        for group, each in groupby(item.items(site, lang), key=lambda one: one.group)
    ]
    return render(
        "newsletter/kit.html",
        words=words["kit"],
        groups=groups,
        fixed=block.paragraphs(*mail.fixed_lines(site, lang)),
        starter=_whole("starter", page, site),
        series=[(key, _whole(f"series-{n}", page, site)) for n, key in enumerate(item.keys(site, lang), 1)],
        shell=_source(mail.starter(site, lang, [Markup(mail.HERE)])),  # noqa: S704 (a comment of ours)
        shell_text=mail.starter_text(site, lang, [mail.HERE]),
    )


def _heading(group: str, words: Any) -> str:
    """What stands above a group; steps and traits are called what the site calls them."""
    own = {"keys": words["topic"]["all"], "styles": words["trait"].get("these")}
    return str(own.get(group) or words["kit"]["groups"][group])


def _shown(one: Item, page: Page, site: Site) -> dict[str, Any]:
    files = {"picture": one.picture, "look": look_path(one), **{kind: qr_path(one, kind) for kind in ("svg", "png")}}
    return {
        "item": one,
        "links": _links(one, site),
        "html": _source(block.html(one, site)),
        "text": block.text(one, site),
        **{name: site.relative(path, page) for name, path in files.items()},
    }


def _source(made: str) -> Markup:
    """HTML to read in a textarea: quotes may stay as they are there, and half of all escapes are quotes."""
    return Markup(html.escape(str(made), quote=False))  # noqa: S704 (escaped for where it stands)


def _links(one: Item, site: Site) -> list[tuple[str, str]]:
    """The addresses of an item, each with what it is for (a word of strings)."""
    neutral = one.link.replace(f"/{one.lang}/", "/")
    found = [("link", one.link), ("file", one.file), ("link_any", neutral), ("link_paper", one.path)]
    return [(name, site.url + path) for name, path in found if path]


def _whole(name: str, page: Page, site: Site) -> dict[str, str]:
    return {kind: site.relative(addresses.mail(name, page.lang, kind), page) for kind in ("html", "txt")}
