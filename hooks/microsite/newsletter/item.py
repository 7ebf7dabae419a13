"""One thing a newsletter can bring: a step, a trait, a page to read, a sheet, a myth or a set, in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from microsite.content.data.routes import Route
from microsite.content.front.parts import Mail
from microsite.content.page import NowPage, Page, TextPage, WorksheetPage
from microsite.content.route import page_id
from microsite.content.site import Site
from microsite.draw import card
from microsite.draw.card import Card
from microsite.place import addresses
from microsite.source.text import no_break_spaces

MOST_LEVEL_OF_A_FILE = 1
"""A sheet above it is linked by its page, where the text on safety stands first."""


@dataclass(frozen=True)
class Item:
    """`id` and `link` are permanent. `path` is the printed address; `file` leads to the PDF, where that is right."""

    id: str
    lang: str
    group: str
    title: str
    kicker: str
    mail: Mail
    card: Card
    link: str
    path: str
    page: Page
    file: str = ""

    @property
    def picture(self) -> str:
        """Where its picture stands, below the site's root; mails show it from there for ever."""
        return addresses.mail_picture(self.id, self.lang)

    @property
    def counted(self) -> bool:
        """Whether its links may name a campaign."""
        return self.page.neutral is None


def items(site: Site, lang: str) -> list[Item]:
    """All there is for newsletters in a language, group by group."""
    return [item for source in SOURCES for item in source(site, lang)]


def every(site: Site) -> list[Item]:
    """The items of all languages."""
    return [item for lang in site.langs for item in items(site, lang)]


def keys(site: Site, lang: str) -> Iterator[Item]:
    """The steps."""
    return (of_page(page, "keys", site) for page in site.catalogue.keys(lang) if page.front.mail)


def styles(site: Site, lang: str) -> Iterator[Item]:
    """The traits."""
    return (of_page(page, "styles", site) for page in site.catalogue.styles(lang) if page.front.mail)


def pages(site: Site, lang: str) -> Iterator[Item]:
    """Other pages to read that an author brings by mail, in order of their ids."""
    told = [
        page for page in site.catalogue.in_language(lang) if isinstance(page, TextPage | NowPage) and page.front.mail
    ]
    return (of_page(page, "pages", site) for page in sorted(told, key=lambda page: page.id))


def sheets(site: Site, lang: str) -> Iterator[Item]:
    """The worksheets, by step."""
    return (of_page(page, "sheets", site) for page in site.catalogue.worksheets(lang) if page.front.mail)


def of_page(page: Page, group: str, site: Site) -> Item:
    """A page as it is brought in a mail."""
    assert page.front.mail is not None, page.file
    shown = card.of_page(page, site)
    link = addresses.go(site.public_id(page), page.lang)
    return Item(
        id=site.public_id(page),
        lang=page.lang,
        group=group,
        title=site.shown_title(page),
        kicker=shown.kicker,
        mail=page.front.mail,
        card=shown,
        link=link,
        path=site.word_path(page) if page.front.word else link,
        page=page,
        file=_file(page, site),
    )


def _file(page: Page, site: Site) -> str:
    if not isinstance(page, WorksheetPage) or page.exercise.level > MOST_LEVEL_OF_A_FILE or page.neutral:
        return ""
    return addresses.go(addresses.pdf_link(site.public_id(page), addresses.PAPERS[0]), page.lang)


def myths(site: Site, lang: str) -> Iterator[Item]:
    """The myths, each with its own place on its page; in a mail a myth goes by its calm subject."""
    for page in site.catalogue.of_type(TextPage, lang):
        for myth in page.front.myths:
            shown = card.of_myth(myth, page, site)
            link, path = (f"{start}#{myth.id}" for start in (addresses.go(page.id, lang), site.word_path(page)))
            yield Item(
                f"myth-{myth.id}", lang, "myths", myth.mail.subject, shown.kicker, myth.mail, shown, link, path, page
            )


def sets(site: Site, lang: str) -> Iterator[Item]:
    """The routes, each with its sheets and its own page."""
    if site.catalogue.role("start", lang) is None:
        return
    for route in site.catalogue.data.routes.values():
        shown, title, word = card.of_set(route, lang, site), route.title[lang], route.word.get(lang)
        mail, link = _set_mail(route, lang, site), addresses.go(page_id(route), lang)
        yield Item(
            page_id(route),
            lang,
            "sets",
            title,
            shown.kicker,
            mail,
            shown,
            link,
            addresses.word(word) if word else link,
            site.catalogue.page(page_id(route), lang),
        )


def _set_mail(route: Route, lang: str, site: Site) -> Mail:
    """A set has no author's mail: its own sentences, and the sheets by name, however many there are."""
    words, title, lead = site.words(lang), route.title[lang], route.lead[lang]
    named = "; ".join(site.shown_title(site.catalogue.page(sheet, lang)) for sheet in route.sheets)
    block = words["set_block"].format(says=route.says[lang], lead=lead, sheets=named)
    return Mail.model_construct(
        subject=title,
        teaser=lead,
        block=no_break_spaces(block, site.catalogue.wording),
        button=words["set_button"],
        alt=words["card_alt"].format(title=title),
    )


SOURCES: tuple[Callable[[Site, str], Iterator[Item]], ...] = (keys, styles, pages, sheets, myths, sets)
"""The groups, in the order editors see them."""
