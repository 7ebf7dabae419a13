"""Whole mails: a starter with all steps, and a mail for each of them. Each has its like in plain text.

Every mail ends with the same two lines: that this is no diagnosis, and whom to call. The numbers are text, not links,
so that no programme counts who taps them.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from microsite.content.front.parts import KeyPart
from microsite.content.notation import place_of
from microsite.content.page import KeyPage
from microsite.content.site import Site
from microsite.newsletter import block, item
from microsite.newsletter.item import Item
from microsite.place import addresses
from microsite.place.templates import render

HERE = "<!--blocks-->"
"""Where the page for editors puts the blocks that were chosen."""


def fixed_lines(site: Site, lang: str) -> tuple[str, str]:
    """The two lines, word for word; the numbers come from the help lines."""
    words = site.words(lang)
    numbers = {place_of(line.id): line.phone.display for line in site.catalogue.crisis(lang) if line.phone}
    return words["not_a_diagnosis"], words["crisis"].format(**numbers)


def files(site: Site, lang: str) -> dict[str, str]:
    """Every whole mail of a language by its path below the site's root."""
    return {**_starter(site, lang), **_series(site, lang)}


def around(site: Site, lang: str, subject: str, teaser: str, blocks: Iterable[Markup]) -> Markup:
    """A whole mail around its blocks."""
    words = site.words(lang)
    return render(
        "newsletter/mail.html",
        lang=words["lang_tag"],
        direction=words["direction"],
        subject=subject,
        teaser=teaser,
        site_name=words["site_name"],
        blocks=blocks,
        fixed=fixed_lines(site, lang),
        sender=words["mail_from"],
        light=site.palette["light"],
        dark=site.palette["dark"],
    )


def starter(site: Site, lang: str, blocks: Iterable[Markup]) -> Markup:
    """The starter with these blocks."""
    words = site.words(lang)["starter"]
    intro = render("newsletter/intro.html", title=words["title"], text=words["text"], colour=site.palette["light"])
    return around(site, lang, words["subject"], words["teaser"], [intro, *blocks])


def starter_text(site: Site, lang: str, texts: Iterable[str]) -> str:
    """The starter in plain text."""
    words = site.words(lang)["starter"]
    return block.paragraphs(words["title"], words["text"], *texts, *fixed_lines(site, lang))


def _starter(site: Site, lang: str) -> dict[str, str]:
    keys = list(item.keys(site, lang))
    return {
        addresses.mail("starter", lang, "html"): starter(site, lang, [block.html(key, site) for key in keys]),
        addresses.mail("starter", lang, "txt"): starter_text(site, lang, [block.text(key, site) for key in keys]),
    }


def _series(site: Site, lang: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for number, key in enumerate(item.keys(site, lang), 1):
        found[addresses.mail(f"series-{number}", lang, "html")] = _lesson(key, site)
        found[addresses.mail(f"series-{number}", lang, "txt")] = _lesson_text(key, site)
    return found


def _key(one: Item) -> KeyPart:
    assert isinstance(one.page, KeyPage), one.id
    return one.page.key


def _lesson(one: Item, site: Site) -> Markup:
    """One mail of the series: a thought, a small exercise, one link."""
    words, colours = site.words(one.lang), site.palette["light"]
    body = render(
        "newsletter/lesson.html",
        item=one,
        key=_key(one),
        words=words,
        link=site.url + one.link,
        picture=site.url + one.picture,
        colour=colours,
        accent=colours[one.card.colour],
    )
    return around(site, one.lang, one.mail.subject, one.mail.teaser, [body])


def _lesson_text(one: Item, site: Site) -> str:
    key, words = _key(one), site.words(one.lang)
    minute = f"{words['minute_kicker']}: {key.minute.title}"
    address = f"{one.mail.button}:\n{site.url}{one.link}"
    heading = f"{one.kicker}\n{one.title}"
    return block.paragraphs(heading, key.thought, minute, key.minute.text, address, *fixed_lines(site, one.lang))
