"""The keys at the top of front matter: as a site names them, which kind they make it, and which are misplaced."""

from __future__ import annotations

import functools
from copy import copy
from typing import Annotated, Any, TypeVar

from pydantic import create_model

from microsite.content.definition.taxonomies import Taxonomies
from microsite.content.exercise import Exercise
from microsite.content.front import FRONTS, Front, KeyFront, StyleFront, TextFront, WorksheetFront
from microsite.source.model import Model
from microsite.source.problems import Said, say

Fronts = tuple[type[Front], ...]


def fronts(taxonomies: Taxonomies) -> Fronts:
    """Every kind of front matter as a site has it, whose taxonomies name their own keys in it."""
    topic = taxonomies.topics.key
    exercise = _named(Exercise, key=topic)
    sheets = _named(WorksheetFront, exercise=(exercise, ...))
    found: dict[type[Front], type[Front]] = {KeyFront: _named(KeyFront, key=topic), WorksheetFront: sheets}
    if taxonomies.traits:
        found[StyleFront] = _named(StyleFront, style=taxonomies.traits.key)
    return tuple(found.get(kind, kind) for kind in FRONTS if kind is not StyleFront or taxonomies.traits)


M = TypeVar("M", bound=Model)


def _named(kind: type[M], **given: Any) -> type[M]:
    """`kind` with some fields under another key (a text), or of another model."""
    fields = {name: _under(kind, name, how) if isinstance(how, str) else how for name, how in given.items()}
    made: type[M] = create_model(
        kind.__name__, __base__=kind, __module__=kind.__module__, __doc__=kind.__doc__, **fields
    )
    return made


def _under(kind: type[Model], name: str, key: str) -> Any:
    field = copy(kind.model_fields[name])
    if key != name:
        field.alias = field.validation_alias = field.serialization_alias = key
    return Annotated[field.annotation, field], field


def parts(kind: type[Front]) -> tuple[str, ...]:
    """The keys, as an author writes them, that make a page one of this kind."""
    return tuple(kind.model_fields[part].alias or part for part in kind.PARTS)


@functools.lru_cache(maxsize=1024)
def keys(kind: type[Front]) -> tuple[str, ...]:
    """All keys of a kind at its top, as an author writes them."""
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def front_of(given: object, known: Fronts = FRONTS) -> type[Front]:
    """The kind of front matter that has these keys at its top; that of a text where there are no keys at all."""
    if not isinstance(given, dict):
        return TextFront
    return next((kind for kind in known if any(part in given for part in parts(kind))), TextFront)


@functools.lru_cache(maxsize=1024)
def elsewhere(kind: type[Front], known: Fronts = FRONTS) -> dict[str, Said]:
    """The keys that a page of this kind may not have at its top, and what to say of each."""
    owners = {key: owner for owner in known for key in keys(owner) if key not in keys(kind)}
    return {key: _misplaced(key, kind, owner) for key, owner in owners.items()}


def _misplaced(key: str, kind: type[Front], owner: type[Front]) -> Said:
    if kind.PARTS:
        return say("'{key}' does not go with '{other}'; a page has one of the two", key=key, other=parts(kind)[0])
    return say("'{key}' is for pages with '{owner}', and this page has none", key=key, owner=parts(owner)[0])
