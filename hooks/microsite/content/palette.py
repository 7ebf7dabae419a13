"""The colours of a site: those of tokens.yml, with its own accent in their place, and one for each of its steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from microsite.content.definition import Definition
from microsite.place import design

Palette = Mapping[str, Mapping[str, str]]
"""light, dark, print, size and space: name → value."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
GROUNDS = ("paper", "card", "wash")
LEAST: Mapping[str, float] = {"ink": 7, "soft": 4.5, "accent": 4.5, "warm": 3, "edge": 3, "focus": 3}
"""How far a colour stands out from every ground: text 4.5 : 1, running text 7, what is no text 3."""
OF_A_TERM = 4.5


_NONE: Mapping[str, str] = {}


def topic_colour(number: int) -> str:
    """The name of the colour of a step, which is its class on a page as well."""
    return f"k{number}"


def trait_colour(trait: str) -> str:
    """The name of the colour of a trait."""
    return f"trait-{trait}"


def palette(definition: Definition) -> Palette:
    """All colours and sizes."""
    tokens = design.tokens()
    own = {scheme: {**tokens[scheme], **definition.colours.get(scheme, _NONE)} for scheme in SCHEMES}
    for topic in definition.taxonomies.topics.terms:
        for scheme in SCHEMES:
            own[scheme][topic_colour(topic.number)] = getattr(topic.colour, scheme)
    for trait in definition.traits.values():
        for scheme in SCHEMES:
            own[scheme][trait_colour(trait.id)] = getattr(trait.colour, scheme)
    return {**tokens, "light": own["light"], "dark": own["dark"]}
