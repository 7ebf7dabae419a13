"""Types of author text: trimmed, of a bounded length, free of what cannot be printed, its spaces right."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, ValidationInfo

from microsite.source.problems import say

LONGEST_WORD = 40
"""Letters; a longer word runs out of a column of a third of the text width at 11 pt."""

NO_BREAK = "\u00a0"
_DIGIT = re.compile(r"\d")
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
        """The spaces before or behind a number at which no line may break."""
        units = "|".join(["%", *(rf"{re.escape(unit)}\b" for unit in self.units)])
        numbered = [re.compile(rf"(?<={_any_case(word)}) (?=\d)") for word in self.numbered]
        return re.compile(rf"(?<=\d) (?={units})"), *numbered


def _any_case(word: str) -> str:
    """Matches a word with a small or a capital first letter."""
    first = {word[0].lower(), word[0].upper()}
    return f"[{''.join(sorted(first))}]{re.escape(word[1:])}"


def no_break_spaces(text: str, wording: Wording) -> str:
    """`text` with no-break spaces before % and units, before the number of a step, and behind a dash."""
    if _DIGIT.search(text):
        for pattern in wording.glue:
            text = pattern.sub(NO_BREAK, text)
    return _AFTER_DASH.sub(NO_BREAK, text) if "–" in text else text


TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e")
"""Signs that turn the direction of what follows, so that a text reads otherwise than it is."""
LONGEST = 2_000
"""Letters of any text of an author that has no bound of its own."""


def unprintable(text: str, may: str = "") -> str | None:
    """The first character that cannot be printed, but for those in `may`; or None."""
    if text.isprintable():  # which is more than is asked: then it has no spaces but the plain one
        return None
    return next((c for c in text if not c.isprintable() and c not in may and _breaks_print(c)), None)


def _breaks_print(character: str) -> bool:
    return character in TURNED or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn")


def refuse_unprintable(value: object) -> None:
    """ValueError when `value`, or a text in its lists and keys, cannot be printed on one line or has no end."""
    if isinstance(value, str):
        if character := unprintable(value):
            raise ValueError(say("the character U+{code} cannot be printed; delete it", code=f"{ord(character):04X}"))
        if len(value) > LONGEST:
            raise ValueError(say("a text of {n} characters; at most {most}", n=len(value), most=LONGEST))
    elif isinstance(value, list | tuple):
        for each in value:
            refuse_unprintable(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            refuse_unprintable(key)
            refuse_unprintable(each)


def _printable(text: str, info: ValidationInfo) -> str:
    if character := unprintable(text, may="\n"):
        raise ValueError(say("the character U+{code} cannot be printed; delete it", code=f"{ord(character):04X}"))
    longest = max(text.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        raise ValueError(
            say(
                "“{begin}…” is a word of {n} letters; at most {most} fit on paper",
                begin=longest[:20],
                n=len(longest),
                most=LONGEST_WORD,
            )
        )
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
Plain = Annotated[str, StringConstraints(max_length=400)]
"""A text that is the same in every language: a name, a title, what somebody noted."""
WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"\\]+$", max_length=300)]
"""An address on another site: https only, without anything that could end an attribute or a line."""
Contact = Annotated[str, StringConstraints(pattern=r"^(https://|mailto:)[^\s<>\"\\]+$", max_length=300)]
"""Where somebody can be written to."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
PrintedWord = Annotated[str, StringConstraints(pattern=r"^[a-z]{3,7}$"), TEXT]
"""A short address on paper: /w/pause/."""
Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60), TEXT]
"""The last part of an address below the root."""


def _date(value: Any) -> Any:
    try:
        return datetime.date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(say("'{value}' is no date; write it as 2026-11-22", value=value)) from None


Date = Annotated[datetime.date, BeforeValidator(_date)]
