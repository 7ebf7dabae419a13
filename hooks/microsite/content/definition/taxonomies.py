"""The two ways in which sheets are ordered: by their step, and by what they fit."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.problems import say
from microsite.source.text import Id, Line, Word

FrontKey = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,20}$")]
TermId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=30)]
Motif = Literal["page", "two-near", "one-reaching", "one-walled", "one-broken"]
"""The drawings of card.typ that a trait may have."""
PLACE = re.compile(r"\{(\w+)\}")
"""A place to be filled in."""
TAKEN = ("alo", "tog", "cir", "wit")
"""The first letters of alone, together, circle and with-helper."""
Hex = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]


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
