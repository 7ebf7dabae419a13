"""Where a long word may break: soft hyphens, for browsers that know no syllables of their own."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pyphen

SHY = "\u00ad"
LONG = 12
"""Letters of a word that may be too long for a title on a narrow phone."""
_EDGE = 4
"""Letters that stay together at either end of a word."""
_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")


def soft(text: str, locale: str) -> str:
    """The text with soft hyphens in its long words; as it is in a language whose syllables nobody knows."""
    known = pyphen.language_fallback(locale)
    return _WORD.sub(lambda word: _syllables(known).inserted(word[0], SHY), text) if known else text


def dictionary(locale: str) -> Path | None:
    """The file that the syllables of a language come from."""
    known = pyphen.language_fallback(locale)
    return Path(pyphen.LANGUAGES[known]) if known else None


@functools.lru_cache(maxsize=4096)
def _syllables(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=_EDGE, right=_EDGE)
