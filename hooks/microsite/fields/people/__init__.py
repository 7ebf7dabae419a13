"""Who takes part: places for initials, which other fields use as columns."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.problems import say
from microsite.source.text import Word


class People(FieldBase):
    """`count` places; `roles` gives each a word of its own, otherwise they are person 1, 2, …"""

    kind: Literal["people"]
    count: Annotated[int, Field(ge=1, le=6)]
    roles: Annotated[list[Word], Field(min_length=1, max_length=6)] | None = None

    @model_validator(mode="after")
    def _a_role_each(self) -> People:
        if self.roles is not None and len(self.roles) != self.count:
            raise ValueError(say("{n} roles for {count} places; give one each", n=len(self.roles), count=self.count))
        return self

    def names(self, person: str) -> tuple[str, ...]:
        """The word for each place; `person` is the sheet's own, with {n} in it."""
        return tuple(self.roles or (person.format(n=i + 1) for i in range(self.count)))

    def parts(self, sheet: Sheet) -> Parts:
        """A short box for each place."""
        return {
            "places": [
                {"label": name, "input": Input(f"{self.id}.{i}", "text", sheet.say("initials_of", name=name))}
                for i, name in enumerate(self.names(sheet.words["person"]))
            ]
        }
