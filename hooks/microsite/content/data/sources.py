"""Sources, the references behind the facts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import RootModel, StringConstraints, model_validator

from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Id, Plain, WebAddress


class Checked(Model):
    """What of a source was seen, how, and when."""

    what: Plain
    how: Plain
    when: Plain


class Source(Model):
    """A reference as far as it is known: nothing is filled in by guess.

    An article has a `journal`, a chapter the book it is `inside`, a book a `publisher`. `open` says what a person
    still has to look up.
    """

    id: Id
    authors: Plain | None = None
    year: Annotated[str, StringConstraints(pattern=r"^\d{4}(/\d{4})?$")]
    title: Plain | None = None
    journal: Plain | None = None
    volume: Plain | None = None
    pages: Plain | None = None
    inside: Plain | None = None
    publisher: Plain | None = None
    doi: Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$", max_length=200)] | None = None
    url: WebAddress | None = None
    status: Literal["seen", "partly", "memory", "as-cited", "secondary"]
    checked: Checked | None = None
    open: Plain | None = None

    @model_validator(mode="after")
    def _whole_or_open(self) -> Source:
        if not (self.journal or self.inside or self.publisher):
            raise ValueError(say("where did this appear? Give 'journal', 'publisher', or 'inside' for a chapter"))
        if self.checked is None and self.status != "memory":
            raise ValueError(say("say in 'checked' what was seen of it, or give it the status 'memory'"))
        needed = {"authors": self.authors, "title": self.title}
        needed |= {"doi": self.doi or self.url} if self.journal else {}
        lacking = [key for key, value in needed.items() if value is None]
        if lacking and not self.open:
            raise ValueError(
                say("'{value}' is missing; fill it in, or say in 'open' that it must be looked up", value=lacking[0])
            )
        if self.status in ("partly", "memory", "secondary") and not self.open:
            raise ValueError(
                say("its status is '{status}'; say in 'open' what a person still has to look up", status=self.status)
            )
        return self


class Sources(RootModel[list[Source]]):
    """sources.yml"""
