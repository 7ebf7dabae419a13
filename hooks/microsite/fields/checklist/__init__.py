"""Boxes to tick, in one list or in groups, with blank rows to add one's own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line

WIDE = 38
"""Letters; a longer item takes the whole width."""

Items = Annotated[list[Line], Field(min_length=1, max_length=30)]


class Group(Model):
    """Items under a heading; a `mark` gives the boxes a shape of their own, so that colour is not needed."""

    label: Line
    items: Items
    mark: Literal["round", "triangle", "square"] | None = None


class Pick(Model):
    """How many boxes to tick: said to the reader, not enforced."""

    min: Annotated[int, Field(ge=0, le=30)] = 1
    max: Annotated[int, Field(ge=1, le=30)]

    @model_validator(mode="after")
    def _ordered(self) -> Pick:
        if self.max < self.min:
            raise ValueError(say("'max' ({max}) must not be less than 'min' ({min})", max=self.max, min=self.min))
        return self


class Checklist(FieldBase):
    """`items` or `groups` of them; `blank` rows to write in."""

    kind: Literal["checklist"]
    items: Items | None = None
    groups: Annotated[list[Group], Field(min_length=1, max_length=8)] | None = None
    pick: Pick | None = None
    blank: Annotated[int, Field(ge=0, le=10)] = 0

    @model_validator(mode="after")
    def _one_of_both(self) -> Checklist:
        if (self.items is None) == (self.groups is None):
            raise ValueError(say("give either 'items' or 'groups'"))
        return self

    def splits(self) -> float:
        """Between groups, of which two stand beside each other when their items are short."""
        return 0.8 * sum(1 + len(group.items) for group in self.groups or ()) / (1 if self._is_wide() else 2)

    def parts(self, sheet: Sheet) -> Parts:
        """Groups of boxes (one without a label when there are only items), then blank rows."""
        groups = self.groups or [Group.model_construct(label="", items=self.items or [], mark=None)]
        return {
            "pick": self._pick(sheet),
            "groups": [self._group(g, group) for g, group in enumerate(groups)],
            "blank": [self._blank(i, sheet) for i in range(self.blank)],
        }

    def _is_wide(self) -> bool:
        return any(len(item) > WIDE for group in self.groups or () for item in group.items)

    def _pick(self, sheet: Sheet) -> str | None:
        if self.pick is None:
            return None
        key = (
            "pick_exactly" if self.pick.min == self.pick.max else "pick_up_to" if self.pick.min == 0 else "pick_between"
        )
        return sheet.say(key, min=self.pick.min, max=self.pick.max)

    def _group(self, g: int, group: Group) -> dict[str, Any]:
        before = f"{group.label}: " if group.label else ""
        items = [
            {"text": text, "input": Input(f"{self.id}.{g}.{i}", "tick", before + text)}
            for i, text in enumerate(group.items)
        ]
        return {"label": group.label, "mark": group.mark, "items": items}

    def _blank(self, i: int, sheet: Sheet) -> dict[str, Input]:
        own = sheet.say("own_item", n=i + 1)
        return {
            "tick": Input(f"{self.id}.own{i}.tick", "tick", f"{self.label}: {own}"),
            "text": Input(f"{self.id}.own{i}", "text", f"{self.label}: {own}"),
        }
