"""A text in each language of the site, as data files hold it: `{nl: …, en: …}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar, get_args

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError, ValidationInfo, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from microsite.source.model import Model
from microsite.source.problems import did_you_mean, say
from microsite.source.text import Wording

T = TypeVar("T")
LANGUAGES = "languages"
"""In a schema, where texts in each language stand: whether all of them are needed. Who knows the site fills them in."""


class PerLanguage(Generic[T]):
    """What is said in each language. One that lags behind may lack it; then `[lang]` gives that of the first.

    No dataclass: pydantic has a way of its own with those.
    """

    ALL: ClassVar[bool] = True
    """Whether a language that does not lag behind must be there."""

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
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), LANGUAGES: cls.ALL}

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
                told = say("unknown language '{lang}'{hint}", lang=lang, hint=did_you_mean(lang, wording.languages))
                wrong = PydanticCustomError("language", "{told}", {"told": told})
                yield InitErrorDetails(type=wrong, loc=(lang,), input=lang)
        for lang in wording.languages if cls.ALL else ():
            if lang not in said and lang not in wording.lagging:
                yield InitErrorDetails(type="missing", loc=(lang,), input=said)


class SomeLanguages(PerLanguage[T]):
    """What may be said in each language, and need not be in any."""

    ALL = False


class Beside(Model):
    """A thing whose texts may stand beside its other keys: `{id: …, nl: …, en: …}`, as though below `BESIDE`."""

    BESIDE: ClassVar[str]

    @model_validator(mode="before")
    @classmethod
    def _gathered(cls, given: Any, info: ValidationInfo) -> Any:
        wording: Wording | None = info.context
        if not isinstance(given, dict) or wording is None or cls.BESIDE in given:
            return given
        said = {lang: given[lang] for lang in wording.languages if lang in given}
        return {**{key: value for key, value in given.items() if key not in said}, cls.BESIDE: said}
