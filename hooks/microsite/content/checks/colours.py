"""The colours of site.yml: each is one that the core knows, and stands out from the ground it is on."""

from __future__ import annotations

from collections.abc import Iterator

from microsite.content.catalogue import Catalogue
from microsite.content.palette import GROUNDS, LEAST, OF_A_TERM, SCHEMES, palette, topic_colour, trait_colour
from microsite.place.design.contrast import contrast
from microsite.source.front_matter import KeyPath
from microsite.source.problems import Said, did_you_mean, say

Found = Iterator[tuple[KeyPath, Said]]


def check(catalogue: Catalogue) -> Found:
    """Where a colour that is wrong stands in site.yml, and what is wrong with it."""
    yield from _unknown(catalogue)
    for scheme in SCHEMES:
        yield from _faint(catalogue, scheme)


def _unknown(catalogue: Catalogue) -> Found:
    for ground, given in catalogue.definition.colours.items():
        for name in given:
            if name not in LEAST and name not in (*GROUNDS, "line", "on-accent"):
                said = say("unknown colour '{name}'{hint}", name=name, hint=did_you_mean(name, LEAST))
                yield ("colours", ground, name), said


def _faint(catalogue: Catalogue, scheme: str) -> Found:
    colours = palette(catalogue.definition)[scheme]
    for keys, name, least in _seen_on_a_ground(catalogue, scheme):
        ratio, on = min((contrast(colours[name], colours[each]), each) for each in GROUNDS)
        if ratio < least:
            told = {"colour": colours[name], "on": on, "ground": colours[on], "faint": _ratio(ratio, least)}
            yield keys, say("{colour} on {on} ({ground}) is {faint}", **told)
    button = contrast(colours["on-accent"], colours["accent"])
    if button < OF_A_TERM:
        yield ("colours", scheme, "on-accent"), say("the text on a button is {faint}", faint=_ratio(button, OF_A_TERM))


def _seen_on_a_ground(catalogue: Catalogue, scheme: str) -> Iterator[tuple[KeyPath, str, float]]:
    """Where each stands in the file, its name, and how much it must stand out."""
    definition = catalogue.definition
    yield from ((("colours", scheme, name), name, least) for name, least in LEAST.items())
    for i, topic in enumerate(definition.taxonomies.topics.terms):
        yield _colour("topics", i, scheme), topic_colour(topic.number), OF_A_TERM
    for i, trait in enumerate(definition.traits):
        yield _colour("traits", i, scheme), trait_colour(trait), OF_A_TERM


def _colour(taxonomy: str, i: int, scheme: str) -> KeyPath:
    return ("taxonomies", taxonomy, "terms", i, "colour", scheme)


def _ratio(ratio: float, least: float) -> Said:
    return say(
        "{ratio} : 1, and people need {least} : 1 to read it; make it darker, or lighter on a dark ground",
        ratio=f"{ratio:.1f}",
        least=f"{least:g}",
    )
