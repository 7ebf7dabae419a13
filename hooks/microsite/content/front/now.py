"""What stands in the front matter of the page for this very minute."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Id, Line, Sentences, Word


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
