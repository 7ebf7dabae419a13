"""“On this page”: where the parts of a long text begin, told before them, but after what has to come at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

FEWEST = 4
"""Parts of a page that is long enough to lose one's way in."""

AT_ONCE = ("calls", "minute")
"""Classes of what nobody should have to look for: a first part that holds one comes before the list of all."""

_PART = re.compile(r'<h2\b[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_AT_ONCE = re.compile(rf'class="(?:[^"]* )?(?:{"|".join(AT_ONCE)})[ "]')
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Part:
    """A part of a text: its anchor, and its heading without what is in it."""

    anchor: str
    title: Markup


@dataclass(frozen=True)
class Contents:
    """A text in two: the `opening`, before its parts are told, and the `rest`; a short one has no `parts` to tell."""

    opening: Markup
    rest: Markup
    parts: tuple[Part, ...] = ()


def of(content: str, *, tells: bool) -> Contents:
    """The contents of a page, from its text as HTML; `tells`: whether it may tell of its parts."""
    found = list(_PART.finditer(content)) if tells else []
    if len(found) < FEWEST:
        return Contents(Markup(), Markup(content))  # noqa: S704 (made by the core)
    first, second = (part.start() for part in found[:2])
    start = second if _AT_ONCE.search(content, first, second) else first
    parts = tuple(Part(part[1], Markup(_TAG.sub("", part[2]).strip())) for part in found)  # noqa: S704 (no tags left)
    return Contents(Markup(content[:start]), Markup(content[start:]), parts)  # noqa: S704 (made by the core)
