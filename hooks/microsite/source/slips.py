"""The slips that every author makes once, by name: what YAML says of them helps nobody."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence

from microsite.source.problems import Said, say

_KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)?)(?P<key>[a-z][\w-]*):(?: +(?P<value>.*\S))? *$")
_TAB = re.compile(r" *\t")
_ITEM = re.compile(r"(?P<indent> *)- +(?P<value>[^\s\"'\[{|>].*: .*\S) *$")
_COLON = re.compile(r":(?: |$)")
_FENCE_ALIKE = re.compile(r"[-–—]+ *$")
_CURLY = "“”„‟‘’‚«»"
"""Quotes that a word processor makes, and that YAML takes for letters."""
Slip = tuple[int, Said]
"""Which line it is, from 0, and what to do."""


def in_yaml(lines: Sequence[str], at: int) -> Slip | None:
    """The slip that keeps YAML from reading these lines, when it stumbles over the line `at`; None for another."""
    at = min(at, len(lines) - 1)
    found = (look(lines, at) for look in _LOOKS) if at >= 0 else iter(())
    return next((slip for slip in found if slip), None)


def in_fences(text: str) -> Slip | None:
    """Which line '---' is missing or wrong in a page whose front matter has no beginning or no end."""
    lines = text.splitlines()
    written = [i for i, line in enumerate(lines) if line.strip()]
    if not written:
        return None
    first = written[0]
    if lines[first].rstrip() != "---":
        return _wrong_first(lines, first)
    if first:
        return first, say("the line '---' must be the very first one; take away what stands above it")
    return _wrong_last(lines)


def curly(given: str) -> Said:
    """What to add when a word that must be exact has quotes of a word processor around it; else nothing."""
    curled = given[:1] in _CURLY and given[:1]
    return say(" (“ and ” are read as letters here: take them away)") if curled else say("")


def unknown(said: str) -> Said:
    """What to look at when YAML cannot read a line and no slip of these is found; `said` is what libyaml says of it."""
    hint = next((hint for words, hint in _HINTS.items() if words in said), say("look at quotes and indents here"))
    return say("YAML cannot read this ({said}): {hint}", said=said, hint=hint)


_HINTS = {
    "mapping values are not allowed": say(
        "a text with ': ' in it needs quotes around it, and keys that belong together start in the same column"
    ),
    "unexpected end of stream": say("the text that opens with a quote here is never closed; put a quote at its end"),
    "could not find expected ':'": say("a key needs ': ' behind it; a text over several lines needs quotes or '>-'"),
    "did not find expected key": say(
        "look at the indent, and at quotes that stop too soon; put the whole text in quotes"
    ),
    "tab character": say("an indent takes spaces, not tabs"),
    "cannot start any token": say(
        "a text that starts with @, ` or % needs quotes, and an indent takes spaces, not tabs"
    ),
    "did not find expected <document start>": say("look at the line: text outside a key"),
    "alphabetic or numeric character": say("a text that starts with * or & needs quotes around it"),
    "undefined alias": say("a text that starts with * needs quotes around it"),
}
"""What libyaml says, and what an author should look at."""


def _wrong_first(lines: Sequence[str], first: int) -> Slip | None:
    if _FENCE_ALIKE.match(lines[first]):
        return first, say("this line must be three hyphens, '---', not '{line}'", line=lines[first].rstrip())
    if _KEY.match(lines[first]):
        return first, say("the line '---' above the front matter is missing; put it at the very top")
    return None


def _wrong_last(lines: Sequence[str]) -> Slip | None:
    """The first line that is made of dashes, or else the first that can be no key: the front matter ends there."""
    for i, line in enumerate(lines[1:], 1):
        if _FENCE_ALIKE.match(line):
            return i, say("this line must be three hyphens, '---', not '{line}'", line=line.rstrip())
        if re.match(r"#{1,6} \S|/// ", line):
            return i, say("the line '---' below the front matter is missing; put it above this line")
    return None


def _tab(lines: Sequence[str], at: int) -> Slip | None:
    near = [i for i, line in enumerate(lines) if _TAB.match(line)]
    return (near[0], say("a tab stands at the start of this line; put spaces in its place")) if near else None


def _quote(lines: Sequence[str], at: int) -> Slip | None:
    """A text that opens with a straight quote and closes with a curly one, or has curly ones and a colon."""
    key = _KEY.match(lines[at])
    value = key["value"] if key else None
    if not value or not (value[0] in _CURLY or (value[0] in "\"'" and value[-1] in _CURLY)):
        return None
    inner = value.strip(_CURLY + "\"'")
    return at, say("quotes of a word processor do not hold a text together; write {line}", line=_line(lines[at], inner))


def _colon(lines: Sequence[str], at: int) -> Slip | None:
    for pattern in (_KEY, _ITEM):
        found = pattern.match(lines[at])
        value = found["value"] if found else None
        if value and value[0] not in "\"'[{|>" and _COLON.search(value):
            return at, say("a text with ': ' in it needs quotes around it; write {line}", line=_line(lines[at], value))
    return None


def _indent(lines: Sequence[str], at: int) -> Slip | None:
    """A key further to the right than the one above, which has a value of its own; or between two columns."""
    key, above = _KEY.match(lines[at]), _above(lines, at)
    if not key or above is None:
        return None
    here, there = _column(key), _column(above)
    if here > there and above["value"]:
        return at, say(
            "'{key}' stands {n} too far to the right; begin it below '{above}'",
            key=key["key"],
            n=here - there,
            above=above["key"],
        )
    columns = {_column(k) for line in lines[:at] if (k := _KEY.match(line))}
    if here < there and here not in columns:
        nearest = min(columns, key=lambda column: (abs(column - here), -column))
        return at, say(
            "'{key}' stands in no column that a key above it begins in; give it {n} spaces", key=key["key"], n=nearest
        )
    return None


def _above(lines: Sequence[str], at: int) -> re.Match[str] | None:
    keys = (_KEY.match(line) for line in reversed(lines[:at]))
    return next((key for key in keys if key), None)


def _column(key: re.Match[str]) -> int:
    return len(key["indent"]) + len(key["dash"])


def _line(line: str, value: str) -> str:
    """The line as it should be, without its indent: `title: "Het weer: in mij"`."""
    key = _KEY.match(line)
    begin = f"{key['dash']}{key['key']}: " if key else "- "
    return begin + json.dumps(value, ensure_ascii=False)


_LOOKS: tuple[Callable[[Sequence[str], int], Slip | None], ...] = (_tab, _quote, _colon, _indent)
"""In this order, for a tab or a quote may look like the others."""
