"""A page: its front matter as a model, its text, its place in the site."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator, model_validator

from microsite.exercise import Exercise, Print, Style, check_fields
from microsite.fields import Field as WorksheetField
from microsite.front_matter import FrontMatter
from microsite.model import Model
from microsite.text import TEXT, Id, Line, Sentences, Word

LANGUAGES = ("nl", "en")
"""The first is the one at the root of the site."""


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


class Key(Model):
    """What makes a page the page of a key. It names as many sheets as serve it; of more than six nobody chooses."""

    number: Annotated[int, Field(ge=1, le=7)]
    line: Line
    thought: Sentences
    minute: Minute
    sheets: Annotated[list[Id], Field(min_length=1, max_length=6)]


class StylePage(Model):
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


class Home(Model):
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
    """The front matter of any page."""

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
    home: Home | None = None
    key: Key | None = None
    style: StylePage | None = None
    myths: Annotated[list[Myth], Field(min_length=1)] | None = None
    neutral: Annotated[int, Field(ge=1, le=99)] | None = None
    exercise: Exercise | None = None
    worksheet: Annotated[list[WorksheetField], Field(min_length=1, max_length=20)] | None = None
    print: Print | None = None

    @model_validator(mode="after")
    def _belongs_together(self) -> Front:
        if (self.exercise is None) != (self.worksheet is None):
            raise ValueError("'exercise' and 'worksheet' come together")
        if self.exercise is None and (self.print or self.neutral):
            raise ValueError("'print' and 'neutral' are for exercises")
        if self.exercise and self.word is None:
            raise ValueError("an exercise needs a 'word': 3 to 7 letters a–z, printed on the sheet as its address")
        return self

    @field_validator("worksheet")
    @classmethod
    def _consistent(cls, fields: list[Any] | None) -> list[Any] | None:
        return fields and check_fields(fields)


@dataclass(frozen=True)
class Page:
    """One page in one language. `file` is the path an author knows, `src` the path below docs/<lang>/."""

    lang: Literal["nl", "en"]
    file: str
    src: str
    front: Front
    read: FrontMatter

    @property
    def id(self) -> str:
        """Permanent, the same in every language."""
        return self.front.id

    @property
    def kind(self) -> str:
        """home, key, style, worksheet or page: which part of the front matter it has."""
        front = self.front
        parts = {"home": front.home, "key": front.key, "style": front.style, "worksheet": front.exercise}
        return next((name for name, part in parts.items() if part is not None), "page")

    @property
    def body(self) -> str:
        """The Markdown text."""
        return self.read.body

    @property
    def url(self) -> str:
        """Relative to the site's root, without a leading slash: "" for the home page, "sleutels/herhaal/"."""
        path = self.src.removesuffix(".md")
        path = path.removesuffix("index").rstrip("/")
        prefix = "" if self.lang == LANGUAGES[0] else f"{self.lang}/"
        if self.id == "not-found":
            return f"{prefix}404.html"
        return f"{prefix}{path}/" if path else prefix

    @property
    def title(self) -> str:
        """The title as shown."""
        return self.front.title

    @cached_property
    def anchors(self) -> tuple[tuple[str, int], ...]:
        """The explicit ids of headings, each with its line in the file."""
        return tuple((m, n) for n, line in self.numbered_lines() for m in _ANCHOR.findall(line))

    def numbered_lines(self) -> list[tuple[int, str]]:
        """The lines of the body, each with its number in the file."""
        return list(enumerate(self.body.splitlines(), self.read.body_line))


_ANCHOR = re.compile(r"^#{2,6} .*\{[^}]*#([\w-]+)[^}]*\}\s*$")


def source_files(docs: Path) -> list[tuple[str, Path]]:
    """Every Markdown page below docs/<lang>/, with its language, in order of name."""
    return [(lang, path) for lang in LANGUAGES for path in sorted((docs / lang).rglob("*.md"))]
