"""Mistakes an author made, each with the place to mend it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: file (as the author knows it), line (from 1), key path (may be empty), what to do."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}: "
        return printable(where + (f"{self.key}: {self.message}" if self.key else self.message))


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


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'scale'?` for the nearest known word, or `; known are: …`."""
    known = sorted(known)
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else f"; known are: {', '.join(known)}"


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


def refuse(problems: Sequence[Problem], written: Format = str) -> int:
    """Print every problem to standard error and how many there are; gives the exit code for that, 1."""
    sys.stderr.write("\n".join([*map(written, problems), f"{len(problems)} to mend\n"]))
    return 1
