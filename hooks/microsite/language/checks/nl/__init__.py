"""Dutch: syllables by hyphenation, the ease of Flesch-Douma, and slips of typing."""

from __future__ import annotations

import re

import pyphen

from microsite.language.rules import Bound, Count, Ease, Pace, Rules, slips
from microsite.source.problems import say

_MONTHS = "Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December"


def syllables() -> Count:
    """A counter. Pyphen breaks no single letter off (adem, open, idee = 1): the limits take that into account."""
    patterns = pyphen.Pyphen(lang="nl_NL")
    return lambda word: sum(len(patterns.positions(part)) + 1 for part in re.split(r"[-’']", word) if part) or 1


RULES = Rules(
    ease=Ease(
        "Flesch-Douma",
        lambda mean, count: 206.835 - 0.93 * mean - 77 * count,
        bounds={"in need": Bound(70, 80), "all": Bound(60, 70), "professionals": Bound(40, 50)},
        prose=60,
    ),
    syllables=syllables,
    pace=Pace(10, 13.5, 5, 0.12, 22, 0.04, 2, 1, "Dan"),
    slips=slips(
        (r"‘(?=(?:s|t|n|m|k)\b)", say("an apostrophe at the start of a word is ’ (U+2019), never ‘")),
        (r"\bIj(?=[a-z])", say("IJ takes two capitals")),
        (r"(?<=\d)%", say("write a space before %, or ‘procent’ in full")),
        (r"(?<![\d.,-])(?<![A-Z] )\d+\.\d{1,2}(?![\d.]|\s+uur)", say("a decimal point; Dutch writes a comma (2,5)")),
        (rf"(?<=\d )(?:{_MONTHS})\b", say("a month has no capital in Dutch")),
    ),
    package="hunspell-nl",
)
