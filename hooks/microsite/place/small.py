"""Style and scripts made small: people write them out in full, readers fetch them without comments and room.

No more than that: no name is changed and no rule moved, so that what runs is what was written.
"""

from __future__ import annotations

import functools
import re

_TEXT = r"\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
_STYLE = re.compile(rf"(?P<kept>{_TEXT}|url\([^)\"']*+\))|(?P<room>(?:\s|/\*.*?\*/)++)|[^\s\"'/u]++|.", re.S)
_SCRIPT = re.compile(
    rf"(?P<kept>{_TEXT}|`(?:[^`\\]|\\.)*+`)|(?P<room>(?:\s|/\*.*?\*/|//[^\n]*+)++)"
    r"|(?P<slash>/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/)|[^\s\"'`/]++|.",
    re.S,
)
_BEFORE_PATTERN = re.compile(r"(?:[(,=:\[!&|?{};]|=>|\breturn|\A)\Z")
"""What stands before a regular expression; behind anything else a slash divides."""


@functools.lru_cache(maxsize=512)
def css(text: str) -> str:
    """A style sheet made small."""
    made = ""
    for token in _STYLE.finditer(text):
        if token["room"] is None:
            made += token[0]
        elif made and made[-1] not in "{};,:>" and text[token.end() : token.end() + 1] not in ("", *"{};,>!"):
            made += " "
    return made.replace(";}", "}")


@functools.lru_cache(maxsize=512)
def script(text: str) -> str:
    """A script made small."""
    made, at = "", 0
    while token := _SCRIPT.match(text, at):
        at = token.end()
        if token["room"] is not None:
            made += _room(made[-1:], token["room"], text[at : at + 1])
        elif token["slash"] is not None and not _BEFORE_PATTERN.search(made[-8:].rstrip()):
            made, at = made + "/", token.start() + 1
        else:
            made += token[0]
    return made


def _room(before: str, room: str, after: str) -> str:
    """What is left of the room between two signs: a line break where it may end a statement, a space between words."""
    if not before or not after:
        return ""
    if "\n" in room and before not in "{([;,=&|<>?:" and after not in ")}].,;:?=&|":
        return "\n"
    words = all(sign.isalnum() or sign in "_$" for sign in (before, after))
    signs = before in "+-/" and after in "+-/"
    return " " if words or signs or "/" in (before, after) else ""
