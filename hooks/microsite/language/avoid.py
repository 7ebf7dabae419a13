"""Words and claims the site does not use, and what to write instead; exceptions by name, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import Field, RootModel

from microsite.content.definition.language import LanguageId
from microsite.language.passage import Passage, phrase
from microsite.source.front_matter import FrontMatter
from microsite.source.model import Model
from microsite.source.problems import Problem, say
from microsite.source.text import Plain

_EXAMPLE = re.compile(r"“[^“”]*”|‘[^‘“”]*?’(?!\w)")
_WORD = re.compile(r"\w+")
_SENTENCE = 3
"""Words; what is quoted and shorter is a word under discussion, not an example sentence."""


class Avoided(Model):
    """A word or phrase, and what to write instead."""

    lang: LanguageId
    word: Plain
    use: Plain


class Exempt(Model):
    """A place where an avoided word may stand, and why."""

    word: Plain
    file: Plain
    reason: Annotated[Plain, Field(min_length=10)]


class AvoidList(RootModel[list[Avoided]]):
    """avoid.yml"""


class Exceptions(RootModel[list[Exempt]]):
    """exceptions.yml"""


def without_examples(text: str) -> str:
    """`text` with quoted example sentences blanked out, as long as before."""
    return _EXAMPLE.sub(lambda m: re.sub(r"\S", " ", m[0]) if len(m[0].split()) >= _SENTENCE else m[0], text)


def check(
    passages: Iterable[Passage], avoided: Iterable[Avoided], exempt: Iterable[Exempt], read: FrontMatter, file: str
) -> list[Problem]:
    """Every avoided word with file and line; and every exception (read from `file`) that names nothing."""
    patterns = [(entry, _WORD.findall(entry.word.lower())[0], phrase(entry.word)) for entry in avoided]
    allowed = {(e.word, e.file): n for n, e in enumerate(exempt)}
    reasons_used: set[tuple[str, str]] = set()
    problems = []
    for passage in passages:
        text = without_examples(passage.text)
        there = set(_WORD.findall(text.lower()))
        for entry, first, pattern in patterns:
            if entry.lang != passage.lang or first not in there:
                continue
            for match in pattern.finditer(text):
                if (entry.word, passage.file) in allowed:
                    reasons_used.add((entry.word, passage.file))
                else:
                    said = say("“{words}”: write instead: {use}", words=" ".join(match[0].split()), use=entry.use)
                    problems.append(Problem(passage.file, passage.line_at(match.start()), passage.key, said))
    idle = [(word, where, n) for (word, where), n in allowed.items() if (word, where) not in reasons_used]
    return problems + [
        Problem(
            file,
            read.line((n,)),
            f"[{n}]",
            say("“{word}” does not stand in {where} any more; take this exception out", word=word, where=where),
        )
        for word, where, n in idle
    ]
