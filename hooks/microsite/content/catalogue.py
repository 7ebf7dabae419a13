"""Every page and data file of the site in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from microsite.content.data import Data
from microsite.content.exercise import STYLES
from microsite.content.page import KeyPage, Page, StylePage, WorksheetPage

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class Catalogue:
    """Every page by (id, language), the data files, and the words of each language."""

    pages: Mapping[tuple[str, str], Page]
    data: Data
    strings: Mapping[str, Mapping[str, Any]]

    def page(self, page_id: str, lang: str) -> Page:
        """The page with this id in this language."""
        return self.pages[page_id, lang]

    def in_language(self, lang: str) -> list[Page]:
        """All pages of a language, in order of their files."""
        return [page for page in self.pages.values() if page.lang == lang]

    def of_type(self, kind: type[P], lang: str) -> list[P]:
        """All pages of one kind in a language, in order of their files."""
        return [page for page in self.in_language(lang) if isinstance(page, kind)]

    def keys(self, lang: str) -> list[KeyPage]:
        """The pages of the seven keys, in order."""
        return sorted(self.of_type(KeyPage, lang), key=lambda page: page.key.number)

    def styles(self, lang: str) -> list[StylePage]:
        """The pages of the four styles, in the order facts.md names them."""
        return sorted(self.of_type(StylePage, lang), key=lambda page: STYLES.index(page.style.name))

    def worksheets(self, lang: str) -> list[WorksheetPage]:
        """The pages with a worksheet: by key, and within a key as the key page names them."""
        rank = {sheet: i for i, sheet in enumerate(s for key in self.keys(lang) for s in key.names)}
        pages = self.of_type(WorksheetPage, lang)
        return sorted(pages, key=lambda page: (page.key_number, rank.get(page.id, 99), page.id))

    def worksheet(self, page_id: str, lang: str) -> WorksheetPage:
        """The worksheet with this id in this language."""
        found = self.page(page_id, lang)
        assert isinstance(found, WorksheetPage), found.file  # the checks let nothing else through
        return found

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Pages by their path below docs/: "nl/start.md"."""
        return {f"{page.lang}/{page.src}": page for page in self.pages.values()}
