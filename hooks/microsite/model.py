"""The ground of all models: frozen, strict, unknown keys refused; and pydantic's findings as Problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from microsite.front_matter import FrontMatter, Path, key_path
from microsite.problems import Problem, did_you_mean
from microsite.text import TEXT


class Model(BaseModel):
    """Frozen and strict: a number is no text, a text no number, an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True)


M = TypeVar("M", bound=BaseModel)


def validate(kind: type[M], read: FrontMatter, file: str) -> M | list[Problem]:
    """`read.data` as a model, or every mistake in it with file, line and key."""
    try:
        return kind.model_validate(read.data)
    except ValidationError as error:
        return [_problem(kind, e, read, file) for e in error.errors(include_url=False)]


def _problem(kind: type[BaseModel], error: ErrorDetails, read: FrontMatter, file: str) -> Problem:
    path = _path_in(error["loc"], read.data)
    return Problem(file, read.line(path), key_path(path), _message(kind, error, path))


def _path_in(loc: tuple[str | int, ...], data: Any) -> Path:
    """`loc` without the tags pydantic puts in for unions; its last step may be missing from the data."""
    path: list[str | int] = []
    for i, step in enumerate(loc):
        if isinstance(data, dict) and step in data:
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        elif i < len(loc) - 1 or not isinstance(data, dict) or str(step).endswith(("]", "Text")):
            continue
        path.append(step)
    return tuple(path)


def _message(kind: type[BaseModel], error: ErrorDetails, path: Path) -> str:
    code, given, context = error["type"], error["input"], error.get("ctx", {})
    if code == "extra_forbidden":
        return f"unknown key '{path[-1]}'" + did_you_mean(str(path[-1]), _siblings(kind, error["loc"]))
    if code == "union_tag_invalid":
        return f"unknown '{context['tag']}'" + did_you_mean(str(context["tag"]), context["expected_tags"].replace("'", "").split(", "))
    if code == "union_tag_not_found":
        return "a field needs a line 'kind: …'"
    if code == "missing":
        return "this key is missing; add it"
    if code in ("literal_error", "enum"):
        known = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"unknown '{given}'" + did_you_mean(str(given), known)
    if code == "string_type":
        return f"this must be text, but YAML reads {_as_read(given)}; put quotes around it"
    if code in ("list_type", "tuple_type"):
        return f"this must be a list (each item on its own line, after '- '), not {_as_read(given)}"
    if code == "model_type":
        return f"this must hold keys of its own, not {_as_read(given)}"
    if code in ("int_type", "int_from_float", "bool_type"):
        return f"this must be {'true or false' if code == 'bool_type' else 'a whole number'}, not {_as_read(given)}"
    if code == "string_too_long":
        return f"{len(given.strip())} characters, at most {context['max_length']} fit; make it shorter"
    if code == "string_too_short":
        return "there is no text here; write it, or take the key out"
    if code in ("too_short", "too_long"):
        bound = f"at least {context['min_length']}" if code == "too_short" else f"at most {context['max_length']}"
        return f"a list of {context['actual_length']}; it takes {bound}"
    if code == "string_pattern_mismatch":
        return f"'{given}' is not of the form it must have: small letters a–z, digits, single hyphens, a letter first"
    if code == "value_error":
        return str(context["error"])
    return error["msg"]


def _as_read(value: Any) -> str:
    names = {bool: "true or false", int: "the number", float: "the number", list: "a list", dict: "keys with values"}
    if value is None:
        return "nothing (empty)"
    name = names.get(type(value), "the text")
    return f"{name} {value}" if isinstance(value, bool | int | float | str) else name


def _siblings(kind: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known where an unknown one stands, found by walking the models along `loc`."""
    models: list[type[BaseModel]] = [kind]
    for step in loc[:-1]:
        inner = [m for model in models for m in _models_at(model, step)]
        models = inner or models
    return [f.alias or name for model in models for name, f in model.model_fields.items()]


def _models_at(model: type[BaseModel], step: str | int) -> Iterator[type[BaseModel]]:
    if isinstance(step, int):
        yield model
        return
    for name, field in model.model_fields.items():
        if step in (name, field.alias):
            yield from _models_in(field.annotation)
    tag = model.model_fields.get("kind")
    if tag is not None and step in get_args(tag.annotation):
        yield model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def shape(model: Any) -> Any:
    """`model` with every author text replaced by “…”: what two languages must have in common."""
    if isinstance(model, BaseModel):
        return {name: _shape_field(model, name) for name in type(model).model_fields}
    return model


def _shape_field(model: BaseModel, name: str) -> Any:
    value, field = getattr(model, name), type(model).model_fields[name]
    is_text = TEXT in field.metadata or _mentions_text(field.annotation)
    return _shape_value(value, is_text)


def _shape_value(value: Any, is_text: bool) -> Any:
    if isinstance(value, BaseModel):
        return shape(value)
    if isinstance(value, list | tuple):
        return [_shape_value(item, is_text) for item in value]
    return "…" if is_text and isinstance(value, str) and value else value


def texts(model: BaseModel, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every author text in `model` with the path where it stands, in the order of the model."""
    for name, field in type(model).model_fields.items():
        is_text = TEXT in field.metadata or _mentions_text(field.annotation)
        yield from _texts_in(getattr(model, name), is_text, (*path, field.alias or name))


def _texts_in(value: Any, is_text: bool, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, BaseModel):
        yield from texts(value, path)
    elif isinstance(value, list | tuple):
        for i, item in enumerate(value):
            yield from _texts_in(item, is_text, (*path, i))
    elif is_text and isinstance(value, str):
        yield path, value


def _mentions_text(annotation: Any) -> bool:
    if TEXT in getattr(annotation, "__metadata__", ()):
        return True
    return any(_mentions_text(inner) for inner in get_args(annotation))
