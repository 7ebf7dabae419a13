"""A text in each language of the site, as data files hold it: `{nl: …, en: …}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Generic, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, ValidationError, ValidationInfo
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from microsite.source.problems import did_you_mean
from microsite.source.text import Wording

T = TypeVar("T")


class PerLanguage(Generic[T]):
    """What is said in each language. One that lags behind may lack it; then `[lang]` gives that of the first.

    No dataclass: pydantic has a way of its own with those.
    """

    def __init__(self, said: Mapping[str, T]) -> None:
        self.said = said

    def __getitem__(self, lang: str) -> T:
        found = self.said.get(lang)
        return next(iter(self.said.values())) if found is None else found

    def get(self, lang: str) -> T | None:
        """What is said in this very language, if anything is."""
        return self.said.get(lang)

    def items(self) -> Iterator[tuple[str, T]]:
        """Each language with what is said in it, in the order of the file."""
        return iter(self.said.items())

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        (kind,) = get_args(source)
        inner = core_schema.dict_schema(core_schema.str_schema(), handler.generate_schema(kind))
        return core_schema.with_info_wrap_validator_function(cls._read, inner)

    @classmethod
    def _read(cls, value: Any, read: core_schema.ValidatorFunctionWrapHandler, info: ValidationInfo) -> PerLanguage[T]:
        if isinstance(value, PerLanguage):
            return value
        said: dict[str, T] = read(value)
        if wrong := list(cls._wrong(said, info.context or Wording(tuple(said)))):
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return cls(said)

    @classmethod
    def _wrong(cls, said: Mapping[str, T], wording: Wording) -> Iterator[InitErrorDetails]:
        for lang in said if wording.languages else ():
            if lang not in wording.languages:
                told = f"unknown language '{lang}'{did_you_mean(lang, wording.languages)}"
                wrong = PydanticCustomError("language", "{told}", {"told": told})
                yield InitErrorDetails(type=wrong, loc=(lang,), input=lang)
        yield from cls._lacking(said, wording)

    @classmethod
    def _lacking(cls, said: Mapping[str, T], wording: Wording) -> Iterator[InitErrorDetails]:
        for lang in wording.languages:
            if lang not in said and lang not in wording.lagging:
                yield InitErrorDetails(type="missing", loc=(lang,), input=said)


class SomeLanguages(PerLanguage[T]):
    """What may be said in each language, and need not be in any."""

    @classmethod
    def _lacking(cls, said: Mapping[str, T], wording: Wording) -> Iterator[InitErrorDetails]:
        return iter(())


def gathered(value: Any, key: str, wording: Wording | None) -> Any:
    """The data of a thing whose texts stand beside its other keys, as though they stood below `key`."""
    if not isinstance(value, dict) or wording is None or key in value:
        return value
    said = {lang: value[lang] for lang in wording.languages if lang in value}
    return {**{k: v for k, v in value.items() if k not in said}, key: said}
