"""Types of author text: trimmed, of a bounded length, free of what cannot be printed, its spaces right."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

LONGEST_WORD = 40
"""Letters; a longer word runs out of a column of a third of the text width at 11 pt."""

NO_BREAK = "\u00a0"
_GLUE = (
    re.compile(r"(?<=\d) (?=%|procent\b|minuten\b|minutes\b)"),
    re.compile(r"\b(?<=sleutel|Sleutel) (?=\d)|\b(?<=key|Key) (?=\d)"),
    re.compile(r"(?<=\s[–]) |(?<=^[–]) "),
)


def no_break_spaces(text: str) -> str:
    """`text` with no-break spaces before % and units, and between “sleutel” and its number."""
    for pattern in _GLUE:
        text = pattern.sub(NO_BREAK, text)
    return text


def _printable(text: str) -> str:
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") and character != "\n":
            raise ValueError(f"the character U+{ord(character):04X} cannot be printed; delete it")
    longest = max(text.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        raise ValueError(f"“{longest[:20]}…” is a word of {len(longest)} letters; at most {LONGEST_WORD} fit on paper")
    return no_break_spaces(" ".join(text.split()))


class _TextMark:
    """Marks a string as author text: translated, unlike an id or a kind."""


TEXT = _TextMark()
Word = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40), AfterValidator(_printable), TEXT
]
Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(_printable), TEXT
]
Sentences = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=800), AfterValidator(_printable), TEXT
]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
