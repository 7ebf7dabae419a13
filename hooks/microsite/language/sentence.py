"""The sentences of running text, with what is counted in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from microsite.language.passage import Passage
from microsite.language.rules import Count

_STUB = 12
"""Words; a list item without a full stop counts as a sentence when it is longer."""
_LONG_WORD = 6
"""Letters; LIX counts the words that have more."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_HEARD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_END = re.compile(r"[.!?…]+[”’)]*(?=\s+[“‘(]?[A-ZÀ-Þ0-9’]|\s*$)|:(?=\s*$)")
_CLOSED = re.compile(r"[.!?…][”’)]*$")


@dataclass(frozen=True)
class Sentence:
    """A sentence of prose: `words` without names and numbers, the syllables in them, and all words one hears."""

    file: str
    line: int
    text: str
    words: int
    syllables: int
    long_words: int
    heard: int


def is_prose(passage: Passage) -> bool:
    """Whether the passage is running text: no heading, no cell, no stub of a list."""
    if passage.kind in ("heading", "cell", "marked"):
        return False
    if passage.kind == "paragraph":
        return bool(_WORD.search(passage.text)) and not passage.text.rstrip().endswith(":")
    return bool(_CLOSED.search(passage.text)) or len(_WORD.findall(passage.text)) > _STUB


def sentences(passage: Passage, count: Count) -> Iterator[Sentence]:
    """The sentences of a passage of prose, each with its line."""
    start = 0
    text = passage.text.rstrip()
    ends = [match.end() for match in _END.finditer(text)]
    for end in [*ends, len(text)]:
        piece = text[start:end]
        words = _words(piece)
        if words:
            begin = start + len(piece) - len(piece.lstrip())
            syllables = sum(count(word) for word in words)
            long_words = sum(len(word) > _LONG_WORD for word in words)
            line, said = passage.line_at(begin), " ".join(piece.split())
            heard = len(_HEARD.findall(piece))
            yield Sentence(passage.file, line, said, len(words), syllables, long_words, heard)
        start = end


def _words(piece: str) -> list[str]:
    """The words of a sentence without names: what has a capital and does not open it or a quotation in it."""
    found = list(_WORD.finditer(piece))
    opens = re.compile(r"(?:^|[“‘:(.!?…])\s*$")
    return [m[0] for m in found if m[0][0].islower() or m[0].split("’")[0] == "I" or opens.search(piece[: m.start()])]
