"""A row of numbers to choose one from, with words at both ends."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.problems import say
from microsite.source.text import Line

STEPS = 11
"""The most circles of 7 mm that fit beside each other on the width of a sheet (165 mm) in large print too."""


class Scale(FieldBase):
    """One question a row (or the label itself), from `min` to `max`; `per_person` asks all of each person."""

    kind: Literal["scale"]
    min: Annotated[int, Field(ge=-10, le=100)] = 0
    max: Annotated[int, Field(ge=-10, le=100)] = 10
    low: Line
    high: Line
    shape: Literal["knobs"] | None = None
    rows: Annotated[list[Line], Field(min_length=1, max_length=12)] | None = None
    per_person: bool = False

    @model_validator(mode="after")
    def _fits(self) -> Scale:
        if self.max <= self.min:
            raise ValueError(say("'max' ({max}) must be more than 'min' ({min})", max=self.max, min=self.min))
        if self.max - self.min >= STEPS:
            raise ValueError(
                say("{n} steps; at most {steps} circles fit in a row", n=self.max - self.min + 1, steps=STEPS)
            )
        return self

    def needs_people(self) -> bool:
        """With `per_person`, yes."""
        return self.per_person

    def parts(self, sheet: Sheet) -> Parts:
        """Groups (one a person, or one) of rows of radios."""
        if self.per_person and not self.rows:
            rows = [self._row(f"{self.id}.{p}", person, None) for p, person in enumerate(sheet.people)]
            return {"groups": [{"person": None, "rows": rows}]}
        people = sheet.people if self.per_person else (None,)
        return {"groups": [self._group(p, person) for p, person in enumerate(people)]}

    def _group(self, p: int, person: str | None) -> dict[str, Any]:
        rows = [self._row(f"{self.id}.{p}.{r}", row, person) for r, row in enumerate(self.rows or [None])]
        return {"person": person, "rows": rows}

    def _row(self, name: str, row: str | None, person: str | None) -> dict[str, Any]:
        asks = ": ".join(filter(None, (self.label, person, row)))
        ends = {self.min: f" ({self.low})", self.max: f" ({self.high})"}
        steps = [
            Input(f"{name}.{n}", "radio", f"{asks}: {n}{ends.get(n, '')}", group=name, asks=asks, value=str(n))
            for n in range(self.min, self.max + 1)
        ]
        return {"label": row, "asks": asks, "steps": steps}
