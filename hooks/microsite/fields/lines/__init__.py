"""Ruled lines to write on: one answer, or one for each stem."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.problems import say
from microsite.source.text import Line


class Lines(FieldBase):
    """`count` ruled lines an answer; a large one has more room between them.

    A `bubble` is something to say, `voices` what each says in turn, a `strip` something to tear off and keep.
    A strip stays in one piece.
    """

    kind: Literal["lines"]
    count: Annotated[int, Field(ge=1, le=16)] = 3
    size: Literal["normal", "large"] = "normal"
    shape: Literal["bubble", "voices", "strip"] | None = None
    stems: Annotated[list[Line], Field(min_length=1, max_length=8)] | None = None

    @model_validator(mode="after")
    def _fits_on_a_page(self) -> Lines:
        if self.size == "large" and self.count > 12:
            raise ValueError(say("{count} large lines; at most 12 fit on a page in large print", count=self.count))
        return self

    def splits(self) -> float:
        """Between stems."""
        return 0 if self.shape == "strip" else (self.count + 1) * len(self.stems or ())

    def parts(self, sheet: Sheet) -> Parts:
        """An answer for each stem, or one without a stem."""
        answers = [
            {"stem": stem, "input": Input(f"{self.id}.{i}", "paragraph", f"{self.label}: {stem}")}
            for i, stem in enumerate(self.stems or ())
        ]
        return {"answers": answers or [{"stem": None, "input": Input(self.id, "paragraph", self.label)}]}
