"""The marks that tables, trackers and people share: text, number, tick, choice, date."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import Input, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line, Word


class Cell(Model):
    """What may be filled in in one cell. A number is one short box, min and max are said beside the label."""

    kind: Literal["text", "number", "tick", "choice", "date"] = "text"
    options: Annotated[list[Word], Field(min_length=2, max_length=4)] | None = None
    min: Annotated[int, Field(ge=-100, le=1000)] | None = None
    max: Annotated[int, Field(ge=-100, le=1000)] | None = None

    @model_validator(mode="after")
    def _keys_of_its_kind(self) -> Cell:
        if (self.kind == "choice") != (self.options is not None):
            raise ValueError(say("'options' and 'kind: choice' belong together; add the one or take the other out"))
        if (self.min is None) != (self.max is None) or (self.min is not None and self.kind != "number"):
            raise ValueError(say("'min' and 'max' come together, and only with 'kind: number'"))
        if self.min is not None and self.max is not None and self.min >= self.max:
            raise ValueError(say("'max' ({max}) must be more than 'min' ({min})", max=self.max, min=self.min))
        return self


class Column(Cell):
    """A column with its heading; `width` is relative to the others; `per_person` repeats it for each person."""

    label: Line
    width: Annotated[int, Field(ge=1, le=4)] | None = None
    per_person: bool = False


def parts(cell: Cell, name: str, spoken: str, sheet: Sheet) -> dict[str, Any]:
    """The drawing of one cell: its kind and its Inputs."""
    return {"kind": cell.kind, "inputs": _DRAW[cell.kind](cell, name, spoken, sheet)}


def heading(cell: Cell, label: str) -> str:
    """A column's heading, with the range of its number: `spanning (0–10)`."""
    return label if cell.min is None else f"{label} ({cell.min}–{cell.max})"


def _one(mark: Any) -> Any:
    return lambda cell, name, spoken, sheet: [Input(name, mark, spoken)]


def _choice(cell: Cell, name: str, spoken: str, sheet: Sheet) -> list[Input]:
    return [
        Input(f"{name}.{i}", "radio", f"{spoken}: {text}", group=name, asks=spoken, value=text)
        for i, text in enumerate(cell.options or ())
    ]


def _date(cell: Cell, name: str, spoken: str, sheet: Sheet) -> list[Input]:
    return [Input(name, "number", spoken)]


_DRAW = {"text": _one("text"), "number": _one("number"), "tick": _one("tick"), "choice": _choice, "date": _date}
