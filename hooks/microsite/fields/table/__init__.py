"""A ruled grid: columns each with their own kind of cell, rows counted or named, a worked example."""

from __future__ import annotations

import math
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, model_validator

from microsite.fields import cell
from microsite.fields.base import FieldBase, Parts, Sheet
from microsite.source.problems import Said, say
from microsite.source.text import TEXT, Line

COLUMNS = 8
"""The most columns of 18 mm, the least a word of 9 pt needs, beside a column of row labels on 165 mm."""

_MOST = {"ladder": (8, say("rungs")), "film": (4, say("moments"))}

UPRIGHT = 4
"""The most columns of 40 mm for words on 175 mm."""

LETTERS = 18
"""About how many letters of a row's label fit on one line."""

MaybeText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), TEXT]


class Table(FieldBase):
    """`rows` empty rows or one for each of `row_labels`; `lines` is the height of a row in writing lines."""

    kind: Literal["table"]
    columns: Annotated[list[cell.Column], Field(min_length=1, max_length=COLUMNS)]
    rows: Annotated[int, Field(ge=1, le=40)] | None = None
    row_labels: Annotated[list[Line], Field(min_length=1, max_length=40)] | None = None
    row_header: Line | None = None
    lines: Annotated[int, Field(ge=1, le=6)] = 1
    shape: Literal["ladder", "film"] | None = None
    example: list[MaybeText] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Table:
        if (self.rows is None) == (self.row_labels is None):
            raise ValueError(say("give either 'rows' (a number) or 'row_labels' (a list)"))
        if (self.row_labels is None) != (self.row_header is None):
            raise ValueError(say("'row_labels' and 'row_header' (the heading above them) come together"))
        wanted = len(self.columns) + (self.row_labels is not None)
        if self.example is not None and len(self.example) not in (len(self.columns), wanted):
            raise ValueError(
                say(
                    "the example has {n} texts; it takes one for each of {wanted} columns",
                    n=len(self.example),
                    wanted=wanted,
                )
            )
        return self

    def needs_people(self) -> bool:
        """When a column is repeated for each person."""
        return any(column.per_person for column in self.columns)

    @model_validator(mode="after")
    def _fits_its_shape(self) -> Table:
        if self.shape and any(column.per_person for column in self.columns):
            raise ValueError(say("a shape has no columns per person"))
        if self.shape == "ladder" and (
            self.columns[0].kind != "text" or any(column.kind not in ("number", "tick") for column in self.columns[1:])
        ):
            raise ValueError(say("a ladder has a text on each rung first, and then only numbers and boxes to tick"))
        most, what = _MOST.get(self.shape or "", (40, say("")))
        if len(self.row_labels or ()) + (self.rows or 0) > most:
            raise ValueError(say("a {shape} has at most {most} {what}", shape=self.shape, most=most, what=what))
        return self

    def own_pages(self) -> bool:
        """What lies on its side."""
        return self.lies()

    def lies(self) -> bool:
        """A strip of film, and a table with more columns for words than fit upright."""
        words = sum(column.kind == "text" for column in self.columns)
        return self.shape == "film" or (words > UPRIGHT and not self.row_labels and len(self.columns) == words)

    def crowded(self, people: int) -> Said | None:
        """Columns of all people together must fit beside each other."""
        count = sum(people if column.per_person else 1 for column in self.columns)
        if count <= COLUMNS:
            return None
        return say("{count} columns with {people} people; at most {most} fit", count=count, people=people, most=COLUMNS)

    def apart(self) -> bool:
        """Whether each row is a block: with words in more columns than two, and other marks beside them."""
        words = sum(column.kind == "text" for column in self.columns)
        return words > 2 and len(self.columns) > UPRIGHT and not self.lies()

    def splits(self) -> float:
        """Between rows; the headings are said again. A row is as high as its lines, its options or its label."""
        if self.shape:
            return 0
        options = [len(column.options) for column in self.columns if column.options]
        row = max([0.8 if options else self.lines, *(0.6 * n for n in options if len(self.columns) > 4)])
        labels = [""] * (self.rows or 0) if self.row_labels is None else self.row_labels
        return 3 + sum(max(row, 0.55 * math.ceil(len(label) / LETTERS)) for label in labels)

    def parts(self, sheet: Sheet) -> Parts:
        """Heads, the example row, and rows of cells."""
        columns = self._spread(sheet)
        labels: list[str] | list[None] = self.row_labels or [None] * (self.rows or 0)
        return {
            "corner": self.row_header,
            "heads": [
                {"label": cell.heading(column, label), "kind": column.kind, "width": column.width, "person": person}
                for column, label, person in columns
            ],
            "example": self._example(sheet),
            "rows": [self._row(r, label, columns, sheet) for r, label in enumerate(labels)],
        }

    def _spread(self, sheet: Sheet) -> list[tuple[cell.Column, str, int | None]]:
        """Each column with its label, once or once for each person (counted from 1)."""
        spread: list[tuple[cell.Column, str, int | None]] = []
        for column in self.columns:
            if column.per_person:
                one = sum(c.per_person for c in self.columns) == 1
                spread += [
                    (column, person if one else f"{column.label} – {person}", i + 1)
                    for i, person in enumerate(sheet.people)
                ]
            else:
                spread.append((column, column.label, None))
        return spread

    def _example(self, sheet: Sheet) -> list[str] | None:
        if self.example is None:
            return None
        texts = list(self.example)
        if self.row_labels is not None and len(texts) == len(self.columns):
            texts.insert(0, sheet.say("example"))
        head, texts = (texts[:1], texts[1:]) if self.row_labels is not None else ([], texts)
        times = [len(sheet.people) if column.per_person else 1 for column in self.columns]
        spread = [text if i == 0 else "" for text, n in zip(texts, times, strict=True) for i in range(n)]
        return head + spread

    def _row(
        self, r: int, label: str | None, columns: list[tuple[cell.Column, str, int | None]], sheet: Sheet
    ) -> dict[str, Any]:
        row = label or sheet.say("row", n=r + 1)
        cells = [
            cell.parts(column, f"{self.id}.{r}.{c}", f"{row}: {cell.heading(column, text)}", sheet)
            for c, (column, text, _) in enumerate(columns)
        ]
        return {"label": label, "spoken": row, "cells": cells}
