"""What an author may write as JSON Schema, made from the models: an editor shows the keys and marks what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from microsite.content.definition import FILE as SITE, Definition
from microsite.content.front import TextFront
from microsite.content.front.keys import Fronts, parts
from microsite.fields import Field
from microsite.source.files import read_data
from microsite.source.messages import FORMS
from microsite.source.per_language import LANGUAGES, Beside

Schema = dict[str, Any]
PAGE, FIELDS = "page", "fields"
"""What no file of docs/_data/ is called: the front matter, and an example of a kind of field."""
_KEYS = Path(__file__).with_name("keys.yml")
_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The one that editors of YAML know."""


def schemas(site: Definition, kinds: Fronts, files: Mapping[str, type[BaseModel]]) -> dict[str, Schema]:
    """By the name of a file without its ending: what may stand in it, on this site. `files`: those of docs/_data/."""
    found = {PAGE: _page(kinds), FIELDS: _examples()}
    found |= {name.removesuffix(".yml"): _of(kind) for name, kind in {SITE: Definition, **files}.items()}
    whole = [lang for lang in site.langs if not site.lags(lang)]
    return {name: {"$schema": _DIALECT} | _spoken(schema, site.langs, whole) for name, schema in found.items()}


def keys() -> dict[str, dict[str, str]]:
    """What each key is for: by the name of a model, and of the key in it."""
    found: dict[str, dict[str, str]] = read_data(_KEYS, _KEYS.name).data
    return found


def said_of(model: type[BaseModel], name: str, told: Mapping[str, Mapping[str, str]]) -> str:
    """What `keys` tells of the key of a model, or of what it is made of; or nothing."""
    return next((told[kind.__name__][name] for kind in model.__mro__ if name in told.get(kind.__name__, {})), "")


def _of(kind: Any) -> Schema:
    return TypeAdapter(kind).json_schema(schema_generator=_Described)


class _Described(GenerateJsonSchema):
    """Says what each key is for, and has no titles that only say a key again."""

    def __init__(self, by_alias: bool = True, **given: Any) -> None:
        super().__init__(by_alias, **given)
        self._told = keys()

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: the key stands before it."""
        return False

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default that a person can read, and none that is nothing or an object."""
        plain = schema.get("default") is not None and isinstance(schema.get("default"), str | int | float)
        return super().default_schema(schema) if plain else self.generate_inner(schema["schema"])

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """The keys of a model, each with what it is for."""
        found, model = super().model_schema(schema), schema["cls"]
        for name, field in model.model_fields.items():
            under = found.get("properties", {}).get(field.alias or name)
            if under is not None and (said := said_of(model, name, self._told)):
                under["description"] = said
        return found | ({"beside": model.BESIDE} if issubclass(model, Beside) else {})


def _page(kinds: Fronts) -> Schema:
    """The front matter of each kind, which the first of its own keys tells."""
    found, defs = _of(TextFront), {}
    defs = found.pop("$defs", {})
    for kind in reversed([kind for kind in kinds if kind.PARTS]):
        own = _of(kind)
        defs |= own.pop("$defs", {}) | {kind.__name__: own}
        asks = {"anyOf": [{"required": [part]} for part in parts(kind)]}
        found = {"if": asks, "then": {"$ref": f"#/$defs/{kind.__name__}"}, "else": found}
    return found | {"$defs": defs}


def _examples() -> Schema:
    found = _of(list[Field])
    defs = found.pop("$defs")
    return {"type": "object", "additionalProperties": found, "$defs": defs}


def _spoken(schema: Any, langs: Iterable[str], whole: list[str]) -> Any:
    """`schema` with the languages of the site where texts in each stand, and patterns said in words."""
    if isinstance(schema, list):
        return [_spoken(each, langs, whole) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _spoken(each, langs, whole) for key, each in schema.items()}
    if isinstance(found.get("pattern"), str) and found["pattern"] in FORMS:
        found["patternErrorMessage"] = FORMS[found["pattern"]]
    if isinstance(found.get(LANGUAGES), bool):
        needed = {"required": whole} if found.pop(LANGUAGES) else {}
        found |= {"properties": dict.fromkeys(langs, found["additionalProperties"]), "additionalProperties": False}
        found |= needed
    return _lifted(found) if isinstance(found.get("beside"), str) else found


def _lifted(found: Schema) -> Schema:
    """The texts in each language beside the other keys, where authors write them."""
    name = found.pop("beside")
    said = found["properties"].pop(name)
    told = {"description": said.get("description", "")}
    found["properties"] |= {lang: text | told for lang, text in said["properties"].items()}
    found["required"] = [key for key in found["required"] if key != name] + said.get("required", [])
    return found
