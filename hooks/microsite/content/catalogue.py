"""Every page and data file of the site in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from microsite.content.data import Data
from microsite.content.data.help_lines import HelpLine
from microsite.content.definition import Definition
from microsite.content.page import KeyPage, Page, StylePage, WorksheetPage
from microsite.source.text import Wording

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Catalogue:
    """Every page by (id, language), the data files, the words of each language, and what the site is.

    `pictures` are the drawings by name, `drawn` the words in them by language and name.
    """

    pages: Mapping[tuple[str, str], Page]
    data: Data
    strings: Mapping[str, Mapping[str, Any]]
    definition: Definition
    wording: Wording = field(default_factory=Wording)
    pictures: Mapping[str, str] = field(default_factory=dict)
    drawn: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages of the site, the first one first."""
        return self.definition.langs

    def page(self, page_id: str, lang: str) -> Page:
        """The page with this id in this language, or in the first while a language that lags behind has none."""
        return self.pages.get((page_id, lang)) or self.pages[page_id, self.definition.first]

    def find(self, page_id: str, lang: str) -> Page | None:
        """The page that `page` would give, or None where a link to it would lead nowhere."""
        first = self.definition.first if self.definition.lags(lang) else lang
        return self.pages.get((page_id, lang)) or self.pages.get((page_id, first))

    def translations(self, page_id: str) -> dict[str, Page]:
        """The page with this id in every language that has it, in the order of the languages."""
        return {lang: self.pages[page_id, lang] for lang in self.langs if (page_id, lang) in self.pages}

    def role(self, name: str, lang: str) -> Page | None:
        """The page that plays a part (a key of `roles` in site.yml), or None when no page does."""
        page_id = getattr(self.definition.roles, name)
        return self.page(page_id, lang) if page_id else None

    def crisis(self, lang: str) -> list[HelpLine]:
        """The help lines at the foot of everything in a language; none for a site without."""
        crisis = self.definition.crisis
        return [self.data.help_lines[name] for name in crisis.lines[lang]] if crisis else []

    def needed(self, name: str, lang: str) -> Page:
        """The page of a part that the checks have seen to be there."""
        found = self.role(name, lang)
        assert found is not None, name
        return found

    def in_language(self, lang: str) -> list[Page]:
        """All pages of a language, in order of their files."""
        return [page for page in self.pages.values() if page.lang == lang]

    def of_type(self, kind: type[P], lang: str) -> list[P]:
        """All pages of one kind in a language, in order of their files."""
        return [page for page in self.in_language(lang) if isinstance(page, kind)]

    def keys(self, lang: str) -> list[KeyPage]:
        """The pages of the steps, in order."""
        return sorted(self.of_type(KeyPage, lang), key=lambda page: page.key.number)

    def styles(self, lang: str) -> list[StylePage]:
        """The pages of the traits, in the order of site.yml."""
        order = list(self.definition.traits)
        return sorted(self.of_type(StylePage, lang), key=lambda page: order.index(page.style.name))

    def worksheets(self, lang: str) -> list[WorksheetPage]:
        """The pages with a worksheet: by key, and within a key as the key page names them."""
        rank = {sheet: i for i, sheet in enumerate(s for key in self.keys(lang) for s in key.names)}
        pages = self.of_type(WorksheetPage, lang)
        return sorted(pages, key=lambda page: (page.key_number, rank.get(page.id, 99), page.id))

    def worksheet(self, page_id: str, lang: str) -> WorksheetPage:
        """The worksheet with this id in this language."""
        found = self.pages[page_id, lang]
        assert isinstance(found, WorksheetPage), found.file  # the checks let nothing else through
        return found

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Pages by their path below docs/: "nl/start.md"."""
        return {f"{page.lang}/{page.src}": page for page in self.pages.values()}
