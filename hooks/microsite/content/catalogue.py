"""Every page and data file of the site in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from microsite.content.data import Data
from microsite.content.page import Page


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

    def keys(self, lang: str) -> list[Page]:
        """The pages of the seven keys, in order."""
        return sorted(
            (p for p in self.in_language(lang) if p.front.key), key=lambda p: (p.front.key and p.front.key.number) or 0
        )

    def styles(self, lang: str) -> list[Page]:
        """The pages of the four styles, in the order facts.md names them."""
        order = ("secure", "anxious", "avoidant", "disorganised")
        pages = [p for p in self.in_language(lang) if p.front.style]
        return sorted(pages, key=lambda p: order.index(p.front.style.name if p.front.style else "secure"))

    def worksheets(self, lang: str) -> list[Page]:
        """The pages with a worksheet: by key, and within a key as the key page names them."""
        named = [s for key in self.keys(lang) for s in (key.front.key.sheets if key.front.key else [])]
        rank = {sheet: i for i, sheet in enumerate(named)}
        pages = [p for p in self.in_language(lang) if p.front.exercise]
        return sorted(pages, key=lambda p: (p.front.exercise.key if p.front.exercise else 0, rank.get(p.id, 99), p.id))

    @cached_property
    def by_source(self) -> dict[str, Page]:
        """Pages by their path below docs/: "nl/start.md"."""
        return {f"{page.lang}/{page.src}": page for page in self.pages.values()}
