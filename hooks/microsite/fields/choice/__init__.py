"""One answer out of a few; an option may lead on to another page or sheet."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.text import Id, Line


class Option(Model):
    """An answer, and the id of the page or sheet it leads to."""

    text: Line
    exit: Id | None = None


def _plain(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class Choice(FieldBase):
    """Two to eight options: a text each, or `text` and `exit`."""

    kind: Literal["choice"]
    options: Annotated[
        list[Annotated[Option, BeforeValidator(_plain, json_schema_input_type=str | Option)]],
        Field(min_length=2, max_length=8),
    ]

    def exits(self) -> tuple[str, ...]:
        """The ids its options lead to."""
        return tuple(option.exit for option in self.options if option.exit)

    def parts(self, sheet: Sheet) -> Parts:
        """The options with their radios, and where each leads."""
        return {"options": [self._option(i, option, sheet) for i, option in enumerate(self.options)]}

    def _option(self, i: int, option: Option, sheet: Sheet) -> dict[str, Any]:
        radio = Input(f"{self.id}.{i}", "radio", option.text, group=self.id, asks=self.label, value=str(i + 1))
        leads_to = {"id": option.exit, "title": sheet.exits[option.exit]} if option.exit else None
        return {"text": option.text, "input": radio, "exit": leads_to}
