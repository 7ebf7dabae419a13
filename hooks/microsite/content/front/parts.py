"""What stands under keys of front matter: how a mail brings a page, what a key, a style or the home page has."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from microsite.content.definition.taxonomies import TermId
from microsite.place.pictures import Glyph
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import TEXT, Date, Id, Line, Sentences, Word


class Reviewed(Model):
    """Who looked at the page, and when. Only a person fills this in."""

    date: Date
    by: Line


Subject = Annotated[str, StringConstraints(min_length=1, max_length=45), TEXT]
TEASER = 25
"""Words: what the list of mails shows beside a subject."""


class Mail(Model):
    """How a newsletter brings this page, at lengths that a mail has room for."""

    subject: Subject
    teaser: Line
    block: Sentences
    button: Annotated[str, StringConstraints(min_length=1, max_length=40), TEXT]
    alt: Annotated[str, StringConstraints(min_length=1, max_length=140), TEXT]

    @model_validator(mode="after")
    def _short(self) -> Mail:
        short_enough("teaser", self.teaser, TEASER)
        short_enough("block", self.block, 60)
        return self


def short_enough(name: str, text: str, longest: int) -> None:
    """ValueError with a message for the author when what stands under this key has more words than that."""
    words = len(text.split())
    if words > longest:
        raise ValueError(
            say(
                "'{name}' has {words} words, at most {longest}; make it shorter",
                name=name,
                words=words,
                longest=longest,
            )
        )


class Minute(Model):
    """The one-minute exercise of a key, complete in itself."""

    title: Line
    text: Sentences


class KeyPart(Model):
    """What makes a page the page of a key. It names as many sheets as serve it; of more than six nobody chooses."""

    number: Annotated[int, Field(ge=1, le=12)]
    line: Line
    thought: Sentences
    scene: Id | None = None
    minute: Minute
    sheets: Annotated[list[Id], Field(min_length=1, max_length=6)]


class StylePart(Model):
    """What makes a page the page of a style."""

    name: TermId
    line: Line
    sheets: Annotated[list[Id], Field(min_length=1, max_length=4)]


class Door(Model):
    """A way in on the home page."""

    page: Id
    title: Word
    text: Line
    glyph: Glyph | None = None


class Action(Model):
    """A button on the home page."""

    page: Id
    text: Word


class HomePart(Model):
    """The first screen of the site."""

    headline: Line
    lead: Sentences
    doors: Annotated[list[Door], Field(min_length=1, max_length=4)]
    actions: Annotated[list[Action], Field(min_length=1, max_length=3)]


class Myth(Model):
    """A myth with an anchor of its own on the page."""

    id: Id
    claim: Line
    mail: Mail
