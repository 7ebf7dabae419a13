"""What a person still has to look up or to read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, model_validator

from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.problems import say
from microsite.source.text import Date, Id, Line, Plain, Sentences


class ToCheck(Model):
    """What pages say about rules and names outside, and no person has looked up. `checked_by` is null until then."""

    id: Id
    pages: Annotated[list[Id], Field(min_length=1)]
    what: PerLanguage[Sentences]
    where: Plain
    source: Plain
    last_checked: Date
    checked_by: Plain | None = None
    method: Literal["live-page", "page-copy", "memory"]

    @property
    def open(self) -> bool:
        """Whether a person still has to look it up at its own place."""
        return self.method != "live-page" or not self.checked_by


class ToRead(Model):
    """What somebody with a name must have read before a release. `read_by` is null until then."""

    id: Id
    who: PerLanguage[Line]
    what: PerLanguage[Sentences]
    pages: Annotated[list[Id], Field(min_length=1)]
    read_by: Plain | None = None
    read_on: Date | None = None

    @model_validator(mode="after")
    def _by_someone_on_a_day(self) -> ToRead:
        if (self.read_by is None) != (self.read_on is None):
            raise ValueError(say("fill in 'read_by' and 'read_on' together, or leave both empty"))
        return self


class ToChecks(RootModel[list[ToCheck]]):
    """to-check.yml"""


class ToReads(RootModel[list[ToRead]]):
    """to-read.yml"""
