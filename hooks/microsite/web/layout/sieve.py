"""How the list of sheets is sifted by CSS alone: by time, by with whom, by step and by trait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from microsite.content.exercise import Exercise, Setting
from microsite.content.palette import topic_colour
from microsite.content.site import Site

TIMES = (5, 15)
"""“At most … minutes”, to choose from."""

ANY = "any"
"""The class of what fits every trait."""


def token(name: str) -> str:
    """The class by which the sieve knows a setting or a trait."""
    return name[:3]


def time_token(most: int) -> str:
    """The class of what takes at most so many minutes."""
    return f"t{most}"


def tokens(exercise: Exercise, site: Site) -> list[str]:
    """What the sieve knows a sheet by: short class names."""
    times = [time_token(most) for most in TIMES if exercise.minutes <= most]
    traits = map(token, site.traits_of(exercise)) if exercise.fits else [ANY]
    return [*times, *map(token, exercise.setting), *traits]


def css(site: Site) -> str:
    """Hides each sheet that is not what was chosen, and with a step chosen the parts of all others."""
    return ",".join(_selectors(site)) + "{display:none}"


def _selectors(site: Site) -> Iterator[str]:
    for name in [*map(time_token, TIMES), *map(token, get_args(Setting))]:
        yield f".wrap:has([value={name}]:checked) .door:not(.{name})"
    for name in map(token, site.definition.traits):
        yield f".wrap:has([value={name}]:checked) .door:not(.{name},.{ANY})"
    for name in map(topic_colour, site.definition.topics):
        yield f".wrap:has([value={name}]:checked) .worksheet-index>:not(.{name})"
