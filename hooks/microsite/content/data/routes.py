"""Routes, a few sheets in order for what a reader says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel, model_validator

from microsite.content.front.parts import TEASER, Subject, short_enough
from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.text import Address, Id, Line, PrintedWord, Sentences


class Route(Model):
    """Sheets in order for what a reader says. Its title and lead are those of its mail as well."""

    id: Id
    says: PerLanguage[Line]
    title: PerLanguage[Subject]
    lead: PerLanguage[Sentences]
    sheets: Annotated[list[Id], Field(min_length=1)]
    word: PerLanguage[PrintedWord]
    address: PerLanguage[Address] | None = None

    @model_validator(mode="after")
    def _fits_in_a_mail(self) -> Route:
        for lang, lead in self.lead.items():
            short_enough(f"lead.{lang}", lead, TEASER)
        return self


class Routes(RootModel[list[Route]]):
    """routes.yml"""
