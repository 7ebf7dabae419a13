"""The front matter of a page as a model: what every page has, and what makes it a page of its kind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, StringConstraints, field_validator, model_validator

from microsite.content.example import Example, Helper
from microsite.content.exercise import Exercise, Print, check_fields
from microsite.content.front.now import NowPart
from microsite.content.front.parts import HomePart, KeyPart, Mail, Myth, Reviewed, StylePart
from microsite.fields import Field as WorksheetField
from microsite.place.pictures import Glyph
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import TEXT, Address, Date, Id, Line, PrintedWord

Stamp = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""What the text of the first language was, in 12 hex digits: `python -m microsite stamp` writes it."""


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
    """The front matter of a page that is a text and no more. `glyph` names its small drawing."""

    glyph: Glyph | None = None
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
