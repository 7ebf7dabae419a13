"""The site's definition, docs/_data/site.yml: its languages, its taxonomies, and which pages play which part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.source.model import Model
from microsite.source.text import Id, Line, Sentences, Word

FILE = "site.yml"
LanguageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""Two or three small letters (ISO 639): the name of the folder, and what stands in addresses."""
FrontKey = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]
TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Language(Model):
    """One language. `called` is what the other languages call it; `complete: false` lets it lag behind, page by page."""

    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")]
    direction: Literal["ltr", "rtl"] = "ltr"
    name: Word
    called: Mapping[LanguageId, Word] = {}
    site: Line
    tagline: Line
    dictionary: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+$")] | None = None
    complete: bool = True

    def called_in(self, lang: str) -> str:
        """What a text in `lang` calls this language."""
        return self.called.get(lang, self.name)


class Colour(Model):
    """A colour on light and on dark ground."""

    light: Hex
    dark: Hex


class Term(Model):
    """One term of a taxonomy. `glyph` is a drawing: of a page's picture, and the motif of its card."""

    id: TermId
    colour: Colour
    words: Mapping[LanguageId, Word] = {}
    motif: Id | None = None
    picture: Id | None = None


class TopicWords(Model):
    """What one language calls the steps: `one` has {n}, `of` {n} and {total}, `sheet` stands above a sheet."""

    all: Line
    one: Line
    of: Line
    sheet: Line
    previous: Line
    next: Line
    around: Line
    which: Line


class TraitWords(Model):
    """What one language calls the traits: all of them, one, and the question of the list of sheets."""

    all: Line
    one: Line
    which: Line


class Topics(Model):
    """The steps of the site, in order: each has a page, and each exercise belongs to one. `key` names it in front matter."""

    key: FrontKey
    terms: Annotated[list[Term], Field(min_length=1, max_length=12)]
    words: Mapping[LanguageId, TopicWords]


class Traits(Model):
    """What an exercise may fit, with a page each. `key` names it in front matter."""

    key: FrontKey
    terms: Annotated[list[Term], Field(min_length=1, max_length=12)]
    words: Mapping[LanguageId, TraitWords]


class Taxonomies(Model):
    """The two ways in which sheets are ordered; a site may do without the second."""

    topics: Topics
    traits: Traits | None = None

    @model_validator(mode="after")
    def _apart(self) -> Taxonomies:
        if self.traits and self.traits.key == self.topics.key:
            raise ValueError(f"both taxonomies have the key '{self.topics.key}'; give one of them another")
        return self


class Roles(Model):
    """Which page (by id) plays which part. A part that no page plays is left out of the site."""

    home: Id
    missing: Id | None = None
    help: Id | None = None
    safety: Id | None = None
    about: Id | None = None
    worksheets: Id | None = None
    start: Id | None = None
    topics: Id | None = None
    traits: Id | None = None
    search: Id | None = None
    editors: Id | None = None
    professionals: Id | None = None
    sources: Id | None = None
    references: Id | None = None
    glossary: Id | None = None
    changes: Id | None = None
    leave: list[Id] = []

    def named(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Every part that is played: where it stands below `roles`, and the page's id."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, str):
                yield (name,), value
        yield from ((("leave", i), page_id) for i, page_id in enumerate(self.leave))

    def unlisted(self) -> frozenset[str]:
        """Pages that search engines are asked to leave out."""
        return frozenset(filter(None, (self.missing, self.editors)))


class Crisis(Model):
    """The help lines at the foot of every page and mail, and the sentence around them: {nl_113} is the line nl-113."""

    lines: Annotated[list[Id], Field(min_length=1, max_length=5)]
    says: Mapping[LanguageId, Sentences]


class Addresses(Model):
    """Words of ours that stand in published addresses: never change them once a site is published.

    `default`: where the site stands when nobody says. `numbered`: a numbered sheet is <numbered>12. `choose`: the query
    that shows the choice of a language. `feed`: the first part of every feed entry's name (RFC 4151).
    """

    default: Annotated[str, StringConstraints(pattern=r"^https://\S+/$")]
    numbered: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,12}-$")]
    choose: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,12}$")]
    feed: Annotated[str, StringConstraints(pattern=r"^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9-]+$")]


class Definition(Model):
    """All of site.yml. The first language stands at the root of the site."""

    languages: Annotated[dict[LanguageId, Language], Field(min_length=1, max_length=12)]
    addresses: Addresses
    roles: Roles
    taxonomies: Taxonomies
    crisis: Crisis | None = None
    colours: Mapping[Literal["light", "dark"], Mapping[str, Hex]] = {}

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages, the first one first."""
        return tuple(self.languages)

    @property
    def first(self) -> str:
        """The language at the root, in which texts are written first."""
        return self.langs[0]

    @property
    def others(self) -> tuple[str, ...]:
        """The languages below a folder of their own."""
        return self.langs[1:]

    def lags(self, lang: str) -> bool:
        """Whether a page may be missing in this language."""
        return not self.languages[lang].complete

    def prefix(self, lang: str) -> str:
        """Where a language stands below the root: "", "en/"."""
        return "" if lang == self.first else f"{lang}/"


PLACE = re.compile(r"\{(\w+)\}")
"""A place to be filled in."""
