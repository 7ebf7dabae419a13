"""A new exercise in every language: front matter that is whole but for its words. What is empty, the check asks for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from microsite.content import definition as definitions
from microsite.content.definition import Definition
from microsite.content.page import source_files
from microsite.fields import KINDS
from microsite.place.pictures import GLYPHS
from microsite.source.files import read_markdown
from microsite.source.problems import ProblemsError, did_you_mean

FIELDS = Path(definitions.__file__).parents[1] / "fields"
KIND_NAMES = tuple(sorted(kind.model_fields["kind"].annotation.__args__[0] for kind in KINDS))
"""What a field can be."""
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORD = re.compile(r"[a-z]{3,7}")
_PLAIN = re.compile(r"(?!(?:true|false|null)$)[^\W\d_][\w ’,.!?()-]*", re.IGNORECASE)
"""A text that YAML reads as a text without quotes."""


@dataclass(frozen=True)
class Wish:
    """What the author wants. `titles` and `words` have a text for each language of the site."""

    id: str
    key: int
    titles: Mapping[str, str]
    words: Mapping[str, str]
    glyph: str = "sheet"
    fields: tuple[str, ...] = ("lines",)


@dataclass(frozen=True)
class Shelf:
    """The site as a new page finds it: read without the checks, so that a page half written is no hindrance."""

    docs: Path
    definition: Definition
    ids: frozenset[str]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    """Where a language keeps its worksheets, below its own folder."""

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that a new exercise is written in: those that may lag behind can follow later."""
        return tuple(lang for lang in self.definition.langs if not self.definition.lags(lang))

    def wrong_id(self, given: str) -> str:
        """What is wrong with a new id, or nothing."""
        if not _ID.fullmatch(given):
            return f"'{given}' cannot be an id: use small letters a–z, digits and single hyphens, a letter first"
        return f"'{given}' is the id of a page already; choose another" if given in self.ids else ""

    def wrong_key(self, given: str) -> str:
        """What is wrong with the number of a step, or nothing."""
        known = [str(number) for number in self.definition.topics]
        return "" if given in known else f"'{given}' is none of {', '.join(known)}"

    def wrong_word(self, given: str, lang: str) -> str:
        """What is wrong with a printed word, or nothing."""
        if not _WORD.fullmatch(given):
            return f"'{given}' cannot be printed as an address: use 3 to 7 small letters a–z, without accents"
        taken = given in self.words.get(lang, frozenset())
        return f"another page of '{lang}' has the word '{given}'; choose another" if taken else ""

    def wrong_title(self, given: str, lang: str, page_id: str) -> str:
        """What is wrong with a title, or nothing: it becomes the name of a file as well."""
        if not given.strip():
            return f"the page has no title in '{lang}' yet; write one"
        there = self.path(given, lang, page_id)
        return f"{there.as_posix()} is there already; choose another title" if there.exists() else ""

    def path(self, title: str, lang: str, page_id: str) -> Path:
        """The file of an exercise with this title; one in letters that no address has is called by its id."""
        return self.docs / lang / self.folders.get(lang, "worksheets") / f"{slug(title) or page_id}.md"


def shelf(docs: Path) -> Shelf:
    """What is there already; ProblemsError when site.yml cannot be read."""
    definition, _, problems = definitions.load(docs)
    if definition is None:
        raise ProblemsError(problems)
    ids: set[str] = set()
    words: dict[str, set[str]] = {}
    folders: dict[str, Counter[str]] = {}
    for lang, path in source_files(docs, definition.langs):
        data = read_markdown(path, str(path)).data
        if isinstance(data, dict):
            ids.add(str(data.get("id")))
            words.setdefault(lang, set()).add(str(data.get("word")))
            if "worksheet" in data:
                below = path.parent.relative_to(docs / lang).as_posix()
                folders.setdefault(lang, Counter())[below] += 1
    return Shelf(
        docs,
        definition,
        frozenset(ids),
        {lang: frozenset(each) for lang, each in words.items()},
        {lang: each.most_common(1)[0][0] for lang, each in folders.items()},
    )


def wrong(wish: Wish, there: Shelf) -> list[str]:
    """Everything that keeps this wish from being a page."""
    found = [there.wrong_id(wish.id), there.wrong_key(str(wish.key))]
    for lang in there.langs:
        found.append(there.wrong_title(wish.titles[lang], lang, wish.id))
        found.append(there.wrong_word(wish.words[lang], lang))
    if wish.glyph not in GLYPHS:
        found.append(f"unknown glyph '{wish.glyph}'{did_you_mean(wish.glyph, GLYPHS)}")
    if not wish.fields:
        found.append("a worksheet has a field at least")
    unknown = [kind for kind in wish.fields if kind not in KIND_NAMES]
    found += [f"unknown kind of field '{kind}'{did_you_mean(kind, KIND_NAMES)}" for kind in unknown]
    if wish.fields.count("people") > 1:
        found.append("a sheet has one field of kind people at most")
    return [each for each in found if each]


def pages(wish: Wish, there: Shelf, day: date) -> dict[Path, str]:
    """The text of the exercise in each language, by its file."""
    return {there.path(wish.titles[lang], lang, wish.id): _page(wish, lang, there, day) for lang in there.langs}


def named_at(there: Shelf, number: int) -> list[str]:
    """The pages of a step, which name its exercises."""
    topic = there.definition.taxonomies.topics.key
    found = []
    for lang, path in source_files(there.docs, there.langs):
        data = read_markdown(path, str(path)).data
        step = data.get(topic) if isinstance(data, dict) else None
        if isinstance(step, dict) and step.get("number") == number:
            found.append(f"{there.docs.name}/{lang}/{path.relative_to(there.docs / lang).as_posix()}")
    return found


def slug(title: str) -> str:
    """A title as the name of a file: "Één brug" → "een-brug"."""
    plain = unicodedata.normalize("NFKD", title.replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", bare.lower()).strip("-")


def _page(wish: Wish, lang: str, there: Shelf, day: date) -> str:
    title = wish.titles[lang].strip()
    head = _HEAD.format(
        id=wish.id,
        title=title if _PLAIN.fullmatch(title) else json.dumps(title, ensure_ascii=False),
        day=day.isoformat(),
        word=wish.words[lang],
        glyph=wish.glyph,
        topic=there.definition.taxonomies.topics.key,
        number=wish.key,
    )
    return head + "".join(_fields(wish.fields, lang)) + "---\n"


def _fields(kinds: tuple[str, ...], lang: str) -> Iterator[str]:
    """The example of each kind, with no label yet, and ids that differ."""
    seen: Counter[str] = Counter()
    for kind in kinds:
        example = example_of(kind, lang)
        name = re.search(r"- id: (\S+)", example)
        assert name, kind
        seen[name[1]] += 1
        own = name[1] if seen[name[1]] == 1 else f"{name[1]}-{seen[name[1]]}"
        text = example.replace(name[0], f"- id: {own}", 1)
        text = re.sub(r"^    label:.*$", "    label:  # and make the words below your own", text, count=1, flags=re.M)
        yield text


def _spoken(kind: str) -> tuple[str, ...]:
    text = (FIELDS / kind / "example.yml").read_text("utf-8")
    return tuple(re.findall(r"^([a-z]{2,3}):", text, re.M))


def example_of(kind: str, lang: str) -> str:
    """The first field of this kind in its example, as it stands in the file: in this language, or else the last."""
    spoken = _spoken(kind)
    there = lang if lang in spoken else spoken[-1]
    text = (FIELDS / kind / "example.yml").read_text("utf-8")
    block = re.split(r"^[a-z]{2,3}:\n", text.split(f"\n{there}:\n", 1)[1], maxsplit=1, flags=re.M)[0]
    items = re.split(r"^(?=  - id: )", block, flags=re.M)
    return next(item for item in items if f"    kind: {kind}\n" in item)


_HEAD = """---
id: {id}
title: {title}
description:  # 40 to 160 characters: what a reader gets from it
updated: {day}
reviewed:  # stays empty until a person has checked it
word: {word}
glyph: {glyph}
mail:
  subject:  # at most 45 characters
  teaser:  # at most 25 words
  block:  # at most 60 words
  button:  # at most 40 characters
  alt:  # what the picture shows, at most 140 characters
exercise:
  {topic}: {number}
  minutes: 10
  setting: [alone]  # alone, together, circle, with-helper
  level: 0  # 0 calm, 1 some feeling, 2 body or joint work
  gate: none  # none, private, body, together
  goal:  # what it is good for
  materials:
    -  # a pen, a clock
  steps:
    -  # what to do first
    -  # and then
  evidence:
    - practice: true  # or a fact of docs/_data/facts.yml, fact: F16
      says:  # how sure this is
worksheet:
"""
