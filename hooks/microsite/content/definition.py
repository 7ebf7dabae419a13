"""The site's definition, docs/_data/site.yml: its languages, its taxonomies, and which pages play which part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.place import addresses
from microsite.place.scripts import ScriptName
from microsite.source.files import read_data
from microsite.source.front_matter import FrontMatter
from microsite.source.model import Model, validate
from microsite.source.per_language import PerLanguage, SomeLanguages
from microsite.source.problems import Problem, say
from microsite.source.text import Id, Line, Sentences, Word, Wording

FILE = "site.yml"
LanguageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""Two or three small letters (ISO 639): the name of the folder, and what stands in addresses."""
FrontKey = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]
TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Motif = Literal["page", "two-near", "one-reaching", "one-walled", "one-broken"]
"""The drawings of card.typ that a trait may have."""
PLACE = re.compile(r"\{(\w+)\}")
"""A place to be filled in."""
TAKEN = ("alo", "tog", "cir", "wit")
"""The first letters of alone, together, circle and with-helper."""
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


class Language(Model):
    """One language. `called` is what the others call it; `complete: false` lets it lag behind, page by page."""

    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=35)]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")]
    direction: Literal["ltr", "rtl"] = "ltr"
    script: ScriptName = "latin"
    name: Word
    called: SomeLanguages[Word] = SomeLanguages({})
    site: Line
    tagline: Line
    dictionary: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+$", max_length=40)] | None = None
    complete: bool = True

    def called_in(self, lang: str) -> str:
        """What a text in `lang` calls this language."""
        return self.called.get(lang) or self.name


class Colour(Model):
    """A colour on light and on dark ground."""

    light: Hex
    dark: Hex


class Topic(Model):
    """One of the steps: its number, which counts from 1, and its colour."""

    number: Annotated[int, Field(ge=1, le=12)]
    colour: Colour


class TopicWords(Model):
    """What a language calls the steps: `one` and `sheet` (above a sheet) have {n}, `of` has {n} and {total}."""

    all: Line
    one: Line
    of: Line
    sheet: Line
    previous: Line
    next: Line
    around: Line
    which: Line

    @model_validator(mode="after")
    def _filled_in(self) -> TopicWords:
        for name, wanted in (("one", {"n"}), ("of", {"n", "total"}), ("sheet", {"n"})):
            if set(PLACE.findall(getattr(self, name))) != wanted:
                places = ", ".join(f"{{{place}}}" for place in sorted(wanted))
                raise ValueError(say("'{name}' needs {places} where the number comes", name=name, places=places))
        return self


class Trait(Model):
    """What an exercise may fit. `motif` is the drawing on its card, `picture` the one of docs/_data/pictures."""

    id: TermId
    colour: Colour
    words: PerLanguage[Word]
    motif: Motif = "page"
    picture: Id | None = None


class TraitWords(Model):
    """What a language calls the traits: as a heading, with an article, one of them, and the question of the list."""

    all: Line
    these: Line
    one: Line
    which: Line


class Topics(Model):
    """The steps, in order: each has a page, and each exercise belongs to one. `key` names them in front matter."""

    key: FrontKey
    terms: Annotated[list[Topic], Field(min_length=1, max_length=12)]
    words: PerLanguage[TopicWords]

    @model_validator(mode="after")
    def _in_order(self) -> Topics:
        if [term.number for term in self.terms] != list(range(1, len(self.terms) + 1)):
            raise ValueError(say("the numbers of the terms count from 1 to {n}, in this order", n=len(self.terms)))
        return self


class Traits(Model):
    """What exercises may fit, with a page each. `key` names it in front matter."""

    key: FrontKey
    terms: Annotated[list[Trait], Field(min_length=1, max_length=12)]
    words: PerLanguage[TraitWords]

    @model_validator(mode="after")
    def _apart(self) -> Traits:
        for name, held in (
            (say("id"), [t.id for t in self.terms]),
            (say("first three letters"), [t.id[:3] for t in self.terms]),
        ):
            if twice := next((each for i, each in enumerate(held) if each in held[:i]), None):
                raise ValueError(
                    say(
                        "two terms have the same {name}, '{twice}'; the list of sheets goes by them",
                        name=name,
                        twice=twice,
                    )
                )
            if taken := next((each for each in held if each in TAKEN), None):
                raise ValueError(
                    say("a term cannot begin with '{taken}': the list of sheets has that for company", taken=taken)
                )
        return self


class Taxonomies(Model):
    """The two ways in which sheets are ordered; a site may do without the second."""

    topics: Topics
    traits: Traits | None = None

    @model_validator(mode="after")
    def _apart(self) -> Taxonomies:
        if self.traits and self.traits.key == self.topics.key:
            raise ValueError(say("both taxonomies have the key '{key}'; give one of them another", key=self.topics.key))
        return self


class Roles(Model):
    """Which page (by id) plays which part. A part that no page plays is left out of the site."""

    home: Id
    missing: Id | None = None
    help: Id | None = None
    safety: Id | None = None
    now: Id | None = None
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
    says: PerLanguage[Sentences]

    @model_validator(mode="after")
    def _names_its_lines(self) -> Crisis:
        for text in self.says.said.values():
            if wrong := re.search(r"[{}].{0,20}", re.sub(r"\{\w+\}", "", text)):
                raise ValueError(
                    say("between two braces stands the name of a line only; look at '{found}'", found=wrong[0])
                )
        return self


class Addresses(Model):
    """Words of ours that stand in published addresses: never change them once a site is published.

    `default`: where the site stands when nobody says. `numbered`: a numbered sheet is <numbered>12. `choose`: the query
    that shows the choice of a language. `feed`: the first part of every feed entry's name (RFC 4151).
    """

    default: Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"\\]+/$", max_length=300)]
    numbered: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,12}-$")]
    choose: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,12}$")]
    feed: Annotated[str, StringConstraints(pattern=r"^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9-]+$", max_length=100)]


class Definition(Model):
    """All of site.yml. The first language stands at the root of the site."""

    languages: Annotated[dict[LanguageId, Language], Field(min_length=1, max_length=12)]
    addresses: Addresses
    roles: Roles
    taxonomies: Taxonomies
    crisis: Crisis | None = None
    colours: Mapping[Literal["light", "dark"], Mapping[Id, Hex]] = {}

    @model_validator(mode="after")
    def _first_is_whole(self) -> Definition:
        if self.lags(self.first):
            raise ValueError(
                say(
                    "'{first}' stands first and cannot be 'complete: false': the others lag behind it", first=self.first
                )
            )
        return self

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

    def place(self, lang: str, src: str, page_id: str) -> str:
        """The address of the page with this id and file, below the root and without a leading slash: "sleep/early/"."""
        if page_id == self.roles.missing:
            return f"{self.prefix(lang)}{addresses.NOT_FOUND}"
        path = src.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{self.prefix(lang)}{path}/" if path else self.prefix(lang)

    @property
    def topics(self) -> tuple[int, ...]:
        """The numbers of the steps."""
        return tuple(topic.number for topic in self.taxonomies.topics.terms)

    @property
    def traits(self) -> dict[str, Trait]:
        """The traits by their id, in order."""
        return {term.id: term for term in self.taxonomies.traits.terms} if self.taxonomies.traits else {}


def load(docs: Path) -> tuple[Definition | None, FrontMatter, list[Problem]]:
    """site.yml below `docs`, or None; its text with lines; every mistake in it."""
    shown, path = f"{docs.name}/_data/{FILE}", docs / "_data" / FILE
    if not path.exists() and not path.is_symlink():
        return None, FrontMatter({}, {}), [Problem(shown, 1, "", say("this file is missing; it says what the site is"))]
    read = read_data(path, shown)
    if read.problems:
        return None, read, read.problems
    found = validate(Definition, read, shown, wording=_languages(read.data))
    return (None, read, found) if isinstance(found, list) else (found, read, [])


def _languages(data: Any) -> Wording:
    """The languages that the file names, before anything of it is checked."""
    named = data.get("languages") if isinstance(data, dict) else None
    given = named if isinstance(named, dict) else {}
    lagging = [lang for lang, each in given.items() if isinstance(each, dict) and each.get("complete") is False]
    return Wording(tuple(map(str, given)), frozenset(lagging))
