"""Terms, and the other words that people search them or a page by."""

from __future__ import annotations

from pydantic import RootModel

from microsite.source.model import Model
from microsite.source.per_language import Beside, PerLanguage, SomeLanguages
from microsite.source.text import Id, Line, Sentences, Word


class Term(Model):
    """A word of the glossary in one language."""

    term: Line
    line: Sentences


AlsoSearched = SomeLanguages[list[Word]]
"""Other words people search a term or a page by."""


class GlossaryEntry(Beside):
    """A term in every language."""

    BESIDE = "means"

    id: Id
    means: PerLanguage[Term]
    also: AlsoSearched | None = None


class Glossary(RootModel[list[GlossaryEntry]]):
    """glossary.yml"""


class Search(RootModel[dict[Id, AlsoSearched]]):
    """search.yml"""
