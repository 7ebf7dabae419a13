"""The front matter of a page as a model: what every page has, and what makes it a page of its kind."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from microsite.content.exercise import Exercise, Print, Style, check_fields
from microsite.fields import Field as WorksheetField
from microsite.place.pictures import Glyph, Scene
from microsite.source.model import Model
from microsite.source.text import TEXT, Id, Line, Sentences, Word


def _date(value: Any) -> Any:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(f"'{value}' is no date; write it as 2026-11-22") from None


Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What the text of the first language was, in 12 hex digits: `python -m microsite stamp` writes it."""
Date = Annotated[datetime.date, BeforeValidator(_date)]
PrintedWord = Annotated[str, StringConstraints(pattern=r"^[a-z]{3,7}$"), TEXT]
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"), TEXT]


class Reviewed(Model):
    """Who looked at the page, and when. Only a person fills this in."""

    date: Date
    by: Line


class Mail(Model):
    """How a newsletter brings this page: lengths as facts.md 6.2 sets them."""

    subject: Annotated[str, StringConstraints(min_length=1, max_length=45), TEXT]
    teaser: Line
    block: Sentences
    button: Annotated[str, StringConstraints(min_length=1, max_length=40), TEXT]
    alt: Annotated[str, StringConstraints(min_length=1, max_length=140), TEXT]

    @model_validator(mode="after")
    def _short(self) -> Mail:
        for name, longest in (("teaser", 25), ("block", 60)):
            words = len(getattr(self, name).split())
            if words > longest:
                raise ValueError(f"'{name}' has {words} words, at most {longest}; make it shorter")
        return self


class Minute(Model):
    """The one-minute exercise of a key, complete in itself."""

    title: Line
    text: Sentences


class KeyPart(Model):
    """What makes a page the page of a key. It names as many sheets as serve it; of more than six nobody chooses."""

    number: Annotated[int, Field(ge=1, le=7)]
    line: Line
    thought: Sentences
    scene: Scene
    minute: Minute
    sheets: Annotated[list[Id], Field(min_length=1, max_length=6)]


class StylePart(Model):
    """What makes a page the page of a style."""

    name: Style
    line: Line
    sheets: Annotated[list[Id], Field(min_length=1, max_length=4)]


class Door(Model):
    """A way in on the home page."""

    page: Id
    title: Word
    text: Line


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


class Front(Model):
    """What the front matter of every page holds."""

    PARTS: ClassVar[tuple[str, ...]] = ()
    """The keys that make a page one of this kind."""

    id: Id
    title: Line
    description: Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=160), TEXT]
    updated: Date
    translated: Stamp | None = None
    reviewed: Reviewed | None = None
    change: Line | None = None
    word: PrintedWord | None = None
    next: Id | None = None
    next_says: Line | None = None
    also: Annotated[list[Address], Field(min_length=1, max_length=5)] | None = None
    mail: Mail | None = None


class HomeFront(Front):
    """The front matter of the home page."""

    PARTS = ("home",)
    home: HomePart


class KeyFront(Front):
    """The front matter of the page of a key."""

    PARTS = ("key",)
    key: KeyPart


class StyleFront(Front):
    """The front matter of the page of a style."""

    PARTS = ("style",)
    style: StylePart


class WorksheetFront(Front):
    """The front matter of an exercise and its worksheet. `neutral` is its number where nobody should see its name.

    `glyph` names its small drawing. On a numbered sheet it tells no more than the number does.
    """

    PARTS = ("exercise", "worksheet")
    neutral: Annotated[int, Field(ge=1, le=99)] | None = None
    glyph: Glyph
    exercise: Exercise
    worksheet: Annotated[list[WorksheetField], Field(min_length=1, max_length=20)]
    print: Print = Print()

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, given: Any) -> Any:
        """Said once and in an author's words, where a key that is missing would be named by itself."""
        if not all(part in given for part in cls.PARTS):
            raise ValueError("'exercise' and 'worksheet' come together")
        if given.get("word") is None:
            raise ValueError("an exercise needs a 'word': 3 to 7 letters a–z, printed on the sheet as its address")
        return given

    @field_validator("worksheet")
    @classmethod
    def _consistent(cls, fields: list[Any]) -> list[Any]:
        return check_fields(fields)


class TextFront(Front):
    """The front matter of a page that is a text and no more."""

    myths: Annotated[list[Myth], Field(min_length=1)] = []


FRONTS: tuple[type[Front], ...] = (HomeFront, KeyFront, StyleFront, WorksheetFront, TextFront)
"""Every kind of front matter; the first whose part a page has is its own."""


def front_of(keys: Collection[str]) -> type[Front]:
    """The kind of front matter that has these keys at its top."""
    return next((kind for kind in FRONTS if any(part in keys for part in kind.PARTS)), TextFront)


def elsewhere(kind: type[Front]) -> dict[str, str]:
    """The keys that a page of this kind may not have at its top, and what to say of each."""
    owners = {key: owner for owner in FRONTS for key in owner.model_fields if key not in kind.model_fields}
    return {key: _misplaced(key, kind, owner) for key, owner in owners.items()}


def _misplaced(key: str, kind: type[Front], owner: type[Front]) -> str:
    if kind.PARTS:
        return f"'{key}' does not go with '{kind.PARTS[0]}'; a page has one of the two"
    return f"'{key}' is for pages with '{owner.PARTS[0]}', and this page has none"
