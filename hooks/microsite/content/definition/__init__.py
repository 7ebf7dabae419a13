"""The site's definition, docs/_data/site.yml: its languages, its taxonomies, and which pages play which part."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.content.definition.language import Language, LanguageId
from microsite.content.definition.roles import Roles
from microsite.content.definition.taxonomies import Hex, Taxonomies, Trait
from microsite.place import addresses
from microsite.source.files import read_data
from microsite.source.front_matter import FrontMatter
from microsite.source.model import Model, validate
from microsite.source.per_language import PerLanguage
from microsite.source.problems import Problem, say
from microsite.source.text import Id, Sentences, Wording

FILE = "site.yml"


class Crisis(Model):
    """The help lines at the foot of every page and mail, and the sentence around them: {nl_113} is the line nl-113.

    Who reads another language often lives elsewhere, so each language has lines of its own.
    """

    lines: PerLanguage[Annotated[list[Id], Field(min_length=1, max_length=5)]]
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
