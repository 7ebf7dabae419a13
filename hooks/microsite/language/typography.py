"""Typography of facts.md 5.4: what the build does not put right is reported."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from microsite.language.passage import Passage
from microsite.source.problems import Problem

_MONTHS = "Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December"

_RULES: tuple[tuple[str, re.Pattern[str], str], ...] = tuple(
    (lang, re.compile(pattern), message)
    for lang, pattern, message in (
        ("", r'"', "a straight quote; write “ or ”"),
        ("", r"'", "a straight apostrophe; write ’ (U+2019), or ‘ and ’ around a quotation"),
        ("nl", r"‘(?=(?:s|t|n|m|k)\b)", "an apostrophe at the start of a word is ’ (U+2019), never ‘"),
        ("", r"—", "an em dash; write an en dash with spaces, or a full stop"),
        ("", r"(?<=\s)--?(?=\s)", "a hyphen as a dash; write an en dash with spaces, or a full stop"),
        ("", r"(?<=[^\W\d_])–(?=[^\W\d_]|\s)|(?<=\s)–(?=[^\W\d_])", "an en dash has a space on both sides"),
        ("", r"\.\.\.", "three full stops; write … (U+2026)"),
        ("", r"(?<=\S)[ \u00a0]{2,}(?=\S)", "two spaces; one is enough"),
        ("", r"(?<=\w) [,;:!?](?=\s|$)|(?<=\w) \.(?=\s|$)", "a space before a punctuation mark"),
        ("", r"[ĳĲ]", "the single sign ĳ; write i and j"),
        ("nl", r"\bIj(?=[a-z])", "IJ takes two capitals"),
        ("nl", r"(?<=\d)%", "write a space before %, or ‘procent’ in full"),
        ("en", r"(?<=\d)[ \u00a0]%", "no space before % in English"),
        ("nl", r"(?<![\d.,-])(?<![A-Z] )\d+\.\d{1,2}(?![\d.]|\s+uur)", "a decimal point; Dutch writes a comma (2,5)"),
        ("en", r"(?<![\d.,])\d+,\d{1,2}(?!\d)", "a decimal comma; English writes a point (2.5)"),
        ("nl", rf"(?<=\d )(?:{_MONTHS})\b", "a month has no capital in Dutch"),
        ("nl", r"\b[Hh]echtings (?=stijl|patroon|angst)", "one word: hechtingsstijl, hechtingspatroon"),
    )
)

SAFE_PAGES = ("veilig-oefenen.md", "hulp.md", "practise-safely.md", "help.md")


def check(passages: Iterable[Passage]) -> list[Problem]:
    """Every slip with file and line."""
    problems = []
    for passage in passages:
        for message, at in _slips(passage):
            problems.append(Problem(passage.file, passage.line_at(at), passage.key, message))
    return problems


def _slips(passage: Passage) -> list[tuple[str, int]]:
    text = passage.text
    rules = [(pattern, message) for lang, pattern, message in _RULES if lang in ("", passage.lang)]
    found = [(message, match.start()) for pattern, message in rules for match in pattern.finditer(text)]
    found += _quotes(text)
    if passage.kind == "heading" and re.search(r"(?<![.…])\.$", text):
        found.append(("a heading has no full stop", 0))
    if "!" in text and passage.file.endswith(SAFE_PAGES):
        found.append(("an exclamation mark on a safety page; write a full stop", text.index("!")))
    if passage.kind != "paragraph":
        emoji = [at for at, character in enumerate(text) if unicodedata.category(character) == "So"]
        found += [("an emoji in a heading, a list or a label; leave it out", at) for at in emoji]
    return found


def _quotes(text: str) -> list[tuple[str, int]]:
    """“double” outside, ‘single’ inside, each closed."""
    found, depth, opened = [], 0, 0
    for at, character in enumerate(text):
        if character == "“":
            if depth:
                found.append(("“ inside “…”; write ‘ and ’ inside", at))
            depth, opened = 1, at
        elif character == "”":
            if not depth:
                found.append(("” closes what no “ opened", at))
            depth = 0
        elif character == "‘" and not depth and not re.match(r"‘[stnmk]\b", text[at:]):
            found.append(("a quotation is in “double” quotes; ‘single’ ones stand inside those", at))
    return [*found, ("“ is never closed", opened)] if depth else found
