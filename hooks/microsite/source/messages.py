"""What pydantic finds, said so that an author knows what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from microsite.source import slips
from microsite.source.front_matter import KeyPath
from microsite.source.problems import did_you_mean


def message(kind: type[BaseModel], error: ErrorDetails, path: KeyPath, elsewhere: Mapping[str, str]) -> str:
    """The finding `error` of the model `kind`, at `path` in the author's file, in plain words.

    `elsewhere`: what to say of keys that files of this sort may have at their top, though not this one.
    """
    if error["type"] == "extra_forbidden":
        key, top = str(path[-1]), elsewhere if len(path) == 1 else {}
        known = [*_siblings(kind, error["loc"]), *top]
        return top[key] if key in top else f"unknown key '{key}'" + did_you_mean(key, known)
    say = _SAY.get(error["type"])
    return say(error["input"], error.get("ctx", {})) if say else error["msg"]


def _unknown(known: str) -> Callable[[Any, dict[str, Any]], str]:
    def say(given: Any, context: dict[str, Any]) -> str:
        word = str(context.get("tag", given))
        return (
            f"unknown '{word}'"
            + did_you_mean(word, context[known].replace("'", "").replace(" or ", ", ").split(", "))
            + slips.curly(word)
        )

    return say


def _pattern(given: Any, context: dict[str, Any]) -> str:
    return (
        f"'{given}' is not of the form it must have: {FORMS.get(context['pattern'], context['pattern'])}"
        + slips.curly(str(given))
    )


def _length(given: Any, context: dict[str, Any]) -> str:
    at_least = "min_length" in context
    bound = f"at least {context['min_length']}" if at_least else f"at most {context['max_length']}"
    return f"a list of {context['actual_length']}; it takes {bound}"


def _range(given: Any, context: dict[str, Any]) -> str:
    words = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}
    return f"{given} is out of range: it must be " + " and ".join(f"{words[k]} {v}" for k, v in context.items())


_SAY: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    "union_tag_invalid": _unknown("expected_tags"),
    "literal_error": _unknown("expected"),
    "union_tag_not_found": lambda given, context: "a field needs a line 'kind: …'",
    "missing": lambda given, context: "this key is missing; add it",
    "string_type": lambda given, context: (
        f"this must be text, but YAML reads {_as_read(given)}; "
        + ("write it" if given is None else "put quotes around it")
    ),
    "list_type": lambda given, context: (
        f"this must be a list (each item on its own line, after '- '), not {_as_read(given)}"
    ),
    "dict_type": lambda given, context: f"this must hold keys of its own, not {_as_read(given)}",
    "model_type": lambda given, context: f"this must hold keys of its own, not {_as_read(given)}",
    "int_type": lambda given, context: f"this must be a whole number, not {_as_read(given)}",
    "int_from_float": lambda given, context: f"this must be a whole number, not {_as_read(given)}",
    "bool_type": lambda given, context: f"this must be true or false, not {_as_read(given)}",
    "string_too_long": lambda given, context: (
        f"{len(given.strip())} characters, at most {context['max_length']} fit; make it shorter"
    ),
    "string_too_short": lambda given, context: (
        f"{len(given.strip())} characters, at least {context['min_length']} are needed; write more"
        if given.strip()
        else "there is no text here; write it, or take the key out"
    ),
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _pattern,
    "greater_than_equal": _range,
    "greater_than": _range,
    "less_than_equal": _range,
    "less_than": _range,
    "value_error": lambda given, context: str(context["error"]),
}

FORMS = {
    r"^#[0-9a-f]{6}$": "a colour in small letters: #35617f",
    r"^[a-z]{2,3}$": "a language in two or three small letters: nl",
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": "a language as browsers know it: nl, en-GB",
    r"^[a-z]{2,3}_[A-Z]{2}$": "a language and a country: nl_NL",
    r"^[a-z]{2,12}-$": "small letters a–z and a hyphen: sheet-",
    r"^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9-]+$": "tag:<your domain>,<year>:<a name>",
    r"^https://\S+/$": "an address with https:// before it and a slash at its end",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "small letters a–z, digits, single hyphens, a letter first",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "small letters a–z, digits, single hyphens",
    r"^F[1-9][0-9]*$": "F and a number, as in facts.yml: F16",
    r"^[a-z]{3,7}$": "3 to 7 small letters a–z, without accents",
    r"^tel:\+?\d+$": "tel: and digits only",
    r"^[0-9a-f]{12}$": "12 hex digits, which python -m microsite stamp writes",
    r"^\d{4}(/\d{4})?$": 'a year in quotes, or two: "1988", "1969/1982"',
    r"^[A-Z]{2,3}$": "a country in two or three capitals: NL",
    r"^[a-z]{2,20}$": "2 to 20 small letters a–z",
    r"^[a-z]{2,12}$": "2 to 12 small letters a–z",
    r"^[A-Za-z_]+$": "letters and underscores: nl_NL",
    r"^/[a-z0-9/._-]+$": "an address from the root of the site: /old/page/",
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]{2,3})?$": "an id, or an id and a language: calm, calm/en",
    r"^https://[^\s<>\"\\]+$": "an address with https:// before it",
    r"^(https://|mailto:)[^\s<>\"\\]+$": "an address with https:// or mailto: before it",
    r"^10\.\d{4,9}/\S+$": "a DOI without https://doi.org/ before it: 10.1037/…",
}
"""What a pattern asks for, in an author's words."""


def _as_read(value: Any) -> str:
    names = {int: "the number", float: "the number", list: "a list", dict: "keys with values"}
    if value is None:
        return "nothing (empty)"
    if isinstance(value, bool):
        return f"{str(value).lower()} (yes or no)"
    name = names.get(type(value), "the text")
    return f"{name} {value}" if isinstance(value, bool | int | float | str) else name


def _siblings(kind: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """The keys known where an unknown one stands, found by walking the models along `loc`."""
    models: list[type[BaseModel]] = (
        list(_models_in(kind.model_fields["root"].annotation)) if issubclass(kind, RootModel) else [kind]
    )
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
