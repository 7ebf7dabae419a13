"""The ground of all models: frozen, strict, unknown keys refused; and pydantic's findings as Problems."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator
from pydantic_core import ErrorDetails

from microsite.source.front_matter import FrontMatter, KeyPath, key_path
from microsite.source.messages import message
from microsite.source.problems import Problem, Said
from microsite.source.text import TEXT, Wording, refuse_unprintable


class Model(BaseModel):
    """Frozen and strict: a number is no text, a text no number, an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_printed(cls, value: Any) -> Any:
        refuse_unprintable(value)
        return value


M = TypeVar("M", bound=BaseModel)
NOTHING: Mapping[str, Said] = {}


def validate(
    kind: type[M],
    read: FrontMatter,
    file: str,
    elsewhere: Mapping[str, Said] = NOTHING,
    wording: Wording | None = None,
) -> M | list[Problem]:
    """`read.data` as a model, or every mistake in it with file, line and key.

    `wording`: what its texts must know of the site.

    `elsewhere`: keys that such files may have at their top but not this one, and what to say of each.
    """
    try:
        return kind.model_validate(read.data, context=wording)
    except ValidationError as error:
        return [_problem(kind, e, read, file, elsewhere) for e in error.errors(include_url=False)]


def _problem(
    kind: type[BaseModel], error: ErrorDetails, read: FrontMatter, file: str, elsewhere: Mapping[str, Said]
) -> Problem:
    path = _path_in(error["loc"], read.data, error["type"] == "missing")
    if error["type"] == "union_tag_invalid":
        path = (*path, "kind")
    return Problem(file, read.line(path), key_path(path), message(kind, error, path, elsewhere))


def _path_in(loc: tuple[str | int, ...], data: Any, missing: bool) -> KeyPath:
    """`loc` without the tags pydantic puts in for unions; when a key is `missing`, that is its last step."""
    path: list[str | int] = []
    for i, step in enumerate(loc):
        holder: Any = data if isinstance(data, dict) else dict(enumerate(data)) if isinstance(data, list) else {}
        if i and isinstance(loc[i - 1], int) and step == holder.get("kind"):
            continue  # the tag of a field, even if it has a key of that name: `cards` of a field of kind cards
        if step in holder:
            data = holder[step]
        elif not (missing and i == len(loc) - 1):
            continue
        path.append(step)
    return tuple(path)


def shape(model: Any) -> Any:
    """`model` with every author text replaced by “…”: what two languages must have in common."""
    if isinstance(model, BaseModel):
        return {each.name: _shape_value(getattr(model, each.name), each.is_text) for each in _keys(type(model))}
    return model


class _Key(NamedTuple):
    """A field of a model, its key in a file, and whether it holds texts of authors."""

    name: str
    key: str
    is_text: bool


@functools.lru_cache(maxsize=1024)
def _keys(kind: type[BaseModel]) -> tuple[_Key, ...]:
    return tuple(
        _Key(name, field.alias or name, TEXT in field.metadata or _mentions_text(field.annotation))
        for name, field in kind.model_fields.items()
    )


def _shape_value(value: Any, is_text: bool) -> Any:
    if isinstance(value, BaseModel):
        return shape(value)
    if isinstance(value, list | tuple):
        return [_shape_value(item, is_text) for item in value]
    if isinstance(value, dict):
        return {key: _shape_value(item, is_text) for key, item in value.items()}
    return "…" if is_text and isinstance(value, str) and value else value


def texts(model: BaseModel, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Every author text in `model` with the path where it stands, in the order of the model."""
    for each in _keys(type(model)):
        yield from _texts_in(getattr(model, each.name), each.is_text, (*path, each.key))


def _texts_in(value: Any, is_text: bool, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, BaseModel):
        yield from texts(value, path)
    elif isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from _texts_in(item, is_text, (*path, i))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts_in(item, is_text, (*path, key))
    elif is_text and isinstance(value, str):
        yield path, value


def _mentions_text(annotation: Any) -> bool:
    if TEXT in getattr(annotation, "__metadata__", ()):
        return True
    return any(_mentions_text(inner) for inner in get_args(annotation))
