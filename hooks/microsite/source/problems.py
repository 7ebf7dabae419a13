"""Mistakes an author made, each with the place to mend it, in words that know their own translation."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

GROUND = "en"
"""The language in which things are said where they are found."""
_BOTH = "{first}{then}"
REPEATED = 400
"""Letters of what an author wrote that a message repeats at most."""


@dataclass(frozen=True)
class Translation:
    """What is said in English, with {holes} in it, and the same in this language; what is not there stays English."""

    lang: str = GROUND
    words: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Translation()


class Said(str):
    """What to tell an author: English, and with what it was filled in, so that it can be said in another language.

    A value may be said itself, or a text for each language.
    """

    __slots__ = ("pattern", "values")
    pattern: str
    values: Mapping[str, object]

    def __new__(cls, pattern: str, values: Mapping[str, object]) -> Self:
        """The pattern filled in."""
        said = super().__new__(cls, _filled(pattern, values, ENGLISH))
        said.pattern, said.values = pattern, values
        return said

    def __add__(self, other: str) -> Said:
        return Said(_BOTH, {"first": self, "then": other})

    def translated(self, to: Translation) -> str:
        """The same in another language."""
        return _filled(to.words.get(self.pattern, self.pattern), self.values, to)


def say(pattern: str, **values: object) -> Said:
    """What to tell an author; `pattern` is its name in messages.<lang>.yml, where its translations stand."""
    return Said(pattern, values)


def _filled(pattern: str, values: Mapping[str, object], to: Translation) -> str:
    return pattern.format(**{name: _value(value, to) for name, value in values.items()})


def _value(value: object, to: Translation) -> object:
    if isinstance(value, Said):
        return value.translated(to)
    if isinstance(value, Mapping):
        return value.get(to.lang) or next(iter(value.values()))
    if isinstance(value, str) and len(value) > REPEATED:
        return f"{value[:REPEATED]}…"
    return value


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: file (as the author knows it), line (from 1), key path (may be empty), what to do."""

    file: str
    line: int
    key: str
    message: Said

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return printable(where + (f"{self.key}: {self.message}" if self.key else self.message))

    def translated(self, to: Translation) -> Problem:
        """The same, said in another language."""
        return replace(self, message=Said("{said}", {"said": self.message.translated(to)}))


LONGEST = 1_000
"""Characters of a mistake that are shown; what it quotes may have no end."""


def printable(text: str) -> str:
    """`text` on one line, with what moves a terminal's cursor or turns its letters around written out."""
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _SPACES else ascii(sign)[1:-1] for sign in text)


_SPACES = "\u00a0\u202f"


class ProblemsError(Exception):
    """All mistakes of all files at once; its text has a line for each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> Said:
    """`; did you mean 'scale'?` for the nearest known word, or `; known are: …`."""
    known = sorted(known)
    return nearest(word, known) or say("; known are: {known}", known=", ".join(known))


def nearest(word: str, known: Iterable[str]) -> Said:
    """`; did you mean 'scale'?` for the nearest known word, or nothing."""
    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return say("; did you mean '{near}'?", near=near[0]) if near else say("")


def annotation(problem: Problem) -> str:
    """The problem as a GitHub workflow puts it at its line of a pull request."""
    said = f"{problem.key}: {problem.message}" if problem.key else problem.message
    return f"::error file={_escaped(problem.file, ',:')},line={problem.line}::{_escaped(said)}"


def _escaped(text: str, also: str = "") -> str:
    """`text` with what would end a workflow command, or begin another, as %0A and the like."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


Format = Callable[[Problem], str]
FORMATS: Mapping[str, Format] = {"text": str, "github": annotation}
"""How a problem can be written: for people, or for a workflow."""


def refuse(problems: Sequence[Problem], written: Format = str, to: Translation = ENGLISH) -> int:
    """Print every problem to standard error and how many there are; gives the exit code for that, 1."""
    told = [written(problem.translated(to)) for problem in problems]
    sys.stderr.write("\n".join([*told, say("{n} to mend", n=len(problems)).translated(to) + "\n"]))
    return 1
