"""The front matter of an exercise as a model: what it is for, how it goes, and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field as Rule, field_validator, model_validator

from microsite.content.definition.taxonomies import TermId
from microsite.fields.base import Sheet
from microsite.fields.people import People
from microsite.source.model import Model
from microsite.source.problems import say
from microsite.source.text import Line, Sentences, Word

Setting = Literal["alone", "together", "circle", "with-helper"]

FactId = Annotated[str, Rule(pattern=r"^F[1-9][0-9]{0,3}$")]


class Evidence(Model):
    """One line on what is known: from a fact of facts.yml, or from practice only."""

    says: Sentences
    fact: FactId | None = None
    practice: bool = False

    @model_validator(mode="after")
    def _one_ground(self) -> Evidence:
        if (self.fact is None) != self.practice:
            raise ValueError(say("give either 'fact: F…' or 'practice: true'"))
        return self


class Exercise(Model):
    """Everything about an exercise but its fields. `key` is its step; `fits` names traits, and left out means all."""

    key: Annotated[int, Rule(ge=1, le=12)]
    minutes: Annotated[int, Rule(ge=1, le=180)]
    time: Line | None = None
    setting: Annotated[list[Setting], Rule(min_length=1, max_length=4)]
    fits: Annotated[list[TermId], Rule(min_length=1, max_length=12)] = []
    level: Annotated[int, Rule(ge=0, le=2)]
    gate: Literal["none", "private", "body", "together"]
    goal: Sentences
    materials: Annotated[list[Word], Rule(min_length=1, max_length=6)]
    steps: Annotated[list[Sentences], Rule(min_length=1, max_length=8)]
    care: Annotated[list[Sentences], Rule(max_length=4)] = []
    evidence: Annotated[list[Evidence], Rule(min_length=1, max_length=4)]
    professionals: Sentences | None = None

    @field_validator("setting", "fits", "materials")
    @classmethod
    def _no_doubles(cls, value: list[str]) -> list[str]:
        for i, item in enumerate(value):
            if item in value[:i]:
                raise ValueError(say("'{item}' stands here twice", item=item))
        return value

    @model_validator(mode="after")
    def _gated(self) -> Exercise:
        joint = {"together", "circle"} & set(self.setting)
        if self.level == 2 and self.gate == "none":
            raise ValueError(say("level 2 (body or joint work) needs a 'gate': private, body or together"))
        if joint and "alone" not in self.setting and self.gate != "together":
            raise ValueError(say("an exercise done with others needs 'gate: together'"))
        return self


class Print(Model):
    """How many pages the sheet may take on A4 and Letter (`pages`) and in large print (`large`)."""

    pages: Annotated[int, Rule(ge=1, le=6)] = 2
    large: Annotated[int, Rule(ge=1, le=12)] = 4
    initials: bool = True


def check_fields(fields: list[Any]) -> list[Any]:
    """`fields` as they are; ValueError when an id stands twice or people are asked for and missing."""
    for i, field in enumerate(fields):
        if field.id in {f.id for f in fields[:i]}:
            raise ValueError(
                say("the field id '{id}' stands in this sheet twice; give one of them another", id=field.id)
            )
    groups = [f for f in fields if isinstance(f, People)]
    if len(groups) > 1:
        raise ValueError(say("a sheet has one field of kind people at most"))
    for field in fields:
        if field.needs_people() and not groups:
            raise ValueError(say("'{id}' has per_person: add a field of kind people before it", id=field.id))
        if field.needs_people() and (crowded := field.crowded(groups[0].count)):
            raise ValueError(say("'{id}': {crowded}", id=field.id, crowded=crowded))
    return fields


def sheet(
    fields: list[Any],
    lang: str,
    words: Mapping[str, Any],
    exits: Mapping[str, str],
    calls: tuple[tuple[str, str], ...] = (),
) -> Sheet:
    """What the fields of one sheet must know of each other and of the site."""
    people = next((f for f in fields if isinstance(f, People)), None)
    return Sheet(lang, words, people.names(words["person"]) if people else (), exits, calls)
