"""Words of the other language in body text: they are marked with `lang`, so that they are read aloud as they sound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pydantic import RootModel

from microsite.content.definition.language import LanguageId
from microsite.language.passage import STAND_IN, Passage, phrase
from microsite.source.model import Model
from microsite.source.problems import Problem, Said, say
from microsite.source.text import Plain


class Foreign(Model):
    """A term and the language it is in."""

    term: Plain
    lang: LanguageId


class ForeignTerms(RootModel[list[Foreign]]):
    """foreign.yml"""


def blanked(passages: Iterable[Passage], terms: Iterable[Foreign]) -> list[Passage]:
    """The passages without these terms where they are of another language: nothing to spell there."""
    patterns = [(term, phrase(term.term)) for term in terms]
    found = []
    for passage in passages:
        text = passage.text
        for term, pattern in patterns:
            if term.lang != passage.lang:
                text = pattern.sub(lambda m: re.sub(r"\S", STAND_IN, m[0]), text)
        found.append(replace(passage, text=text))
    return found


def check(passages: Iterable[Passage], terms: Iterable[Foreign]) -> list[Problem]:
    """Every unmarked term in the body of a page in another language; front matter is plain text and is left alone."""
    patterns = [(term, phrase(term.term)) for term in terms]
    problems = []
    for passage in passages:
        if passage.kind not in ("heading", "paragraph", "item", "cell"):
            continue
        for term, pattern in patterns:
            if term.lang != passage.lang:
                problems += [
                    Problem(passage.file, passage.line_at(m.start()), "", _marked(m[0], term.lang))
                    for m in pattern.finditer(passage.text)
                ]
    return problems


def _marked(words: str, lang: str) -> Said:
    return say('“{words}” is in another language; write <span lang="{lang}">{words}</span>', words=words, lang=lang)
