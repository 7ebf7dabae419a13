"""Facts, the sentences the site may state; and those it stated once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel

from microsite.content.exercise import FactId
from microsite.source.per_language import Beside, PerLanguage
from microsite.source.text import Date, Id, Sentences

Grade = Literal["A", "B", "C"]


class Fact(Beside):
    """A sentence the site may state, how sure it is (A strong, B fair, C thin), what was studied, and from where."""

    BESIDE = "says"

    id: FactId
    group: Id | None = None
    grade: Grade
    says: PerLanguage[Sentences]
    studied: PerLanguage[Sentences]
    limits: PerLanguage[Sentences]
    sources: Annotated[list[Id], Field(min_length=1)]

    @property
    def page(self) -> str:
        """The id of the page that tells it in full; empty for one that the page of the sources tells."""
        return f"facts-{self.group}" if self.group else ""


class Withdrawn(Beside):
    """A fact that was stated once and is not any more; its number and its place stay, with the reason."""

    BESIDE = "says"

    id: FactId
    since: Date
    says: PerLanguage[Sentences]


class Facts(RootModel[list[Fact]]):
    """facts.yml"""


class AllWithdrawn(RootModel[list[Withdrawn]]):
    """withdrawn.yml"""
