"""Rings around oneself to write initials in, or a free map of a few people."""

from __future__ import annotations

import itertools
import math
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from microsite.fields.base import SCREEN_ONLY, FieldBase, Input, Parts, Sheet
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line, Sentences


class Ring(Model):
    """A ring and what it is for."""

    label: Line
    hint: Sentences | None = None


class Circles(FieldBase):
    """`rings` from the inside out with `names` places each; or, in mode map, `names` dots around the reader."""

    kind: Literal["circles"]
    mode: Literal["rings", "map"] = "rings"
    rings: Annotated[list[Ring], Field(min_length=2, max_length=5)] | None = None
    names: Annotated[int, Field(ge=1, le=8)] = 4

    @model_validator(mode="after")
    def _keys_of_its_mode(self) -> Circles:
        if (self.mode == "rings") != (self.rings is not None):
            raise ValueError(say("'rings' come with 'mode: rings', and with no other mode"))
        if self.mode == "map" and not 3 <= self.names <= 6:
            raise ValueError(say("a map is for 3 to 6 people, not {names}", names=self.names))
        return self

    def parts(self, sheet: Sheet) -> Parts:
        """The rings with places in them, or the dots; for the page also where in its drawing they are."""
        if self.rings is None:
            dots = [
                Input(f"{self.id}.{i}", "text", f"{self.label}: {sheet.say('person', n=i + 1)}")
                for i in range(self.names)
            ]
            near = [sheet.say("near"), sheet.say("between"), sheet.say("far")]
            return {"dots": dots, SCREEN_ONLY: {"rings": near, "spots": _dots(self.names)}}
        rings = [self._ring(r, ring, sheet) for r, ring in enumerate(self.rings)]
        return {"rings": rings, SCREEN_ONLY: {"rings": _drawn(len(rings), self.names)}}

    def _ring(self, r: int, ring: Ring, sheet: Sheet) -> dict[str, Any]:
        places = [
            Input(f"{self.id}.{r}.{i}", "text", f"{ring.label}: {sheet.say('person', n=i + 1)}")
            for i in range(self.names)
        ]
        return {"label": ring.label, "hint": ring.hint, "places": places}


def _drawn(rings: int, names: int) -> list[dict[str, Any]]:
    """On a square of 400: how wide each ring is, and where its names stand, as circles.typ has them."""
    first = 196 * {2: 0.52, 3: 0.42, 4: 0.345}.get(rings, 0.3)
    edges = [round(first + (196 - first) * i / (rings - 1), 1) for i in range(rings)]
    disc = [(200 + (0 if names == 1 else (i % 2 - 0.5) * first * 0.9), 200 + i // 2 * 16) for i in range(names)]
    spots = [disc] + [
        [_spot(i, names, (inner + outer) / 2) for i in range(names)] for inner, outer in itertools.pairwise(edges)
    ]
    return [
        {"radius": radius, "spots": [(round(x, 1), round(y, 1)) for x, y in each]}
        for radius, each in zip(edges, spots, strict=True)
    ]


def _dots(names: int) -> list[tuple[float, float]]:
    """On a square of 200: where the dots of an empty map stand, as circles.typ has them."""
    first = -90 + (180 / names if names % 2 == 0 else 0)
    turns = [math.radians(first + 360 * i / names) for i in range(names)]
    return [(round(100 + 72 * math.cos(turn), 1), round(96 + 72 * math.sin(turn), 1)) for turn in turns]


def _spot(i: int, names: int, middle: float) -> tuple[float, float]:
    turn = math.radians(180 if names == 1 else (90, 270)[i] if names == 2 else 62 + 236 * i / (names - 1))
    return 200 + middle * math.sin(turn), 200 - middle * math.cos(turn)
