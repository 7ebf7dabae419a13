"""The words no author wrote, per language: those every site has (place/strings), and in their place those of this site.

What site.yml says of a language stands among them, so that a template needs one source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from microsite.content.definition import Definition
from microsite.source.files import read_words
from microsite.source.front_matter import FrontMatter, KeyPath, key_path, read_yaml
from microsite.source.problems import Problem, Said, nearest, say
from microsite.source.text import refuse_unprintable

CORE = Path(__file__).parents[1] / "place" / "strings"
WHOLE = "en"
"""The language whose words are complete by definition: another has the same keys."""
MANY = 10
"""More words than this that are still to be translated are told in one line."""


def own_name(lang: str) -> str:
    """The file of this site's own words, in docs/_data/."""
    return f"strings.{lang}.yml"


def read_core(lang: str) -> FrontMatter:
    """The words every site has in a language, with their lines; empty when the core does not speak it."""
    path = CORE / f"{lang}.yml"
    return read_yaml(path.read_text("utf-8"), f"strings/{lang}.yml") if path.is_file() else FrontMatter({}, {})


def read_own(docs: Path, lang: str) -> FrontMatter:
    """The own words of a site in a language, with their lines; empty when it has none."""
    return read_words(docs / "_data" / own_name(lang), shown(docs, lang))


def shown(docs: Path, lang: str) -> str:
    """How messages call the file of this site's own words."""
    return f"{docs.name}/_data/{own_name(lang)}"


def load(definition: Definition, docs: Path) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """The words of every language of the site, and every mistake in them."""
    problems: list[Problem] = []
    strings: dict[str, dict[str, Any]] = {}
    for lang in definition.langs:
        core, own = read_core(lang), read_own(docs, lang)
        problems += core.problems + own.problems
        if not own.problems:
            problems += _unknown(own, shown(docs, lang))
        strings[lang] = merged(core.data or {}, own.data or {})
        lacking = missing(strings[lang])
        if lacking and not definition.lags(lang):
            problems += _lacking(lacking, lang, docs)
        strings[lang] = merged(strings.get(definition.first, read_core(WHOLE).data), strings[lang])
    return strings, problems


def told(definition: Definition, strings: Mapping[str, Mapping[str, Any]], publisher: str) -> dict[str, dict[str, Any]]:
    """The words with what site.yml and the settings say filled in."""
    found = {}
    for lang, words in strings.items():
        language = definition.languages[lang]
        filled = _filled(words, {"{publisher}": publisher, "{site}": language.site})
        found[lang] = {**filled, **_of_language(definition, lang)}
    return found


def _of_language(definition: Definition, lang: str) -> dict[str, Any]:
    language, taxonomies = definition.languages[lang], definition.taxonomies
    return {
        "site_name": language.site,
        "site_tagline": language.tagline,
        "locale": language.locale,
        "lang_tag": language.tag,
        "direction": language.direction,
        "topic": taxonomies.topics.words[lang].model_dump(),
        "trait": taxonomies.traits.words[lang].model_dump() if taxonomies.traits else {},
        "traits": {trait.id: trait.words[lang] for trait in definition.traits.values()},
        "crisis": definition.crisis.says[lang] if definition.crisis else "",
    }


def _filled(value: Any, places: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, places) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, places) for inner in value]
    if isinstance(value, str):
        for place, text in places.items():
            value = value.replace(place, text)
    return value


def merged(ground: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`ground` with what `over` says otherwise, key by key; what is empty there says nothing."""
    found = dict(ground)
    for key, value in over.items():
        if isinstance(value, dict):
            found[key] = merged(found[key] if isinstance(found.get(key), dict) else {}, value)
        elif value is not None:
            found[key] = value
    return found


def counted(forms: Mapping[str, str], n: int) -> str:
    """“1 pagina” or “3 pagina’s”: the form of a word that goes with a number."""
    return forms["one"] if n == 1 else forms["other"].format(n=n)


def missing(words: Mapping[str, Any]) -> list[KeyPath]:
    """The keys that every language needs and these words lack, in the order of the file."""
    there = set(key_paths(words))
    return [keys for keys in key_paths(read_core(WHOLE).data) if keys not in there]


def key_paths(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """The path of every word."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from key_paths(inner, (*path, key))
    elif value is not None:
        yield path


def _unknown(own: FrontMatter, file: str) -> Iterator[Problem]:
    known = {key_path(keys) for keys in key_paths(read_core(WHOLE).data)}
    for keys in key_paths(own.data or {}):
        if (name := key_path(keys)) not in known:
            yield Problem(file, own.line(keys), name, say("unknown key '{name}'", name=name) + nearest(name, known))
        elif said := _unlike(_at(own.data, keys), _at(read_core(WHOLE).data, keys)):
            yield Problem(file, own.line(keys), name, said)


def _at(value: Any, keys: KeyPath) -> Any:
    for key in keys:
        value = value[key]
    return value


def _unlike(own: Any, ground: Any) -> Said | None:
    """Why a word cannot stand in the place of that of the core: another kind, places of its own, no end."""
    if isinstance(ground, list):
        if not isinstance(own, list) or len(own) != len(ground):
            return say("a list of {n} words belongs here", n=len(ground))
        return next(filter(None, map(_unlike, own, ground)), None)
    if not isinstance(own, str):
        return say("a text belongs here; a number, yes, no or ~ needs quotes")
    try:
        refuse_unprintable(own)
    except ValueError as error:
        (said,) = error.args
        return said if isinstance(said, Said) else None
    places = _PLACE.findall(str(ground))
    if set(_PLACE.sub("", own)) & set("{}") or not set(_PLACE.findall(own)) <= set(places):
        shown = ", ".join(f"{{{each}}}" for each in places) or "–"
        return say("between two braces stands what is filled in, here: {places}", places=shown)
    return None


_PLACE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def _lacking(lacking: list[KeyPath], lang: str, docs: Path) -> list[Problem]:
    file = shown(docs, lang) if (docs / "_data" / own_name(lang)).is_file() else f"strings/{lang}.yml"
    how = f"python -m microsite strings {lang}"
    if len(lacking) > MANY:
        named = ", ".join(map(key_path, lacking[:3]))
        said = say(
            "{n} words are still to be translated ({named} and so on); type: {how}",
            n=len(lacking),
            named=named,
            how=how,
        )
        return [Problem(shown(docs, lang), 1, "", said)]
    return [Problem(file, 1, key_path(keys), say("this word is still to be translated")) for keys in lacking]


def to_translate(lang: str, own: Mapping[str, Any]) -> tuple[str, int]:
    """The file with a line for each word a language needs, and how many are still to be translated.

    What was translated stays; of the rest, the word in the language that has them all stands behind it as a note.
    """
    ground = read_core(WHOLE).data
    there = merged(read_core(lang).data or {}, own)
    lines = [
        f"# Words on a page or sheet that no author wrote, in '{lang}'. What is empty is still to be translated;",
        f"# behind it stands what it is in '{WHOLE}'. {{…}} is filled in by the generator.",
        "# A text with ': ' or '#' in it needs quotes around it.",
    ]
    lines += _word_lines(ground, there, 0)
    return "\n".join(lines) + "\n", len(missing(there))


def _word_lines(ground: Mapping[str, Any], there: Mapping[str, Any], indent: int) -> Iterator[str]:
    for key, value in ground.items():
        given = there.get(key)
        if isinstance(value, dict):
            yield f"{' ' * indent}{key}:"
            yield from _word_lines(value, given if isinstance(given, dict) else {}, indent + 2)
        elif given is None:
            yield f"{' ' * indent}{key}:   # {json.dumps(value, ensure_ascii=False)}"
        else:
            yield f"{' ' * indent}{key}: {json.dumps(given, ensure_ascii=False)}"
