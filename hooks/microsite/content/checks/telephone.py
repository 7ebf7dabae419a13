"""Telephone numbers stand in help-lines.yml and nowhere else: one place to check, one place to mend."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from microsite.content.data.help_lines import HelpLine
from microsite.content.page import Page
from microsite.source.front_matter import key_path
from microsite.source.model import texts
from microsite.source.problems import Problem, Said, say

_LIKELY = (
    r"\b0[89]00[ \u00a0-]?\d{2,}|\b0\d{1,3}[ \u00a0-]\d{3}[\d \u00a0-]*"
    r"|\+\d{2}[ \u00a0]?\d[\d \u00a0-]{6,}|tel:\+?\d+"
)
"""What looks like a number: 0800-…, 020-…, 088 0767 000, +31 …, tel:…"""

_DIGIT = re.compile(r"\d")


def pattern(lines: Iterable[HelpLine]) -> re.Pattern[str]:
    """Finds every number of these help lines, with or without spaces and hyphens, and what looks like any other."""
    shown = {phone.display for line in lines for phone in (line.phone, line.alt_phone) if phone}
    spaced = (r"[ \u00a0-]?".join(re.findall(r"\d", number)) for number in sorted(shown, key=lambda n: (-len(n), n)))
    known = rf"(?<![\d.,/-])(?=\d)(?:{'|'.join(spaced)})(?![\d%]|[.,/]\d)"
    return re.compile(f"{known}|{_LIKELY}")


def check(page: Page, numbers: re.Pattern[str]) -> Iterator[Problem]:
    """Every number in the texts of a page."""
    for path, text in texts(page.front):
        for match in _found(numbers, text):
            yield Problem(page.file, page.read.line(path), key_path(path), misplaced(match[0]))
    for number, line in page.numbered_lines():
        for match in _found(numbers, line):
            yield Problem(page.file, number, "", misplaced(match[0]))


def _found(numbers: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Most texts have no digit at all."""
    return numbers.finditer(text) if _DIGIT.search(text) else iter(())


def misplaced(number: str) -> Said:
    """What to do about a number that stands in the wrong place."""
    only = say("may stand in help-lines.yml only")
    return say(
        "the number {number} {only}; write [](help:…) with the line's id in the text, or leave it out",
        number=number.strip(),
        only=only,
    )
