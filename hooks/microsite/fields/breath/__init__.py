"""A path to trace while breathing slowly: up while breathing in, a long slope down while breathing out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Parts, Sheet
from microsite.source.problems import say


class Breath(FieldBase):
    """Seconds in and out, and how many waves. Breath is never held: there is no key for it."""

    kind: Literal["breath"]
    inhale: Annotated[int, Field(ge=2, le=6)] = 4
    exhale: Annotated[int, Field(ge=2, le=10)] = 6
    cycles: Annotated[int, Field(ge=1, le=60)] = 30
    shape: Literal["page"] | None = None

    @model_validator(mode="after")
    def _calm(self) -> Breath:
        if self.exhale < self.inhale:
            raise ValueError(
                say(
                    "breathing out ({exhale} s) must not be shorter than breathing in ({inhale} s)",
                    exhale=self.exhale,
                    inhale=self.inhale,
                )
            )
        if self.inhale + self.exhale < 7:
            raise ValueError(say("a wave of less than 7 seconds is fast breathing; make it slower"))
        return self

    def calms(self) -> bool:
        """Always."""
        return True

    def own_pages(self) -> bool:
        """A whole page of waves has nothing else on it."""
        return self.shape == "page"

    def own_pages_in_large(self) -> bool:
        """In large print the waves are on the page with the rest."""
        return False

    def parts(self, sheet: Sheet) -> Parts:
        """The words beside the path, and the minutes it takes; nothing is filled in."""
        minutes = max(1, round((self.inhale + self.exhale) * self.cycles / 60))
        return {
            "inhale": sheet.say("inhale_n", n=self.inhale),
            "exhale": sheet.say("exhale_n", n=self.exhale),
            "repeat": sheet.say("waves_n", n=self.cycles, minutes=minutes),
        }
