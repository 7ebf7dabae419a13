"""Routes, a few sheets in order for what a reader says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, RootModel

from microsite.source.model import Model
from microsite.source.per_language import PerLanguage
from microsite.source.text import Address, Id, Line, PrintedWord, Sentences


class Route(Model):
    """Sheets in order for what a reader says."""

    id: Id
    says: PerLanguage[Line]
    title: PerLanguage[Line]
    lead: PerLanguage[Sentences]
    sheets: Annotated[list[Id], Field(min_length=1)]
    word: PerLanguage[PrintedWord]
    address: PerLanguage[Address] | None = None


class Routes(RootModel[list[Route]]):
    """routes.yml"""
