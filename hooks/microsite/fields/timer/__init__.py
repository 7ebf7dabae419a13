"""A time to keep: minutes, a choice of minutes, or phases and turns. It makes no sound."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line

Minutes = Annotated[int, Field(ge=1, le=180)]


class Phase(Model):
    """A named stretch of minutes."""

    label: Line
    minutes: Minutes


class Timer(FieldBase):
    """`minutes`, or `options` to choose from, or `phases`; `turns` repeats it."""

    kind: Literal["timer"]
    minutes: Minutes | None = None
    options: Annotated[list[Minutes], Field(min_length=2, max_length=5)] | None = None
    phases: Annotated[list[Phase], Field(min_length=1, max_length=8)] | None = None
    turns: Annotated[int, Field(ge=1, le=8)] = 1

    @model_validator(mode="after")
    def _one_way(self) -> Timer:
        if sum(x is not None for x in (self.minutes, self.options, self.phases)) != 1:
            raise ValueError(say("give one of 'minutes', 'options' (minutes to choose from) and 'phases'"))
        if self.options and len(set(self.options)) < len(self.options):
            raise ValueError(say("the same number of minutes stands twice in 'options'"))
        if self.options and self.turns > 1:
            raise ValueError(say("'turns' go with 'minutes' or 'phases', not with a choice of minutes"))
        return self

    def parts(self, sheet: Sheet) -> Parts:
        """What to set the alarm to; a radio for each option, or a box for each phase of each turn."""
        if self.options:
            return {"options": [self._option(m, sheet) for m in self.options], "rounds": []}
        named: list[tuple[str | None, int]] = [(phase.label, phase.minutes) for phase in self.phases or ()]
        phases = named or [(None, self.minutes or 1)]
        return {"options": [], "rounds": [self._round(t, phases, sheet) for t in range(self.turns)]}

    def _option(self, minutes: int, sheet: Sheet) -> dict[str, Any]:
        text = sheet.say("n_minutes", n=minutes)
        radio = Input(f"{self.id}.{minutes}", "radio", text, group=self.id, asks=self.label, value=str(minutes))
        return {"text": text, "minutes": minutes, "input": radio}

    def _round(self, t: int, phases: list[tuple[str | None, int]], sheet: Sheet) -> dict[str, Any]:
        label = sheet.say("turn_n", n=t + 1) if self.turns > 1 else None
        steps = []
        for p, (phase, minutes) in enumerate(phases):
            text = ": ".join(filter(None, (phase, sheet.say("set_alarm", n=minutes))))
            box = Input(f"{self.id}.{t}.{p}", "tick", " – ".join(filter(None, (label, text, sheet.say("done")))))
            steps.append({"text": text, "minutes": minutes, "input": box})
        return {"label": label, "steps": steps}
