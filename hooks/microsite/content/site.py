"""The site as readers meet it: addresses, titles, words and dates, from the catalogue and the site's address."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from microsite.content.catalogue import Catalogue
from microsite.content.definition import Definition
from microsite.content.definition.language import Language
from microsite.content.exercise import Exercise
from microsite.content.page import Page, WorksheetPage
from microsite.content.palette import Palette, palette
from microsite.place import addresses, hyphens, qr
from microsite.source.problems import Problem, ProblemsError, say

_ADDRESS = re.compile(r"https?://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?")
"""Where a site may stand. It is written into pages, rules of hosts and what is printed: plain signs only."""


def open_site(url: str, catalogue: Catalogue, *, draft: bool = False) -> Site:
    """The site at this address; ProblemsError when it is none, or when one on paper would not fit its QR code."""
    if not _ADDRESS.fullmatch(url):
        told = say("'{url}' is no address; write it in full, as in https://host.example/path/", url=url)
        raise ProblemsError([Problem("SITE_URL", 1, "", told)])
    site = Site(url.rstrip("/") + "/", catalogue, draft=draft)
    longest = max((site.word_path(page) for page in catalogue.pages.values() if page.front.word), key=len, default="")
    if len(site.url + longest) > qr.LONGEST:
        length = len(site.url + longest)
        message = say(
            "'{url}' makes addresses of {length} characters, and a QR code on paper holds"
            " {longest}; use a shorter address",
            url=site.url,
            length=length,
            longest=qr.LONGEST,
        )
        raise ProblemsError([Problem("SITE_URL", 1, "", message)])
    return site


@dataclass(frozen=True)
class Site:
    """`url` is absolute and ends with a slash: "https://host/some/path/".

    `pictures`: the thumbnails there are, by their paths below the root; a list shows those. `offline`: whether this is
    the copy to take along, which has no search and no copy of itself. `draft`: whether it is shown before people have
    looked at all they must, with a mark on every page.
    """

    url: str
    catalogue: Catalogue
    pictures: Collection[str] = frozenset()
    offline: bool = False
    draft: bool = False

    def words(self, lang: str) -> Mapping[str, Any]:
        """The words no author wrote."""
        return self.catalogue.strings[lang]

    @property
    def path(self) -> str:
        """The path of the site on its host, with slashes at both ends."""
        return urlsplit(self.url).path

    def absolute(self, page: Page) -> str:
        """The full address of a page."""
        return self.url + page.url

    def relative(self, target: str, page: Page) -> str:
        """The address of `target` (below the site's root) as seen from `page`; the 404 page may stand anywhere."""
        if page.id == self.definition.roles.missing:
            return self.path + target
        return addresses.relative(target, page.url)

    @property
    def definition(self) -> Definition:
        """What the site is: its languages, taxonomies and roles."""
        return self.catalogue.definition

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages, the first one first."""
        return self.catalogue.langs

    @cached_property
    def palette(self) -> Palette:
        """The colours and sizes."""
        return palette(self.definition)

    @cached_property
    def _once(self) -> dict[tuple[str, ...], str]:
        return {}

    def once(self, what: tuple[str, ...], make: Callable[[], str]) -> str:
        """What `make` gives, worked out once in a build and kept under the name `what`."""
        found = self._once.get(what)
        if found is None:
            found = self._once[what] = make()
        return found

    @cached_property
    def letters(self) -> frozenset[str]:
        """Every letter that stands in a text, a title or a word of the site."""
        pages = "".join(page.body + page.front.model_dump_json() for page in self.catalogue.pages.values())
        return frozenset(pages + str(self.catalogue.strings))

    def title_of(self, page: Page) -> str:
        """The title as it is shown in large letters: its long words may break."""
        return hyphens.soft(self.shown_title(page), self.language(page).locale)

    def translations(self, page: Page) -> list[Page]:
        """The same page in the other languages that have it, in the order of the languages."""
        return [each for lang, each in self.catalogue.translations(page.id).items() if lang != page.lang]

    def language(self, page: Page) -> Language:
        """The language of a page."""
        return self.definition.languages[page.lang]

    def traits_of(self, exercise: Exercise) -> tuple[str, ...]:
        """What an exercise fits, in the order of site.yml: all of them when it names none."""
        return tuple(trait for trait in self.definition.traits if not exercise.fits or trait in exercise.fits)

    def shown_title(self, page: Page) -> str:
        """The title, or “Werkblad 12” for a neutral sheet wherever it could be seen by others."""
        if page.neutral:
            return str(self.words(page.lang)["worksheet_n"].format(n=page.neutral))
        return page.title

    def shown_about(self, page: WorksheetPage) -> str:
        """What a file says its sheet is about: the goal, or the neutral description of a numbered sheet."""
        return page.front.description if page.neutral else page.exercise.goal

    def date(self, when: datetime.date, lang: str) -> str:
        """“22 november 2026”."""
        words = self.words(lang)
        return str(words["date"].format(day=when.day, month=words["months"][when.month - 1], year=when.year))

    @property
    def unchecked(self) -> bool:
        """Whether there are telephone numbers that no person has checked."""
        return any(not line.checked_by for line in self.catalogue.data.help_lines.values())

    def grade(self, fact: str | None, lang: str) -> str:
        """How sure a fact is, in plain words; without one, that it comes from practice."""
        grade = self.catalogue.data.facts[fact].grade if fact else "practice"
        return str(self.words(lang)["facts_grade"][grade])

    def public_id(self, page: Page) -> str:
        """The id as others may see it: "blad-12" for a neutral sheet."""
        return addresses.numbered(self.definition.addresses.numbered, page.neutral) if page.neutral else page.id

    def evidence(self, fact: str, page: Page) -> str:
        """Where a fact is told in full, as seen from `page`."""
        told = self.catalogue.data.facts[fact].page or self.definition.roles.sources or ""
        there = self.catalogue.page(told, page.lang)
        return (self.relative(there.url, page) if there is not page else "") + f"#{fact.lower()}"

    def pdf_path(self, page: Page, paper: str = addresses.PAPERS[0]) -> str:
        """Where the PDF of a sheet stands, below the site's root."""
        return addresses.pdf(self.public_id(page), page.lang, paper)

    def example_path(self, page: Page) -> str:
        """Where the filled-in example of a sheet stands."""
        return addresses.example(self.public_id(page), page.lang)

    def word_path(self, page: Page) -> str:
        """The short address on paper, below the site's root; a page without a word has its permanent link."""
        return addresses.word(page.front.word) if page.front.word else addresses.go(self.public_id(page), page.lang)

    def printed(self, path: str) -> str:
        """An address as people type it: without https:// and without the last slash."""
        return (self.url + path).split("://", 1)[1].rstrip("/")
