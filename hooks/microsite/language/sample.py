"""Which texts are judged together, and by which limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from microsite.content.catalogue import Catalogue
from microsite.content.definition.roles import Roles
from microsite.content.page import Page, WorksheetPage
from microsite.language.passage import Passage
from microsite.language.rules import Readers
from microsite.source.problems import say

_ON_THE_SHEET = ("exercise.goal", "exercise.steps", "exercise.care", "worksheet")
_FOR_HELPERS = "exercise.professionals"
_NOT_ON_THE_PAGE = ("mail", "myths", "description", "title", "change", "reviewed")


@dataclass(frozen=True)
class Limits:
    """Where a sample warns and fails in any language; how easy it must be for its `readers`, each language says.

    A paragraph of more sentences or words is long, and so is a stretch of more words without a heading.
    """

    readers: Readers
    mean: float
    longest_warn: int
    longest_fail: int
    lix: float
    paragraph_sentences: int
    paragraph_words: int
    heading_every: int


SHEET = Limits("in need", 11, 16, 20, 35, 3, 999, 120)
READER = Limits("all", 14, 20, 25, 42, 5, 80, 150)
SAFETY = Limits("in need", 11, 16, 20, 35, 3, 999, 100)
PROFESSIONAL = Limits("professionals", 18, 28, 35, 55, 6, 999, 250)


@dataclass(frozen=True)
class Sample:
    """Texts that are judged together, under a name a writer knows."""

    name: str
    lang: str
    limits: Limits
    passages: tuple[Passage, ...]


def samples(
    catalogue: Catalogue, passages: Mapping[tuple[str, str], list[Passage]], files: list[Passage]
) -> list[Sample]:
    """Every page, every sheet, and what stands apart: words for professionals, facts, routes and gates."""
    found = []
    for page in catalogue.pages.values():
        found += _of_page(page, passages[page.id, page.lang], catalogue.definition.roles)
    for lang in catalogue.langs:
        pages = catalogue.in_language(lang)
        helpers = [p for page in pages for p in passages[page.id, lang] if p.key == _FOR_HELPERS]
        found.append(
            Sample(say("for professionals, on the sheets ({lang})", lang=lang), lang, PROFESSIONAL, tuple(helpers))
        )
        apart = (("facts.yml", "", PROFESSIONAL), ("routes.yml", "", READER), (f"strings/{lang}.yml", "gates", SAFETY))
        for name, part, limits in apart:
            some = [p for p in files if p.lang == lang and p.file.endswith(name) and p.key.startswith(part)]
            found.append(Sample(say("{file} ({lang})", file=name, lang=lang), lang, limits, tuple(some)))
    return found


def limits_of(page: Page, roles: Roles) -> Limits:
    """What a page is held to: easy where one may want to leave, less so for professionals."""
    if page.id in roles.leave:
        return SAFETY
    told = page.id.startswith("facts-") or page.id in (roles.professionals, roles.sources, roles.editors)
    return PROFESSIONAL if told else READER


def _of_page(page: Page, passages: list[Passage], roles: Roles) -> list[Sample]:
    own = [p for p in passages if p.lang == page.lang and not p.key.startswith((_FOR_HELPERS, *_NOT_ON_THE_PAGE))]
    limits = limits_of(page, roles)
    if not isinstance(page, WorksheetPage):
        return [Sample(page.file, page.lang, limits, tuple(own))]
    sheet = tuple(p for p in own if p.key.startswith(_ON_THE_SHEET))
    rest = tuple(p for p in own if not p.key.startswith(_ON_THE_SHEET))
    return [
        Sample(say("{file} (sheet)", file=page.file), page.lang, SHEET, sheet),
        Sample(say("{file} (page)", file=page.file), page.lang, limits, rest),
    ]
