"""Boxes to colour over days, weeks or sittings; blanks are fine, nothing is counted."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from microsite.fields import cell
from microsite.fields.base import FieldBase, Parts, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line

BLOCK = {"day": 7, "week": 12, "sitting": 6}
"""How many boxes of a unit stand in one row: a week of days, a quarter of weeks, six sittings."""
NOTES, IN_A_NOTE = 20, 2
"""What a jar holds at most: notes, and things on each."""


class Thing(cell.Cell):
    """What is tracked: a box to colour (tick), or a number, a word or a date."""

    label: Line
    kind: Literal["text", "number", "tick", "choice", "date"] = "tick"


def _plain(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


class LookBack(Model):
    """A row of cells after each block: how was it, keep, shrink or swap?"""

    label: Line
    columns: Annotated[list[cell.Column], Field(min_length=1, max_length=4)]


class Tracker(FieldBase):
    """`count` days, weeks or sittings of one or more `things`."""

    kind: Literal["tracker"]
    unit: Literal["day", "week", "sitting"] = "day"
    count: Annotated[int, Field(ge=2, le=60)]
    things: Annotated[
        list[Annotated[Thing, BeforeValidator(_plain, json_schema_input_type=str | Thing)]],
        Field(min_length=1, max_length=6),
    ]
    shape: Literal["jar"] | None = None
    look_back: LookBack | None = None

    @model_validator(mode="after")
    def _fits(self) -> Tracker:
        if any(thing.kind in ("choice", "date", "text") for thing in self.things):
            raise ValueError(
                say("a thing to track is a box to colour or a number; a table holds text, choices and dates")
            )
        if self.shape and (len(self.things) > IN_A_NOTE or self.count > NOTES):
            raise ValueError(
                say("a jar holds at most {notes} notes, of {most} things each", notes=NOTES, most=IN_A_NOTE)
            )
        if self.look_back and any(column.per_person for column in self.look_back.columns):
            raise ValueError(say("a look back has no columns per person"))
        return self

    def parts(self, sheet: Sheet) -> Parts:
        """Blocks of boxes (a row for each thing), and the look-back rows behind them."""
        size = BLOCK[self.unit]
        starts = range(0, self.count, size)
        blocks = [self._block(b, start, min(size, self.count - start), sheet) for b, start in enumerate(starts)]
        return {"blocks": blocks, "look_back": self._look_back(len(blocks), sheet)}

    def _block(self, b: int, start: int, length: int, sheet: Sheet) -> dict[str, Any]:
        numbers = list(range(start + 1, start + length + 1))
        rows = [
            {"label": cell.heading(thing, thing.label), "cells": [self._box(t, thing, n, sheet) for n in numbers]}
            for t, thing in enumerate(self.things)
        ]
        label = sheet.say("week_n", n=b + 1) if self.unit == "day" else sheet.say(f"{self.unit}s")
        return {"label": label, "numbers": numbers, "rows": rows}

    def _box(self, t: int, thing: Thing, n: int, sheet: Sheet) -> dict[str, Any]:
        spoken = f"{sheet.say(f'{self.unit}_n', n=n)}: {cell.heading(thing, thing.label)}"
        return cell.parts(thing, f"{self.id}.{t}.{n}", spoken, sheet)

    def _look_back(self, blocks: int, sheet: Sheet) -> dict[str, Any] | None:
        if self.look_back is None:
            return None
        columns = self.look_back.columns
        rounds = blocks if self.unit == "day" else -(-self.count // 3)
        rows = [self._look_back_row(i, columns, sheet) for i in range(rounds)]
        heads = [{"label": cell.heading(c, c.label), "kind": c.kind, "width": c.width} for c in columns]
        return {"label": self.look_back.label, "heads": heads, "rows": rows}

    def _look_back_row(self, i: int, columns: list[cell.Column], sheet: Sheet) -> dict[str, Any]:
        row = (
            sheet.say("week_n", n=i + 1)
            if self.unit == "day"
            else sheet.say(f"after_{self.unit}", n=min(3 * i + 3, self.count))
        )
        cells = [
            cell.parts(column, f"{self.id}.look.{i}.{c}", f"{row}: {cell.heading(column, column.label)}", sheet)
            for c, column in enumerate(columns)
        ]
        return {"label": row, "cells": cells}
