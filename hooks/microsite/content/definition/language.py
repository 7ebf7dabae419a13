"""A language of the site."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from microsite.place.scripts import ScriptName
from microsite.source.model import Model
from microsite.source.per_language import SomeLanguages
from microsite.source.text import Line, Word

LanguageId = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
"""Two or three small letters (ISO 639): the name of the folder, and what stands in addresses."""


class Language(Model):
    """One language. `called` is what the others call it; `complete: false` lets it lag behind, page by page."""

    tag: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", max_length=35)]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}_[A-Z]{2}$")]
    direction: Literal["ltr", "rtl"] = "ltr"
    script: ScriptName = "latin"
    name: Word
    called: SomeLanguages[Word] = SomeLanguages({})
    site: Line
    tagline: Line
    dictionary: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_]+$", max_length=40)] | None = None
    complete: bool = True

    def called_in(self, lang: str) -> str:
        """What a text in `lang` calls this language."""
        return self.called.get(lang) or self.name
