"""Two columns with a stem each: from the one sentence to the other."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line

IN_A_SHAPE = 4
"""Rows that stand in one piece on a page in large print."""


class Pair(Model):
    """A worked example: what stands on the left and on the right."""

    left: Line
    right: Line


class Pairs(FieldBase):
    """Rows given on the left first, then blank ones.

    `bubbles`: what is said on both sides; `bowls`: what lies in two bowls; `balance`: what weighs against what.
    """

    kind: Literal["pairs"]
    shape: Literal["bubbles", "bowls", "balance"] | None = None
    left: Line
    right: Line
    example: Pair | None = None
    given: Annotated[list[Line], Field(min_length=1, max_length=12)] | None = None
    blank: Annotated[int, Field(ge=0, le=12)] = 0

    @model_validator(mode="after")
    def _has_rows(self) -> Pairs:
        if not self.given and not self.blank:
            raise ValueError(say("there is nothing to fill in; add 'given' (left sides) or 'blank' (a number of rows)"))
        if self.shape and len(self.given or ()) + self.blank > IN_A_SHAPE:
            raise ValueError(say("a shape has room for {most} rows; give fewer, or take 'shape' out", most=IN_A_SHAPE))
        return self

    def splits(self) -> float:
        """Between rows of two lines; the headings are said again."""
        return 0 if self.shape == "bowls" else 3 + 2 * (len(self.given or ()) + self.blank)

    def parts(self, sheet: Sheet) -> Parts:
        """The rows in order: a left side is a text or an Input, a right side always an Input."""
        given = [self._row(i, text, sheet) for i, text in enumerate(self.given or ())]
        blank = [self._row(len(given) + i, None, sheet) for i in range(self.blank)]
        return {"example": self.example and self.example.model_dump(), "rows": given + blank}

    def _row(self, i: int, given: str | None, sheet: Sheet) -> dict[str, Any]:
        row = given or sheet.say("row", n=i + 1)
        left = None if given else Input(f"{self.id}.{i}.left", "paragraph", f"{row}: {self.left}")
        return {
            "given": given,
            "left": left,
            "right": Input(f"{self.id}.{i}.right", "paragraph", f"{row}: {self.right}"),
        }
