"""A sheet filled in as an example: what its author wrote → what stands in each place, and every mistake in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from microsite.fields.base import Input
from microsite.source.model import Model
from microsite.source.problems import Said, did_you_mean, say
from microsite.source.text import Line, Plain, Sentences

Answer = StrictBool | StrictInt | list[StrictInt] | Sentences
"""A text; a number or the place of a choice; the places of what is ticked; or true for one box. Places count from 1."""
Example = dict[Plain, Answer]
"""By the name of a place, as in `message`: "moment", "returns.0"; for boxes the name of their field or row."""

CHOSEN = "x"
"""What stands in a box that is ticked and in a circle that is chosen."""


class Helper(Model):
    """A page for who brings the sheet to someone else: a therapist, a coach, a trainer."""

    aim: Sentences
    when_not: Sentences
    bring: Annotated[list[Sentences], Field(min_length=1, max_length=5)]
    ask: Annotated[list[Line], Field(min_length=2, max_length=6)]


def filled(example: Example, inputs: Iterable[Input]) -> tuple[dict[str, str], list[tuple[str, Said]]]:
    """What stands in each place by its name, and for each answer that fits nowhere its key and what is wrong."""
    places = list(inputs)
    found: dict[str, str] = {}
    wrong: list[tuple[str, Said]] = []
    for key, answer in example.items():
        here = _one(key, answer, places)
        if isinstance(here, Said):
            wrong.append((key, here))
        else:
            found |= here
    return found, wrong


def _one(key: str, answer: Answer, places: list[Input]) -> dict[str, str] | Said:
    """The places that one answer fills, or what is wrong with it."""
    radios = [each for each in places if each.mark == "radio" and each.group == key]
    ticks = [each for each in places if each.mark == "tick" and each.name.startswith(key + ".")]
    one = next((each for each in places if each.name == key and each.mark != "radio"), None)
    if radios:
        return _chosen(answer, radios)
    if one and one.mark == "tick":
        return {key: CHOSEN} if answer is True else say("a box to tick is 'true' or left out")
    if one:
        if isinstance(answer, bool | list):
            return say("here a text or a number is written")
        return {key: str(answer)}
    if ticks:
        return _ticked(answer, ticks)
    names = {each.group or each.name for each in places}
    return say("unknown answer '{name}'{hint}", name=key, hint=did_you_mean(key, sorted(names)))


def _chosen(answer: Answer, radios: list[Input]) -> dict[str, str] | Said:
    if isinstance(answer, bool) or not isinstance(answer, int):
        return say("one of several is said by its number")
    numbered = {each.value: each for each in radios if each.value.lstrip("-").isdigit()}
    by_number = numbered or {str(i): each for i, each in enumerate(radios, 1)}
    if str(answer) not in by_number:
        return say("no choice is {answer}; there are {choices}", answer=answer, choices=", ".join(by_number))
    return {by_number[str(answer)].name: CHOSEN}


def _ticked(answer: Answer, ticks: list[Input]) -> dict[str, str] | Said:
    if not isinstance(answer, list):
        return say("what is ticked is a list of numbers, the first box is 1")
    beyond = [n for n in answer if not 1 <= n <= len(ticks)]
    if beyond:
        return say("there is no box {box}; the last is {last}", box=beyond[0], last=len(ticks))
    return {ticks[n - 1].name: CHOSEN for n in answer}
