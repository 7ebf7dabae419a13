"""Typography that all languages have in common: what the build does not put right is reported.

What one language has of its own stands in checks/<language>.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

from microsite.language.checks import RULES
from microsite.language.passage import Passage
from microsite.language.rules import slips
from microsite.source.problems import Problem, Said, say

_SLIPS = slips(
    (r'"', say("a straight quote; write “ or ”")),
    (r"'", say("a straight apostrophe; write ’ (U+2019), or ‘ and ’ around a quotation")),
    (r"—", say("an em dash; write an en dash with spaces, or a full stop")),
    (r"(?<=\s)--?(?=\s)", say("a hyphen as a dash; write an en dash with spaces, or a full stop")),
    (r"(?<=[^\W\d_])–(?=[^\W\d_]|\s)|(?<=\s)–(?=[^\W\d_])", say("an en dash has a space on both sides")),
    (r"\.\.\.", say("three full stops; write … (U+2026)")),
    (r"(?<=\S)[ \u00a0]{2,}(?=\S)", say("two spaces; one is enough")),
    (r"(?<=\w) [,;:!?](?=\s|$)|(?<=\w) \.(?=\s|$)", say("a space before a punctuation mark")),
    (r"[ĳĲ]", say("the single sign ĳ; write i and j")),
)


def check(passages: Iterable[Passage], calm: Container[str] = ()) -> list[Problem]:
    """Every slip with file and line. `calm`: the files of pages that never raise their voice."""
    problems = []
    for passage in passages:
        for message, at in _slips_in(passage, calm):
            problems.append(Problem(passage.file, passage.line_at(at), passage.key, message))
    return problems


def _slips_in(passage: Passage, calm: Container[str]) -> list[tuple[Said, int]]:
    text, own = passage.text, RULES.get(passage.lang)
    rules = (*_SLIPS, *(own.slips if own else ()))
    found = [(message, match.start()) for pattern, message in rules for match in pattern.finditer(text)]
    found += _quotes(text)
    if passage.kind == "heading" and re.search(r"(?<![.…])\.$", text):
        found.append((say("a heading has no full stop"), 0))
    if "!" in text and passage.file in calm:
        found.append((say("an exclamation mark on a safety page; write a full stop"), text.index("!")))
    if passage.kind != "paragraph":
        emoji = [at for at, character in enumerate(text) if unicodedata.category(character) == "So"]
        found += [(say("an emoji in a heading, a list or a label; leave it out"), at) for at in emoji]
    return found


def _quotes(text: str) -> list[tuple[Said, int]]:
    """“double” outside, ‘single’ inside, each closed."""
    found, depth, opened = [], 0, 0
    for at, character in enumerate(text):
        if character == "“":
            if depth:
                found.append((say("“ inside “…”; write ‘ and ’ inside"), at))
            depth, opened = 1, at
        elif character == "”":
            if not depth:
                found.append((say("” closes what no “ opened"), at))
            depth = 0
        elif character == "‘" and not depth and not re.match(r"‘[stnmk]\b", text[at:]):
            found.append((say("a quotation is in “double” quotes; ‘single’ ones stand inside those"), at))
    return [*found, (say("“ is never closed"), opened)] if depth else found
