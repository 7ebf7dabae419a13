"""What a language has of its own for these checks; what all have in common stays in the checks themselves."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from microsite.source.problems import Said

Count = Callable[[str], int]
"""A word → its syllables."""


Readers = Literal["in need", "all", "professionals"]
"""Whom a text is for: somebody with a sheet or in danger, anybody, or somebody who helps others."""


@dataclass(frozen=True)
class Bound:
    """How easy a text must be at `least`, and had `better` be; which `grade` it may ask for at most."""

    least: float
    better: float = 0
    grade: float = math.inf


@dataclass(frozen=True)
class Ease:
    """How easy a text is: the formula's name, what it makes of words a sentence and syllables a word, a grade.

    `bounds`: what it must be for whom. `prose`: the least for the prose of a whole page.
    """

    name: str
    score: Callable[[float, float], float]
    bounds: Mapping[Readers, Bound]
    prose: float
    grade: Callable[[float, float], float] | None = None


@dataclass(frozen=True)
class Pace:
    """What the prose of a page keeps to. A text of a few sentences may have one short and one long one anyway."""

    mean_least: float
    mean_most: float
    short: int
    """A sentence of at most so many words is short."""
    short_share: float
    long: int
    """A sentence of more words is long."""
    long_share: float
    short_in_a_row: int
    answers: int
    """How often a page may answer its own question with the word below."""
    answer: str


@dataclass(frozen=True)
class Rules:
    """All that a language has of its own.

    `syllables` makes a counter, which may read a dictionary first; `pace` is that of pages to read; `slips` are
    patterns with what to write instead. `joins_hyphens`: whether the spelling dictionary takes a word with a hyphen
    apart and never names the whole. `package`: what Debian calls that dictionary.
    """

    ease: Ease
    syllables: Callable[[], Count]
    pace: Pace
    slips: tuple[tuple[re.Pattern[str], Said], ...] = ()
    joins_hyphens: bool = False
    package: str = ""


def slips(*written: tuple[str, Said]) -> tuple[tuple[re.Pattern[str], Said], ...]:
    """Slips from pairs of a pattern and its message."""
    return tuple((re.compile(pattern), message) for pattern, message in written)
