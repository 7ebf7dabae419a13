"""Words of the other language in body text: they are marked with `lang`, so that they are read aloud as they sound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import RootModel

from microsite.language.passage import Passage, phrase
from microsite.model import Model
from microsite.problems import Problem


class Foreign(Model):
    """A term and the language it is in."""

    term: str
    lang: Literal["nl", "en"]


class ForeignTerms(RootModel[list[Foreign]]):
    """foreign.yml"""


def check(passages: Iterable[Passage], terms: Iterable[Foreign]) -> list[Problem]:
    """Every unmarked term in the body of a page in another language. Front matter is plain text and cannot be marked."""
    patterns = [(term, phrase(term.term)) for term in terms]
    problems = []
    for passage in passages:
        if passage.kind not in ("heading", "paragraph", "item", "cell"):
            continue
        for term, pattern in patterns:
            if term.lang != passage.lang:
                problems += [
                    Problem(passage.file, passage.line_at(m.start()), "", f'“{m[0]}” is in another language; write <span lang="{term.lang}">{m[0]}</span>')
                    for m in pattern.finditer(passage.text)
                ]
    return problems
