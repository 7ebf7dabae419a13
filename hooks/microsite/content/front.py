"""The front matter of a page as a model: what every page has, and what makes it a page of its kind."""

from __future__ import annotations

import datetime
from copy import copy
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BeforeValidator, Field, StringConstraints, create_model, field_validator, model_validator

from microsite.content.definition import Taxonomies, TermId
from microsite.content.example import Example, Helper
from microsite.content.exercise import Exercise, Print, check_fields
from microsite.fields import Field as WorksheetField
from microsite.place.pictures import Glyph
from microsite.source.model import Model
from microsite.source.problems import Said, say
from microsite.source.text import TEXT, Id, Line, Sentences, Word


def _date(value: Any) -> Any:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(say("'{value}' is no date; write it as 2026-11-22", value=value)) from None


Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What the text of the first language was, in 12 hex digits: `python -m microsite stamp` writes it."""
Date = Annotated[datetime.date, BeforeValidator(_date)]
PrintedWord = Annotated[str, StringConstraints(pattern=r"^[a-z]{3,7}$"), TEXT]
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), TEXT]


class Reviewed(Model):
    """Who looked at the page, and when. Only a person fills this in."""

    date: Date
    by: Line


class Mail(Model):
    """How a newsletter brings this page, at lengths that a mail has room for."""

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
                raise ValueError(
                    say(
                        "'{name}' has {words} words, at most {longest}; make it shorter",
                        name=name,
                        words=words,
                        longest=longest,
                    )
                )
        return self


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


class NowCard(Model):
    """One small thing to do, on a card."""

    id: Id
    text: Sentences


class NowBreath(Model):
    """The words in the ring: while it grows, while it shrinks, and for those who want nothing to move."""

    inward: Word
    outward: Word
    still: Line


class Wait(Model):
    """Ten minutes for the urge to send one more message."""

    title: Line
    lead: Sentences
    begin: Word
    left: Line
    over: Sentences
    meanwhile: Annotated[list[Line], Field(min_length=2, max_length=5)]

    @field_validator("left")
    @classmethod
    def _counts(cls, given: str) -> str:
        if given.count("{n}") != 1:
            raise ValueError(say("'left' needs {{n}} where the number of minutes comes"))
        return given


class NowPart(Model):
    """What a page shows to whoever needs something this minute."""

    breath: NowBreath
    cards: Annotated[list[NowCard], Field(min_length=3, max_length=12)]
    more: Word
    wait: Wait
    person: Word


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
    message: Annotated[list[Line], Field(min_length=1, max_length=8)] | None = None
    """What the answers become when they are sent: lines with `{field}` or `{field.0}`; a line waits for its answers."""
    example: Annotated[Example, Field(min_length=1, max_length=80)] | None = None
    """The sheet as someone might have filled it in."""
    helper: Helper | None = None
    """A page for who brings the sheet to someone else."""

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, given: Any) -> Any:
        """Said once and in an author's words, where a key that is missing would be named by itself."""
        if not all(part in given for part in cls.PARTS):
            raise ValueError(say("'exercise' and 'worksheet' come together"))
        if given.get("word") is None:
            raise ValueError(say("an exercise needs a 'word': 3 to 7 letters a–z, printed on the sheet as its address"))
        return given

    @field_validator("worksheet")
    @classmethod
    def _consistent(cls, fields: list[Any]) -> list[Any]:
        return check_fields(fields)


class NowFront(Front):
    """The front matter of the page for this very minute. Its text has a heading with the anchor `people`."""

    PARTS = ("at_once",)
    at_once: NowPart = Field(alias="now")


class TextFront(Front):
    """The front matter of a page that is a text and no more."""

    myths: Annotated[list[Myth], Field(min_length=1)] = []


FRONTS: tuple[type[Front], ...] = (
    HomeFront,
    KeyFront,
    StyleFront,
    WorksheetFront,
    NowFront,
    TextFront,
)
"""Every kind of front matter; the first whose part a page has is its own."""

Fronts = tuple[type[Front], ...]


def fronts(taxonomies: Taxonomies) -> Fronts:
    """Every kind of front matter as a site has it, whose taxonomies name their own keys in it."""
    topic = taxonomies.topics.key
    exercise = _named(Exercise, key=topic)
    sheets = _named(WorksheetFront, exercise=(exercise, ...))
    found: dict[type[Front], type[Front]] = {KeyFront: _named(KeyFront, key=topic), WorksheetFront: sheets}
    if taxonomies.traits:
        found[StyleFront] = _named(StyleFront, style=taxonomies.traits.key)
    return tuple(found.get(kind, kind) for kind in FRONTS if kind is not StyleFront or taxonomies.traits)


M = TypeVar("M", bound=Model)


def _named(kind: type[M], **given: Any) -> type[M]:
    """`kind` with some fields under another key (a text), or of another model."""
    fields = {name: _under(kind, name, how) if isinstance(how, str) else how for name, how in given.items()}
    made: type[M] = create_model(
        kind.__name__, __base__=kind, __module__=kind.__module__, __doc__=kind.__doc__, **fields
    )
    return made


def _under(kind: type[Model], name: str, key: str) -> Any:
    field = copy(kind.model_fields[name])
    if key != name:
        field.alias = field.validation_alias = field.serialization_alias = key
    return Annotated[field.annotation, field], field


def parts(kind: type[Front]) -> tuple[str, ...]:
    """The keys, as an author writes them, that make a page one of this kind."""
    return tuple(kind.model_fields[part].alias or part for part in kind.PARTS)


def keys(kind: type[Front]) -> tuple[str, ...]:
    """All keys of a kind at its top, as an author writes them."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def front_of(given: object, known: Fronts = FRONTS) -> type[Front]:
    """The kind of front matter that has these keys at its top; that of a text where there are no keys at all."""
    if not isinstance(given, dict):
        return TextFront
    return next((kind for kind in known if any(part in given for part in parts(kind))), TextFront)


def elsewhere(kind: type[Front], known: Fronts = FRONTS) -> dict[str, Said]:
    """The keys that a page of this kind may not have at its top, and what to say of each."""
    owners = {key: owner for owner in known for key in keys(owner) if key not in keys(kind)}
    return {key: _misplaced(key, kind, owner) for key, owner in owners.items()}


def _misplaced(key: str, kind: type[Front], owner: type[Front]) -> Said:
    if kind.PARTS:
        return say("'{key}' does not go with '{other}'; a page has one of the two", key=key, other=parts(kind)[0])
    return say("'{key}' is for pages with '{owner}', and this page has none", key=key, owner=parts(owner)[0])
