"""English: syllables by rules and the words that break them, the ease of Flesch with a grade, and slips of typing."""

from __future__ import annotations

import re
from pathlib import Path

from microsite.language.rules import Bound, Count, Ease, Pace, Rules, slips
from microsite.source.problems import say

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeioudty]ed|[^aeiouscxzgh]es)$")


def syllables() -> Count:
    """A counter: from the list of words that the rules miscount, or else by groups of vowels."""
    lines = (Path(__file__).parent / "syllables.txt").read_text("utf-8").splitlines()
    numbered = (line.split() for line in lines if not line.startswith("#"))
    known = {word: int(number) for number, *words in numbered for word in words}

    def count(word: str) -> int:
        plain = word.lower().replace("’", "'")
        if plain in known:
            return known[plain]
        if plain.endswith("'s"):
            return count(plain.removesuffix("'s"))
        if "-" in plain:
            return sum(count(part) for part in plain.split("-") if part)
        return by_rule(plain)

    return count


def by_rule(word: str) -> int:
    """The syllables of a word in small letters: its groups of vowels, but for one that is not heard."""
    return max(1, len(_VOWELS.findall(word)) - bool(_SILENT.search(word)))


RULES = Rules(
    ease=Ease(
        "Flesch",
        lambda mean, count: 206.835 - 1.015 * mean - 84.6 * count,
        bounds={
            "in need": Bound(75, grade=6),
            "all": Bound(65, grade=8),
            "professionals": Bound(45, grade=12),
        },
        prose=60,
        grade=lambda mean, count: 0.39 * mean + 11.8 * count - 15.59,
    ),
    syllables=syllables,
    pace=Pace(10, 13.5, 5, 0.12, 22, 0.04, 2, 1, "Then"),
    slips=slips(
        (r"(?<=\d)[ \u00a0]%", say("no space before % in English")),
        (r"(?<![\d.,])\d+,\d{1,2}(?!\d)", say("a decimal comma; English writes a point (2.5)")),
    ),
    joins_hyphens=True,
    package="hunspell-en-gb",
)
