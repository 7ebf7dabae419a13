"""What pydantic finds, said so that an author knows what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from microsite.source import slips
from microsite.source.front_matter import KeyPath
from microsite.source.problems import Said, did_you_mean, say


def message(kind: type[BaseModel], error: ErrorDetails, path: KeyPath, elsewhere: Mapping[str, Said]) -> Said:
    """The finding `error` of the model `kind`, at `path` in the author's file, in plain words.

    `elsewhere`: what to say of keys that files of this sort may have at their top, though not this one.
    """
    if error["type"] == "extra_forbidden":
        key, top = str(path[-1]), elsewhere if len(path) == 1 else {}
        known = [*_siblings(kind, error["loc"]), *top]
        return top[key] if key in top else say("unknown key '{key}'", key=key) + did_you_mean(key, known)
    told = _SAY.get(error["type"])
    return told(error["input"], error.get("ctx", {})) if told else say("{said}", said=error["msg"])


def _unknown(known: str) -> Callable[[Any, dict[str, Any]], Said]:
    def told(given: Any, context: dict[str, Any]) -> Said:
        word = str(context.get("tag", given))
        others = context[known].replace("'", "").replace(" or ", ", ").split(", ")
        return say("unknown '{word}'", word=word) + did_you_mean(word, others) + slips.curly(word)

    return told


def _pattern(given: Any, context: dict[str, Any]) -> Said:
    form = FORMS.get(context["pattern"], context["pattern"])
    return say("'{given}' is not of the form it must have: {form}", given=given, form=form) + slips.curly(str(given))


def _length(given: Any, context: dict[str, Any]) -> Said:
    if "min_length" in context:
        return say("a list of {n}; it takes at least {least}", n=context["actual_length"], least=context["min_length"])
    return say("a list of {n}; it takes at most {most}", n=context["actual_length"], most=context["max_length"])


def _range(given: Any, context: dict[str, Any]) -> Said:
    words = {
        "ge": say("at least {bound}", bound=context.get("ge")),
        "le": say("at most {bound}", bound=context.get("le")),
    }
    (bound,) = (words[key] for key in context)
    return say("{given} is out of range: it must be {bound}", given=given, bound=bound)


def _text(given: Any, context: dict[str, Any]) -> Said:
    if given is None:
        return say("this must be text, but YAML reads nothing (empty); write it")
    return say("this must be text, but YAML reads {read}; put quotes around it", read=_as_read(given))


def _too_short(given: Any, context: dict[str, Any]) -> Said:
    if not given.strip():
        return say("there is no text here; write it, or take the key out")
    n, least = len(given.strip()), context["min_length"]
    return say("{n} characters, at least {least} are needed; write more", n=n, least=least)


def _must_be(what: Said) -> Callable[[Any, dict[str, Any]], Said]:
    return lambda given, context: say("this must {what}, not {read}", what=what, read=_as_read(given))


_SAY: dict[str, Callable[[Any, dict[str, Any]], Said]] = {
    "union_tag_invalid": _unknown("expected_tags"),
    "literal_error": _unknown("expected"),
    "union_tag_not_found": lambda given, context: say("a field needs a line 'kind: …'"),
    "missing": lambda given, context: say("this key is missing; add it"),
    "string_type": _text,
    "list_type": _must_be(say("be a list (each item on its own line, after '- ')")),
    "dict_type": _must_be(say("hold keys of its own")),
    "model_type": _must_be(say("hold keys of its own")),
    "model_attributes_type": _must_be(say("hold keys of its own")),
    "int_type": _must_be(say("be a whole number")),
    "int_from_float": _must_be(say("be a whole number")),
    "bool_type": _must_be(say("be true or false")),
    "date_type": _must_be(say("be a date, written as 2026-11-22")),
    "string_too_long": lambda given, context: say(
        "{n} characters, at most {most} fit; make it shorter", n=len(given.strip()), most=context["max_length"]
    ),
    "string_too_short": _too_short,
    "too_short": _length,
    "too_long": _length,
    "string_pattern_mismatch": _pattern,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "value_error": lambda given, context: _said(context["error"].args[0]),
    "language": lambda given, context: _said(context["told"]),
}


def _said(given: object) -> Said:
    """What a validator raised."""
    return given if isinstance(given, Said) else say("{said}", said=given)


FORMS = {
    r"^#[0-9a-f]{6}$": say("a colour in small letters: #35617f"),
    r"^[a-z]{2,3}$": say("a language in two or three small letters: nl"),
    r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$": say("a language as browsers know it: nl, fr-BE"),
    r"^[a-z]{2,3}_[A-Z]{2}$": say("a language and a country: nl_NL"),
    r"^[a-z]{2,12}-$": say("small letters a–z and a hyphen: sheet-"),
    r"^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[a-z0-9-]+$": say("tag:<your domain>,<year>:<a name>"),
    r"^https://[^\s<>\"\\]+/$": say("an address with https:// before it and a slash at its end"),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$": say("small letters a–z, digits, single hyphens, a letter first"),
    r"^[a-z0-9]+(-[a-z0-9]+)*$": say("small letters a–z, digits, single hyphens"),
    r"^F[1-9][0-9]{0,3}$": say("F and a number, as in facts.yml: F16"),
    r"^[a-z]{3,7}$": say("3 to 7 small letters a–z, without accents"),
    r"^tel:\+?\d{1,15}$": say("tel: and digits only"),
    r"^[0-9a-f]{12}$": say("12 hex digits, which python -m microsite stamp writes"),
    r"^\d{4}(/\d{4})?$": say('a year in quotes, or two: "1988", "1969/1982"'),
    r"^[A-Z]{2,3}$": say("a country in two or three capitals: NL"),
    r"^[a-z]{2,20}$": say("2 to 20 small letters a–z"),
    r"^[a-z]{2,12}$": say("2 to 12 small letters a–z"),
    r"^[A-Za-z_]+$": say("letters and underscores: nl_NL"),
    r"^/[a-z0-9/._-]+$": say("an address from the root of the site: /old/page/"),
    r"^[a-z][a-z0-9]*(-[a-z0-9]+)*(/[a-z]{2,3})?$": say("an id, or an id and a language: calm, calm/en"),
    r"^https://[^\s<>\"\\]+$": say("an address with https:// before it"),
    r"^(https://|mailto:)[^\s<>\"\\]+$": say("an address with https:// or mailto: before it"),
    r"^10\.\d{4,9}/\S+$": say("a DOI without https://doi.org/ before it: 10.1037/…"),
}
"""What a pattern asks for, in an author's words."""


def _as_read(value: Any) -> Said:
    if value is None:
        return say("nothing (empty)")
    if isinstance(value, bool):
        return say("{value} (yes or no)", value=str(value).lower())
    if isinstance(value, int | float):
        return say("the number {value}", value=value)
    if isinstance(value, str):
        return say("the text {value}", value=value)
    return say("a list") if isinstance(value, list) else say("keys with values")


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
