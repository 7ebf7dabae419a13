"""Help lines, whose numbers stand in no other place."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import RootModel, StringConstraints, model_validator

from microsite.content.definition.language import LanguageId
from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.problems import say
from microsite.source.text import Date, Id, Line, Plain, Sentences, WebAddress

EMERGENCY: Literal["emergency"] = "emergency"
"""The kind of line for danger right now."""


class Phone(Model):
    """A number as shown and as dialled: the same number."""

    display: Plain
    href: Annotated[str, StringConstraints(pattern=r"^tel:\+?\d{1,15}$")]

    @model_validator(mode="after")
    def _dials_what_it_shows(self) -> Phone:
        dialled = self.href.removeprefix("tel:")
        if re.sub(r"[^\d+]", "", self.display) != dialled:
            raise ValueError(
                say(
                    "this shows {display} but dials {dialled}; make both the same number",
                    display=self.display,
                    dialled=dialled,
                )
            )
        return self


class HelpLine(Model):
    """A help line. `checked_by` is null until a person has opened its own page or called."""

    id: Id
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,3}$")]
    kind: Literal["emergency", "suicide", "violence", "sexual-violence", "listening", "advice", "directory"]
    name: PerLanguage[Line]
    phone: Phone | None = None
    alt_phone: Phone | None = None
    cost: Literal["free"] | None = None
    hours: PerLanguage[Line] | None = None
    languages: list[LanguageId]
    note: PerLanguage[Sentences] | None = None
    web: WebAddress | None = None
    print: bool
    source: Plain
    last_checked: Date
    checked_by: Plain | None = None
    method: Literal["live-page", "phone", "page-copy", "memory"]
    review_days: int


class HelpLines(RootModel[list[HelpLine]]):
    """help-lines.yml"""
