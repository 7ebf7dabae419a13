"""A new exercise in every language: front matter that is whole but for its words. What is empty, the check asks for."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from microsite.content.authors.shelf import Shelf
from microsite.fields import KINDS, examples
from microsite.place.pictures import GLYPHS
from microsite.source.problems import did_you_mean

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
    unknown = [kind for kind in wish.fields if kind not in KINDS]
    found += [f"unknown kind of field '{kind}'{did_you_mean(kind, KINDS)}" for kind in unknown]
    if wish.fields.count("people") > 1:
        found.append("a sheet has one field of kind people at most")
    return [each for each in found if each]


def pages(wish: Wish, there: Shelf, day: date) -> dict[Path, str]:
    """The text of the exercise in each language, by its file."""
    return {there.path(wish.titles[lang], lang, wish.id): _page(wish, lang, there, day) for lang in there.langs}


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
        example = examples.first(kind, lang)
        name = re.search(r"- id: (\S+)", example)
        assert name, kind
        seen[name[1]] += 1
        own = name[1] if seen[name[1]] == 1 else f"{name[1]}-{seen[name[1]]}"
        text = example.replace(name[0], f"- id: {own}", 1)
        text = re.sub(r"^    label:.*$", "    label:  # and make the words below your own", text, count=1, flags=re.M)
        yield text


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
