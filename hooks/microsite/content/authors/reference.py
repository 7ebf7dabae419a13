"""Every key that an author may write, as a page to read: made from the same models as the schemas, with examples."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from microsite.content.authors.schema import FIELDS, PAGE, Schema
from microsite.content.front import Front
from microsite.content.front.keys import Fronts
from microsite.fields import KINDS, examples
from microsite.source.text import Id

SPOKEN = "en"
"""The language of the page, and of the examples on it."""
_INTRO = """# All keys

Every key that can stand in a page or in a file of `docs/_data/`. This page is made by
`python -m microsite reference`, from the same models that the check reads with: do not change it by hand. A key in bold
must be there. An *id* has small letters a–z, digits and single hyphens, and begins with a letter.

An editor that knows JSON Schema shows the same while you type: see [CONTRIBUTING.md](CONTRIBUTING.md#your-editor).
"""


def reference(found: Mapping[str, Schema], kinds: Fronts) -> str:
    """The page, from the schemas of a site."""
    lines = [_INTRO, "## Pages", *_pages(found[PAGE], kinds), "## Fields of a worksheet", *_fields(found[PAGE])]
    lines += ["## Files of `docs/_data/`", *_files(found)]
    return "\n\n".join(line.strip("\n") for line in lines) + "\n"


def _pages(page: Schema, kinds: Fronts) -> Iterator[str]:
    """What all pages have, what each kind adds, and what stands below those keys."""
    defs = page["$defs"]
    plain = _model_of(page)
    every = [field.alias or name for name, field in Front.model_fields.items()]
    yield "### Every page"
    yield _table({**plain, "properties": {key: plain["properties"][key] for key in every}})
    models = {kind.__name__: defs[kind.__name__] for kind in kinds if kind.PARTS}
    for model in [*models.values(), {**plain, "description": "The front matter of a page that is a text and no more."}]:
        own = {key: value for key, value in model["properties"].items() if key not in every}
        if own:
            yield f"### {model['description'].partition('. ')[0].rstrip('.')}"
            yield _table({**model, "properties": own})
    fields = _named(page)
    yield from _parts(defs, {*models, *_below(defs, fields)})


def _fields(page: Schema) -> Iterator[str]:
    """A kind each, with the first of its examples, and what stands below their keys."""
    defs, fields = page["$defs"], _named(page)
    for name, kind in sorted(fields.items(), key=lambda each: each[1]):
        yield f"### `{kind}`"
        yield defs[name]["description"].partition("\n")[0]
        yield _table(defs[name])
        yield _example(kind)
    yield from _parts(defs, set(defs) - _below(defs, fields) | set(fields))


def _files(found: Mapping[str, Schema]) -> Iterator[str]:
    """A file each, and what stands below its keys."""
    for name, schema in found.items():
        model = _model_of(schema)
        if "properties" not in model or name in _NO_FILE:
            continue
        yield f"### `{name}.yml`"
        yield model["description"].partition("\n")[0]
        yield _table(model)
        yield from _parts(schema.get("$defs", {}), {_name_of(schema)})


_NO_FILE = (PAGE, FIELDS)


def _model_of(schema: Schema) -> Schema:
    """The keys of a file: of the whole, of each item of a list, of each thing by its name, of a page without parts."""
    while "else" in schema:
        schema = {**schema["else"], "$defs": schema.get("$defs", {})}
    name = _name_of(schema)
    inner: Schema = schema["$defs"][name] if name else schema
    return inner


def _name_of(schema: Schema) -> str:
    below = schema.get("items") or schema.get("additionalProperties") or {}
    return str(below.get("$ref", "")).rpartition("/")[2] if isinstance(below, dict) else ""


def _named(page: Schema) -> dict[str, str]:
    """The models of fields, by their name, with the kind of each."""
    said = {name: model["properties"].get("kind", {}).get("const") for name, model in page["$defs"].items()}
    return {name: kind for name, kind in said.items() if kind in KINDS}


def _below(defs: Mapping[str, Schema], names: Mapping[str, str]) -> set[str]:
    """These models and all that stand below their keys."""
    found, left = set(names), list(names)
    while left:
        for name in _refs(defs[left.pop()]):
            if name not in found:
                found.add(name)
                left.append(name)
    return found


def _refs(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield node["$ref"].rpartition("/")[2]
        for each in node.values():
            yield from _refs(each)
    elif isinstance(node, list):
        for each in node:
            yield from _refs(each)


def _parts(defs: Mapping[str, Schema], told: set[str]) -> Iterator[str]:
    """The models that stand below keys, but for those that were told."""
    for name, model in defs.items():
        if name not in told:
            yield f"#### {name}"
            yield model["description"].partition("\n")[0]
            yield _table(model)


def _table(model: Schema) -> str:
    rows = ["| key | what it holds | what it is for |", "|---|---|---|"]
    for key, value in model["properties"].items():
        must = key in model.get("required", ())
        rows.append(f"| {f'**`{key}`**' if must else f'`{key}`'} | {_holds(value)} | {value.get('description', '')} |")
    return "\n".join(rows)


def _holds(node: Schema) -> str:
    """What may stand behind a key, in words."""
    return next(say(node) for asks, say in _WORDS if asks in node) + _default(node)


def _default(node: Schema) -> str:
    given = node.get("default")
    return "" if given is None else f"; `{str(given).lower() if isinstance(given, bool) else given}` if left out"


def _one_of(node: Schema) -> str:
    names = [f"`{each}`" for each in node["enum"]]
    return f"one of {len(names)} names, such as {names[0]}" if len(names) > MANY else " or ".join(names)


ID = TypeAdapter(Id).json_schema()["pattern"]
"""What every id looks like, which the page says once."""
MANY = 12
"""Names; the editor shows them all, the page does not."""


def _either(node: Schema) -> str:
    """One of several; nothing at all goes without saying."""
    return " or ".join(_holds(each) for each in node["anyOf"] if each.get("type") != "null")


def _typed(node: Schema) -> str:
    return _TYPES[node["type"]](node)


def _text(node: Schema) -> str:
    if node.get("pattern") == ID:
        return "an id"
    if "patternErrorMessage" in node:
        return str(node["patternErrorMessage"])
    if node.get("format") == "date":
        return "a date: 2026-11-24"
    if "maxLength" not in node:
        return "text"
    return f"text, {node.get('minLength', 0)} to {node['maxLength']} characters"


def _number(node: Schema) -> str:
    return f"a whole number, {node['minimum']} to {node['maximum']}" if "minimum" in node else "a whole number"


def _list(node: Schema) -> str:
    least, most = node.get("minItems", 0), node.get("maxItems")
    return f"a list of {f'{least} to {most}' if most else f'{least} or more'}: {_holds(node['items'])}"


def _object(node: Schema) -> str:
    if node.get("properties"):
        return f"in each language: {_holds(next(iter(node['properties'].values())))}"
    inner = next(iter(node.get("patternProperties", {}).values()), node.get("additionalProperties"))
    return f"keys of its own: {_holds(inner)}" if isinstance(inner, dict) else "keys of its own"


_TYPES: dict[str, Callable[[Schema], str]] = {
    "string": _text,
    "integer": _number,
    "boolean": lambda node: "`true` or `false`",
    "array": _list,
    "object": _object,
    "null": lambda node: "nothing",
}
_WORDS: tuple[tuple[str, Callable[[Schema], str]], ...] = (
    ("$ref", lambda node: f"[{node['$ref'].rpartition('/')[2]}](#{node['$ref'].rpartition('/')[2].lower()})"),
    ("enum", _one_of),
    ("const", lambda node: f"`{node['const']}`"),
    ("anyOf", _either),
    ("oneOf", lambda node: "fields, each of [a kind](#fields-of-a-worksheet)"),
    ("type", _typed),
)
"""By what a schema has, how it is said; the first that it has."""


def _example(kind: str) -> str:
    text = examples.first(kind, SPOKEN)
    lines = [line.removeprefix("  ") for line in text.splitlines()]
    return "\n".join(["```yaml", *lines, "```"])
