"""Types of author text: trimmed, of a bounded length, free of what cannot be printed, its spaces right."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, ValidationInfo

LONGEST_WORD = 40
"""Letters; a longer word runs out of a column of a third of the text width at 11 pt."""

NO_BREAK = "\u00a0"
_AFTER_DASH = re.compile(r"(?<=\s[–]) |(?<=^[–]) ")


@dataclass(frozen=True)
class Wording:
    """What a reader of texts must know of the site: its languages, which lag behind, and what goes with a number.

    `units` stand behind a number (minutes), `numbered` before one (week 3).
    """

    languages: tuple[str, ...] = ()
    lagging: frozenset[str] = frozenset()
    units: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()

    @cached_property
    def glue(self) -> tuple[re.Pattern[str], ...]:
        """The spaces at which no line may break."""
        units = "|".join(["%", *(rf"{re.escape(unit)}\b" for unit in self.units)])
        numbered = [re.compile(rf"(?<={_any_case(word)}) (?=\d)") for word in self.numbered]
        return re.compile(rf"(?<=\d) (?={units})"), *numbered, _AFTER_DASH


def _any_case(word: str) -> str:
    """Matches a word with a small or a capital first letter."""
    first = {word[0].lower(), word[0].upper()}
    return f"[{''.join(sorted(first))}]{re.escape(word[1:])}"


def no_break_spaces(text: str, wording: Wording) -> str:
    """`text` with no-break spaces before % and units, before the number of a step, and behind a dash."""
    for pattern in wording.glue:
        text = pattern.sub(NO_BREAK, text)
    return text


def _printable(text: str, info: ValidationInfo) -> str:
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn") and character != "\n":
            raise ValueError(f"the character U+{ord(character):04X} cannot be printed; delete it")
    longest = max(text.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        raise ValueError(f"“{longest[:20]}…” is a word of {len(longest)} letters; at most {LONGEST_WORD} fit on paper")
    return no_break_spaces(" ".join(text.split()), info.context or _NOTHING)


_NOTHING = Wording()


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
