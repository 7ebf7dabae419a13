"""Mistakes an author made, each with the place to mend it."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterable, Sequence
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
        return where + (f"{self.key}: {self.message}" if self.key else self.message)


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


def refuse(problems: Sequence[Problem]) -> int:
    """Print every problem to standard error and how many there are; gives the exit code for that, 1."""
    sys.stderr.write("\n".join([*map(str, problems), f"{len(problems)} to mend\n"]))
    return 1
